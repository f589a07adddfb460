"""Readers: one module a format, each turning the bytes of a file into documents."""

from importlib import import_module
from typing import Protocol, cast

from corpus.formats.detect import detect
from corpus.formats.format import Format
from corpus.readers.hyphenation.cut_words import without_cut_words
from corpus.reading import Reading, SourceFile

_MODULES = {
    Format.MARKDOWN: "text.markdown",
    Format.TEXT: "text.plain",
    Format.HTML: "web.html",
    Format.WORDPRESS: "web.wordpress",
    Format.PDF: "pdf.pages",
    Format.DOCX: "office.docx.document",
    Format.ODT: "office.odf.text",
    Format.ODS: "office.odf.spreadsheet",
    Format.ODP: "office.odf.presentation",
    Format.XLSX: "office.ooxml.workbook",
    Format.PPTX: "office.ooxml.presentation",
    Format.CSV: "tables.delimited",
    Format.LEGI: "law.legi",
    Format.AKOMA_NTOSO: "law.akoma_ntoso",
    Format.JSONL: "jsonl",
    Format.MAIL: "mail.message",
    Format.MHTML: "mail.web_archive",
    Format.WXR: "web.wxr",
    Format.DILA: "law.dila",
    Format.CANADA: "law.canada",
    Format.SERVICE_PUBLIC: "service_public.sheet",
}


# Whose lines were made by programs that cut words: law's own formats are theirs to the letter.
_MAY_CUT_WORDS = frozenset(
    (Format.HTML, Format.WORDPRESS, Format.PDF, Format.DOCX, Format.ODT, Format.MAIL, Format.MHTML)
)


class _Reader(Protocol):
    def read(self, file: SourceFile) -> Reading: ...


def read(file: SourceFile) -> Reading:
    """What `file` holds, by the reader of its format.

    Raises UnreadableFile or UnsupportedFormat.
    """
    # Imported when first needed: a build of Markdown pages does not load pypdf or lxml.
    format = detect(file)
    reader = cast(_Reader, import_module(f"corpus.readers.{_MODULES[format]}"))
    reading = reader.read(file)
    return without_cut_words(reading, file) if format in _MAY_CUT_WORDS else reading
