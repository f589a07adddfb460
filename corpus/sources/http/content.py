"""What a server says it sends: whether that is wanted, and how it is unpacked within bounds."""

import zlib
from collections.abc import Iterable, Iterator
from email.message import Message
from fnmatch import fnmatchcase
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import urlsplit

from corpus.errors import FetchError, TransientError
from corpus.sources.quantities import say_size

# What documents come as. Servers often send files as "some bytes": the reader tells by the content.
DOCUMENTS = (
    "text/*",
    "application/pdf",
    "application/json",
    "application/*+json",
    "application/jsonl",
    "application/x-ndjson",
    "application/xml",
    "application/*+xml",
    "application/markdown",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
    "application/octet-stream",
    "binary/octet-stream",
    "application/x-download",
    "application/force-download",
    "application/download",
)
JSON = ("application/json", "application/*+json", "text/json", "text/plain")
SITEMAPS = (
    "application/xml",
    "text/xml",
    "application/*+xml",
    "text/plain",
    "*/*gzip",
    "*/octet-stream",
)
PAGES = ("text/html", "application/xhtml+xml")
ARCHIVES = (
    "*/octet-stream",
    "*/*gzip",
    "application/*tar*",
    "application/*compressed",
    "application/*zip",
)

_NEVER = frozenset({"text/css", "text/javascript", "text/calendar", "text/vcard"})
_BINARY_SUFFIXES = frozenset({".pdf", ".docx", ".odt", ".json", ".xml", ".gz", ".tgz", ".zip"})
_CHUNK = 64 * 1024


def check_type(content_type: str | None, *, accept: tuple[str, ...], url: str) -> None:
    """Raises FetchError if the type is not one of `accept`; a server that gives none is believed.

    A page sent where the address names a file (".pdf") is an error page or a login form.
    """
    media = _media_type(content_type)
    if media is None:
        return
    suffix = PurePosixPath(urlsplit(url).path).suffix.lower()
    if media in PAGES and suffix in _BINARY_SUFFIXES:
        raise FetchError(
            url,
            f"the server sends a page ({media}) where the address names a {suffix} file",
            "open the address in a browser: it may want a login, or have moved",
        )
    if media in _NEVER or not any(fnmatchcase(media, pattern) for pattern in accept):
        raise FetchError(
            url,
            f"the server sends {media}, which is not what this source holds",
            "check the address, or the type of the source",
        )


def unpack(source: Path, target: Path, *, encoding: str, limit: int, url: str) -> None:
    """Writes what `source` holds under its Content-Encoding to `target`, `limit` bytes at most.

    Raises FetchError beyond the limit, TransientError where the stream breaks off.
    """
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise FetchError(
            url,
            f"the server sends it as {encoding}, which was not asked for",
            "tell the site's owner that it ignores Accept-Encoding",
        )
    with source.open("rb") as packed, target.open("wb") as plain:
        plain.writelines(_within(limit, _inflated(packed, url), url=url))


def gunzip(raw: bytes, *, limit: int, url: str) -> bytes:
    """The bytes inside a gzip file, `limit` at most. Raises as `unpack` does."""
    return b"".join(_within(limit, _inflated(BytesIO(raw), url), url=url))


def too_big(url: str, limit: int, when: str = "") -> FetchError:
    """The error for what is beyond the limit."""
    return FetchError(
        url,
        f"it is larger than {say_size(limit)}{f' {when}' if when else ''}",
        "if it is a document all the same, raise max_size in the source",
    )


def _within(limit: int, parts: Iterable[bytes], *, url: str) -> Iterator[bytes]:
    """The parts as they come, `limit` bytes at most. Raises FetchError beyond."""
    size = 0
    for part in parts:
        size += len(part)
        if size > limit:
            raise too_big(url, limit, "once unpacked")
        yield part


def _inflated(packed: BinaryIO, url: str) -> Iterator[bytes]:
    """The plain bytes in parts of 64 kB at most, however much a byte of the input unpacks to."""
    inflater = zlib.decompressobj(wbits=47)  # gzip or zlib, whichever its header says
    while data := packed.read(_CHUNK):
        while data:
            if inflater.eof:  # a gzip file may be several, one after the other, or padded
                data += packed.read(_CHUNK) if len(data) < 2 else b""
                if not data.startswith(b"\x1f\x8b"):
                    return
                inflater = zlib.decompressobj(wbits=47)
            try:
                yield inflater.decompress(data, _CHUNK)
            except zlib.error as error:
                raise TransientError(
                    url, f"what was received cannot be unpacked ({error})", "try again later"
                ) from error
            data = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
    while not inflater.eof:
        part = inflater.decompress(b"", _CHUNK)
        if not part:
            raise TransientError(url, "what was received breaks off", "try again later")
        yield part


def _media_type(content_type: str | None) -> str | None:
    if not content_type or not content_type.strip():
        return None
    message = Message()
    message["Content-Type"] = content_type
    return message.get_content_type().lower()
