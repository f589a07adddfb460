"""Readers: one module a format, each turning the bytes of a file into documents."""

from importlib import import_module
from typing import Protocol, cast

from corpus.formats import detect
from corpus.reading import Reading, SourceFile


class _Reader(Protocol):
    def read(self, file: SourceFile) -> Reading: ...


def read(file: SourceFile) -> Reading:
    """What `file` holds, by the reader of its format.

    Raises UnreadableFile or UnsupportedFormat.
    """
    # Imported when first needed: a build of Markdown pages does not load pypdf or lxml.
    reader = cast(_Reader, import_module(f"corpus.readers.{detect(file).value}"))
    return reader.read(file)
