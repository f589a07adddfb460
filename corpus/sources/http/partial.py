"""The beginning of a download that broke off, kept so that the next attempt goes on from there."""

import hashlib
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx
from pydantic import TypeAdapter, ValidationError


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseTerms:
    """What a response said of itself.

    `validator` is what If-Range may hold (RFC 9110, 13.1.5), None where the server promises nothing
    that a download could be gone on with.
    """

    url: str
    validator: str | None
    encoding: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Begun:
    """How much of a response is there, and on what terms."""

    size: int
    terms: ResponseTerms


_TERMS = TypeAdapter(ResponseTerms)


class PartialDownload:
    """The bytes received from one address, beside the terms on which more may be added."""

    def __init__(self, folder: Path, url: str) -> None:
        stem = hashlib.sha256(url.encode()).hexdigest()[:32]
        self._url = url
        self.path = folder / f"{stem}.part"
        self._terms = folder / f"{stem}.json"

    def begun(self) -> Begun | None:
        """What can be gone on with; None where the download starts afresh."""
        try:
            terms = _TERMS.validate_json(self._terms.read_bytes())
            size = self.path.stat().st_size
        except (FileNotFoundError, ValidationError):
            return None
        return Begun(size, terms) if size and terms.url == self._url else None

    def begin(self, terms: ResponseTerms) -> None:
        """Starts afresh; the terms are only written where they let the download be gone on with."""
        self.drop()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch()
        if terms.validator is not None:
            self._terms.write_bytes(_TERMS.dump_json(terms))

    def drop(self) -> None:
        """Forgets what was received; the terms first, so that none is left without its bytes."""
        self._terms.unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)


def terms_of(response: httpx.Response, url: str) -> ResponseTerms:
    """What a response says of itself."""
    headers = response.headers
    return ResponseTerms(
        url=url,
        validator=_validator(headers),
        encoding=headers.get("content-encoding", "identity").strip().lower(),
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
    )


def _validator(headers: httpx.Headers) -> str | None:
    """A weak ETag promises nothing of the bytes, and a date only if it was past by a second."""
    etag, modified = headers.get("etag"), headers.get("last-modified")
    if headers.get("accept-ranges", "").lower() == "none":
        return None
    if etag:
        return None if etag.startswith("W/") else etag
    return modified if modified and _is_strong(modified, headers.get("date")) else None


def _is_strong(modified: str, date: str | None) -> bool:
    try:
        return (
            date is not None
            and (parsedate_to_datetime(date) - parsedate_to_datetime(modified)).total_seconds() >= 1
        )
    except (ValueError, TypeError):
        return False
