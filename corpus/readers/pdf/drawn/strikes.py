"""Words that are struck through, such as those that a draft of a law takes out."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import groupby

from corpus.readers.pdf.drawn.glyphs import Run
from corpus.readers.pdf.rotation import Box
from corpus.text import MISSING

# A rule as thin strikes through the words whose letters it crosses at these parts of their size.
_THIN = 1.5
_MIDDLE = (0.15, 0.42)
_MOST_STRIKES = 100  # at one height
_SLACK = 0.2  # of a word, by which a line may begin or end within it

_Height = tuple[float, float, float]


def without_struck(
    runs: Sequence[Run], rules: Sequence[Box], marked: Sequence[Box] = ()
) -> tuple[list[Run], list[str]]:
    """The runs with MISSING in place of words that are struck through, and those words.

    They are where a rule crosses them, or in the stretches that are `marked` as struck. What a line
    is there for is told by its place alone. So it leaves a hole, and no sentence around it is
    quoted, whether the author took the words out or not.
    """
    flat = sorted(
        ((rule.y0 + rule.y1) / 2, rule.x0, rule.x1) for rule in rules if rule.high <= _THIN
    )
    kept: list[Run] = []
    struck: list[str] = []
    for run in runs:
        words = run.words or ((run.text, run.x, run.right),)
        places = set[int]()
        if (flat or marked) and run.text.strip():
            places = {*_struck(run, words, flat), *_marked(run, words, marked)}
        struck += [words[place][0].strip() for place in sorted(places)]
        kept.append(_without(run, places) if places else run)
    return kept, struck


def _struck(
    run: Run, words: Sequence[tuple[str, float, float]], flat: Sequence[_Height]
) -> Iterator[int]:
    low, high = (bisect_left(flat, (run.y + part * run.size,)) for part in _MIDDLE)
    over = flat[low : min(high, low + _MOST_STRIKES)]
    for place, (word, left, right) in enumerate(words if over else ()):
        slack = _SLACK * (right - left)
        # One letter or sign on a line may be the mark of an item, or a part of a drawing.
        sign = len(word.strip()) < 2 and not word.strip().isdigit()
        if not sign and any(x0 <= left + slack and right - slack <= x1 for _, x0, x1 in over):
            yield place


def _marked(
    run: Run, words: Sequence[tuple[str, float, float]], marked: Sequence[Box]
) -> Iterator[int]:
    level = run.y + sum(_MIDDLE) / 2 * run.size
    over = [box for box in marked if box.y0 <= level <= box.y1]
    for place, (_, left, right) in enumerate(words if over else ()):
        if any(box.x0 <= (left + right) / 2 <= box.x1 for box in over):
            yield place


def _without(run: Run, places: Set[int]) -> Run:
    """The run with one MISSING for each stretch of struck words."""
    if len(places) >= len(run.words):
        return replace(run, text=MISSING, words=())
    stands = [place for place, sign in enumerate(run.text) if not sign.isspace()]
    parts: list[str] = []
    done = count = 0
    for struck, words in groupby(enumerate(run.words), lambda word: word[0] in places):
        first = count
        count = min(len(stands), count + sum(len("".join(word[0].split())) for _, word in words))
        if struck and first < count:
            parts += [run.text[done : stands[first]], MISSING]
            done = stands[count - 1] + 1
    kept = tuple(
        (MISSING if place in places else word, left, right)
        for place, (word, left, right) in enumerate(run.words)
    )
    return replace(run, text="".join((*parts, run.text[done:])), words=kept)
