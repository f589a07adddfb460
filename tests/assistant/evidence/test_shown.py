"""Claims on assistant.evidence.shown: what has been quoted, and what has been quoted whole."""

import pytest

from assistant.evidence.evidence_set import Unit
from assistant.evidence.shown import Shown, Stretch
from tests.assistant.stand_in import page, passages_of


def _unit(words: str) -> Unit:
    document = page("a", "Titre", words)
    return Unit(document, tuple(passages_of(document)), 1.0)


UNIT = _unit("x" * 100)
FLOOR = UNIT.floor


@pytest.mark.parametrize(
    ("stretches", "whole"),
    [
        ((), False),
        ((("a", FLOOR, FLOOR + 100),), True),
        ((("b", FLOOR, FLOOR + 100),), False),
        ((("a", FLOOR, FLOOR + 50),), False),
        ((("a", FLOOR, FLOOR + 50), ("a", FLOOR + 51, FLOOR + 99)), True),
        ((("a", FLOOR, FLOOR + 60), ("a", FLOOR, FLOOR + 60)), False),
        ((("a", 0, FLOOR + 500),), True),
    ],
)
def test_a_unit_is_shown_whole_where_nearly_all_its_words_were_quoted(
    stretches: tuple[Stretch, ...], *, whole: bool
) -> None:
    assert Shown(stretches).has_all(UNIT) is whole


def test_a_stretch_was_shown_where_it_lies_within_a_quote() -> None:
    shown = Shown((("a", 10, 20),))
    assert shown.has(("a", 10, 20))
    assert shown.has(("a", 12, 18))
    assert not shown.has(("a", 12, 21))
    assert not shown.has(("b", 12, 18))
