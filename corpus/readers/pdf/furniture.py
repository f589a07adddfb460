"""What a PDF repeats on its pages: running heads, running feet, page numbers, marks of change."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from corpus.readers.pdf.lines import PdfLine
from corpus.readers.pdf.tables.cells import levels_of

_MARGIN = 0.11  # of the page's height: where running heads and page numbers stand
_DIGITS = re.compile(r"\d+")
# The number of the page within a running head: at its ends, or where it is called so.
_PAGE_WITHIN = re.compile(
    r"^\d{1,4}\b(?!\.)|(?<!\d)\d{1,4}$|(?<=\bpage )\d{1,4}|(?<=\bp\. )\d{1,4}"
)
# "Engagement 3", "Fiche action n° 2": in larger or bolder letters it heads the page under it.
_NAMED_PART = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)? (?:n[°ºo] ?)?\d+")
_PAGE_NUMBER = re.compile(
    r"^[-–—|\s]*(?:page\s*|p\.\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|sur|of|de)\s*\d{1,4})?[-–—|\s]*$",
    re.IGNORECASE,
)
_CHANGE_MARK = re.compile(r"^[−+–-]$")
_FEWEST_MARKS = 3
_HEAD_GAP = 2.5  # of the size, between the head of a table and its first row

_FEWEST_SPACES = 4  # in a sentence
_STOPS = (".", ";", ":", "!", "?")
_LINE_GAP = 1.6  # of the size, from one line of a paragraph to the next

Lines = list[PdfLine]
# The words of a line, and how far the number left out of them is from that of its page.
Shape = tuple[str, int | None]


def drop_furniture(pages: Sequence[tuple[Lines, float]]) -> list[Lines]:
    """The lines of each page, which comes with its height, without what its pages repeat."""
    shapes = [_shapes_in_margins(lines, height) for lines, height in pages]
    seen = Counter(shape for page in shapes for shape in set().union(*page.values()))
    repeated = {shape for shape, count in seen.items() if count >= max(3, 0.2 * len(pages))}
    return _without_change_marks(
        [
            _without_repeated(
                lines, height, {line for line, said in page.items() if said & repeated}
            )
            for (lines, height), page in zip(pages, shapes, strict=True)
        ]
    )


def _without_repeated(lines: Lines, height: float, repeated: set[PdfLine]) -> Lines:
    """The lines of a page without those in its margins that are repeated or number it.

    A number that stands beside words is one of them, and not the page's.
    """
    heads = _heads_of_tables(lines)
    kept = [line for line in lines if line in heads or line not in repeated]
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


def _shapes_in_margins(lines: Lines, height: float) -> dict[PdfLine, set[Shape]]:
    """What each line in the margins has in common with those that say the same on other pages.

    Words with another number on each page ("L'article 3 vaut pour") are a running head only
    where they stand apart from the text, or where the number is the page's; a sentence never is.
    """
    by_height = sorted(lines, key=lambda line: line.y)
    heights = [line.y for line in by_height]
    size = median(line.size for line in lines) if lines else 0.0
    all_bold = all(line.bold for line in lines)
    shapes: dict[PdfLine, set[Shape]] = {}
    for line in lines:
        if not _in_margin(line, height):
            continue
        said = line.text.casefold()
        shapes[line] = {(said, None)}
        stressed = line.size > size + 0.5 or (line.bold and not all_bold)
        if line.y > height / 2 and stressed and _NAMED_PART.fullmatch(said):
            continue
        if said.count(" ") >= _FEWEST_SPACES and said.endswith(_STOPS):
            continue
        for number in _PAGE_WITHIN.finditer(said):
            ahead = int(number[0]) - line.page
            shapes[line].add((f"{said[: number.start()]}#{said[number.end() :]}", ahead))
        gap = _LINE_GAP * line.size
        near = by_height[bisect_left(heights, line.y - gap) : bisect_right(heights, line.y + gap)]
        if not any(_goes_on(line, other) for other in near):
            shapes[line].add((_DIGITS.sub("#", said), None))
    return shapes


def _goes_on(line: PdfLine, other: PdfLine) -> bool:
    """Whether two lines at neighbouring heights are of one paragraph."""
    return (
        abs(other.y - line.y) > 0.5 * line.size
        and abs(other.size - line.size) < 0.5
        and other.bold == line.bold
        and _overlap(line, other)
        and not _PAGE_NUMBER.match(other.text)
    )
