"""Plain words: only typography goes, and every character keeps its place."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.checks.plain_words import plain


def test_signs_of_typography_are_one() -> None:
    assert plain("« L’œuvre\u00a0» …").words == plain('"L\'oeuvre" ...').words


def test_case_accents_and_figures_stay() -> None:
    assert plain("Un délai de 2 mois").words != plain("un delai de 3 mois").words


def test_letters_made_of_two_signs_are_one() -> None:
    assert plain("de\u0301lai").words == "délai"


@given(st.text(max_size=200))
def test_every_sign_was_made_of_one_at_its_place_in_order(text: str) -> None:
    made = plain(text)

    assert len(made.words) == len(made.places)
    assert list(made.places) == sorted(made.places)
    for at in range(len(made.words)):
        start, end = made.span(at, at + 1)
        assert 0 <= start < end <= len(text)
