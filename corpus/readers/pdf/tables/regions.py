"""Regions of a page whose lines stand in the same columns, and the heads that span several."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from corpus.readers.pdf.lines import PdfLine

_GUTTER = 0.75  # of the letters' size: the least space between two columns
_MOST_HEADS = 2  # levels of heads
_FEWEST_ROWS = 2  # under them
_OFF_CENTRE = 0.15  # of the columns that a head stands over, by which it may be off their middle


@dataclass(slots=True)
class Region:
    """Levels of a page that share their columns."""

    levels: list[list[PdfLine]] = field(default_factory=list)
    columns: list[tuple[float, float]] = field(default_factory=list)

    @property
    def lines(self) -> list[PdfLine]:
        """All that stands in it."""
        return [line for level in self.levels for line in level]

    @property
    def several(self) -> int:
        """How many of its levels hold more than one piece."""
        return sum(len(level) > 1 for level in self.levels)


def widened(
    columns: Sequence[tuple[float, float]], level: Sequence[PdfLine]
) -> list[tuple[float, float]]:
    """Columns, made wider by what stands on a level."""
    spans = sorted([*columns, *((line.x, line.right) for line in level)])
    least = _GUTTER * median(line.size for line in level)
    merged: list[tuple[float, float]] = []
    for start, end in spans:
        if merged and start - merged[-1][1] < least:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def columns_of(lines: Sequence[PdfLine]) -> list[tuple[float, float]]:
    """The columns in which lines stand."""
    return widened([], lines)


def with_spanning_heads(region: Region) -> Region:
    """The region, where a head stands over several columns with a copy of it over each of them.

    What stands below tells the columns, which the head would join or take for one of its own.
    """
    for count in range(1, min(_MOST_HEADS, len(region.levels) - _FEWEST_ROWS) + 1):
        heads, rest = region.levels[:count], region.levels[count:]
        columns = columns_of([line for level in rest for line in level])
        if len(columns) < 2 or columns == region.columns or max(map(len, rest)) < len(columns):
            continue
        spans = [[_spanned(line, level, columns) for line in level] for level in heads]
        if not any(len(span) > 1 for level in spans for span in level):
            continue
        over = [
            [
                replace(line, x=columns[one][0], right=columns[one][1]) if len(span) > 1 else line
                for line, span in zip(level, level_spans, strict=True)
                for one in span or (0,)
            ]
            for level, level_spans in zip(heads, spans, strict=True)
        ]
        return Region([*over, *rest], columns)
    return region


def _spanned(
    line: PdfLine, level: Sequence[PdfLine], columns: Sequence[tuple[float, float]]
) -> list[int]:
    """The columns over which a line stands, by their numbers."""
    if sum(map(str.isdigit, line.text)) >= sum(map(str.isalpha, line.text)):
        return []  # figures are no head
    own = [one for one, column in enumerate(columns) if _over(line, column)]
    middle = (line.x + line.right) / 2
    before = [one for one, column in enumerate(columns) if column[1] < middle]
    after = [one for one, column in enumerate(columns) if column[0] > middle]
    if not own and before and after:
        pair = [before[-1], after[0]]
        start, end = columns[pair[0]][0], columns[pair[1]][1]
        if abs(middle - (start + end) / 2) <= _OFF_CENTRE * (end - start):
            own = pair
    others = [other for other in level if other is not line]
    return [one for one in own if not any(_over(other, columns[one]) for other in others)]


def _over(line: PdfLine, column: tuple[float, float]) -> bool:
    return line.x < column[1] and column[0] < line.right
