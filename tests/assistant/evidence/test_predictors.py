"""Claims on assistant.evidence.predictors: what hits hold of a question."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.evidence.predictors import Predictors, read_predictors
from assistant.evidence.units import units_of
from corpus.ingest import Ingested
from corpus.questions.taught import TaughtQuestion
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.search.searcher import Searcher
from index.snapshot.store import Store
from tests.index.library import WordEncoder, law, pages


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    store, encoder = Store(tmp_path), WordEncoder()
    documents = pages(
        {
            "a.md": "Le gardien ouvre la grille du parvis chaque matin.",
            "b.md": "Les frais de copie sont à la charge du demandeur.",
        }
    )
    build(documents, store=store, encoder=encoder, policy=GatePolicy(force=True))
    return Searcher(store.current(), encoder)


def _predictors(
    searcher: Searcher, text: str, *, led_by: str = "", asked_for: bool = True
) -> Predictors:
    """The predictors of an answer led by the best unit, or by the one that has these words."""
    found = searcher.search(text)
    [unit, *_] = [
        unit for unit in units_of(searcher, found.hits) if led_by in unit.passages[0].text
    ]
    return read_predictors(found, unit, searcher, asked_for=asked_for)


def test_a_question_of_the_text_s_own_words_is_covered(searcher: Searcher) -> None:
    assert _predictors(searcher, "Qui ouvre la grille du parvis ?").term_coverage == pytest.approx(
        1
    )


def test_only_the_unit_that_leads_covers_a_question(searcher: Searcher) -> None:
    """Whatever else was found."""
    both = _predictors(searcher, "La grille du parvis et les frais de copie ?")
    assert 0.3 < both.term_coverage < 0.8


def test_a_question_taught_for_the_unit_covers_its_words(tmp_path: Path) -> None:
    store, encoder = Store(tmp_path), WordEncoder()
    library = law("code.json", {"L1-1": "Le gardien ouvre la grille.", "L1-2": "La copie est due."})
    taught = TaughtQuestion("À quelle heure entre le promeneur ?", library.id, ("L1-1",))
    documents = Ingested((library,), questions=(taught,))
    build(documents, store=store, encoder=encoder, policy=GatePolicy(force=True))

    found = _predictors(Searcher(store.current(), encoder), "Quand le promeneur entre-t-il ?")

    assert found.term_coverage == pytest.approx(1)


def test_a_word_of_the_lexicon_covers_the_one_that_it_stands_for(searcher: Searcher) -> None:
    costs = "frais de copie"
    paying = _predictors(searcher, "Faut-il payer ?", led_by=costs)
    assert paying.term_coverage == pytest.approx(1)
    assert _predictors(searcher, "Faut-il nager ?", led_by=costs).term_coverage == 0


def test_more_words_are_told(searcher: Searcher) -> None:
    few = _predictors(searcher, "La grille ?")
    many = _predictors(searcher, "La grille du parvis, le matin ?")
    assert few.term_coverage == pytest.approx(many.term_coverage) == pytest.approx(1)
    assert many.term_rarity > 2 * few.term_rarity


def test_the_margin_is_that_to_the_best_other_unit_within_bounds(searcher: Searcher) -> None:
    found = searcher.search("Qui ouvre la grille du parvis ?")
    first, second = units_of(searcher, found.hits)

    margins = [
        read_predictors(found, unit, searcher, asked_for=True).margin for unit in (first, second)
    ]

    assert margins[0] == -margins[1]
    assert 0 < margins[0] <= 3


def test_what_is_asked_for_and_not_there_is_told(searcher: Searcher) -> None:
    assert _predictors(searcher, "La grille ?", asked_for=False).asked_for == 0
    assert _predictors(searcher, "La grille ?").asked_for == 1


def test_a_hit_in_another_language_is_told(searcher: Searcher) -> None:
    assert (
        _predictors(searcher, "Who opens the gate of the square every morning?").cross_language == 1
    )
    assert _predictors(searcher, "Qui ouvre la grille du parvis ?").cross_language == 0


def test_where_nothing_is_found_nothing_speaks_for_an_answer(searcher: Searcher) -> None:
    found = replace(searcher.search("La grille ?"), hits=())
    assert read_predictors(found, None, searcher, asked_for=True) == Predictors()
