"""The rows and cells of Word's tables: which are there, and which are one with the one above."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpus.readers.office.docx.names import at, is_on, number_at, shown, value_at, w

_WRAPPERS = frozenset(
    w(name) for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)
_DELETED = frozenset((w("del"), w("moveFrom")))
_WIDEST = 200  # columns that one cell may span or leave free


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its element, the column where it begins, and whether it goes on from above.

    A column that a row leaves free before its first cell has no element.
    """

    element: Any | None
    column: int
    goes_on: bool = False
    is_merged: bool = False


def rows_of(table: Any) -> list[tuple[Cell, ...]]:
    """The rows of a table that are shown, without what was deleted."""
    return [tuple(_cells(row)) for row in _children(table, w("tr")) if not _is_gone(row)]


def _is_gone(row: Any) -> bool:
    properties = at(row, "trPr")
    if properties is None:
        return False
    return at(properties, "del") is not None or bool(is_on(at(properties, "hidden")))


def _cells(row: Any) -> Iterator[Cell]:
    column = min(max(number_at(row, "trPr", "gridBefore") or 0, 0), _WIDEST)
    if column:
        yield Cell(None, 0)
    for element in _children(row, w("tc")):
        properties = at(element, "tcPr")
        span = min(max(number_at(properties, "gridSpan") or 1, 1), _WIDEST)
        merged_across = at(properties, "hMerge")
        hidden_by_left = merged_across is not None and merged_across.get(w("val")) != "restart"
        if at(properties, "cellDel") is None and not hidden_by_left:
            state = _merge(properties)
            yield Cell(element, column, state == "continue", state is not None)
        column += span


def _merge(properties: Any | None) -> str | None:
    """Whether a cell begins one that spans rows ("restart") or goes on with it ("continue")."""
    tracked = at(properties, "cellMerge")
    if tracked is not None:
        state = tracked.get(w("vMerge"))
        return {"cont": "continue", "rest": "restart"}.get(state)
    merged = at(properties, "vMerge")
    if merged is None:
        return None
    return "restart" if value_at(properties, "vMerge") == "restart" else "continue"


def _children(parent: Any, name: str) -> Iterator[Any]:
    """The children of a name, through what wraps them."""
    pending = list(shown(parent))[::-1]
    while pending:
        one = pending.pop()
        if one.tag == name:
            yield one
        elif one.tag in _WRAPPERS and one.tag not in _DELETED:
            pending.extend(list(shown(one))[::-1])
