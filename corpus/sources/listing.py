"""What a source holds at this moment: documents to download, documents that came along."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.errors import AddressGone, FetchError, RobotsRefusal
from corpus.sources.http.content import DOCUMENTS

# What comes of it, and what staff can do, where a site answers 410 for a page that was indexed.
_WITHDRAWN = (
    "its site withdrew it for good: the next build quotes it no more, and links to it say that it "
    "was removed; to go on quoting it, put a copy in a folder of documents, or else take its "
    "address out of sources.toml if that names it"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteDocument:
    """A document that is still to be downloaded.

    `url` is its public address, and its name in ids and reports. `download_url` is where the bytes
    are, if that is elsewhere. `checksum` is an algorithm of hashlib and its digest in hexadecimal.
    """

    url: str
    download_url: str | None = None
    accept: tuple[str, ...] = DOCUMENTS
    checksum: tuple[str, str] | None = None
    licence: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """A document that came with its listing, and that the store has already."""

    path: str
    url: str | None
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class SkippedDocument:
    """What a listing names and is not fetched, why, and what to do if it should be."""

    path: str
    reason: str
    remedy: str
    robots: bool = False

    @classmethod
    def failed(cls, error: FetchError, path: str, *, known: bool) -> "SkippedDocument":
        """A document that could not be had; `known` tells that it was had before."""
        withdrawn = known and isinstance(error, AddressGone) and error.status == 410
        remedy = _WITHDRAWN if withdrawn else error.remedy
        return cls(path, error.reason, remedy, robots=isinstance(error, RobotsRefusal))


ListedDocument = RemoteDocument | StoredDocument


@dataclass(frozen=True, slots=True)
class Listing:
    """The documents of a source. `fingerprint` tells its states apart, where known."""

    found: tuple[ListedDocument, ...]
    skipped: tuple[SkippedDocument, ...] = ()
    fingerprint: str | None = None


def none_cites(url: str, laws: Sequence[str]) -> FetchError:
    """The error for a source of whose files none cites one of `laws`."""
    return FetchError(url, f"none of its files cites {', '.join(laws)}", "check cites")


def bounded(found: list[ListedDocument], *, limit: int, url: str) -> Listing:
    """The first `limit` documents; the rest is left aside in one line."""
    if len(found) <= limit:
        return Listing(tuple(found))
    rest = SkippedDocument(
        url,
        f"it lists {len(found):,} documents, and max_documents is {limit:,}",
        "narrow include and exclude, or raise max_documents",
    )
    return Listing(tuple(found[:limit]), (rest,))
