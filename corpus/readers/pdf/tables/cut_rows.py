"""Rows of a table that the end of a page cuts in two: one row again, or none that is quoted."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from corpus.readers.hyphenation.hyphens import join_lines
from corpus.readers.pdf.lines import PdfLine
from corpus.text import MISSING

_CELLS = " | "
_ENDED = re.compile(r"[.!?…:;]['’\"”»)\]]*$")
_MOST_HEADS = 2  # rows that may be said again at the top of each page
_MOST_LOOSE = 12  # lines that stand alone above the next row
_HABIT = 20  # rows before, which tell whether cells of a column begin with small letters


def with_whole_rows(pages: Sequence[Sequence[PdfLine]]) -> list[list[PdfLine]]:
    """The lines of all pages in their order, the two parts of each row that a page cuts joined.

    Where it is doubtful whether they belong together, both have a hole, so that neither is quoted.
    """
    whole: list[list[PdfLine]] = []
    rows: list[PdfLine] = []  # of the table that the last page ended with
    home: list[PdfLine] = []  # that page
    for page in pages:
        lines = list(page)
        whole.append(lines)
        if not lines:
            continue
        if rows:
            _mend(home, rows, lines)
        ending = len(lines)
        while ending and lines[ending - 1].row:
            ending -= 1
        rows = [*(rows if not ending else ()), *lines[ending:]]
        home = lines or home
    return whole


def _mend(home: list[PdfLine], rows: Sequence[PdfLine], lines: list[PdfLine]) -> None:
    """Puts what `lines` begin with to the row at the end of the page before, or parts the two."""
    heads = {row.text for row in rows[:_MOST_HEADS]}
    place = 0
    while place < min(_MOST_HEADS, len(lines) - 1) and lines[place].text in heads:
        place += 1
    last, first = home[-1], lines[place]
    if not first.row:
        if first.text[:1].islower():
            _make_row(lines, place)
            _part(home, lines, place)
        return
    above, below = last.text.split(_CELLS), first.text.split(_CELLS)
    above, below = [[cell.strip(" |") for cell in one] for one in (above, below)]
    if len(above) != len(below):
        if any(cell[:1].islower() for cell in below):
            _part(home, lines, place)
    elif _goes_on(above, below, rows):
        cells = [
            join_lines(one, other) if one and other else one or other
            for one, other in zip(above, below, strict=True)
        ]
        home[-1] = replace(last, text=_CELLS.join(cells))
        del lines[place]
    elif all(bool(one) != bool(other) for one, other in zip(above, below, strict=True)):
        _part(home, lines, place)


def _goes_on(above: Sequence[str], below: Sequence[str], rows: Sequence[PdfLine]) -> bool:
    """Whether a cell of the row below goes on with the sentence of the one above, and none ends."""
    shared = [place for place, cell in enumerate(below) if cell and above[place]]
    if any(_ENDED.search(above[place]) for place in shared):
        return False
    return any(below[place][0].islower() and not _begins_small(rows, place) for place in shared)


def _begins_small(rows: Sequence[PdfLine], column: int) -> bool:
    """Whether cells of a column begin with small letters as it is."""
    cells = [row.text.split(_CELLS) for row in rows[-_HABIT:]]
    return any(len(row) > column and row[column].strip()[:1].islower() for row in cells)


def _make_row(lines: list[PdfLine], place: int) -> None:
    """Makes one row of the lines before the next one, which then keeps the head of its table."""
    end = place
    while end < len(lines) and not lines[end].row and end - place < _MOST_LOOSE:
        end += 1
    if end < len(lines) and lines[end].row:
        words = reduce(join_lines, (line.text for line in lines[place:end]))
        lines[place:end] = [replace(lines[place], text=words, row=True)]


def _part(home: list[PdfLine], lines: list[PdfLine], place: int) -> None:
    home[-1] = replace(home[-1], text=f"{home[-1].text} {MISSING}")
    lines[place] = replace(lines[place], text=f"{MISSING} {lines[place].text}")
