"""What a PDF repeats on its pages: running heads, running feet, page numbers, marks of change."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from corpus.readers.pdf.lines import PdfLine
from corpus.readers.pdf.tables.cells import levels_of

_MARGIN = 0.11  # of the page's height: where running heads and page numbers stand
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"^[-–—|\s]*(?:page\s*|p\.\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|sur|of|de)\s*\d{1,4})?[-–—|\s]*$",
    re.IGNORECASE,
)
_CHANGE_MARK = re.compile(r"^[−+–-]$")
_FEWEST_MARKS = 3
_HEAD_GAP = 2.5  # of the size, between the head of a table and its first row

Lines = list[PdfLine]


def drop_furniture(pages: Sequence[tuple[Lines, float]]) -> list[Lines]:
    """The lines of each page, which comes with its height, without what its pages repeat."""
    seen = Counter(
        shape
        for lines, height in pages
        for shape in {_shape(line) for line in lines if _in_margin(line, height)}
    )
    repeated = {shape for shape, count in seen.items() if count >= max(3, 0.2 * len(pages))}
    return _without_change_marks(
        [_without_repeated(lines, height, repeated) for lines, height in pages]
    )


def _without_repeated(lines: Lines, height: float, repeated: set[str]) -> Lines:
    """The lines of a page without those in its margins that are repeated or number it.

    A number that stands beside words is one of them, and not the page's.
    """
    heads = _heads_of_tables(lines)
    kept = [
        line
        for line in lines
        if line in heads or not (_in_margin(line, height) and _shape(line) in repeated)
    ]
    return [
        line
        for line in kept
        if not (
            _in_margin(line, height)
            and _PAGE_NUMBER.match(line.text)
            and not _level_with_any(line, kept)
        )
    ]


def _heads_of_tables(lines: Lines) -> set[PdfLine]:
    """Lines that stand side by side right over others that stand under them, as heads do.

    A table that goes on over pages repeats its head, which is no running head for that.
    """
    levels = levels_of(lines)
    heads = {line for line in lines if line.row}
    for level, below in pairwise(levels):
        near = level[0].y - below[0].y <= _HEAD_GAP * level[0].size
        if near and min(len(level), len(below)) > 1:
            under = sum(any(_overlap(one, other) for other in below) for one in level)
            if under > 1:
                heads.update(level)
    return heads


def _overlap(one: PdfLine, other: PdfLine) -> bool:
    return one.x < other.right and other.x < one.right


def _without_change_marks(pages: list[Lines]) -> list[Lines]:
    """The lines without the "+" and "−" that stand in a margin beside the words they tell of.

    They are told by their place: one under the other, level with no line.
    """
    places = Counter(
        round(line.x)
        for lines in pages
        for line in lines
        if _CHANGE_MARK.match(line.text) and not _level_with_any(line, lines)
    )
    marked = {place for place, count in places.items() if count >= _FEWEST_MARKS}
    if not marked:
        return pages
    return [
        [
            line
            for line in lines
            if not (_CHANGE_MARK.match(line.text) and _near(round(line.x), marked))
        ]
        for lines in pages
    ]


def _near(place: int, marked: set[int]) -> bool:
    return bool(marked & {place - 1, place, place + 1})


def _level_with_any(mark: PdfLine, lines: Lines) -> bool:
    return any(
        line is not mark and abs(line.y - mark.y) <= 0.2 * line.size and line.text != mark.text
        for line in lines
    )


def _in_margin(line: PdfLine, height: float) -> bool:
    return line.y < _MARGIN * height or line.y > (1 - _MARGIN) * height


def _shape(line: PdfLine) -> str:
    return _DIGITS.sub("#", line.text.casefold())
