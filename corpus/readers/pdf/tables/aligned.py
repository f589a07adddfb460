"""Tables without rules: short lines that stand level with one another, under one another."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from corpus.readers.pdf.lines import PdfLine
from corpus.readers.pdf.rotation import Box
from corpus.readers.pdf.tables.cells import (
    Level,
    cells_of,
    in_columns,
    levels_of,
    row_line,
    rows_of,
)
from corpus.readers.pdf.tables.regions import Region, columns_of, widened, with_spanning_heads

_MOST_GAP = 4.0  # of the size: what stands further below begins something else
_FULL = 0.72  # of a column's width: lines that fill more of it are prose
_WORDS = 3.5  # a line: prose has more
_MOST_COLUMNS = 20
_WRAPPED = 1.35  # of the size: how near the lines of one cell stand
_ONE_SIZE = 1.2  # as many times as large at most are the letters of one column as of another


def take_aligned_tables(
    lines: Sequence[PdfLine], rules: Sequence[Box]
) -> tuple[list[PdfLine], list[Region]]:
    """The lines with tables as rows, and the stretches that are columns of prose."""
    kept: list[PdfLine] = [line for line in lines if line.row]
    prose: list[Region] = []
    loose = [line for line in lines if not line.row]
    for region in map(with_spanning_heads, _regions(loose)):
        if _is_table(region):
            kept += _rows(region, rules)
            continue
        if _is_prose(region):
            prose.append(region)
        kept += region.lines
    return kept, prose


def _regions(lines: Sequence[PdfLine]) -> list[Region]:
    """All lines, those that share columns together."""
    regions: list[Region] = []
    region = Region()
    for level in levels_of(lines):
        columns = widened(region.columns, level) if region.levels else columns_of(level)
        if region.levels and not _goes_on(region, level, columns):
            regions += _trimmed(region)
            region, columns = Region(), columns_of(level)
        region.levels.append(level)
        region.columns = columns
    return [*regions, *_trimmed(region)] if region.levels else regions


def _goes_on(
    region: Region, level: Sequence[PdfLine], columns: Sequence[tuple[float, float]]
) -> bool:
    last = region.levels[-1]
    size = max(line.size for line in (*last, *level))
    if last[0].y - level[0].y > _MOST_GAP * size:
        return False
    if len(region.columns) == 1:
        # One column so far: what has several begins something else.
        return len(columns) == 1 and len(level) == 1
    if len(columns) > _MOST_COLUMNS or len(columns) < 2:
        return False
    return len(columns) >= len(region.columns) or len(columns) >= max(2, len(level))


def _trimmed(region: Region) -> list[Region]:
    """The region, and what stands alone at its end as a region of its own."""
    if len(region.columns) < 2:
        return [region]
    end = len(region.levels)
    while end > 1 and len(region.levels[end - 1]) == 1:
        line, above = region.levels[end - 1][0], region.levels[end - 2]
        near = above[0].y - line.y <= _WRAPPED * line.size
        if line.x > region.columns[0][1] or (near and line.size == above[0].size):
            break
        end -= 1
    if end == len(region.levels):
        return [region]
    own = Region(region.levels[:end])
    own.columns = columns_of(own.lines)
    rest = Region(region.levels[end:])
    rest.columns = columns_of(rest.lines)
    return [own, rest]


def _column_lines(region: Region) -> list[list[PdfLine]]:
    starts = [start for start, _ in region.columns]
    columns: list[list[PdfLine]] = [[] for _ in starts]
    for line in region.lines:
        columns[max(0, sum(line.x >= start - 1 for start in starts) - 1)].append(line)
    return columns


def _flows(lines: Sequence[PdfLine], span: tuple[float, float]) -> bool:
    """Whether the lines of a column are those of running prose."""
    wide = span[1] - span[0]
    if len(lines) < 2 or wide <= 0:
        return False
    full = median((line.right - line.x) / wide for line in lines)
    words = sum(len(line.text.split()) for line in lines) / len(lines)
    return full >= _FULL and words >= _WORDS


def _drawn_by_column(columns: Sequence[Sequence[PdfLine]]) -> bool:
    """Whether each column is drawn as a whole before the next."""
    orders = [[line.order for line in column] for column in columns if column]
    spans = [(min(order), max(order)) for order in orders]
    return all(one[1] < other[0] for one, other in pairwise(sorted(spans)))


def _is_table(region: Region) -> bool:
    count = len(region.columns)
    if count < 2 or region.several < (3 if count == 2 else 2):
        return False
    columns = _column_lines(region)
    if any(not column for column in columns):
        return False
    flowing = sum(_flows(c, span) for c, span in zip(columns, region.columns, strict=True))
    if any(line.bullet for line in region.lines) or not _of_one_size(columns):
        return False
    by_column = _drawn_by_column(columns)
    if flowing >= 2:
        return not by_column and _breaks_together(region)
    if by_column and (flowing or count == 2 or not _even(region)):
        return False
    return region.several >= 0.4 * len(region.levels) or not by_column


def _of_one_size(columns: Sequence[Sequence[PdfLine]]) -> bool:
    """Whether the letters of all columns are about as large."""
    sizes = [median(line.size for line in column) for column in columns]
    return max(sizes) <= _ONE_SIZE * min(sizes)


def _even(region: Region) -> bool:
    """Whether most levels hold a piece of each column."""
    full = sum(len(level) >= len(region.columns) for level in region.levels)
    return full >= 0.8 * len(region.levels)


def _breaks_together(region: Region) -> bool:
    """Whether all columns of wrapped lines begin again at the same heights, as rows do."""
    gaps = [one[0].y - other[0].y for one, other in pairwise(region.levels)]
    least = min(gaps)
    wide = [place for place, gap in enumerate(gaps, 1) if gap > 1.25 * least]
    blocks = [region.levels[start:end] for start, end in pairwise([0, *wide, len(region.levels)])]
    if len(blocks) < 3:
        return False
    together = sum(len(block[0]) >= 2 for block in blocks)
    uneven = sum(len(block) > 1 and len(block[-1]) < len(block[0]) for block in blocks)
    return together >= 0.8 * len(blocks) and uneven >= 1


def _is_prose(region: Region) -> bool:
    """Whether the region is columns of prose that stand side by side for some lines."""
    if len(region.columns) < 2 or region.several < 2:
        return False
    columns = _column_lines(region)
    flowing = sum(_flows(c, span) for c, span in zip(columns, region.columns, strict=True))
    return all(columns) and flowing >= 2


def _rows(region: Region, rules: Sequence[Box]) -> list[PdfLine]:
    starts = [start for start, _ in region.columns]
    edges = (region.columns[0][0], region.columns[-1][1])
    half = (edges[1] - edges[0]) / 2
    heights = [
        rule.y0
        for rule in rules
        if rule.wide > max(half, rule.high) and rule.x0 < edges[1] and rule.x1 > edges[0]
    ]
    levels = in_columns(region.levels, starts)
    top, bottom = levels[0].y, levels[-1].y
    ruled = [y for y in heights if bottom < y < top]
    count = len(starts)
    rows: list[PdfLine] = []
    for row in rows_of(levels, count, ruled if _parts_all(ruled, levels) else ()):
        lines = [line for level in row for there in level.cells.values() for line in there]
        rows.append(row_line(cells_of(row, count), lines, edges))
    return rows


def _parts_all(ruled: Sequence[float], levels: Sequence[Level]) -> bool:
    """Whether rules part all rows, and not only the head and the foot from the rest."""
    return len(ruled) >= 2 and len(ruled) >= 0.25 * (len(levels) - 1)
