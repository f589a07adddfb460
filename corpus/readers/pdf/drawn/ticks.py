"""Boxes to tick that are drawn as shapes: small squares, with a cross or a check in them or not."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.readers.pdf.drawn.drawings import Mark
from corpus.readers.pdf.drawn.glyphs import Run
from corpus.readers.pdf.rotation import Box

EMPTY, TICKED = "☐", "☒"
_MARKS = frozenset("xX×✕✖✗✘✓✔☒☑4•●■")  # "4" is a check in the font of signs that forms use
_NEAR = 4.0  # sizes: the words of a box stand as near, unless it stands in a cell of its own
_SIZES = (0.5, 2.0)  # of the letters beside it: how large a box is
_TOUCH = 1.5  # points
# Of the square, how wide and high a tick is: at least; at most where it is a box itself, which the
# ground or the frame of the square may be, too; and at most where it is a cross or a check.
_FILLS, _INNER, _BEYOND = 0.35, 0.75, 1.6
_MOST = 500  # a page: more are a drawing


def with_ticks(
    runs: Sequence[Run], squares: Sequence[Box], marks: Sequence[Mark]
) -> tuple[list[Run], list[Box]]:
    """The runs with ☐ or ☒ for each square that stands beside words, and the squares left over.

    `marks` are the small shapes that may stand in a square. One that touches another is a cell.
    """
    if len(squares) > _MOST:
        return list(runs), list(squares)
    single = _single(squares)
    read, left = list(runs), [one for one in squares if one not in single]
    for square in single:
        inside = [run for run in read if run.text.strip() and _holds(square, run)]
        if any(run.text.strip() not in _MARKS for run in inside):
            left.append(square)
            continue
        others = [run for run in read if run not in inside]
        found = _beside(square, others)
        if found is None:
            left.append(square)
            continue
        ticked = bool(inside) or any(_marks(square, mark) for mark in marks)
        read = _placed(square, TICKED if ticked else EMPTY, others, found)
    return read, left


def _single(squares: Sequence[Box]) -> list[Box]:
    """The squares that touch no other one; of those that are drawn twice, the first."""
    single: list[Box] = []
    for place, one in enumerate(squares):
        others = [other for other in squares if other is not one]
        same = [other for other in squares[:place] if _is_same(one, other)]
        if not same and not any(_touches(one, other) for other in others):
            single.append(one)
    return single


def _is_same(one: Box, other: Box) -> bool:
    return (
        abs(one.x0 + one.x1 - other.x0 - other.x1) <= 2 * _TOUCH
        and abs(one.y0 + one.y1 - other.y0 - other.y1) <= 2 * _TOUCH
    )


def _touches(one: Box, other: Box) -> bool:
    return (
        not _is_same(one, other)
        and one.x0 - _TOUCH <= other.x1
        and other.x0 - _TOUCH <= one.x1
        and one.y0 - _TOUCH <= other.y1
        and other.y0 - _TOUCH <= one.y1
    )


def _holds(square: Box, run: Run) -> bool:
    return square.holds((run.x + run.right) / 2, run.y + 0.3 * run.size, slack=1.0)


def _marks(square: Box, mark: Mark) -> bool:
    box, most = mark.box, _INNER if mark.is_box else _BEYOND
    return (
        square.holds((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
        and _FILLS * square.wide <= box.wide <= most * square.wide
        and _FILLS * square.high <= box.high <= most * square.high
    )


def _beside(square: Box, runs: Iterable[Run]) -> Run | None:
    """The run of words on the level of a square that is the nearest: near to its right, if any."""
    found: list[tuple[int, float, Run]] = []
    for run in runs:
        middle = run.y + 0.3 * run.size
        sized = _SIZES[0] * run.size <= square.high <= _SIZES[1] * run.size
        if not run.text.strip() or not sized or not square.y0 <= middle <= square.y1:
            continue
        if run.x < square.x0 and run.right > square.x1:
            return run  # the words of several boxes, with room left for them
        after, before = run.x - square.x1, square.x0 - run.right
        if after >= -_TOUCH:
            found.append((0 if after <= _NEAR * run.size else 2, after, run))
        elif before >= -_TOUCH:
            found.append((1 if before <= _NEAR * run.size else 2, before, run))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _placed(square: Box, sign: str, runs: Sequence[Run], beside: Run) -> list[Run]:
    """The runs, with the sign before or after the one that it stands beside, or within it."""
    tick = replace(
        beside, text=f" {sign} ", x=square.x0, right=square.x1, words=(), bold=beside.bold
    )
    if beside.x >= square.x1 - _TOUCH:
        parts = [tick, beside]
    elif beside.right <= square.x0 + _TOUCH:
        parts = [beside, tick]
    else:
        before = [word for word in beside.words if word[2] <= square.x0 + _TOUCH]
        after = [word for word in beside.words if word[2] > square.x0 + _TOUCH]
        parts = [_part(beside, before), tick, _part(beside, after)]
    place = next(number for number, run in enumerate(runs) if run is beside)
    return [*runs[:place], *parts, *runs[place + 1 :]]


def _part(run: Run, words: Sequence[tuple[str, float, float]]) -> Run:
    if not words:
        return replace(run, text="", words=())
    text = " ".join(word for word, _, _ in words)
    return replace(run, text=text, x=words[0][1], right=words[-1][2], words=tuple(words))
