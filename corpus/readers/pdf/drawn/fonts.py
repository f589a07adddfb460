"""How the letters of a PDF look: their size, weight and slope, and whether anybody sees them."""

import ctypes
import math
import re
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from corpus.readers.pdf.drawn.drawings import Drawings
from corpus.readers.pdf.marks import Shown

_PALE = 250  # of 255
_CLEAR = 8  # of 255
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|-bd\b|-md\b|medium", re.IGNORECASE)
# Fonts in which formulas are set, whose letters stand in no line.
_MATHS = re.compile(
    r"CM(?:MI|SY|EX|BSY|MIB)\d|MSAM|MSBM|cambria ?-?math|mathematical ?pi|MT-?Extra|euclid|"
    r"(?:latin ?modern|stix(?:two)?|xits|asana|dejavu|libertinus|tex ?gyre ?\w+) ?-?math",
    re.IGNORECASE,
)
_BOLD_FLAG = 1 << 18
_UNSEEN_MODES = frozenset((pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP))


@dataclass(frozen=True, slots=True)
class Style:
    """How the letters of one text object look; `order` counts what the page draws.

    `slanted` ones run neither along the page nor straight up or down. `off` ones belong to a layer
    that is switched off; of `pale` ones the page must tell whether they are seen.
    """

    size: float
    bold: bool
    degrees: int
    invisible: bool
    pale: bool
    maths: bool
    order: int
    font: int
    slanted: bool
    off: bool

    def looks_like(self, other: "Style") -> bool:
        """Whether the letters of both make one word."""
        return self._look() == other._look()

    def _look(self) -> tuple[object, ...]:
        return (
            self.size, self.bold, self.degrees, self.invisible, self.pale, self.maths, self.off
        )  # fmt: skip


class Styles:
    """The styles of text objects, each asked of pdfium once."""

    def __init__(self, text_page: Any, drawings: Drawings) -> None:
        self._text_page = text_page
        self._drawings = drawings
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._known: dict[int, Style] = {}

    def of(self, drawn: Any, address: int, place: int) -> Style:
        """The style of the text object at this address, to which a letter of this place belongs."""
        style = self._known.get(address)
        if style is None:
            style = self._known[address] = self._ask(drawn, address, place)
        return style

    def _ask(self, drawn: Any, address: int, place: int) -> Style:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._text_page, place, matrix)
        size = pdfium.FPDFText_GetFontSize(self._text_page, place)
        size *= math.hypot(matrix.c, matrix.d)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn)
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        pdfium.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha)
        pale = alpha.value < _CLEAR or min(red.value, green.value, blue.value) >= _PALE
        font = pdfium.FPDFTextObj_GetFont(drawn)
        key = ctypes.addressof(font.contents) if font else 0
        if key not in self._fonts:
            self._fonts[key] = _look_of(font) if key else (False, False)
        bold, maths = self._fonts[key]
        shown = self._drawings.off.get(address, Shown.YES)
        degrees = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
        return Style(
            size=round(abs(size), 1) or 1.0,
            bold=bold or mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE,
            degrees=degrees,
            invisible=mode in _UNSEEN_MODES,
            pale=(pale and mode != pdfium.FPDF_TEXTRENDERMODE_STROKE) or shown is Shown.DOUBTFUL,
            maths=maths,
            order=self._drawings.order.get(address, 0),
            font=key,
            slanted=degrees % 90 != 0,
            off=shown is Shown.NO,
        )


def _look_of(font: Any) -> tuple[bool, bool]:
    """Whether the letters of a font are bold, and whether formulas are set in it."""
    buffer = ctypes.create_string_buffer(256)
    length = pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.value.decode("utf-8", "replace") if 0 < length <= 256 else ""
    bold = _BOLD.search(name) is not None or bool(pdfium.FPDFFont_GetFlags(font) & _BOLD_FLAG)
    return bold, _MATHS.search(name) is not None
