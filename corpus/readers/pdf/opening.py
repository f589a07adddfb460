"""PDF files opened with pdfium, one at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2

from corpus.errors import UnreadableFile

# pdfium holds one file at a time for all threads of a process.
_ONE_AT_A_TIME = threading.Lock()


@contextmanager
def opened(raw: bytes, where: str) -> Iterator[Any]:
    """The file as pdfium's document. Raises UnreadableFile where it is broken or has no page."""
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
        raise UnreadableFile(
            where, f"it is a broken PDF ({error})", "open it in a viewer and save it again"
        ) from error
    if not len(file):
        file.close()
        raise UnreadableFile(where, "it has no page", "check that the file is whole")
    return file
