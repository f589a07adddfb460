"""The lines of a PDF page in the order in which a person reads its columns."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.readers.pdf.lines import NAMED_PART, PdfLine, leading
from corpus.readers.pdf.rotation import Box
from corpus.readers.pdf.tables.aligned import take_aligned_tables
from corpus.readers.pdf.tables.regions import Region

_MOST_COLUMNS = 4
_NARROWEST_COLUMN = 60.0  # points
_INDENT = 36.0  # points by which the items of a column may stand in from its edge
_LONG_PIECE = 4  # words
_TAIL_GAP = 1.5  # usual ones: what stands further below a column is no part of it


def in_reading_order(lines: Sequence[PdfLine], rules: Sequence[Box] = ()) -> list[PdfLine]:
    """The lines of one page: columns left to right between the lines that cross them.

    Words that stand in the rows of a table are read by row; `rules` may part them.
    """
    lines, prose = take_aligned_tables(_without_twins(lines), rules)
    gutters = _gutters([line for line in lines if not line.row])
    if not gutters:
        return _one_column(lines, prose)
    edge = max((line.right for line in lines), default=0.0)
    ordered: list[PdfLine] = []
    band: list[PdfLine] = []
    for line in sorted(lines, key=_from_the_top):
        if any(_crosses(line, gutter, edge) for gutter in gutters):
            columns, after = _without_tail(_by_column(band, gutters, rules))
            ordered += [*columns, *after, line]
            band = []
        else:
            band.append(line)
    return _pieced([*ordered, *_by_column(band, gutters, rules)])


def _from_the_top(line: PdfLine) -> tuple[float, float]:
    return (-round(line.y, 1), line.x)


def _one_column(lines: Sequence[PdfLine], prose: Sequence[Region]) -> list[PdfLine]:
    """The lines from the top; columns that run side by side for a few lines one after the other."""
    beside = {id(line) for region in prose for line in region.lines}
    parts = [[line] for line in lines if id(line) not in beside]
    for region in prose:
        starts = [start for start, _ in region.columns]
        placed = [
            replace(line, column=max(1, sum(line.x >= start - 1 for start in starts)))
            for line in region.lines
        ]
        parts.append(sorted(placed, key=lambda line: (line.column, *_from_the_top(line))))
    parts.sort(key=lambda part: (-max(round(line.y, 1) for line in part), part[0].x))
    return _pieced([line for part in parts for line in part])


def _crosses(line: PdfLine, gutter: float, edge: float) -> bool:
    """Whether the line runs through a gutter, and not only a little way over it."""
    return line.x < gutter - 2 and line.right > gutter + 0.05 * (edge - gutter)


def _without_tail(band: Sequence[PdfLine]) -> tuple[list[PdfLine], list[PdfLine]]:
    """The columns above a line that crosses them, and what stands over that line alone.

    A heading under both columns lies in the first one's place, but opens what comes after them.
    """
    first = [line for line in band if line.column == 0]
    others = [line for line in band if line.column]
    if not first or not others:
        return list(band), []
    lowest = min(line.y for line in others)
    usual = leading(first) or first[0].size
    for place in range(1, len(first)):
        above, line = first[place - 1], first[place]
        if line.y < lowest - 1 and above.y - line.y > _TAIL_GAP * usual:
            tail = first[place:]
            return [one for one in band if one not in tail], tail
    return list(band), []


def _by_column(
    band: Sequence[PdfLine], gutters: Sequence[float], rules: Sequence[Box]
) -> list[PdfLine]:
    columns: dict[int, list[PdfLine]] = {}
    for line in band:
        place = sum(line.x >= gutter - 2 for gutter in gutters)
        columns.setdefault(place, []).append(replace(line, column=place))
    ordered: list[PdfLine] = []
    for place in sorted(columns):
        lines, _ = take_aligned_tables(columns[place], rules)
        ordered += sorted((replace(line, column=place) for line in lines), key=_from_the_top)
    return ordered


def _pieced(ordered: Sequence[PdfLine]) -> list[PdfLine]:
    """The lines, pieces that stand far apart on one line of a column put together."""
    joined: list[PdfLine] = []
    for line in ordered:
        last = joined[-1] if joined else None
        if last is not None and _same_line(last, line):
            joined[-1] = _wider(last, line)
        else:
            joined.append(line)
    return joined


def _same_line(line: PdfLine, following: PdfLine) -> bool:
    """Whether two pieces stand on one line of a column, a wide gap between them.

    Long ones that stand far apart are lines of two columns, each of one line only.
    """
    far = following.x - line.right > 2 * line.size
    long = min(len(line.text.split()), len(following.text.split())) >= _LONG_PIECE
    return (
        not (far and long)
        and line.column == following.column
        and abs(line.y - following.y) < 0.2 * line.size
        and line.right <= following.x
        and not (line.row or following.row or following.bullet)
        and bool(line.text)
    )


def _wider(line: PdfLine, following: PdfLine) -> PdfLine:
    larger = line if len(line.text) >= len(following.text) else following
    return replace(
        line,
        text=f"{line.text} {following.text}",
        right=following.right,
        bold=line.bold and following.bold,
        size=larger.size,
    )


def _without_twins(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """Headings that stand word for word beside themselves, as in texts compared, said once."""
    kept: list[PdfLine] = []
    for line in lines:
        twin = next(
            (
                one
                for one in kept
                if one.text == line.text
                and abs(one.y - line.y) < line.size
                and NAMED_PART.match(line.text)
            ),
            None,
        )
        if twin is None:
            kept.append(line)
        else:
            # Said once, across both columns.
            across = replace(twin, x=min(line.x, twin.x), right=max(line.right, twin.right))
            kept[kept.index(twin)] = across
    return kept


def _gutters(lines: Sequence[PdfLine]) -> list[float]:
    """Where columns begin: places where many lines start and few go through."""
    if len(lines) < 6:
        return []
    starts = Counter(round(line.x / 4) * 4 for line in lines)
    left, edge = min(line.x for line in lines), max(line.right for line in lines)
    gutters: list[float] = []
    for start, _ in sorted(starts.items(), key=lambda pair: -pair[1]):
        place = min(line.x for line in lines if start - _INDENT <= line.x <= start + 4)
        if place - left < _NARROWEST_COLUMN or any(
            abs(place - other) < _NARROWEST_COLUMN for other in gutters
        ):
            continue
        right = [line for line in lines if line.x >= place - 2]
        crossing = [line for line in lines if _crosses(line, place, edge)]
        before = [line for line in lines if line.x < place - 2 and line not in crossing]
        side_by_side = sum(_level_with(one, before) for one in right)
        overlapping = sum(_level_with(one, crossing) for one in right)
        if (
            len(right) >= max(3, 0.12 * len(lines))
            and overlapping <= 0.1 * len(right)
            and side_by_side >= 0.4 * len(right)
        ):
            gutters.append(place)
        if len(gutters) == _MOST_COLUMNS - 1:
            break
    return sorted(gutters)


def _level_with(line: PdfLine, others: Iterable[PdfLine]) -> bool:
    return any(abs(line.y - other.y) < 0.8 * line.size for other in others)
