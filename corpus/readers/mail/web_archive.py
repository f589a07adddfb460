"""MHTML: a page saved from a browser or from Word in one file, with its pictures and styles."""

from dataclasses import replace
from email.message import Message

from corpus.errors import UnreadableFile
from corpus.readers.mail.parts import PAGES, header, parsed, text_of
from corpus.readers.metadata import address_of
from corpus.readers.web import html
from corpus.reading import Reading, SourceFile


def read(file: SourceFile) -> Reading:
    """The document that the page of a web archive holds; the day it was saved is no date of it."""
    archive = parsed(file.raw, path=file.where)
    page = _page(archive)
    if page is None:
        raise UnreadableFile(
            file.where,
            "it is a web archive with no page in it",
            "save the page from the browser again, as HTML or as PDF",
        )
    text, warning = text_of(page, path=file.where)
    if not text.strip():
        raise UnreadableFile(
            file.where, "its page is empty", "save the page from the browser again, or as PDF"
        )
    address = header(page, "content-location") or header(archive, "snapshot-content-location")
    reading = html.read(
        replace(file, raw=text.encode("utf-8"), url=file.url or address_of(address))
    )
    return replace(reading, warnings=(*file.warnings(warning), *reading.warnings))


def _page(archive: Message) -> Message | None:
    """The part that the archive begins with, or else its first page."""
    pages = [part for part in archive.walk() if part.get_content_type() in PAGES]
    root = str(archive.get_param("start") or "").strip("<> ")
    location = header(archive, "snapshot-content-location")
    for part in pages:
        if root and header(part, "content-id").strip("<> ") == root:
            return part
    for part in pages:
        if location and header(part, "content-location") == location:
            return part
    return pages[0] if pages else None
