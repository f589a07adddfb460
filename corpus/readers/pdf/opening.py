"""PDF files opened with pdfium, one at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import UnreadableFile

# pdfium holds one file at a time for all threads of a process.
_ONE_AT_A_TIME = threading.Lock()
_DYNAMIC_FORM = (pdfium.FORMTYPE_XFA_FULL,)


@contextmanager
def opened(raw: bytes, where: str) -> Iterator[Any]:
    """The file as pdfium's document. Raises UnreadableFile where it cannot be opened.

    A file that asks for no password is opened, however it is encrypted.
    """
    with _ONE_AT_A_TIME:
        file = _open(raw, where)
        try:
            yield file
        finally:
            file.close()


def _open(raw: bytes, where: str) -> Any:
    try:
        file = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise UnreadableFile(
                where, "it is encrypted", "remove its password and give it again"
            ) from error
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_SECURITY or "ecurity" in str(error):
            raise UnreadableFile(
                where, "it is encrypted in a way that is not read here", "remove its password"
            ) from error
        raise UnreadableFile(
            where, f"it is a broken PDF ({error})", "open it in a viewer and save it again"
        ) from error
    if not len(file):
        file.close()
        raise UnreadableFile(where, "it has no page", "check that the file is whole")
    if file.get_formtype() in _DYNAMIC_FORM:
        file.close()
        raise UnreadableFile(
            where,
            "it is a form that only Adobe's programs draw (XFA)",
            "open it there and print it to PDF",
        )
    return file
