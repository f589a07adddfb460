"""The tables of OpenDocument files: their cells laid out, those that span rows in each of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from corpus.readers.office.odf.names import children, name, names, number, value

MOST_CELLS = 500_000
MOST_COLUMNS = 1_000
_GROUPS = names("table", "table-rows table-row-group table-header-rows")
_CELL, _COVERED = name("table:table-cell"), name("table:covered-table-cell")
_ROW, _HEAD = name("table:table-row"), name("table:table-header-rows")
_COLUMNS = names("table", "table-columns table-column-group table-header-columns")
_UNSEEN = frozenset(("collapse", "filter"))


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row, and how often it is repeated; `of_head` is said by the file."""

    node: etree._Element
    repeated: int
    of_head: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table as text, row by row; the first `head` rows name the columns.

    `hidden` counts the rows and columns with words that are not shown.
    """

    rows: tuple[tuple[str, ...], ...]
    head: int
    hidden: int = 0
    cut: bool = False


def rows_of(table: etree._Element) -> Iterator[TableRow]:
    """The rows of a table in order, those of its groups and of its head among them."""
    pending = [(one, False, False) for one in reversed(list(children(table)))]
    while pending:
        one, of_head, hidden = pending.pop()
        if one.tag == _ROW:
            hidden = hidden or value(one, "table:visibility") in _UNSEEN
            yield TableRow(one, number(one, "table:number-rows-repeated", 1), of_head, hidden)
        elif one.tag in _GROUPS:
            of_head = of_head or one.tag == _HEAD
            hidden = hidden or value(one, "table:display") == "false"
            pending.extend((row, of_head, hidden) for row in reversed(list(children(one))))


def cells_of(row: etree._Element) -> list[etree._Element]:
    """The cells of a row that are not covered by others."""
    return [cell for cell in children(row) if cell.tag == _CELL]


def grid_of(
    table: etree._Element, text_of: Callable[[etree._Element], str], *, most_rows: int
) -> Grid:
    """The table with the text of each cell; one that spans rows is told in each of them.

    What spans columns is told in the first. Hidden rows and columns are left out; one empty row
    stands for all that follow one another.
    """
    unseen = _hidden_columns(table)
    made: list[tuple[str, ...]] = []
    spans: dict[int, tuple[int, str]] = {}
    unseen_told: set[int] = set()
    heads = hidden = cells = kept = 0
    cut = False
    for row in rows_of(table):
        line, own = _line(row.node, text_of, spans)
        told = [words for column, words in enumerate(line) if column not in unseen]
        if row.hidden:
            hidden += any(line)
            continue
        unseen_told.update(column for column in unseen if column < len(line) and line[column])
        while told and not told[-1]:
            told.pop()
        if told and not own:
            continue  # it only goes on with cells that begin above
        cells += len(line)
        if cut or cells > MOST_CELLS:
            cut = True
            break
        before = len(made)
        if not told:
            made.extend([()] if made and made[-1] else [])
            continue
        for _ in range(row.repeated):
            if kept >= most_rows or cells > MOST_CELLS:
                cut = True
                break
            made.append(tuple(told))
            kept += 1
            cells += len(told)
        if row.of_head and heads == before:
            heads = len(made)
    return Grid(tuple(made), heads, hidden + len(unseen_told), cut)


def _line(
    row: etree._Element, text_of: Callable[[etree._Element], str], spans: dict[int, tuple[int, str]]
) -> tuple[list[str], bool]:
    """The texts of a row, column by column, and whether any is its own.

    `spans` are the cells that reach down to it.
    """
    told: dict[int, str] = {}
    own = False
    column = 0
    for cell in children(row):
        if cell.tag not in (_CELL, _COVERED) or column >= MOST_COLUMNS:
            continue
        after = min(column + number(cell, "table:number-columns-repeated", 1), MOST_COLUMNS)
        words = text_of(cell) if cell.tag == _CELL else ""
        own = own or bool(words)
        down = number(cell, "table:number-rows-spanned", 1)
        for place in [one for one in spans if column <= one < after]:
            above = _from_above(spans, place)
            if cell.tag == _COVERED:
                told[place] = above
            else:
                spans.pop(place, None)
        for place in range(column, after if words else column):
            told[place] = words
            if down > 1:
                spans[place] = (down - 1, words)
        column = after
    return [told.get(place, "") for place in range(max(told, default=-1) + 1)], own


def _from_above(spans: dict[int, tuple[int, str]], column: int) -> str:
    left, words = spans.pop(column)
    if left > 1:
        spans[column] = (left - 1, words)
    return words


def _hidden_columns(table: etree._Element) -> frozenset[int]:
    unseen: set[int] = set()
    column = 0
    pending = list(reversed(list(children(table))))
    while pending:
        one = pending.pop()
        if one.tag == name("table:table-column"):
            repeated = number(one, "table:number-columns-repeated", 1)
            if value(one, "table:visibility") in _UNSEEN:
                unseen.update(range(column, min(column + repeated, MOST_COLUMNS)))
            column += repeated
        elif one.tag in _COLUMNS:
            pending.extend(reversed(list(children(one))))
    return frozenset(unseen)
