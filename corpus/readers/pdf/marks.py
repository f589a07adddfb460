"""Which things that a PDF page draws belong to a layer that is switched off."""

import ctypes
from enum import Enum
from typing import Any

import pypdfium2.raw as pdfium

from corpus.readers.pdf.structure.layers import Layers

_MOST_MARKS = 32
_LONGEST_NAME = 1_024  # bytes


class Shown(Enum):
    """Whether what is drawn is shown; DOUBTFUL where its marks do not tell."""

    YES = 0
    DOUBTFUL = 1
    NO = 2


def shown_by(drawn: Any, layers: Layers) -> Shown:
    """What the marks of an object of pdfium tell: they name the layers that it belongs to."""
    shown = Shown.YES
    for place in range(min(pdfium.FPDFPageObj_CountMarks(drawn), _MOST_MARKS)):
        mark = pdfium.FPDFPageObj_GetMark(drawn, place)
        if _text(pdfium.FPDFPageObjMark_GetName, mark) != "OC":
            continue
        name = _text(pdfium.FPDFPageObjMark_GetParamStringValue, mark, b"Name")
        if name in layers.off and name not in layers.on:
            return Shown.NO
        if name not in layers.on or name in layers.off:
            shown = Shown.DOUBTFUL  # a rule over several layers, or a name that two of them have
    return shown


def _text(ask: Any, *whose: Any) -> str:
    buffer = (ctypes.c_ushort * (_LONGEST_NAME // 2))()
    length = ctypes.c_ulong()
    if not ask(*whose, buffer, _LONGEST_NAME, length) or length.value > _LONGEST_NAME:
        return ""
    words = bytes(buffer)[: length.value].decode("utf-16-le", "replace").rstrip("\0")
    return " ".join(words.split())
