"""Plots: where each mark of a chart stands, in the units of its SVG.

We draw them ourselves. matplotlib would bring 80 MB for its shapes without text; pygal always
writes a script into its SVG, and the libraries for the web need one too. These are bars and lines
of text that a reader can select, in the colours of the page, light, dark or printed.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.report.french import day, number, share, short_moment

WIDTH = 640
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 20, 14, 40
_ROW = 30
_LABELS = 190  # of the width, for the names of horizontal bars
_LETTERS = 27  # of a name, in that width
_TICKS = 5
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Tick:
    """A label at a place of an axis; `anchor` is SVG's text-anchor."""

    at: float
    label: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle, its name, and what it says: `tip` for a pointer, `value` beside it."""

    x: float
    y: float
    width: float
    height: float
    label: str
    value: str
    tip: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A measured point and what it says."""

    x: float
    y: float
    tip: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A series: its dots, oldest first, and the path through them. `style` counts from 1."""

    name: str
    style: int
    dots: tuple[Dot, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart of bars or lines, `frame` being the left, top, right and bottom of its field."""

    id: str
    title: str
    description: str
    height: float
    frame: tuple[float, float, float, float]
    x_ticks: tuple[Tick, ...] = ()
    y_ticks: tuple[Tick, ...] = ()
    bars: tuple[Bar, ...] = ()
    curves: tuple[Curve, ...] = ()
    rows: bool = False
    x_name: str = ""
    width: float = WIDTH


@dataclass(frozen=True, slots=True)
class Series:
    """What a line is drawn through: moments, oldest first, and values; None leaves a gap."""

    name: str
    points: tuple[tuple[datetime, float | None], ...]


def rows_plot(id: str, title: str, description: str, counts: Sequence[tuple[str, int]]) -> Plot:
    """Horizontal bars, one a row, each with its name before it and its number behind it."""
    top = max((count for _, count in counts), default=0) or 1
    room = WIDTH - _LABELS - 70
    bars = tuple(
        Bar(
            x=_LABELS,
            y=_round(4 + place * _ROW),
            width=_round(max(1.0, room * count / top)),
            height=_ROW - 9,
            label=_cut(name),
            value=number(count),
            tip=f"{name} : {number(count)}",
        )
        for place, (name, count) in enumerate(counts)
    )
    height = 8 + _ROW * len(counts)
    frame = (_LABELS, 0.0, _LABELS + room, height)
    return Plot(id, title, description, height, frame, bars=bars, rows=True)


def columns_plot(
    id: str,
    title: str,
    description: str,
    counts: Sequence[tuple[int, int, int]],
    *,
    x_name: str,
    unit: str,
) -> Plot:
    """A histogram of (start, end, count), whose bins touch and have the same width."""
    height = 260.0
    frame = _frame(height)
    left, top, right, bottom = frame
    steps = _steps(max((count for *_, count in counts), default=0))
    step = (right - left) / max(1, len(counts))
    bars = []
    for place, (start, end, count) in enumerate(counts):
        tall = (bottom - top) * count / steps[-1]
        tip = f"de {number(start)} à {number(end - 1)} {unit} : {number(count)}"
        x, y = _round(left + place * step), _round(bottom - tall)
        bars.append(Bar(x, y, _round(step - 1), _round(tall), "", number(count), tip))
    every = max(1, math.ceil(len(counts) / 8))
    edges = [start for start, *_ in counts] + [counts[-1][1]] if counts else []
    return Plot(
        id,
        title,
        description,
        height,
        frame,
        x_ticks=tuple(
            Tick(_round(left + place * step), number(edge))
            for place, edge in enumerate(edges)
            if place % every == 0
        ),
        y_ticks=_count_ticks(steps, frame),
        bars=tuple(bars),
        x_name=x_name,
    )


def lines_plot(
    id: str, title: str, description: str, series: Sequence[Series], *, shares: bool = False
) -> Plot:
    """Lines over time, on a scale from 0: shares up to 100 %, or numbers up to the greatest."""
    height = 260.0
    frame = _frame(height)
    left, top, right, bottom = frame
    moments = sorted({at for one in series for at, _ in one.points})
    first = moments[0].timestamp()
    span = moments[-1].timestamp() - first
    values = [value for one in series for _, value in one.points if value is not None]
    steps = (0.0, 0.25, 0.5, 0.75, 1.0) if shares else _steps(max(values, default=0))

    def across(at: datetime) -> float:
        if span == 0:
            return _round((left + right) / 2)
        inside = (right - left) - 24  # so that the first and the last dot are whole
        return _round(left + 12 + inside * (at.timestamp() - first) / span)

    def up(value: float) -> float:
        return _round(bottom - (bottom - top) * value / steps[-1])

    curves = []
    for style, one in enumerate(series, start=1):
        dots = tuple(
            Dot(
                across(at),
                up(value),
                f"{one.name}, {short_moment(at)} : {share(value) if shares else number(value)}",
            )
            for at, value in one.points
            if value is not None
        )
        path = " ".join(f"{'L' if place else 'M'}{dot.x} {dot.y}" for place, dot in enumerate(dots))
        curves.append(Curve(one.name, style, dots, path))
    ticks = (
        tuple(Tick(up(step), share(step)) for step in steps)
        if shares
        else _count_ticks(steps, frame)
    )
    return Plot(
        id,
        title,
        description,
        height,
        frame,
        x_ticks=_time_ticks([(at, across(at)) for at in moments], hours=span < 2 * _DAY),
        y_ticks=ticks,
        curves=tuple(curves),
    )


def _frame(height: float) -> tuple[float, float, float, float]:
    return (_LEFT, _TOP, WIDTH - _RIGHT, height - _BOTTOM)


def _steps(most: float) -> tuple[float, ...]:
    """Round numbers from 0 to `most` or just above it, four or five of them where it is greater."""
    rough = max(1.0, most) / (_TICKS - 1)
    size = 10 ** math.floor(math.log10(rough))
    width = max(1.0, next(size * by for by in (1, 2, 2.5, 5, 10) if size * by >= rough))
    width = math.ceil(width) if width < 10 else width
    return tuple(width * place for place in range(max(1, math.ceil(most / width)) + 1))


def _count_ticks(
    steps: Sequence[float], frame: tuple[float, float, float, float]
) -> tuple[Tick, ...]:
    _, top, _, bottom = frame
    return tuple(
        Tick(_round(bottom - (bottom - top) * step / steps[-1]), number(step)) for step in steps
    )


def _time_ticks(moments: Sequence[tuple[datetime, float]], *, hours: bool) -> tuple[Tick, ...]:
    """Labels of the first and the last moment, and of those between that have room.

    The outer two are written inwards from their moments, the others around theirs.
    """
    room = 140
    (_, first), (_, last) = moments[0], moments[-1]
    kept = [moments[0]]
    for at, x in moments[1:-1]:
        before = room if len(kept) > 1 else 1.5 * room
        if x - kept[-1][1] >= before and last - x >= 1.5 * room:
            kept.append((at, x))
    if last > first:
        kept.append(moments[-1])

    def anchor(x: float) -> str:
        if last == first or first < x < last:
            return "middle"
        return "start" if x == first else "end"

    return tuple(Tick(x, short_moment(at) if hours else day(at), anchor(x)) for at, x in kept)


def _cut(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"


def _round(value: float) -> float:
    return round(value, 1)
