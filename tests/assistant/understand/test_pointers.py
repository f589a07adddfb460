"""Claims on assistant.pointers: a question that names an article or a commitment says which."""

import pytest

from assistant.understand.pointers import find_pointer


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("article L. 311-6", ("L311-6",)),
        ("l311-6 crpa", ("L311-6",)),
        ("Que disent les articles R. 311-10 et L311-9 ?", ("R311-10", "L311-9")),
        ("art. l 311-3-1", ("L311-3-1",)),
        ("R*132-4", ("R*132-4",)),
        ("l'article 1er de la loi", ("1",)),
        ("article 12 bis", ("12 bis",)),
        ("section 4 of the act", ("4",)),
    ],
)
def test_articles_are_found_however_they_are_written(text: str, articles: tuple[str, ...]) -> None:
    assert find_pointer(text).articles == articles


@pytest.mark.parametrize(
    ("text", "commitments"),
    [
        ("engagement 7 du plan britannique", ("7",)),
        ("L'engagement n° 4", ("4",)),
        ("What does commitment 12 say?", ("12",)),
    ],
)
def test_commitments_are_found_in_both_languages(text: str, commitments: tuple[str, ...]) -> None:
    assert find_pointer(text).commitments == commitments


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Que dit l'article suivant ?", 1),
        ("Et le précédent ?", -1),
        ("what does the next article say?", 1),
        ("Quel est l'article d'avant ?", -1),
        ("Quel est le délai suivant la demande ?", 0),
    ],
)
def test_the_next_and_the_previous_article_are_steps(text: str, step: int) -> None:
    assert find_pointer(text).step == step


@pytest.mark.parametrize(
    "text", ["le plan 2015-2017", "la loi 78-753", "le délai d'un mois", "les 21 engagements"]
)
def test_years_laws_and_delays_are_no_articles(text: str) -> None:
    assert not find_pointer(text)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Que dit l'article L. 311-5 ?", False),
        ("article L311-6 du code", False),
        ("Que dit l'article L311-1 sur la publication en ligne ?", True),
    ],
)
def test_a_pointer_tells_whether_more_is_asked(text: str, more: bool) -> None:
    assert find_pointer(text).asks_more() is more
