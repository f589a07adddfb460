"""Tables whose cells are parted by rules: the rules make a grid, and words fall in its cells."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.readers.pdf.drawn.glyphs import Run
from corpus.readers.pdf.lines import PdfLine, read_lines
from corpus.readers.pdf.rotation import Box
from corpus.readers.pdf.tables.cells import levels_of, row_line, rows_between_rules, text_of

_TOUCH = 3.0  # points by which rules may miss each other
_SAME = 2.5  # points within which two rules are one
_SHORTEST = 8.0  # points
_MOST_RULES = 2_000  # a page: more of them are a drawing
_MOST_CELLS = 20_000
_LONG_CELL = 12  # lines: cells as long side by side are columns of a page
_LOOSE_LINES = 3  # in a cell as wide as its table: more are no cell's


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule: where it lies on the other axis, and from where to where it runs."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class _Grid:
    across: list[_Rule] = field(default_factory=list)
    down: list[_Rule] = field(default_factory=list)


def take_ruled_tables(
    runs: Sequence[Run], rules: Sequence[Box], number: int
) -> tuple[list[Run], list[PdfLine]]:
    """The runs that stand in no ruled table, and the rows of those tables as lines."""
    across, down = _merged(rules)
    if len(across) < 2 or not down or len(across) + len(down) > _MOST_RULES:
        return list(runs), []
    left, rows = list(runs), []
    for grid in _grids(across, down):
        taken, found = _read(grid, left, number)
        if found:
            gone = set(map(id, taken))
            left = [run for run in left if id(run) not in gone]
            rows += found
    return left, rows


def _merged(rules: Sequence[Box]) -> tuple[list[_Rule], list[_Rule]]:
    across = [_Rule((r.y0 + r.y1) / 2, r.x0, r.x1) for r in rules if r.wide >= r.high]
    down = [_Rule((r.x0 + r.x1) / 2, r.y0, r.y1) for r in rules if r.high > r.wide]
    return _joined(across), _joined(down)


def _joined(rules: list[_Rule]) -> list[_Rule]:
    """Rules on one line that touch, as one."""
    levels: list[list[_Rule]] = []
    for rule in sorted(rules, key=lambda one: one.at):
        if levels and rule.at - levels[-1][0].at <= _SAME:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    joined: list[_Rule] = []
    for level in levels:
        at = sum(rule.at for rule in level) / len(level)
        start, end = None, 0.0
        for rule in sorted(level, key=lambda one: one.start):
            if start is None:
                start, end = rule.start, rule.end
            elif rule.start <= end + _TOUCH:
                end = max(end, rule.end)
            else:
                joined.append(_Rule(at, start, end))
                start, end = rule.start, rule.end
        if start is not None:
            joined.append(_Rule(at, start, end))
    return [rule for rule in joined if rule.end - rule.start >= _SHORTEST]


def _grids(across: Sequence[_Rule], down: Sequence[_Rule]) -> list[_Grid]:
    """Rules that touch one another, together."""
    parent = list(range(len(across) + len(down)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for i, one in enumerate(across):
        for j, other in enumerate(down):
            if (
                one.start - _TOUCH <= other.at <= one.end + _TOUCH
                and other.start - _TOUCH <= one.at <= other.end + _TOUCH
            ):
                parent[root(i)] = root(len(across) + j)
    grids: dict[int, _Grid] = {}
    for i, one in enumerate(across):
        grids.setdefault(root(i), _Grid()).across.append(one)
    for j, other in enumerate(down):
        grids.setdefault(root(len(across) + j), _Grid()).down.append(other)
    return [grid for grid in grids.values() if len(grid.across) > 1 and grid.down]


def _places(rules: Sequence[_Rule], starts: Sequence[float], ends: Sequence[float]) -> list[float]:
    """Where rules lie, and the open sides to which those that cross them run."""
    places: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not places or at - places[-1] > _SAME:
            places.append(at)
    if min(starts) < places[0] - 2 * _TOUCH:
        places.insert(0, min(starts))
    if max(ends) > places[-1] + 2 * _TOUCH:
        places.append(max(ends))
    return places


class _Cells:
    """The cells of a grid; cells with no rule between them are one."""

    def __init__(self, grid: _Grid, xs: list[float], ys: list[float]) -> None:
        self.columns, self.rows = len(xs) - 1, len(ys) - 1
        self.xs, self.ys = xs, ys
        self._parent = list(range(self.columns * self.rows))
        down = _by_place(grid.down, xs)
        across = _by_place(grid.across, ys)
        for row in range(self.rows):
            middle = (ys[row] + ys[row + 1]) / 2
            for column in range(self.columns):
                if column + 1 < self.columns and not _runs_by(down[column + 1], middle):
                    self._join(row, column, row, column + 1)
                centre = (xs[column] + xs[column + 1]) / 2
                if row + 1 < self.rows and not _runs_by(across[row + 1], centre):
                    self._join(row, column, row + 1, column)

    def cell(self, row: int, column: int) -> int:
        place = row * self.columns + column
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def full_width(self) -> set[int]:
        """The cells that are alone in their rows."""
        rows = [
            {self.cell(row, place) for place in range(self.columns)} for row in range(self.rows)
        ]
        return {cell for row in rows if len(row) == 1 for cell in row}

    def at(self, x: float, y: float) -> int | None:
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < self.columns and 0 <= row < self.rows:
            return self.cell(row, column)
        return None

    def _join(self, row: int, column: int, other_row: int, other_column: int) -> None:
        self._parent[self.cell(row, column)] = self.cell(other_row, other_column)


def _by_place(rules: Sequence[_Rule], places: Sequence[float]) -> list[list[_Rule]]:
    found: list[list[_Rule]] = [[] for _ in places]
    for rule in rules:
        place = min(range(len(places)), key=lambda one: abs(places[one] - rule.at))
        found[place].append(rule)
    return found


def _runs_by(rules: Sequence[_Rule], at: float) -> bool:
    return any(rule.start - _TOUCH <= at <= rule.end + _TOUCH for rule in rules)


def _read(grid: _Grid, runs: Sequence[Run], number: int) -> tuple[list[Run], list[PdfLine]]:
    xs = _places(grid.down, [r.start for r in grid.across], [r.end for r in grid.across])
    ys = _places(grid.across, [r.start for r in grid.down], [r.end for r in grid.down])
    if len(xs) < 3 or len(ys) < 3 or len(xs) * len(ys) > _MOST_CELLS:
        return [], []
    cells = _Cells(grid, xs, ys)
    inside: dict[int, list[Run]] = {}
    whole: dict[int, list[Run]] = {}
    for run in runs:
        if cells.at((run.x + run.right) / 2, run.y + 0.25 * run.size) is None:
            continue
        for part in _parts(run, cells):
            cell = cells.at((part.x + part.right) / 2, part.y + 0.25 * part.size)
            if cell is not None:
                inside.setdefault(cell, []).append(part)
                whole.setdefault(cell, []).append(run)
    lines = {cell: read_lines(found, number) for cell, found in inside.items()}
    for cell in cells.full_width():
        if len(levels_of(lines.get(cell, ()))) > _LOOSE_LINES:
            lines.pop(cell)  # what stands under a ruled head, its own columns without rules
    rows = _rows(cells, lines)
    if not _is_table(rows, lines):
        return [], []
    taken = [run for cell in lines for run in whole[cell]]
    box = (xs[0], xs[-1])
    return taken, [row_line(texts, found, box) for texts, found in rows]


def _parts(run: Run, cells: _Cells) -> list[Run]:
    """A run that goes through several cells, a part for each of them."""
    if not run.words:
        return [run]
    height = run.y + 0.25 * run.size
    parts: list[tuple[int | None, list[tuple[str, float, float]]]] = []
    for word in run.words:
        cell = cells.at((word[1] + word[2]) / 2, height)
        if parts and parts[-1][0] == cell:
            parts[-1][1].append(word)
        else:
            parts.append((cell, [word]))
    if len(parts) == 1 or any(cell is None for cell, _ in parts):
        return [run]
    return [
        replace(run, text=" ".join(w[0] for w in words), x=words[0][1], right=words[-1][2])
        for _, words in parts
    ]


def _rows(cells: _Cells, lines: dict[int, list[PdfLine]]) -> list[tuple[list[str], list[PdfLine]]]:
    """The texts of the cells of each row, and the lines that are its own, from the top.

    A cell over several rows is said in each of them.
    """
    grid_rows: list[list[int]] = []
    for row in reversed(range(cells.rows)):
        found = list(dict.fromkeys(cells.cell(row, column) for column in range(cells.columns)))
        if any(lines.get(cell) for cell in found):
            grid_rows.append(found)
    own = _first_rows(grid_rows)
    texts = {cell: text_of(found) for cell, found in lines.items()}
    rows: list[tuple[list[str], list[PdfLine]]] = []
    for place, found in enumerate(grid_rows):
        here = [line for cell in found if own[cell] == place for line in lines.get(cell, ())]
        if not here:
            continue
        columns = [lines.get(cell, []) for cell in found]
        split = rows_between_rules(columns, grouped=len(grid_rows) > 2)
        rows += split or [([texts.get(cell, "") for cell in found], here)]
    return rows


def _first_rows(grid_rows: Sequence[Sequence[int]]) -> dict[int, int]:
    own: dict[int, int] = {}
    for place, found in enumerate(grid_rows):
        for cell in found:
            own.setdefault(cell, place)
    return own


def _is_table(
    rows: Sequence[tuple[list[str], list[PdfLine]]], lines: dict[int, list[PdfLine]]
) -> bool:
    several = sum(sum(map(bool, texts)) > 1 for texts, _ in rows)
    if several < 2 and not (several == 1 and len(rows) > 1):
        return False
    long = [cell for cell, found in lines.items() if len(levels_of(found)) > _LONG_CELL]
    return len(long) < 2
