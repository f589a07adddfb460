"""What is pinned to a PDF page or inserted into the file: fields, stamps, remarks, files."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

_MOST = 2_000  # a page
_LONGEST_NAME = 120
# Their words are drawn on the page for all to see.
_DRAWN = frozenset((pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_WIDGET))
# Their words are shown to who clicks on them.
_REMARKS = frozenset(
    (
        pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE,
        pdfium.FPDF_ANNOT_SQUIGGLY, pdfium.FPDF_ANNOT_STRIKEOUT, pdfium.FPDF_ANNOT_CARET,
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pinned:
    """Whether words pinned to a page are drawn on it, and what of it is not read."""

    drawn: bool
    messages: tuple[str, ...]


def pinned_to(page: Any) -> Pinned:
    """What is pinned to a page of pdfium."""
    drawn, remarks, lost, files = False, 0, [], 0
    for annotation in _annotations(page):
        subtype = pdfium.FPDFAnnot_GetSubtype(annotation)
        if subtype in _DRAWN and pdfium.FPDFAnnot_HasKey(annotation, b"AP"):
            drawn = True
        elif subtype in _DRAWN:
            lost.append(_text(annotation, b"V") or _text(annotation, b"Contents"))
        elif subtype in _REMARKS and _text(annotation, b"Contents"):
            remarks += 1
        elif subtype == pdfium.FPDF_ANNOT_FILEATTACHMENT:
            files += 1
    messages = [f"words pinned to it are not read: “{words}”" for words in lost if words]
    if remarks:
        messages.append(f"remarks pinned to it are left out ({remarks})")
    if files:
        messages.append("a file is pinned to it, which is not read")
    return Pinned(drawn, tuple(messages))


def draw_pinned(page: Any) -> bool:
    """Makes the fields and stamps of a page part of what it draws; it is to be loaded again."""
    return bool(pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS)


def inserted_files(file: Any) -> list[str]:
    """The names of the files that were inserted into a PDF."""
    count = min(file.count_attachments(), _MOST)
    return [file.get_attachment(place).get_name()[:_LONGEST_NAME] for place in range(count)]


def _annotations(page: Any) -> Iterator[Any]:
    for place in range(min(max(0, pdfium.FPDFPage_GetAnnotCount(page)), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page, place)
        if not annotation:
            continue
        try:
            yield annotation
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _text(annotation: Any, key: bytes) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAnnot_GetStringValue(
        annotation, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length
    )
    words = buffer.raw[:length].decode("utf-16-le", "replace").rstrip("\0")
    return " ".join(words.split())[:_LONGEST_NAME]
