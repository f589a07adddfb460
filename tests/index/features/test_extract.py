"""What is told of passages before any question."""

import pytest

from corpus.passage import Locator, Passage
from index.features.extract import find_leads, find_regulatory

_CALL = "Par téléphone : 01 23 45 67 89, du lundi au vendredi de 9h à 17h."
_WORDS = "Le gardien ouvre la grille du parvis chaque matin."


def _passages(*texts: tuple[str, str | None]) -> list[Passage]:
    return [
        Passage(str(number), "page", 0, len(text), text, Locator(article=article))
        for number, (text, article) in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("texts", "leads"),
    [
        ([_WORDS, _WORDS, _CALL], [0, 0, 0]),
        ([_CALL, _WORDS, _WORDS], [1, 1, 1]),
        ([_CALL, _CALL], [0, 0]),
    ],
    ids=["words first", "a call first", "nothing but calls"],
)
def test_a_page_is_led_by_the_first_passage_that_says_something(
    texts: list[str], leads: list[int]
) -> None:
    assert find_leads(_passages(*((text, None) for text in texts))).tolist() == leads


def test_each_article_is_led_by_its_own_first_passage() -> None:
    passages = _passages((_WORDS, "L1"), (_WORDS, "L1"), (_WORDS, "L2"), (_WORDS, "L2"))
    assert find_leads(passages).tolist() == [0, 0, 2, 2]


def test_passages_of_decrees_are_told() -> None:
    passages = _passages((_WORDS, "L1-1"), (_WORDS, "R. 1-1"), (_WORDS, None))
    assert find_regulatory(passages).tolist() == [False, True, False]
