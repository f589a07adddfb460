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
def test_what_is_no_word_is_written_as_the_documents_write_it(typed: str, mended: str) -> None:
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


@pytest.mark.parametrize(
    ("word", "theirs"),
    [
        ("construire", "contraire"),
        ("devenir", "détenir"),
        ("courriel", "courrier"),
        ("tacitement", "traitement"),
        ("transparency", "transparence"),
        ("marche", "marché"),
    ],
)
def test_a_word_of_french_or_english_is_let_alone_beside_one_of_theirs(
    word: str, theirs: str
) -> None:
    speller = Speller([theirs], inflected=lambda _: False)
    assert speller.mend(f"Il faut {word} cela") == f"Il faut {word} cela"


def test_accents_come_back_to_a_word_that_only_english_has_without_them() -> None:
    speller = Speller(["préfecture", "décision"], inflected=lambda _: False)
    assert speller.mend("la decision de la prefecture") == "la décision de la préfecture"


@given(st.text(max_size=60))
def test_nothing_but_words_changes(text: str) -> None:
    speller = _speller()
    mended = speller.mend(text)
    assert speller.mend(mended) == mended
    assert len(mended.split()) == len(text.split())
