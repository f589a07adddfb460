"""Of the sections of one page, what their headings say decides which answers."""

from collections.abc import Sequence

import pytest

from assistant.compose.selection.select import select_quotes
from assistant.evidence.evidence_set import Evidence, Unit
from assistant.question import Question
from assistant.understand.parse import parse_question
from corpus.builder import DocumentBuilder
from corpus.document import Document, DocumentKind
from corpus.passage import Locator, Passage, cut

_OPENING = "Une taxe est due par qui salit le parvis."
_EXCEPTION = "La taxe sur les chevaux a été supprimée."


def _page(title: str, *sections: tuple[str, str], scores: Sequence[float] = ()) -> tuple[Unit, ...]:
    """The sections of a page, each of a heading, if it has one, and a sentence or two."""
    builder = DocumentBuilder()
    builder.heading(title, level=1)
    spans = []
    for heading, words in sections:
        if heading:
            builder.heading(heading, level=2)
        block = builder.paragraph(words)
        assert block is not None
        spans.append((block.start, block.end))
    page = builder.build(
        id=title, source_path=title, title=title, kind=DocumentKind.PAGE, language="fr"
    )
    return tuple(
        Unit(page, (_passage(page, span, heading),), score)
        for (heading, _), span, score in zip(
            sections, spans, scores or [0.0] * len(spans), strict=True
        )
    )


def _passage(page: Document, span: tuple[int, int], heading: str) -> Passage:
    return cut(page, *span, locator=Locator(heading_path=(heading,) if heading else ()))


def _first(question: str, units: Sequence[Unit], *terms: str) -> str:
    weights = {term: 1 / len(terms) for term in terms}
    ordered = tuple(sorted(units, key=lambda one: -one.score))
    evidence = Evidence(parse_question(Question(question)), ordered, terms=weights)
    return select_quotes(evidence, most=3).quotes[0].text


_SECTIONS = (
    ("Vous louez un logement", "Apportez une quittance récente."),
    ("Vous vivez à l'hôtel", "Apportez une attestation du gérant."),
)


def test_the_section_whose_heading_says_the_question_answers() -> None:
    units = _page("Justificatif de domicile", *_SECTIONS, scores=(5.0, 4.5))
    assert _first("Et à l'hôtel ?", units, "justif", "hotel") == _SECTIONS[1][1]


def test_what_the_title_says_too_moves_no_section() -> None:
    units = _page("Justificatif à l'hôtel", *_SECTIONS, scores=(5.0, 4.5))
    assert _first("Et à l'hôtel ?", units, "justif", "hotel") == _SECTIONS[0][1]


def test_a_heading_does_not_bring_its_page_before_another() -> None:
    units = _page("Justificatif de domicile", *_SECTIONS, scores=(5.0, 4.5))
    other = _page("Loger", ("", "Un gérant atteste le séjour."), scores=(5.1,))
    assert _first("Et à l'hôtel ?", (*units, *other), "hotel") == "Un gérant atteste le séjour."


@pytest.mark.parametrize(
    ("question", "title", "answers"),
    [
        ("Qu'est-ce que la taxe ?", "Taxe et redevance", _OPENING),
        ("Qu'est-ce que la taxe ?", "Salissures du parvis (taxe)", _OPENING),
        ("Qu'est-ce que la taxe ?", "Redevance et taxe", _EXCEPTION),
        ("Qui paie la taxe ?", "Taxe et redevance", _EXCEPTION),
    ],
)
def test_asked_what_a_thing_is_the_page_of_its_name_answers_by_its_opening(
    question: str, title: str, answers: str
) -> None:
    sections = (("", _OPENING), ("Cas particulier", _EXCEPTION))
    assert _first(question, _page(title, *sections, scores=(4.0, 5.0)), "tax") == answers


def test_of_an_opening_the_sentence_that_begins_with_the_thing_answers() -> None:
    # Far enough from each other to be no stretch of the same rule.
    far = "Chacun balaie devant sa porte, comme il est dit ailleurs. " * 20
    words = f"Le formulaire est en ligne. {far}La taxe est due par tous."
    units = _page("Taxe", ("", words))
    assert "La taxe est due par tous." in _first("Qu'est-ce que la taxe ?", units, "tax")
