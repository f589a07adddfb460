"""Every pattern that a stranger's text meets costs time in proportion to the text's length.

The patterns are found where they live, so that a new one is tried as well. Each is tried on strings
made from what it reads itself: what its repetitions repeat, and each of its beginnings, over and
over, with an ending that it does not expect. The work is counted in processor seconds, of a text
and of one four times as long: a pattern that backtracks costs sixteen times as much, or never ends.
"""

import ast
import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.slow  # counts processor seconds

# What a question, or an earlier turn, passes through on its way to an answer.
_ROOMS = (
    "assistant.understand",
    "assistant.evidence",
    "assistant.compose",
    "assistant.http",
    "index.search",
    "index.text",
    "corpus.language",
    "corpus.segmenter",
    "corpus.law",
    "corpus.text",
    "corpus.countries",
)
# The API's limit is 2,000 characters. Longer texts tell a square from a line more surely.
_LENGTHS = (2_000, 8_000)
# Four times the length may cost twice what it should, and as much again as a machine's noise.
_RATIO = 8
_NOISE_SECONDS = 0.02
_MOST_SECONDS = 5.0
_PUMPS = (" ", "a", "A", "1", ".", "-", "'", "’", "\n", "é", "_", "a ", "1 ", "a-", "1-", "1 000 ")


def _modules() -> Iterator[ModuleType]:
    for name in _ROOMS:
        module = importlib.import_module(name)
        yield module
        for found in pkgutil.walk_packages(getattr(module, "__path__", ()), f"{name}."):
            yield importlib.import_module(found.name)


def _patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, Mapping):
        for one in (*value.keys(), *value.values()):
            yield from _patterns_in(one)
    elif isinstance(value, tuple | list | frozenset | set):
        for one in value:
            yield from _patterns_in(one)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Each pattern once, by the module and the name that it has there."""
    found: dict[re.Pattern[str], str] = {}
    for module in _modules():
        for name, value in vars(module).items():
            for number, pattern in enumerate(_patterns_in(value)):
                found.setdefault(pattern, f"{module.__name__}.{name}-{number}")
    return {name: pattern for pattern, name in found.items()}


# --- Strings that a pattern reads, from its own parse tree.

_SAMPLES_OF_A_CHOICE = 6
# A shorter one costs its length at most, wherever it is tried.
_A_LONG_REPETITION = 20


def _character(items: list[Any]) -> str:
    """A character of a class."""
    kind, value = items[0]
    if str(kind) == "NEGATE":
        return next((one for one in "a1é.,- \x00" if not _in_class(one, items[1:])), "a")
    if str(kind) == "LITERAL":
        return chr(value)
    if str(kind) == "RANGE":
        return chr(value[0])
    return {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a"}.get(str(value), "!")


def _in_class(character: str, items: list[Any]) -> bool:
    for kind, value in items:
        if str(kind) == "LITERAL" and chr(value) == character:
            return True
        if str(kind) == "RANGE" and value[0] <= ord(character) <= value[1]:
            return True
        if str(kind) == "CATEGORY":
            tests = {
                "CATEGORY_DIGIT": r"\d",
                "CATEGORY_NOT_DIGIT": r"\D",
                "CATEGORY_SPACE": r"\s",
                "CATEGORY_NOT_SPACE": r"\S",
                "CATEGORY_WORD": r"\w",
                "CATEGORY_NOT_WORD": r"\W",
            }
            if re.match(tests[str(value)], character):
                return True
    return False


def _samples(sequence: Any) -> list[str]:
    """A few strings that a sequence of the parse tree reads, and no more."""
    found = [""]
    for node in sequence:
        ways = _ways(node)
        found = list(
            islice((a + b for b in ways for a in found), _SAMPLES_OF_A_CHOICE * len(ways))
        )[:_SAMPLES_OF_A_CHOICE]
    return found


def _ways(node: tuple[Any, Any]) -> list[str]:
    kind, value = str(node[0]), node[1]
    if kind == "LITERAL":
        return [chr(value)]
    if kind == "NOT_LITERAL":
        return ["a" if value != ord("a") else "b"]
    if kind == "ANY":
        return ["a"]
    if kind == "IN":
        return [_character(value)]
    if kind == "BRANCH":
        return [one for branch in value[1] for one in _samples(branch)[:1]]
    if kind == "SUBPATTERN":
        return _samples(value[3])
    if kind == "ATOMIC_GROUP":
        return _samples(value)
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, body = value
        return [one * max(least, min(1, most)) for one in _samples(body)]
    return [""]


def _inner(sequence: Any, began: str = "") -> Iterator[tuple[str, str]]:
    """What each long repetition repeats, alone and after what comes before it; and the latter."""
    for node in sequence:
        kind, value = str(node[0]), node[1]
        inside: list[Any] = []
        if kind == "BRANCH":
            inside = list(value[1])
        elif kind == "SUBPATTERN":
            inside = [value[3]]
        elif kind == "ATOMIC_GROUP":
            inside = [value]
        elif kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            inside = [value[2]]
            if value[1] >= _A_LONG_REPETITION:
                for one in _samples(value[2]):
                    yield "", one
                    yield "", f"{one} "
                    yield began, one
                    yield began, f"{one} "
                    yield "", began + one
                yield "", began
                yield "", f"{began} "
        for body in inside:
            yield from _inner(body, began)
        began += _ways(node)[0]


def _attacks(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Pairs of a beginning and of what is then repeated."""
    parser: Any = importlib.import_module("re._parser")
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    attacks: dict[tuple[str, str], None] = {("", one): None for one in _PUMPS}
    attacks.update(((beginning, pump), None) for beginning, pump in _inner(tree) if pump)
    attacks.update((("", f"{one} "), None) for one in _samples(tree))
    return list(attacks)


class _NeverEndsError(Exception):
    pass


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise _NeverEndsError


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    """The processor seconds of looking for the pattern all through the text, the least of three.

    Raises _NeverEndsError after too many of them.
    """
    signal.setitimer(signal.ITIMER_VIRTUAL, _MOST_SECONDS)
    least = float("inf")
    for _ in range(3):
        began = time.process_time()
        for _found in pattern.finditer(text):
            pass
        least = min(least, time.process_time() - began)
        if least < _NOISE_SECONDS:
            break
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return least


def _text(beginning: str, pump: str, length: int) -> str:
    """It ends on what no pattern expects."""
    return f"{beginning}{pump * (length // len(pump))}\x00"


@pytest.mark.parametrize("name", [*_patterns()])
def test_a_pattern_costs_in_proportion_to_the_text(name: str) -> None:
    pattern = _patterns()[name]
    before = signal.signal(signal.SIGVTALRM, _stop)
    try:
        for beginning, pump in _attacks(pattern):
            said = f"{beginning[:40]!r} and many {pump[:40]!r}"
            short, long = (_text(beginning, pump, length) for length in _LENGTHS)
            try:
                many = _seconds(pattern, long)
                few = _seconds(pattern, short) if many > _NOISE_SECONDS else many
            except _NeverEndsError:
                pytest.fail(f"{name} does not come to an end on {said}")
            assert many <= _RATIO * few + _NOISE_SECONDS, (
                f"{name} takes {few:.4f} s for {len(short)} characters of {said}, "
                f"and {many:.4f} s for {len(long)}"
            )
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def test_patterns_are_compiled_where_they_can_be_found() -> None:
    inline = [
        f"{module.__name__}:{node.lineno}"
        for module in _modules()
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr not in ("compile", "escape")
    ]
    assert inline == []
