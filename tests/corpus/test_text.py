"""Texts that a person takes for the same fold to the same words, whatever they are written with."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import fold, letters, tidy, with_plain_marks, without_accents

_FRENCH = st.text(alphabet="abcéèêëàâçîïôùûüÿœæÉÈÀÇŒ’'-,.;:!?«» \u00a0\n1234567890")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’État, c’est nous !", "l etat c est nous"),
        ("Polynésie-Française", "polynesie francaise"),
        ("ÇA  VA\u00a0?", "ca va"),
        ("a\u0300 Noe\u0308l", "a noel"),
        ("art. L. 311-6", "art l 311 6"),
        ("…", ""),
    ],
)
def test_what_is_folded_has_words_alone(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(_FRENCH)
def test_capitals_accents_and_marks_make_no_other_words(text: str) -> None:
    folded = fold(text)
    assert fold(text.upper()) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded
    assert fold(without_accents(text)) == folded
    assert fold(text.replace("’", "'")) == folded


@given(st.text())
def test_folded_words_stand_one_space_apart(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert all(c == " " or c == "_" or c.isalnum() for c in folded)


@given(_FRENCH)
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_letters_are_all_that_is_left_of_a_text(text: str) -> None:
    assert all(c.isalnum() for c in letters(text))
    assert letters(f" {text}—") == letters(text)


def test_letters_keep_their_accents() -> None:
    assert letters("« Le 2e Plan d’Été »") == "le2eplandété"


@given(st.text())
def test_a_tidy_text_stays_as_it_is(text: str) -> None:
    tidied = tidy(text)
    assert tidy(tidied) == tidied
    assert "\u200b" not in tidied
    assert "  " not in tidied


@given(_FRENCH)
def test_plain_marks_are_the_marks_of_a_keyboard(text: str) -> None:
    plain = with_plain_marks(text)
    assert with_plain_marks(plain) == plain
    assert not set(plain) & set("’ʼ`œŒæÆ")


def test_an_ascii_text_has_no_accents_to_lose() -> None:
    assert without_accents("A-b C_d") == "A-b C_d"
    assert without_accents("Œuvre à l’été") == "Œuvre a l’ete"


@pytest.mark.parametrize("sign", ["\u2028", "\u2029"])
def test_a_sign_that_breaks_a_line_parts_words(sign: str) -> None:
    assert tidy(f"le service{sign}rend compte {sign} ici") == "le service rend compte ici"
