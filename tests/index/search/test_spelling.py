"""Slips are mended as the documents write, and no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.features.word_counts import commonest, count_words
from index.search.spelling import Speller

_TEXTS = [
    "L'administration motive sa réponse. La réponse est écrite dans un délai d'un mois.",
    "Le document administratif est communiqué à toute personne qui en fait la demande.",
    "Les documents administratifs sont communicables.",
]
_STEMS = ("administr", "docu", "motiv", "communi")


def _speller() -> Speller:
    return Speller(
        commonest(count_words(_TEXTS)), inflected=lambda word: word.lower().startswith(_STEMS)
    )


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("un delai de reponse", "un délai de réponse"),
        ("une persnone", "une personne"),
        ("un motis", "un motis"),
        ("une perssonne", "une personne"),
    ],
    ids=["accents come back", "letters swapped", "too short to be mended", "a letter too many"],
)
def test_a_word_that_no_document_has_is_written_as_they_write_it(typed: str, mended: str) -> None:
    assert _speller().mend(typed) == mended


@pytest.mark.parametrize(
    "text",
    [
        "La réponse est écrite.",
        "Les administrations motivent.",
        "La CADA et PERSSONNE",
        "du gazole",
    ],
    ids=["their own words", "other forms of their words", "capitals", "a word far from all"],
)
def test_other_words_are_let_alone(text: str) -> None:
    assert _speller().mend(text) == text


@given(st.text(max_size=60))
def test_nothing_but_words_changes(text: str) -> None:
    speller = _speller()
    mended = speller.mend(text)
    assert speller.mend(mended) == mended
    assert len(mended.split()) == len(text.split())
