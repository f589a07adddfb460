"""Grids of cells, as sheets and CSV files hold them, into titles, tables and remarks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.builder import DocumentBuilder

# What no table for people has more of; the rest is told to be left out.
MOST_ROWS = 5_000
MOST_COLUMNS = 200
_LONGEST_TITLE = 200
_BESIDE = 0.75  # the part of its rows that a part of one table has beside another
_MOST_HEADS = 3  # rows that name the columns of one table
_LONGEST_HEAD = 200  # characters of a cell that names a column, at the most

_VALUE = re.compile(
    r"""[-+−(]?\s?[€$£]?\s?\d[\d\s.,'’]*\)?\s?(?:%|[€$£]|k€|M€|Md€|euros?)?   # 1 234,50 €
      | \d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T\s]\d{1,2}:\d{2}(?::\d{2})?\S{0,6})?  # 05/01/2024
      | \d{1,2}:\d{2}(?::\d{2})?
      | https?://\S+ | [\w.+-]+@[\w.-]+
    """,
    re.VERBOSE,
)
# What programs call a sheet that nobody has named.
_NAMELESS = re.compile(r"(?:sheet|feuil|feuille|tabelle|hoja|foglio)\s?\d*", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows that touch one another: what stands over the table, itself, and what stands under it.

    The first `heads` rows name its columns, where that is known.
    """

    over: tuple[str, ...]
    rows: tuple[Row, ...]
    under: tuple[str, ...] = ()
    heads: int = 0


def write_grid(
    builder: DocumentBuilder, rows: Sequence[Row], *, level: int, heads: int | None = None
) -> None:
    """Appends a grid: each run of rows without an empty one between is a table of its own.

    The first line over a table is its heading, of `level`, or of the next one where there is a
    title over all of them; other lines are paragraphs. `heads` is how many rows name the columns of
    the first table, where the source says it.
    """
    runs = list(_with_heads([part for run in _tables(rows) for part in _side_by_side(run)]))
    titled = len(runs) > 1 and not runs[0].rows and _is_title(runs[0].over[0])
    for place, run in enumerate(runs):
        if run.rows or place + 1 < len(runs):
            _write_lines(builder, run.over, level + (titled and place > 0))
        else:
            for line in run.over:
                builder.paragraph(line)
        if run.rows:
            told = (run.heads or heads_of(run.rows)) if heads is None else heads
            for rows_of_one in _parted_at_heads(run.rows, told):
                builder.table(_without_empty_columns(rows_of_one), head=told)
            heads = None
        for line in run.under:
            builder.paragraph(line)


def _write_lines(builder: DocumentBuilder, lines: Sequence[str], level: int) -> None:
    """The lines over a table: the first is its heading if it can be one."""
    for place, line in enumerate(lines):
        if not place and _is_title(line):
            builder.heading(line, level=level)
        else:
            builder.paragraph(line)


def _is_title(line: str) -> bool:
    """Whether a line may name what comes under it."""
    return len(line) <= _LONGEST_TITLE and not line.endswith((".", ";", ",", ":"))


def _tables(rows: Sequence[Row]) -> Iterator[_Table]:
    run: list[Row] = []
    for row in (*rows, ()):
        if any(cell.strip() for cell in row):
            run.append(row)
        elif run:
            yield _parted(run)
            run = []


def _side_by_side(table: _Table) -> Iterator[_Table]:
    """The tables that stand beside one another in the same rows, and not at the same height."""
    rows = table.rows
    width = max(map(len, rows), default=0)
    filled = [
        [place for place, row in enumerate(rows) if column < len(row) and row[column].strip()]
        for column in range(width)
    ]
    parts: list[tuple[int, int]] = []
    for column, places in enumerate(filled):
        if places and parts and parts[-1][1] == column:
            parts[-1] = (parts[-1][0], column + 1)
        elif places:
            parts.append((column, column + 1))
    heights = [_height(filled[first:last]) for first, last in parts]
    apart = len(parts) > 1 and all(last - first > 1 for first, last in parts)
    if not apart or any(map(_level_with, heights, heights[1:])):
        yield table
        return
    for place, ((first, last), (top, bottom)) in enumerate(zip(parts, heights, strict=True)):
        own = tuple(tuple(row[first:last]) for row in rows[top:bottom])
        yield _Table(
            table.over if not place else (), own, table.under if place == len(parts) - 1 else ()
        )


def _height(filled: Sequence[Sequence[int]]) -> tuple[int, int]:
    return min(places[0] for places in filled), max(places[-1] for places in filled) + 1


