"""The body of a response, written to disk as it comes, and made whole."""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx

from corpus.errors import TransientError
from corpus.sources.http.content import check_type, too_big, unpack
from corpus.sources.http.partial import Begun, PartialDownload, ResponseTerms, terms_of
from corpus.sources.http.responses import check_status
from corpus.sources.record import CachedResponse
from corpus.sources.source import FetchSettings

_RANGE = re.compile(r"^bytes (?:(\d{1,18})-\d{1,18}|\*)/(\d{1,18}|\*)$")
_KEPT_HEADERS = ("x-wp-total", "x-wp-totalpages")


@dataclass(frozen=True, slots=True)
class Download:
    """What was received: `path` holds it, unpacked, and belongs to the caller."""

    path: Path
    response: CachedResponse


async def receive(
    response: httpx.Response,
    *,
    asked: str,
    url: str,
    partial: PartialDownload,
    accept: tuple[str, ...],
    max_size: int,
    settings: FetchSettings,
) -> Download:
    """Writes the body after what `partial` holds, or afresh, and gives back the whole file.

    `asked` is the address of the request, and `url` the one that answers after redirections.
    Raises FetchError. What was received stays in `partial` if the next attempt can go on from it.
    """
    begun = partial.begun()
    start, total = _range(response)
    if response.status_code == 416 and begun is not None and begun.size == total:
        # The server has nothing beyond what we hold: the connection broke after the last byte.
        return _finish(partial, begun.terms, asked=asked, max_size=max_size)
    going_on = response.status_code == 206 and _goes_on(response, start, begun)
    if response.status_code == 416 or (response.status_code == 206 and not going_on):
        partial.drop()
        raise TransientError(
            url, "the server sends another part than was asked for", "try again later", wait=0.0
        )
    check_status(response, url, settings)
    check_type(response.headers.get("content-type"), accept=accept, url=url)
    if going_on and begun is not None:
        terms, size = begun.terms, begun.size
    else:
        terms, size, total = terms_of(response, url), 0, _length(response)
        partial.begin(terms)
    if total is not None and total > max_size:
        partial.drop()
        raise too_big(url, max_size)
    with partial.path.open("ab") as file:
        async for chunk in response.aiter_raw():
            size += len(chunk)
            if size > max_size:
                partial.drop()
                raise too_big(url, max_size)
            file.write(chunk)
    if total is not None and size != total:
        raise TransientError(
            url, f"{size} bytes of {total} were received", "try again later", wait=0.0
        )
    kept_headers = {
        name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers
    }
    return _finish(partial, terms, asked=asked, max_size=max_size, headers=kept_headers)


def _finish(
    partial: PartialDownload,
    terms: ResponseTerms,
    *,
    asked: str,
    max_size: int,
    headers: Mapping[str, str] | None = None,
) -> Download:
    """The received bytes, unpacked, in a file of their own."""
    whole = partial.path.with_suffix(".whole")
    try:
        if terms.encoding in {"", "identity"}:
            os.replace(partial.path, whole)
        else:
            unpack(partial.path, whole, encoding=terms.encoding, limit=max_size, url=terms.url)
    except BaseException:
        whole.unlink(missing_ok=True)
        raise
    finally:
        partial.drop()
    with whole.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    response = CachedResponse(
        url=asked,
        final_url=terms.url,
        sha256=digest,
        size=whole.stat().st_size,
        fetched_at=datetime.now(UTC),
        etag=terms.etag,
        last_modified=terms.last_modified,
        headers=headers or {},
    )
    return Download(whole, response)


def _goes_on(response: httpx.Response, start: int | None, begun: Begun | None) -> bool:
    """Whether a 206 carries on what we hold; some servers send a part of a newer file."""
    if begun is None or start != begun.size:
        return False
    etag = response.headers.get("etag")
    return etag is None or begun.terms.etag is None or etag == begun.terms.etag


def _range(response: httpx.Response) -> tuple[int | None, int | None]:
    """Where the part begins and how long the whole is, as Content-Range says."""
    match = _RANGE.match(response.headers.get("content-range", "").strip())
    if match is None:
        return None, None
    start, total = match.groups()
    return (None if start is None else int(start)), (None if total == "*" else int(total))


def _length(response: httpx.Response) -> int | None:
    length = response.headers.get("content-length", "")
    return int(length) if length.isdecimal() and len(length) <= 18 else None
