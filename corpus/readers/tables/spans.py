"""Cells that span rows or columns: rows in which each cell is said where it holds."""

from collections.abc import Sequence
from dataclasses import dataclass

# What is repeated is a few times what the table says, however far its cells are said to span.
_MOST_REPEATED = 20
_ALWAYS_REPEATED = 2_000


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell, and how many columns and rows it takes."""

    words: str
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class _Spanning:
    """A cell that goes on below its row."""

    left: int
    columns: int
    words: str


def spread(
    rows: Sequence[Sequence[Cell]], *, groups: Sequence[int] = ()
) -> tuple[list[list[str]], bool]:
    """The words of each row, with those of cells that span it from above; and whether all are.

    A cell that spans columns is said once; none spans from one of `groups`, the numbers of rows
    that belong together, into the next.
    """
    spanning: dict[int, _Spanning] = {}
    spread_rows: list[list[str]] = []
    own = repeated = 0
    whole = True
    for place, row in enumerate(rows):
        if place and groups and groups[place] != groups[place - 1]:
            spanning.clear()
        said: dict[int, str] = {}
        taken: set[int] = set()
        for column, cell in list(spanning.items()):
            said[column] = cell.words
            taken.update(range(column, column + cell.columns))
            repeated += max(len(cell.words), cell.columns)
            cell.left -= 1
            if not cell.left:
                del spanning[column]
        if repeated > _ALWAYS_REPEATED + _MOST_REPEATED * own:
            whole = False
            spanning.clear()
            said.clear()
        column = 0
        for one in row:
            while column in taken:
                column += 1
            own += len(one.words)
            said[column] = one.words
            if one.rows > 1:
                spanning[column] = _Spanning(one.rows - 1, one.columns, one.words)
            column += one.columns
        spread_rows.append([said[column] for column in sorted(said)])
    return spread_rows, whole
