"""The ranking's signals: definitions, authority, numbers, explained by small laws."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document, DocumentKind
from corpus.ingest import Ingested
from corpus.questions.taught import Provenance, TaughtQuestion
from index.hit import Hit
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.parameters import BACKGROUND, RANKING, RankingParameters
from index.search.searcher import Searcher
from index.snapshot.store import Store
from tests.index.library import WordEncoder, gathered, law, page


def _searcher(root: Path, ingested: Ingested) -> Searcher:
    store, encoder = Store(root), WordEncoder()
    build(ingested, store=store, encoder=encoder, policy=GatePolicy(force=True))
    return Searcher(store.current(), encoder)


def _weighing(**weights: float) -> RankingParameters:
    return replace(RANKING, weights=replace(RANKING.weights, **weights))


def _articles(searcher: Searcher, text: str) -> list[str | None]:
    return [hit.passage.locator.article for hit in searcher.search(text).hits]


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    articles = {
        "L1-1": "Le gardien ouvre la grille du parvis chaque matin.",
        "L1-2": "Sont considérés comme parvis fleuris, au sens de la loi, les lieux plantés.",
        "L1-3": "Pour l'application de l'article L1-1, la grille du parvis est repeinte.",
    }
    return _searcher(tmp_path / "index", gathered([law("loi", articles)]))


def test_a_question_of_what_a_thing_is_finds_the_article_that_defines_it(
    searcher: Searcher,
) -> None:
    assert _articles(searcher, "Qu'est-ce qu'un parvis fleuri ?")[0] == "L1-2"


@pytest.mark.parametrize(
    "question",
    ["Quelle différence entre un parvis et une grille ?", "Parvis ou grille : quelle différence ?"],
)
def test_a_question_for_a_difference_finds_both_definitions_first(
    question: str, tmp_path: Path
) -> None:
    rules = {
        f"L1-{number}": f"La grille du parvis {number} est ouverte et le parvis est balayé."
        for number in range(1, 9)
    }
    defined = {
        "L2-1": "Le parvis fleuri s'entend du lieu planté d'arbres devant un édifice.",
        "L2-2": "On entend par grille tout ouvrage de fer.",
        "L2-3": "On entend par gardien toute personne qui garde.",
    }
    searcher = _searcher(tmp_path / "index", gathered([law("loi", rules | defined)]))
    assert set(_articles(searcher, question)[:2]) == {"L2-1", "L2-2"}


def test_an_article_called_by_its_number_comes_before_those_that_cite_it(
    searcher: Searcher,
) -> None:
    assert _articles(searcher, "article L. 1-1")[0] == "L1-1"


def test_each_hit_names_its_signals_and_its_rank_under_each(searcher: Searcher) -> None:
    hit = searcher.search("la grille du parvis").hits[0]
    names = {"dense", "lead", "sentence", "lexical", "definition", "territory", "authority"}
    assert names <= hit.scores.keys()
    assert hit.ranks.keys() <= hit.scores.keys()
    assert hit.ranks["dense"] >= 1
    assert len(hit.matched_terms) == 2


def test_what_the_signals_add_is_the_score(searcher: Searcher) -> None:
    for hit in searcher.search("Qu'est-ce qu'un parvis fleuri ?").hits:
        assert sum(hit.contributions.values()) == pytest.approx(hit.score, abs=1e-4)


def test_margins_of_two_passages_are_not_those_of_their_own_deviation(tmp_path: Path) -> None:
    words = {"a": "Le gardien ouvre la grille.", "b": "Le jardin est planté de tilleuls."}
    searcher = _searcher(tmp_path / "index", gathered(page(at, one) for at, one in words.items()))
    question = "Qui ouvre la grille ?"
    lexical = searcher.index.lexical.scores(searcher.read_query(question).terms) ** 0.75
    best, last = searcher.search(question).hits
    margin = (best.contributions["lexical"] - last.contributions["lexical"]) * lexical.std()
    # By their own deviation, which is half of what lies between them, any two are two apart.
    apart = lexical.std() / BACKGROUND.lexical * RANKING.weights.lexical
    assert margin == pytest.approx(2 * lexical.std() * apart, rel=0.05)


def test_a_signal_that_says_the_same_of_all_ranks_none(searcher: Searcher) -> None:
    assert "named_article" not in searcher.search("la grille du parvis").hits[0].ranks
    assert searcher.search("article L. 1-1").hits[0].ranks["named_article"] == 1


def test_a_hit_names_the_terms_that_the_lexicon_brought_in(tmp_path: Path) -> None:
    law_of_fees = law("loi", {"L1-1": "Les frais de copie sont à la charge du demandeur."})
    searcher = _searcher(tmp_path / "index", gathered([law_of_fees]))
    (hit,) = searcher.search("Faut-il payer ?").hits
    assert not hit.matched_terms
    assert hit.expansion_terms == ("frais",)


def test_a_law_comes_before_a_page_that_says_the_same(tmp_path: Path) -> None:
    words = "Le gardien ouvre la grille du parvis chaque matin."
    note = replace(page("a-note", words), kind=DocumentKind.PAGE)
    searcher = _searcher(tmp_path / "index", gathered([note, law("loi", {"L1-1": words})]))
    kinds = [hit.document.kind for hit in searcher.search("Qui ouvre la grille ?").hits]
    assert kinds[0] is DocumentKind.LAW


def test_what_the_law_says_comes_before_the_decree_that_repeats_it(tmp_path: Path) -> None:
    words = "Le gardien ouvre la grille du parvis chaque matin."
    code = law("code", {"D1-1": words, "L1-1": words, "R1-1": words})
    searcher = _searcher(tmp_path / "index", gathered([code]))
    assert _articles(searcher, "Qui ouvre la grille ?")[0] == "L1-1"


@pytest.fixture
def twins(tmp_path: Path) -> Searcher:
    words = {
        "L1-1": "Le préfet ouvre la grille du parvis, la grande grille.",
        "L2-1": "Le préfet ouvre la grille du parvis chaque matin.",
    }
    titles = {
        "L1-1": "Titre Ier : Dispositions applicables en Nouvelle-Calédonie",
        "L2-1": "Titre II : Dispositions communes",
    }
    code = law("code", words, titles=titles)
    return _searcher(tmp_path / "index", gathered([code]))


def test_a_territory_s_rule_comes_after_the_common_one(twins: Searcher) -> None:
    assert _articles(twins, "Qui ouvre la grille ?")[0] == "L2-1"
    bare = Searcher(twins.index, twins.encoder, parameters=_weighing(territory=0))
    assert _articles(bare, "Qui ouvre la grille ?")[0] == "L1-1"


def test_a_territory_s_rule_comes_first_where_the_question_names_it(twins: Searcher) -> None:
    assert _articles(twins, "Qui ouvre la grille en Nouvelle-Calédonie ?")[0] == "L1-1"


def test_a_word_of_the_lexicon_counts_only_for_what_the_question_s_own_lacks(
    tmp_path: Path,
) -> None:
    words = {"L1-1": "La commune sable le parvis.", "L2-1": "La mairie balaie le parvis."}
    searcher = _searcher(tmp_path / "index", gathered([law("code", words)]))
    hits = {hit.passage.locator.article: hit for hit in searcher.search("mairie").hits}
    assert hits["L2-1"].scores["lexical"] > hits["L1-1"].scores["lexical"] > 0
    both = law("code", words | {"L3-1": "La mairie et la commune lavent."})
    again = _searcher(tmp_path / "other", gathered([both]))
    hits = {hit.passage.locator.article: hit for hit in again.search("mairie").hits}
    own = again.index.lexical.scores(["mair"])
    assert hits["L3-1"].scores["lexical"] == pytest.approx(own.max(), abs=0.3)


def test_a_passage_in_another_language_is_not_put_behind_for_it(tmp_path: Path) -> None:
    words = "Open data, open source, public sector"
    english = replace(page("an-english-page", words), language="en")
    searcher = _searcher(tmp_path / "index", gathered([english, page("z-page", words)]))
    hits = searcher.search("Quelle est la place de l'open source dans le secteur public ?").hits
    assert {hit.document.language: hit.scores["cross_language"] for hit in hits} == {
        "en": 1,
        "fr": 0,
    }
    assert {hit.document.language: hit.contributions["cross_language"] for hit in hits} == {
        "en": pytest.approx(RANKING.weights.cross_language),
        "fr": 0,
    }


def test_without_its_weight_a_signal_adds_nothing(searcher: Searcher) -> None:
    bare = Searcher(searcher.index, searcher.encoder, parameters=_weighing(definition=0))
    question = "Qu'est-ce qu'un parvis fleuri ?"
    with_it = {hit.passage.id: hit.score for hit in searcher.search(question).hits}
    without = {hit.passage.id: hit.score for hit in bare.search(question).hits}
    gained = [with_it[name] - without[name] for name in with_it]
    assert max(gained) == pytest.approx(RANKING.weights.definition)
    assert sorted(gained)[:-1] == pytest.approx([0.0] * (len(gained) - 1))


def _asked(*questions: TaughtQuestion, documents: Sequence[Document]) -> Ingested:
    return replace(gathered(documents), questions=questions)


@pytest.fixture
def half_taught(tmp_path: Path) -> Searcher:
    """A law with questions for each article, and a page of like words that has none."""
    code = law(
        "code",
        {
            "L1-1": "Le gardien ouvre la grille du parvis chaque matin.",
            "L1-2": "Le gardien lave la grille du parvis chaque soir.",
            "L1-3": "La grille du parvis est peinte en vert.",
        },
    )
    note = page("note", "La grille du parvis est ouverte le matin par le gardien.")
    taught = (
        TaughtQuestion("À quelle heure peut-on entrer ?", "code", ("L1-1",)),
        TaughtQuestion("Peut-on entrer de bonne heure ?", "code", ("L1-1",)),
        TaughtQuestion("Qui fait le ménage ?", "code", ("L1-2",)),
        TaughtQuestion("De quelle couleur est-elle ?", "code", ("L1-3",)),
    )
    return _searcher(tmp_path / "index", _asked(*taught, documents=[code, note]))


def test_questions_bring_up_the_article_that_answers_them(half_taught: Searcher) -> None:
    assert _articles(half_taught, "À quelle heure peut-on entrer ?")[0] == "L1-1"
    assert _articles(half_taught, "Qui fait le ménage ?")[0] == "L1-2"


@pytest.mark.parametrize(
    "text", ["À quelle heure peut-on entrer ?", "Qui ouvre la grille ?", "Qui fait le ménage ?"]
)
def test_a_document_full_of_questions_gains_nothing_on_one_without_by_them(
    half_taught: Searcher, text: str
) -> None:
    by_questions = ("question", "question_terms", "coverage")
    hits = half_taught.search(text).hits
    covered = [hit for hit in hits if hit.document.id == "code"]
    (other,) = (hit for hit in hits if hit.document.id == "note")
    assert not any(other.contributions[name] for name in by_questions)

    def without(hit: Hit) -> float:
        return hit.score - sum(hit.contributions[name] for name in by_questions)

    assert max(hit.score for hit in covered) == pytest.approx(max(map(without, covered)), abs=1e-4)
    assert any(hit.contributions["question"] for hit in covered)


def test_a_taught_question_counts_where_its_document_is_not_covered_too(tmp_path: Path) -> None:
    documents = [page(f"{name}.md", f"Du {name} et de rien d'autre.") for name in "abcdef"]
    taught = TaughtQuestion("Combien de marches ?", "f.md", (), Provenance.STAFF)
    searcher = _searcher(tmp_path / "index", _asked(taught, documents=documents))
    hit, *others = searcher.search("Combien de marches ?").hits
    assert hit.document.id == "f.md"
    assert hit.contributions["paraphrase"] == pytest.approx(RANKING.weights.paraphrase, rel=0.01)
    assert hit.contributions["question"] == hit.contributions["coverage"] == 0
    assert not any(other.contributions["paraphrase"] for other in others)


def test_a_hit_names_the_question_that_spoke_for_it(half_taught: Searcher) -> None:
    hits = half_taught.search("Qui donc fait le ménage ?").hits
    hit = next(hit for hit in hits if hit.passage.locator.article == "L1-2")
    assert hit.asked is not None
    assert hit.asked.text == "Qui fait le ménage ?"
    assert 0.5 < hit.asked_likeness <= 1
    (other,) = (hit for hit in hits if hit.document.id == "note")
    assert (other.asked, other.asked_likeness) == (None, 0.0)
