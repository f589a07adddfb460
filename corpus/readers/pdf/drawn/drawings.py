"""What is drawn on a PDF page beside its words: rules, filled boxes, pictures."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from corpus.readers.pdf.marks import Shown, shown_by
from corpus.readers.pdf.rotation import Box, around
from corpus.readers.pdf.structure.layers import NO_LAYERS, Layers

# Bounds of one page: what is drawn beyond them is a picture made of lines.
_MOST_OBJECTS = 50_000
_MOST_SEGMENTS = 400
_DEEPEST_FORM = 8
_THIN = 3.0  # points: a filled box as thin as this is a rule
_STRAIGHT = 0.6  # points by which a rule may lean
_SHORTEST_RULE = 4.0  # points
_WHITE = 250  # of 255
_SQUARE = (4.5, 20.0)  # points: the sides of a box to tick
_EVEN = 0.2  # of its side, by which a square may be wider than high
_SMALLEST_MARK = 1.5  # points
_LARGEST = 25.0
_MOST_FILLED = 2_000  # boxes that are looked at where words may be hidden or pale

_Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: _Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Filled:
    """A box filled with one colour; `order` counts what is drawn, the lowest first."""

    box: Box
    order: int
    white: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A small shape; `is_box` tells that it is an upright box, filled with a colour."""

    box: Box
    is_box: bool


@dataclass(slots=True)
class Drawings:
    """The rules, filled boxes and pictures of a page, where the page's own axes put them.

    `struck` are stretches that remarks strike out, `squares` small ones that may be boxes to tick,
    and `marks` small shapes that may be the ticks. `order` tells when each text object, by its
    address, is drawn; `off` which of them belong to a layer that is switched off, or may do.
    """

    rules: list[Box] = field(default_factory=list)
    filled: list[Filled] = field(default_factory=list)
    shades: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    struck: Sequence[Box] = ()
    squares: list[Box] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    order: dict[int, int] = field(default_factory=dict)
    off: dict[int, Shown] = field(default_factory=dict)
    drawn: int = 0
    layers: Layers = NO_LAYERS

    @classmethod
    def of(cls, page: Any, layers: Layers = NO_LAYERS) -> "Drawings":
        """All that is drawn on a page of pdfium, bounded; what `layers` hide is not seen."""
        drawings = cls(layers=layers)
        count = pdfium.FPDFPage_CountObjects(page)
        for place in range(min(count, _MOST_OBJECTS)):
            drawings._take(pdfium.FPDFPage_GetObject(page, place), _AS_IT_IS, 0, Shown.YES)
        return drawings

    def seen_at(self, x: float, y: float) -> bool:
        """Whether something is drawn there that is not white."""
        return any(one.holds(x, y) for one in (*self.shades, *self.pictures))

    def covered(self, x: float, y: float, order: int) -> bool:
        """Whether a box is drawn over this point after the object of this order."""
        if not self.filled or self.filled[-1].order < order:
            return False
        return any(one.order > order and one.box.holds(x, y) for one in self.filled)

    def _take(self, drawn: Any, outer: _Matrix, depth: int, shown: Shown) -> None:
        if self.drawn >= _MOST_OBJECTS:
            return
        self.drawn += 1
        if self.layers.off and shown is not Shown.NO:
            own = shown_by(drawn, self.layers)
            shown = max(shown, own, key=lambda one: one.value)
        match pdfium.FPDFPageObj_GetType(drawn):
            case pdfium.FPDF_PAGEOBJ_TEXT:
                self.order[ctypes.addressof(drawn.contents)] = self.drawn
                if shown is not Shown.YES:
                    self.off[ctypes.addressof(drawn.contents)] = shown
            case pdfium.FPDF_PAGEOBJ_FORM if depth < _DEEPEST_FORM:
                inner = _times(_matrix(drawn), outer)
                if self.layers.off and shown is Shown.YES:
                    shown = Shown.DOUBTFUL  # pdfium does not tell whether the form is in a layer
                for place in range(max(0, pdfium.FPDFFormObj_CountObjects(drawn))):
                    self._take(pdfium.FPDFFormObj_GetObject(drawn, place), inner, depth + 1, shown)
            case _ if shown is Shown.NO:
                pass
            case pdfium.FPDF_PAGEOBJ_IMAGE | pdfium.FPDF_PAGEOBJ_SHADING:
                self.pictures.append(_placed(_bounds(drawn), outer))
            case pdfium.FPDF_PAGEOBJ_PATH:
                self._path(drawn, outer)
            case _:
                pass

    def _path(self, path: Any, outer: _Matrix) -> None:
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, mode, stroked)
        if not mode.value and not stroked.value:
            return
        if mode.value and not _is_white(path) and len(self.shades) < _MOST_FILLED:
            self.shades.append(_placed(_bounds(path), outer))
        count = pdfium.FPDFPath_CountSegments(path)
        if not 2 <= count <= _MOST_SEGMENTS:
            return
        matrix = _times(_matrix(path), outer)
        for points in _outlines(path, count, matrix):
            box = around(points)
            if mode.value and _is_box(points):
                self._fill(path, box)
            coloured = mode.value and not _is_white(path)
            if stroked.value and not coloured and _is_small_square(box) and _is_box(points):
                self.squares.append(box)
                continue
            small = min(box.wide, box.high) > _SMALLEST_MARK and max(box.wide, box.high) <= _LARGEST
            if small and len(self.marks) < _MOST_FILLED and (coloured or not _is_box(points)):
                self.marks.append(Mark(box, is_box=_is_box(points)))
            if min(box.wide, box.high) <= _THIN < max(box.wide, box.high):
                self.rules.append(box)
            elif stroked.value:
                self.rules += _straight(points)

    def _fill(self, path: Any, box: Box) -> None:
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, alpha)
        opaque = alpha.value == 255 and not pdfium.FPDFPageObj_HasTransparency(path)
        if opaque and min(box.wide, box.high) > _THIN and len(self.filled) < _MOST_FILLED:
            self.filled.append(Filled(box, self.drawn, _is_white(path)))


