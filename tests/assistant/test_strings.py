"""Claims on assistant.strings: what Parvis says in its own words."""

from dataclasses import replace
from datetime import date

import pytest

from assistant import strings
from assistant.answer import RefusalReason
from assistant.citation import Citation
from corpus.document import DocumentKind

_ONE = Citation(
    number=1,
    passage_id="p",
    document_id="d",
    title="T",
    kind=DocumentKind.LAW,
    label="T",
    quote="Le plan compte 26 engagements.",
    start=0,
    end=30,
    score=1.0,
    published=date(2015, 7, 1),
)


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("fr", "[1], 01/07/2015 ; [2], 03/04/2018"),
        ("en", "[1], 2015-07-01; [2], 2018-04-03"),
    ],
)
def test_a_disagreement_names_both_citations_with_their_dates(language: str, note: str) -> None:
    other = replace(_ONE, number=2, valid_from=date(2018, 4, 3))
    assert f"({note})" in strings.disagreement(_ONE, other, language)


def test_a_document_without_a_date_is_named_alone() -> None:
    other = replace(_ONE, number=2, published=None)
    assert "[1], 01/07/2015 ; [2])" in strings.disagreement(_ONE, other, "fr")


@pytest.mark.parametrize("reason", [*strings.REFUSALS])
def test_every_refusal_has_its_sentence_in_both_languages(reason: RefusalReason) -> None:
    french, english = (strings.refusal(reason, language, choices="x") for language in ("fr", "en"))
    assert french != english
    assert "{" not in french + english
