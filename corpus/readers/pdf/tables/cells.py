"""Tables of a PDF page: cells between rules, and cells that only stand under one another."""

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.readers.hyphenation.hyphens import join_lines
from corpus.readers.pdf.lines import PdfLine

_LEVEL = 0.4  # of the letters' size: words so near in height stand on one line
_APART = 1.25  # of the least distance of two lines: a wider one parts two rows
_LOOSE = 1.6  # of the size: lines as far apart are rows of their own
_LIKE_ROWS = 0.7  # of the lines of a stretch hold several cells: each is a row
_FEWEST_SPLIT = 3  # lines between two rules that may be rows of their own
_FEWEST_GROUPED = 3  # columns of rows that rules part in groups only
_FULL = 0.7  # of such lines hold several cells
_BESIDE = 0.9  # of the figures of a column have words of another one beside them
_LOW = 0.2  # of such cells begin with a small letter, at most
_FIGURES = re.compile(r"^[\d\s.,/%€$£()+–−-]*\d[\d\s.,/%€$£()+–−-]*$")
_STARTS_LOW = re.compile(r"^[a-zà-ÿœæ(«]")


@dataclass(frozen=True, slots=True)
class Level:
    """What stands at one height of a table: the lines by their column."""

    y: float
    size: float
    cells: dict[int, list[PdfLine]]


def levels_of(lines: Iterable[PdfLine]) -> list[list[PdfLine]]:
    """Lines by their height, from the top."""
    levels: list[list[PdfLine]] = []
    for line in sorted(lines, key=lambda one: (-one.y, one.x)):
        if levels and levels[-1][0].y - line.y <= _LEVEL * min(line.size, levels[-1][0].size):
            levels[-1].append(line)
        else:
            levels.append([line])
    return levels


def in_columns(levels: Sequence[Sequence[PdfLine]], starts: Sequence[float]) -> list[Level]:
    """Levels with each line in its column, which are told by where they start."""
    placed = []
    for level in levels:
        cells: dict[int, list[PdfLine]] = {}
        for line in level:
            column = max(0, sum((line.x + line.right) / 2 >= start for start in starts) - 1)
            cells.setdefault(column, []).append(line)
        placed.append(Level(level[0].y, median(line.size for line in level), cells))
    return placed


def rows_of(
    levels: Sequence[Level], columns: int, ruled: Sequence[float] = ()
) -> list[list[Level]]:
    """The levels that make up each row of a table.

    `ruled` are the heights of rules that part rows, or groups of them. Where there are none, wide
    gaps part them, figures under one another do, or each line on which several cells begin.
    """
    if len(ruled) >= 2:
        groups = _parted(levels, lambda above, below: any(below.y < y <= above.y for y in ruled))
        return [row for group in groups for row in _by_figures(group)]
    if len(levels) < 2:
        return [list(levels)]
    parted = _stretches(levels)
    rows: list[list[Level]] = []
    for stretch in parted:
        several = sum(len(level.cells) > 1 and 0 in level.cells for level in stretch)
        alike = several >= _LIKE_ROWS * len(stretch)
        if len(parted) == 1 or (alike and (len(stretch) > 2 or len(parted) == 2)):
            rows += _by_first_column(stretch, columns)
        else:
            rows += _by_figures(stretch)
    return rows


def _stretches(levels: Sequence[Level]) -> list[list[Level]]:
    """Levels that cells of several lines hold together.

    Lines of one cell stand as near as any two of one column do; cells beside it may stand between.
    """
    heights: dict[int, list[tuple[float, int]]] = {}
    for place, level in enumerate(levels):
        for column in level.cells:
            heights.setdefault(column, []).append((level.y, place))
    steps = [
        (one[0] - other[0], one[1], other[1])
        for column in heights.values()
        for one, other in pairwise(column)
    ]
    size = median(level.size for level in levels)
    least = min((gap for gap, _, _ in steps), default=0.0)
    if not least or least > _LOOSE * size:
        return [[level] for level in levels]
    near = [(first, last) for gap, first, last in steps if gap <= _APART * least]
    held = {place for first, last in near for place in range(first, last)}
    stretches = [[levels[0]]]
    for place, level in enumerate(levels[1:]):
        if place in held:
            stretches[-1].append(level)
        else:
            stretches.append([level])
    return stretches


def _parted(levels: Sequence[Level], apart: Callable[[Level, Level], bool]) -> list[list[Level]]:
    parted: list[list[Level]] = []
    for level in levels:
        if parted and not apart(parted[-1][-1], level):
            parted[-1].append(level)
        else:
            parted.append([level])
    return parted


