"""One sheet of a workbook: its cells in rows, without what is hidden, merged ones laid out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from lxml import etree

from corpus.readers.office.ooxml.cells import CellReader
from corpus.readers.office.ooxml.opc import is_true, local
from corpus.readers.tables.grid import MOST_COLUMNS

_ADDRESS = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_MOST_MERGED = 20_000
_MOST_COVERED = 1_000_000  # cells, of all that are merged


@dataclass(slots=True)
class Sheet:
    """What was read of a sheet: the cells that have words, by row and column from 0.

    `unseen` are the numbers of the hidden rows. `beyond` counts the rows with words after the most
    that are read, `hidden_rows` and `hidden_columns` what is hidden of those that have words.
    """

    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    unseen: set[int] = field(default_factory=set)
    beyond: int = 0
    hidden_rows: int = 0
    hidden_columns: int = 0
    too_wide: bool = False

    def grid(self) -> Iterator[list[str]]:
        """The rows in order; where some are missing between two, an empty one stands for them."""
        self._lay_out_merged()
        before = None
        for number, row in sorted(self.rows.items()):
            if before is not None and self._is_gap(before + 1, number):
                yield []
            before = number
            yield [row.get(column, "") for column in range(max(row, default=-1) + 1)]

    def _is_gap(self, first: int, last: int) -> bool:
        """Whether there are rows between two that are shown and empty."""
        if last - first > len(self.unseen):
            return True
        return any(number not in self.unseen for number in range(first, last))

    def _lay_out_merged(self) -> None:
        """What spans rows is told in each of them, what spans columns in the first."""
        covered = 0
        for top, left, bottom, right in self.merged:
            words = self.rows.get(top, {}).get(left, "")
            for number in _between(self.rows, top, bottom):
                row = self.rows[number]
                covered += min(right, MOST_COLUMNS) - left + 1
                if covered > _MOST_COVERED:
                    return
                own = any(text for column, text in row.items() if not left <= column <= right)
                for column in range(left, min(right, MOST_COLUMNS) + 1):
                    if (number, column) != (top, left):
                        row.pop(column, None)
                if words and own:
                    row[left] = words


def read_sheet(source: IO[bytes], reader: CellReader, *, most_rows: int) -> Sheet:
    """The cells of a sheet that are shown. Raises XMLSyntaxError where it is cut or damaged."""
    sheet = Sheet()
    walk = _Walk(sheet, reader, most_rows)
    tags = tuple(f"{{*}}{name}" for name in ("row", "col", "mergeCell"))
    for _, node in etree.iterparse(
        source, events=("end",), tag=tags, resolve_entities=False, no_network=True
    ):
        kind = local(node)
        if kind == "row":
            walk.row(node)
            node.clear()
            while node.getprevious() is not None:
                del node.getparent()[0]
        elif kind == "col":
            walk.column(node)
        else:
            walk.merged(node)
    return sheet


@dataclass(slots=True)
class _Walk:
    sheet: Sheet
    reader: CellReader
    most_rows: int
    hidden: set[int] = field(default_factory=set)
    told_hidden: set[int] = field(default_factory=set)
    number: int = -1
    kept: int = 0

    def column(self, node: etree._Element) -> None:
        if is_true(node.get("hidden")) or node.get("width") == "0":
            first, last = _count(node.get("min")), _count(node.get("max"))
            self.hidden.update(range(first - 1, min(last, MOST_COLUMNS)))

    def merged(self, node: etree._Element) -> None:
        first, _, last = (node.get("ref") or "").partition(":")
        start, end = _place(first), _place(last)
        if start and end and len(self.sheet.merged) < _MOST_MERGED:
            self.sheet.merged.append((*start, *end))

    def row(self, node: etree._Element) -> None:
        said = node.get("r")
        self.number = _count(said) - 1 if said else self.number + 1
        if self.kept >= self.most_rows:
            self.sheet.beyond += any(len(cell) for cell in node)
            return
        unseen = is_true(node.get("hidden")) or node.get("ht") == "0"
        if unseen:
            self.sheet.unseen.add(self.number)
        told = self._cells(node)
        if not told:
            return
        if unseen:
            self.sheet.hidden_rows += 1
            return
        self.kept += 1
        self.sheet.rows[self.number] = told

    def _cells(self, node: etree._Element) -> dict[int, str]:
        told: dict[int, str] = {}
        column = -1
        for cell in node.iterchildren("{*}c"):
            place = _place(cell.get("r") or "")
            column = place[1] if place else column + 1
            if column >= MOST_COLUMNS:
                self.sheet.too_wide = self.sheet.too_wide or bool(len(cell))
                continue
            if not len(cell):
                continue
            words = self.reader.shown(cell)
            if words and column in self.hidden:
                if column not in self.told_hidden:
                    self.told_hidden.add(column)
                    self.sheet.hidden_columns += 1
            elif words.strip():
                told[column] = words
        return told


def _between(rows: dict[int, dict[int, str]], top: int, bottom: int) -> list[int]:
    """The numbers of the rows that are there from `top` to `bottom`."""
    if bottom - top > len(rows):
        return [number for number in rows if top <= number <= bottom]
    return [number for number in range(top, bottom + 1) if number in rows]


def _place(address: str) -> tuple[int, int] | None:
    """Row and column of an address such as "B3", from 0."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _count(said: str | None) -> int:
    return int(said) if said and said.isdecimal() and len(said) < 9 else 0
