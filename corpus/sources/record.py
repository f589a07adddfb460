"""What is known of a source: what was kept, what was asked when, and since when it fails."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedResponse:
    """A response that was kept, with what a conditional request for the next one needs.

    `url` is the address that was asked for and `final_url` the one that answered. `sha256` names
    the file that holds it. `fetched_at` is when it was received.
    """

    url: str
    final_url: str
    sha256: str
    size: int
    fetched_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedDocument:
    """A document of a source. `path` names it in ids and reports, `url` is its public address."""

    path: str
    url: str | None
    sha256: str
    size: int
    fetched_at: datetime
    licence: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneDocument:
    """A document whose server says since then that it is gone for good (410)."""

    path: str
    url: str | None
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchProblem:
    """A document that could not be had, or was left out, since when and what to do.

    `robots` tells that the site's robots.txt asks for it.
    """

    path: str
    reason: str
    remedy: str
    since: datetime
    robots: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """All that is remembered of a source between two fetches.

    `address` tells whether the source is still the one that was fetched. `failing_since` is set
    while the last fetch of the source as a whole failed. `not_before` is when its server asked us
    to come back. `fingerprint` is the listing's own, where it has one. `gone` are the documents
    that the source withdrew.
    """

    name: str
    address: str
    attempted_at: datetime
    succeeded_at: datetime | None = None
    failing_since: datetime | None = None
    error: str | None = None
    not_before: datetime | None = None
    fingerprint: str | None = None
    responses: Mapping[str, CachedResponse] = field(default_factory=dict)
    documents: tuple[FetchedDocument, ...] = ()
    problems: tuple[FetchProblem, ...] = ()
    gone: tuple[GoneDocument, ...] = ()
