"""One fetch of one source: its requests, each against what was kept of it the last time."""

from collections.abc import Mapping
from pathlib import Path

import orjson

from corpus.errors import FetchError
from corpus.sources.http.content import JSON
from corpus.sources.http.download import Downloader, Request
from corpus.sources.listing import Listing, StoredDocument
from corpus.sources.record import CachedResponse, SourceRecord
from corpus.sources.source import FetchSettings, WebSource
from corpus.sources.store import SourceStore


class Session:
    """What the listing of a source may use of the network and of the store.

    `before` is what the last fetch left; `responses` are those of this one.
    """

    def __init__(
        self,
        source: WebSource,
        *,
        settings: FetchSettings,
        downloader: Downloader,
        store: SourceStore,
        before: SourceRecord,
    ) -> None:
        self.settings = settings
        self.before = before
        self.responses: dict[str, CachedResponse] = {}
        self._source = source
        self._downloader = downloader
        self._store = store

    @property
    def max_size(self) -> int:
        """The most bytes that one download of this source may have."""
        return self._source.max_size or self.settings.max_size

    async def get(
        self,
        url: str,
        *,
        accept: tuple[str, ...],
        headers: Mapping[str, str] | None = None,
        called: bool = False,
    ) -> CachedResponse:
        """The response of an address, new or as it was kept. Raises FetchError.

        `called` is for an interface that is made for programs: robots.txt speaks to crawlers, and
        many registries close themselves to those while they serve every client.
        """
        kept = self.before.responses.get(url)
        if kept is not None and not self._store.holds(self._source.name, kept.sha256):
            kept = None
        download = await self._downloader.download(
            Request(
                url=url,
                max_size=self.max_size,
                kept=kept,
                accept=accept,
                ignore_robots=called or self._source.ignore_robots,
                headers=headers or {},
            ),
            folder=self._folder,
        )
        if download is not None:
            kept = download.response
            self._store.adopt(self._source.name, download.path, kept.sha256)
        elif kept is None:
            raise AssertionError("a server can only say that a copy holds if there is one")
        self.responses[url] = kept
        return kept

    def body(self, kept: CachedResponse) -> bytes:
        """The bytes of a response."""
        return self._store.read(self._source.name, kept.sha256)

    async def json(self, url: str, *, headers: Mapping[str, str] | None = None) -> object:
        """The JSON value that a call to an interface gives. Raises FetchError where it is none."""
        return self.parsed(await self.get(url, accept=JSON, headers=headers, called=True))

    def parsed(self, kept: CachedResponse) -> object:
        """The JSON value of a response. Raises FetchError where it is none."""
        try:
            return orjson.loads(self.body(kept))
        except orjson.JSONDecodeError as error:
            raise FetchError(
                kept.url,
                f"the server sends no valid JSON ({error})",
                "open the address in a browser",
            ) from error

    async def take(self, url: str, *, accept: tuple[str, ...], max_size: int) -> Path:
        """A package that a call to a registry gives; the file belongs to the caller.

        Raises FetchError.
        """
        request = Request(url=url, max_size=max_size, accept=accept, ignore_robots=True)
        download = await self._downloader.download(request, folder=self._folder)
        if download is None:
            raise AssertionError("an unconditional request has no copy that could still hold")
        return download.path

    def put(self, raw: bytes, *, path: str, url: str | None = None) -> StoredDocument:
        """Keeps the bytes of a document that came with its listing."""
        sha256 = self._store.put(self._source.name, raw)
        return StoredDocument(path=path, url=url, sha256=sha256, size=len(raw))

    def unchanged(self, fingerprint: str) -> Listing | None:
        """The documents of the last fetch, where it had this fingerprint and all are there."""
        documents = self.before.documents
        if self.before.fingerprint != fingerprint:
            return None
        if not all(self.holds(one.sha256) for one in documents):
            return None
        same = (
            StoredDocument(path=one.path, url=one.url, sha256=one.sha256, size=one.size)
            for one in documents
        )
        return Listing(tuple(same), fingerprint=fingerprint)

    def holds(self, sha256: str) -> bool:
        """Whether the store has the file of that hash, whole."""
        return self._store.holds(self._source.name, sha256)

    @property
    def _folder(self) -> Path:
        return self._store.partial(self._source.name)