def _level_with(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two stretches of rows are beside each other for most of the shorter one."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > _BESIDE * min(one[1] - one[0], other[1] - other[0])


def _with_heads(tables: Sequence[_Table]) -> Iterator[_Table]:
    """The tables, those of names alone as the head of the one that an empty row parts from them."""
    place = 0
    while place < len(tables):
        table = tables[place]
        after = tables[place + 1] if place + 1 < len(tables) else None
        place += 1
        if after is not None and _is_head_of(table, after):
            place += 1
            table = _Table(table.over, (*table.rows, *after.rows), after.under, len(table.rows))
        yield table


def _is_head_of(table: _Table, after: _Table) -> bool:
    rows = table.rows
    if not 0 < len(rows) <= _MOST_HEADS or table.under or after.over or len(after.rows) < 2:
        return False
    names = [cell.strip() for row in rows for cell in row if cell.strip()]
    if any(is_value(cell) and not _YEAR.fullmatch(cell) for cell in names):
        return False
    return heads_of(after.rows) == 0 and any(is_value(cell.strip()) for cell in after.rows[0])


def _parted(run: Sequence[Row]) -> _Table:
    """A run of rows with the lines alone at its beginning and at its end set apart."""
    alone = [_alone(row) for row in run]
    first, last = 0, len(run)
    while first < last and alone[first] is not None:
        first += 1
    while last > first and alone[last - 1] is not None:
        last -= 1
    over, under = alone[:first], alone[last:]
    return _Table(
        tuple(line for line in over if line is not None),
        tuple(run[first:last]),
        tuple(line for line in under if line is not None),
    )


def _alone(row: Row) -> str | None:
    """The words of a row that has one cell with words; None where it has more."""
    told = [place for place, cell in enumerate(row) if cell.strip()]
    return row[told[0]].strip() if len(told) == 1 else None


def _without_empty_columns(rows: Sequence[Row]) -> Iterator[Row]:
    width = max(map(len, rows))
    kept = [
        column
        for column in range(width)
        if any(column < len(row) and row[column].strip() for row in rows)
    ]
    for row in rows:
        told = [row[column] if column < len(row) else "" for column in kept]
        while told and not told[-1].strip():
            told.pop()
        yield told


def _parted_at_heads(rows: Sequence[Row], heads: int) -> Iterator[Sequence[Row]]:
    """The rows in parts, each of which begins with the row that names the columns again."""
    start = 0
    names = [cell.strip() for cell in rows[heads - 1]] if heads else []
    for place in range(2 * heads, len(rows)) if heads else ():
        if [cell.strip() for cell in rows[place]] == names and place - heads + 1 > start + heads:
            yield rows[start : place - heads + 1]
            start = place - heads + 1
    yield rows[start:]


def heads_of(rows: Sequence[Row]) -> int:
    """How many of the first rows name the columns: none where they are rows as any other.

    Over names that stand under one common name, this name is a row of the head too.
    """
    first = [cell.strip() for cell in rows[0]]
    if len(rows) > 2 and _spans(first, rows[1]) and _names_columns(rows[1], rows[2:], parted=True):
        return 2
    return 1 if _names_columns(first, rows[1:]) else 0


def _names_columns(row: Row, below: Sequence[Row], *, parted: bool = False) -> bool:
    """Whether the cells of a row are names: short, of which no two are the same, and no values.

    Names that are `parted` by a row over them may be the same; then values come under them.
    """
    cells = [cell.strip() for cell in row if cell.strip()]
    if len(cells) < 2 or not below or max(map(len, cells)) > _LONGEST_HEAD:
        return False
    told_apart = len(set(cells)) == len(cells)
    if not (any(is_value(cell.strip()) for cell in below[0]) if parted else told_apart):
        return False
    values = [cell for cell in cells if is_value(cell)]
    if not values:
        return True
    # Years name columns too, over figures that are none, and numbers over words.
    if len(values) < len(cells) and all(map(_YEAR.fullmatch, values)) and not _has_years(below):
        return True
    return not any(is_value(cell.strip()) for one in below[:20] for cell in one)


def _has_years(rows: Sequence[Row]) -> bool:
    return any(_YEAR.fullmatch(cell.strip()) for row in rows[:20] for cell in row)


def _spans(first: Sequence[str], second: Row) -> bool:
    """Whether names of the first row stand over several of the second: it has holes."""
    told = sum(bool(cell.strip()) for cell in second)
    names = [cell for cell in first if cell]
    holes = [
        place
        for place in range(1, min(len(second), max(len(first), 1) + 1))
        if second[place].strip() and not (first[place] if place < len(first) else "")
    ]
    return told >= 2 and bool(holes) and 1 <= len(names) < told and not any(map(is_value, names))


def is_nameless(sheet: str) -> bool:
    """Whether the name of a sheet is one that its program gave."""
    return not sheet.strip() or _NAMELESS.fullmatch(sheet.strip()) is not None


def is_value(cell: str) -> bool:
    """Whether a cell is a figure, a date or an address rather than words."""
    return _VALUE.fullmatch(cell) is not None
