"""Tables of pages as rows: a cell that spans rows stands in each of them."""

from collections.abc import Callable
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from corpus.readers.tables.spans import Cell, spread
from corpus.readers.web.elements import HEADINGS, children_of

_CELLS = frozenset(("td", "th"))
_BODY = 1
_ORDER = {"thead": 0, "tfoot": 2}
_MOST_COLUMNS = 1000  # what HTML allows a cell to span


def layout_tables(root: LexborNode) -> frozenset[int]:
    """The tables that only lay out the page: with tables or headings in them, or said to be so."""
    layouts: set[int] = set()
    pending: list[tuple[LexborNode, int | None]] = [(root, None)]
    while pending:
        node, table = pending.pop()
        if node.tag == "table" and node.attributes.get("role") in ("presentation", "none"):
            layouts.add(node.mem_id)
        if table is not None and (node.tag == "table" or node.tag in HEADINGS):
            layouts.add(table)
        inside = node.mem_id if node.tag == "table" else table
        pending.extend((child, inside) for child in children_of(node))
    return frozenset(layouts)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row; `group` tells the head, the body and the foot of a table apart."""

    cells: list[LexborNode]
    group: int


def rows_of(table: LexborNode, skipped: frozenset[int]) -> list[Row]:
    """The rows of a table in the order in which they are shown: head, body, foot."""
    groups: list[tuple[int, list[LexborNode]]] = []
    for part in children_of(table):
        if part.mem_id in skipped:
            continue
        if part.tag == "tr":
            groups.append((_BODY, [part]))
        elif part.tag in ("thead", "tbody", "tfoot"):
            rows = [row for row in children_of(part) if row.tag == "tr"]
            groups.append((_ORDER.get(part.tag, _BODY), rows))
    return [
        Row(
            [
                cell
                for cell in children_of(row)
                if cell.tag in _CELLS and cell.mem_id not in skipped
            ],
            number,
        )
        for number, (_order, rows) in enumerate(sorted(groups, key=lambda group: group[0]))
        for row in rows
        if row.mem_id not in skipped
    ]


def heads_of(table: LexborNode, rows: list[Row]) -> int:
    """How many of the first rows name the columns: those of the head, else the first one."""
    headed = any(part.tag == "thead" for part in children_of(table))
    return sum(row.group == rows[0].group for row in rows) if headed and rows else 1


def spread_rows(
    rows: list[Row], words: Callable[[LexborNode], str]
) -> tuple[list[list[str]], bool]:
    """The words of each row, with those of cells that span it from above; and whether all are."""
    cells = [
        [
            Cell(
                words(node),
                _span(node, "colspan", _MOST_COLUMNS),
                _span(node, "rowspan", len(rows)),
            )
            for node in row.cells
        ]
        for row in rows
    ]
    return spread(cells, groups=[row.group for row in rows])


def _span(cell: LexborNode, name: str, most: int) -> int:
    """How many rows or columns a cell takes; rowspan 0 is all that follow."""
    value = (cell.attributes.get(name) or "").strip()
    if not value.isdecimal():
        return 1
    number = int(value[:6])
    if number == 0:
        return most if name == "rowspan" else 1
    return min(number, most)