def _by_first_column(levels: Sequence[Level], columns: int) -> list[list[Level]]:
    rows: list[list[Level]] = []
    for level in levels:
        first = level.cells.get(0)
        begins = len(level.cells) == columns or (
            first is not None and (len(level.cells) > 1 or not _STARTS_LOW.match(first[0].text))
        )
        if rows and not begins:
            rows[-1].append(level)
        else:
            rows.append([level])
    return rows


def rows_between_rules(
    columns: Sequence[Sequence[PdfLine]], *, grouped: bool
) -> list[tuple[list[str], list[PdfLine]]]:
    """The rows of a stretch between two rules, where each of its lines is one; else none.

    `grouped` tells that the table has other rules between its rows: then each column must have a
    word on most lines, and words that go on over lines are those of wrapped cells. Or a column
    holds one figure or date under another, with words of others beside each: then each begins a
    row.
    """
    filled = [column for column in columns if column]
    levels = levels_of(line for column in filled for line in column)
    if len(filled) < (_FEWEST_GROUPED if grouped else 2) or len(levels) < _FEWEST_SPLIT:
        return []
    full = sum(len(level) > 1 for level in levels)
    even = all(len(levels_of(column)) >= _FULL * len(levels) for column in filled)
    low = sum(line.text[:1].islower() for column in filled for line in column)
    wrapped = low > _LOW * sum(map(len, filled))
    figures = [] if wrapped else _figures(filled)
    if not figures and (full < _FULL * len(levels) or (grouped and (wrapped or not even))):
        return []
    place = {id(line): number for number, column in enumerate(columns) for line in column}
    placed = []
    for level in levels:
        cells: dict[int, list[PdfLine]] = {}
        for line in level:
            cells.setdefault(place[id(line)], []).append(line)
        placed.append(Level(level[0].y, median(line.size for line in level), cells))
    return [
        (
            cells_of(row, len(columns)),
            [line for level in row for there in level.cells.values() for line in there],
        )
        for row in (_under(figures, placed) if figures else rows_of(placed, len(columns)))
    ]


def _by_figures(group: Sequence[Level]) -> list[list[Level]]:
    """The rows of lines that stand together: one, unless figures stand under one another."""
    columns: dict[int, list[PdfLine]] = {}
    for level in group:
        for column, lines in level.cells.items():
            columns.setdefault(column, []).extend(lines)
    lines = [line for column in columns.values() for line in column]
    wrapped = sum(line.text[:1].islower() for line in lines) > _LOW * len(lines)
    heights = [] if wrapped else _figures(list(columns.values()))
    return _under(heights, group) if heights else [list(group)]


def _figures(filled: Sequence[Sequence[PdfLine]]) -> list[float]:
    """The heights of the figures of a column that has nothing else, each with words beside it."""
    if len(filled) < _FEWEST_GROUPED:
        return []
    heights = [[level[0].y for level in levels_of(column)] for column in filled]
    for place in sorted(range(len(filled)), key=lambda one: -len(heights[one])):
        own, column = heights[place], filled[place]
        if len(own) < _FEWEST_SPLIT or not all(_FIGURES.match(line.text) for line in column):
            continue
        slack = _LEVEL * column[0].size
        others = (sorted(one) for one in heights[:place] + heights[place + 1 :])
        if any(_stand_beside(own, other, slack) for other in others):
            return own
    return []


def _stand_beside(own: Sequence[float], other: Sequence[float], slack: float) -> bool:
    beside = [bisect_left(other, y - slack) < bisect_right(other, y + slack) for y in own]
    return sum(beside) >= _BESIDE * len(own)


def _under(heights: Sequence[float], levels: Sequence[Level]) -> list[list[Level]]:
    """The levels of rows that begin at these heights, of which the first takes what is above it."""
    rows: list[list[Level]] = [[]]
    following = deque(heights[1:])
    for level in levels:
        if following and level.y <= following[0] + _LEVEL * level.size:
            following.popleft()
            rows.append([])
        rows[-1].append(level)
    return rows


def cells_of(row: Sequence[Level], columns: int) -> list[str]:
    """The words of each cell of a row."""
    return [
        text_of([line for level in row for line in level.cells.get(column, ())])
        for column in range(columns)
    ]


def text_of(lines: Sequence[PdfLine]) -> str:
    """The words of a cell on one line."""
    text = ""
    for level in levels_of(lines):
        for line in sorted(level, key=lambda one: one.x):
            words = f"• {line.text}".strip() if line.bullet else line.text
            text = join_lines(text, words) if text else words
    return text


def row_line(cells: Sequence[str], lines: Sequence[PdfLine], box: tuple[float, float]) -> PdfLine:
    """A row as one line of the page, its cells joined as the rows of every format are."""
    return PdfLine(
        text=" | ".join(cells),
        x=box[0],
        y=max(line.y for line in lines),
        right=box[1],
        size=median(line.size for line in lines),
        bold=False,
        page=lines[0].page,
        row=True,
        order=min(line.order for line in lines),
    )