def edges(box: Box) -> list[Box]:
    """The four sides of a box, as rules."""
    return [
        Box(box.x0, box.y0, box.x1, box.y0),
        Box(box.x0, box.y1, box.x1, box.y1),
        Box(box.x0, box.y0, box.x0, box.y1),
        Box(box.x1, box.y0, box.x1, box.y1),
    ]


def _is_small_square(box: Box) -> bool:
    even = abs(box.wide - box.high) <= _EVEN * max(box.wide, box.high)
    return even and all(_SQUARE[0] <= side <= _SQUARE[1] for side in (box.wide, box.high))


def _is_white(path: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, alpha)
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE


def _bounds(drawn: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    return Box(left.value, bottom.value, right.value, top.value)


def _matrix(drawn: Any) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    """What `one` does, then what `other` does."""
    if other == _AS_IT_IS:
        return one
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t,
        e * q + f * s + u,
    )  # fmt: skip


def _apply(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _placed(box: Box, matrix: _Matrix) -> Box:
    corners = ((box.x0, box.y0), (box.x1, box.y0), (box.x0, box.y1), (box.x1, box.y1))
    return around([_apply(matrix, x, y) for x, y in corners])


def _outlines(path: Any, count: int, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
    """The points of each outline that a path draws; one that is closed ends where it began."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for place in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, place)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            if len(points) > 1:
                yield points
            points = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(_apply(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def _is_box(points: list[tuple[float, float]]) -> bool:
    """Whether the points are the corners of an upright box."""
    if len(points) not in (4, 5, 6):
        return False
    box = around(points)
    return all(
        min(abs(x - box.x0), abs(x - box.x1)) < _STRAIGHT
        and min(abs(y - box.y0), abs(y - box.y1)) < _STRAIGHT
        for x, y in points
    )


def _straight(points: list[tuple[float, float]]) -> Iterator[Box]:
    for one, other in pairwise(points):
        box = around([one, other])
        if min(box.wide, box.high) < _STRAIGHT and max(box.wide, box.high) >= _SHORTEST_RULE:
            yield box
