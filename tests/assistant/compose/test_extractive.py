"""Claims on assistant.compose.extractive: what is quoted for a question, and in which order.

The documents are made here; a sentence's closeness to the question is given with its opening words.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest

from assistant.compose.citations import cite_quotes
from assistant.compose.disagreement import find_disagreements
from assistant.compose.extractive import MOST_SENTENCES, quote_in_order, select_quotes
from assistant.evidence.evidence_set import Evidence, Unit
from assistant.question import Question
from assistant.understand.parse import parse_question
from corpus.builder import DocumentBuilder
from corpus.document import Article, Document, DocumentKind
from corpus.passage import Locator, cut
from corpus.segmenter import sentence_spans


def _document(
    name: str, *articles: tuple[str, Sequence[str]], kind: DocumentKind = DocumentKind.LAW
) -> Document:
    """A document of numbered articles, each of several paragraphs."""
    builder = DocumentBuilder()
    for number, paragraphs in articles:
        builder.heading(f"Article {number}", level=2)
        blocks = [builder.paragraph(paragraph) for paragraph in paragraphs]
        first, last = blocks[0], blocks[-1]
        assert first is not None
        assert last is not None
        builder.article(Article(number, first.start, last.end))
    return builder.build(id=name, source_path=name, title=name, kind=kind, language="fr")


def _unit(
    document: Document,
    number: str,
    *,
    score: float = 0.0,
    limits: tuple[Unit, ...] = (),
    cut_before: Sequence[str] = (),
) -> Unit:
    """The unit of an article, cut into passages before each of those words."""
    article = next(one for one in document.articles if one.number == number)
    bounds = [
        article.start,
        *(document.text.index(words, article.start) for words in cut_before),
        article.end,
    ]
    passages = tuple(
        cut(document, start, end, locator=Locator(article=number))
        for start, end in pairwise(bounds)
    )
    return Unit(document, passages, score, limits=limits)


def _evidence(
    units: Sequence[Unit],
    close: Mapping[str, float],
    *,
    question: str = "Que dit le texte ?",
    terms: Mapping[str, float] | None = None,
) -> Evidence:
    """Evidence in which each sentence is as close as its opening words are said to be."""
    closeness = {}
    for unit in [*units, *(limit for one in units for limit in one.limits)]:
        for passage in unit.passages:
            for begin, finish in sentence_spans(passage.text):
                sentence = passage.text[begin:finish]
                near = [value for words, value in close.items() if sentence.startswith(words)]
                span = (passage.start + begin, passage.start + finish)
                closeness[(passage.document_id, *span)] = near[0] if near else 0.5
    return Evidence(parse_question(Question(question)), tuple(units), closeness, terms or {})


def _quoted(evidence: Evidence, *, most: int = 5) -> list[str]:
    return [citation.quote for citation in cite_quotes(select_quotes(evidence, most=most))[0]]


def test_the_sentence_closest_to_the_question_comes_first() -> None:
    law = _document("loi", ("1", ["Le maire tient un registre. Le registre est public."]))
    assert _quoted(_evidence([_unit(law, "1")], {"Le registre": 0.9})) == [
        "Le registre est public."
    ]


def test_nothing_is_quoted_without_evidence() -> None:
    assert select_quotes(_evidence([], {}), most=5) == ()


def test_a_sentence_that_holds_the_delay_asked_for_comes_before_a_closer_one() -> None:
    law = _document("loi", ("1", ["Le maire répond par écrit.", "Le maire répond sous deux mois."]))
    evidence = _evidence(
        [_unit(law, "1")],
        {"Le maire répond par": 0.84, "Le maire répond sous": 0.82},
        question="Dans quel délai le maire répond-il ?",
    )
    assert _quoted(evidence)[0].endswith("Le maire répond sous deux mois.")


def test_a_list_is_quoted_with_its_introduction_and_to_its_end_across_passages() -> None:
    law = _document(
        "loi",
        (
            "1",
            [
                "Sont refusées les demandes :",
                "1° Qui sont trop nombreuses ;",
                "2° Qui sont sans objet ;",
                "3° Qui sont anonymes.",
            ],
        ),
    )
    unit = _unit(law, "1", cut_before=["3° Qui"])
    assert _quoted(_evidence([unit], {"2° Qui": 0.9})) == [
        "Sont refusées les demandes :\n\n1° Qui sont trop nombreuses ;\n\n2° Qui sont sans objet ;",
        "3° Qui sont anonymes.",
    ]


def test_an_item_of_a_long_list_comes_after_what_introduces_it() -> None:
    long = "qui portent sur des registres clos depuis de nombreuses années " * 7
    law = _document(
        "loi",
        (
            "1",
            [
                "Sont refusées les demandes :",
                f"1° Celles {long.strip()} ;",
                f"2° Celles des gardiens, {long.strip()} ;",
                f"3° Celles {long.strip()}.",
            ],
        ),
    )
    first, second = _quoted(_evidence([_unit(law, "1")], {"2° Celles": 0.9}))
    assert first == "Sont refusées les demandes :"
    assert second.startswith("2° Celles des gardiens")
    assert second.endswith(";")


def test_a_sentence_that_leans_comes_with_its_antecedent() -> None:
    law = _document("loi", ("1", ["Toute demande est datée. Cette demande reste gratuite."]))
    assert _quoted(_evidence([_unit(law, "1")], {"Cette demande": 0.9})) == [
        "Toute demande est datée. Cette demande reste gratuite."
    ]


def test_a_sentence_about_the_present_article_comes_after_its_opening() -> None:
    law = _document(
        "loi",
        (
            "1",
            [
                "Le maire publie le registre.",
                "Le registre est gratuit.",
                "Le présent article ne s'applique pas aux hameaux.",
            ],
        ),
    )
    assert _quoted(_evidence([_unit(law, "1")], {"Le présent": 0.9})) == [
        "Le maire publie le registre.",
        "Le présent article ne s'applique pas aux hameaux.",
    ]


def test_the_limit_that_an_article_sets_itself_follows_the_rule() -> None:
    law = _document(
        "loi",
        (
            "1",
            [
                "Le registre est public.",
                "Le maire le signe chaque soir devant témoin.",
                "Toute copie est libre, sauf décret contraire.",
                "Par dérogation, le registre des mineurs ne s'ouvre pas.",
            ],
        ),
    )
    evidence = _evidence(
        [_unit(law, "1")], {"Le registre est": 0.9, "Toute copie": 0.85, "Par dérog": 0.82}
    )
    assert _quoted(evidence) == [
        "Le registre est public.",
        "Par dérogation, le registre des mineurs ne s'ouvre pas.",
    ]


def test_a_limit_that_leans_on_the_rule_makes_one_quote_with_it() -> None:
    law = _document(
        "loi", ("1", ["Le registre est public. Toutefois, il est fermé le soir. Il pèse peu."])
    )
    evidence = _evidence([_unit(law, "1")], {"Le registre est": 0.9, "Toutefois": 0.85})
    assert _quoted(evidence) == ["Le registre est public. Toutefois, il est fermé le soir."]


_RULE = ("L1-1", ["Le gardien répond sous un mois."])
_DEROGATION = ("L1-2", ["Par dérogation à l'article L. 1-1, le gardien répond sous huit jours."])


def test_an_article_that_derogates_follows_the_rule() -> None:
    law = _document("loi", _RULE, _DEROGATION)
    unit = _unit(law, "L1-1", limits=(_unit(law, "L1-2"),))
    evidence = _evidence([unit], {"Le gardien": 0.9, "Par dérogation": 0.8})
    assert _quoted(evidence) == [_RULE[1][0], _DEROGATION[1][0]]


def test_an_article_that_derogates_from_something_else_is_left_out() -> None:
    law = _document("loi", _RULE, ("L1-2", ["Le chapitre ne s'applique pas entre gardiens."]))
    unit = _unit(law, "L1-1", limits=(_unit(law, "L1-2"),))
    evidence = _evidence([unit], {"Le gardien": 0.9, "Le chapitre": 0.8})
    assert _quoted(evidence) == [_RULE[1][0]]


def test_what_a_rule_is_subject_to_is_the_item_that_it_names() -> None:
    law = _document(
        "loi",
        ("L1-1", ["Sous réserve du 2° de l'article L. 1-2, le registre est public."]),
        (
            "L1-2",
            [
                "Restent secrets : ",
                f"1° Les plans {'des ouvrages anciens ' * 60};",
                "2° Les adresses des gardiens ;",
                "3° Les clés.",
            ],
        ),
    )
    unit = _unit(law, "L1-1", limits=(_unit(law, "L1-2"),))
    evidence = _evidence([unit], {"Sous réserve": 0.9, "2° Les": 0.8, "3° Les": 0.85})
    assert _quoted(evidence)[1:] == ["Restent secrets :", "2° Les adresses des gardiens ;"]


def test_a_law_comes_before_a_plan_that_answers_better() -> None:
    law = _document("loi", ("1", ["Le registre est public."]))
    plan = _document(
        "plan", ("1", ["Le registre sera mis en ligne."]), kind=DocumentKind.ACTION_PLAN
    )
    units = [_unit(plan, "1", score=5.5), _unit(law, "1", score=5.0)]
    assert _quoted(_evidence(units, {"Le registre": 0.9})) == [
        "Le registre est public.",
        "Le registre sera mis en ligne.",
    ]


@pytest.mark.parametrize(
    ("of_law", "first"),
    [(4.9, "Le registre est public."), (4.2, "Le registre est ouvert.")],
    ids=["little better", "better"],
)
def test_a_page_comes_before_a_law_only_where_it_answers_better(of_law: float, first: str) -> None:
    law = _document("loi", ("1", ["Le registre est public."]))
    page = _document("page", ("1", ["Le registre est ouvert."]), kind=DocumentKind.PAGE)
    units = [_unit(page, "1", score=5.0), _unit(law, "1", score=of_law)]
    quoted = _quoted(_evidence(units, {"Le registre": 0.9}))
    assert quoted[0] == first
    assert len(quoted) == 2


def test_a_law_that_answers_less_well_comes_last() -> None:
    law = _document("loi", ("1", ["Le registre est public."]))
    page = _document("page", ("1", ["Le registre est ouvert."]), kind=DocumentKind.PAGE)
    units = [_unit(page, "1", score=5.0), _unit(law, "1", score=2.8)]
    assert _quoted(_evidence(units, {})) == ["Le registre est ouvert.", "Le registre est public."]


def test_a_place_far_below_the_best_is_left_out() -> None:
    law = _document("loi", ("1", ["Le registre est public."]), ("2", ["Le gardien a un manteau."]))
    units = [_unit(law, "1", score=5.0), _unit(law, "2", score=2.0)]
    assert _quoted(_evidence(units, {})) == ["Le registre est public."]


def test_no_sentence_is_said_twice() -> None:
    same = "Le registre est public."
    one = _document("une loi", ("1", [same]))
    other = _document("autre loi", ("1", [same]))
    units = [_unit(one, "1", score=5.0), _unit(other, "1", score=5.0)]
    assert _quoted(_evidence(units, {})) == [same]


@pytest.mark.parametrize(
    ("other", "quoted"),
    [
        ("Le maire tient chaque jour un registre des visites, public et gratuit pour tous.", 1),
        ("Le maire tient un registre des visites, public et gratuit pour 3 personnes.", 2),
        ("Le maire ne tient pas un registre des visites, public et gratuit pour tous.", 2),
        ("Le registre des visites coûte deux euros à qui le demande.", 2),
    ],
    ids=["a version of it", "another figure", "the contrary", "another thing"],
)
def test_what_two_versions_of_a_document_say_is_said_once(other: str, quoted: int) -> None:
    said = "Le maire tient un registre des visites, public et gratuit pour tous."
    units = [
        _unit(_document("une loi", ("1", [said])), "1", score=5.0),
        _unit(_document("autre loi", ("1", [other])), "1", score=5.0),
    ]
    assert len(_quoted(_evidence(units, {}))) == quoted


@pytest.mark.parametrize("most", [1, 2, 5])
def test_no_more_is_quoted_than_asked_for_or_than_four_sentences(most: int) -> None:
    articles = [(str(number), [f"Le registre {number} est public."]) for number in range(1, 9)]
    law = _document("loi", *articles)
    units = [_unit(law, number, score=5.0) for number, _ in articles]
    assert len(_quoted(_evidence(units, {}), most=most)) == min(most, MOST_SENTENCES)


def test_an_article_asked_for_is_read_from_its_beginning() -> None:
    law = _document("loi", ("1", ["Le maire tient un registre.", "Le registre est public."]))
    evidence = _evidence([_unit(law, "1")], {"Le registre": 0.9})
    [citation] = cite_quotes(quote_in_order(evidence, most=5))[0]
    assert citation.quote == "Le maire tient un registre.\n\nLe registre est public."


def test_parts_of_one_page_are_weighed_each_for_itself() -> None:
    page = _document(
        "page", ("1", ["Le registre est public."]), ("2", ["Le gardien a un manteau."])
    )
    near, far = (
        Unit(page, (cut(page, one.start, one.end, locator=Locator()),), score)
        for one, score in zip(page.articles, (5.0, 2.0), strict=True)
    )
    assert _quoted(_evidence([near, far], {})) == ["Le registre est public."]


def test_documents_that_disagree_are_both_quoted() -> None:
    plan = _document(
        "plan", ("1", ["Le plan compte 21 engagements."]), kind=DocumentKind.ACTION_PLAN
    )
    page = _document("page", ("1", ["Le plan compte 26 engagements."]), kind=DocumentKind.PAGE)
    units = [_unit(plan, "1", score=5.0), _unit(page, "1", score=4.8)]
    citations, _ = cite_quotes(select_quotes(_evidence(units, {}), most=5))
    [found] = find_disagreements(citations)
    assert (found.one.document_id, found.other.document_id) == ("plan", "page")
