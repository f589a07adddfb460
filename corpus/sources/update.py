"""One source brought up to date: its listing, its documents, and the record of both."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from corpus.errors import AddressGone, FetchError, SourceError, TransientError
from corpus.sources.http.download import Downloader
from corpus.sources.last_good import doubt_copies
from corpus.sources.listing import Listing, RemoteDocument, SkippedDocument, StoredDocument
from corpus.sources.listings import list_documents
from corpus.sources.outcome import FetchOutcome, FetchState, outcome_of
from corpus.sources.record import (
    FetchedDocument,
    FetchProblem,
    GoneDocument,
    SourceRecord,
)
from corpus.sources.session import Session
from corpus.sources.source import FetchSettings, UrlSource, WebSource
from corpus.sources.store import SourceStore, last_record

Progress = Callable[[str, int, int], None]  # (source, documents asked for, documents in all)

# So many documents in a row that fail mean that the host is down: the others wait for next time.
_ENOUGH_FAULTS = 5
# What was received is written down after so many documents, so that a fetch that is stopped
# does not begin again at the first one.
_CHECKPOINT = 20

_log = logging.getLogger(__name__)


class SourceUpdate:
    """One fetch of one source, from the record of the last one to a new record."""

    def __init__(
        self,
        source: WebSource,
        settings: FetchSettings,
        downloader: Downloader,
        store: SourceStore,
        progress: Progress | None,
        *,
        accept: bool = False,
    ) -> None:
        """`accept` takes what the source gives even where its last good copies would stay."""
        self._source = source
        self._accept = accept
        self._store = store
        self._progress = progress
        self._now = datetime.now(UTC)
        self._before = last_record(source, store, now=self._now)
        self._session = Session(
            source,
            settings=settings,
            downloader=downloader,
            store=store,
            before=self._before,
        )
        self._old = {one.path: one for one in self._before.documents}
        self._known = {*self._old, *(one.path for one in self._before.gone)}
        self._not_before: datetime | None = None
        self._documents: list[FetchedDocument] = []
        self._problems: list[FetchProblem] = []
        self._count = 0  # documents that this fetch found, new or unchanged
        self._withdrawn: set[str] = set()

    async def run(self) -> FetchOutcome:
        """Fetches the source and writes its record, whatever happens on the way."""
        try:
            listing = await self._list()
            await self._download_all(listing)
            if not self._count:
                first = self._problems[0]
                raise SourceError(f"{first.path}: {first.reason}; {first.remedy}")
            self._keep_last_good()
            record = self._succeeded(listing)
            self._store.write(record)
            self._prune(record)
        except SourceError as error:
            self._note_wait(error)
            return self._failed(str(error))
        except OSError as error:
            return self._failed(
                f"{self._store.root}: what was fetched cannot be kept ({error.strerror or error}); "
                "make room there, or check its rights"
            )
        return outcome_of(self._old, record)

    async def _list(self) -> Listing:
        """The one place that catches every Exception: a listing reads what strangers send, and
        what it did not foresee must not cost the other sources. The trace goes to the log."""
        try:
            return await list_documents(self._source, self._session)
        except (SourceError, OSError):
            raise
        except Exception as error:
            _log.info("The listing of source %s failed", self._source.name, exc_info=True)
            raise SourceError(
                f"{self._source.address}: its listing is not understood "
                f"({type(error).__name__}: {error}); check the type of the source"
            ) from error

    async def _download_all(self, listing: Listing) -> None:
        """Takes in the documents of the listing, each new, unchanged, or as it was last had."""
        self._problems.extend(self._problem(skipped) for skipped in listing.skipped)
        faults = 0
        for count, found in enumerate(listing.found, 1):
            if self._progress is not None:
                self._progress(self._source.name, count, len(listing.found))
            if isinstance(found, StoredDocument):
                self._documents.append(self._stored(found))
                self._count += 1
                continue
            try:
                if faults >= _ENOUGH_FAULTS or self._not_before is not None:
                    raise TransientError(
                        found.url,
                        "it was not asked for, since the host failed for the ones before",
                        "it will be asked for by the next fetch",
                    )
                self._documents.append(await self._download(found))
                self._count += 1
                faults = 0
            except FetchError as error:
                faults += isinstance(error, TransientError)
                self._note_missing(found, error)
            if count % _CHECKPOINT == 0:
                self._checkpoint()

    def _keep_last_good(self) -> None:
        """Puts back the copies that are not to be replaced. Raises SourceError where all stay."""
        old = [one for one in self._before.documents if one.path not in self._withdrawn]
        doubt = None if self._accept else doubt_copies(old, self._documents, read=self._read)
        if doubt is None:
            return
        remedy = (
            "its last good copy stays; look at it in a browser, and if that is meant run "
            f"parvis fetch {self._source.name} --accept"
        )
        if not doubt.kept:
            raise SourceError(f"{self._source.address}: {doubt.reason}; {remedy}")
        self._problems.extend(
            self._problem(SkippedDocument(path, doubt.reason, remedy)) for path in doubt.kept
        )
        self._documents = [
            self._old[one.path] if one.path in doubt.kept else one for one in self._documents
        ]

    def _read(self, document: FetchedDocument) -> bytes:
        try:
            return self._store.read(self._source.name, document.sha256)
        except SourceError:
            return b""  # A copy that is lost is no good copy.

    def _note_missing(self, document: RemoteDocument, error: FetchError) -> None:
        """Notes a document that could not be had; its last copy stays unless the site removed it.

        A lone address that answers 404 may be a slip of its server, so its last copy stays too.
        """
        self._note_wait(error)
        skipped = SkippedDocument.failed(error, document.url, known=document.url in self._known)
        self._problems.append(self._problem(skipped))
        if isinstance(error, AddressGone) and error.status == 410:
            self._withdrawn.add(document.url)
        gone = isinstance(error, AddressGone) and (
            error.status == 410 or not isinstance(self._source, UrlSource)
        )
        old = self._old.get(document.url)
        if old is not None and not gone:
            self._documents.append(old)

    async def _download(self, document: RemoteDocument) -> FetchedDocument:
        kept = await self._session.get(
            document.download_url or document.url, accept=document.accept
        )
        if document.checksum is not None:
            algorithm, expected = document.checksum
            body = self._session.body(kept)
            if hashlib.new(algorithm, body, usedforsecurity=False).hexdigest() != expected:
                raise FetchError(
                    document.url,
                    f"its {algorithm} is not the one that the portal gives",
                    "warn whoever publishes it",
                )
        return FetchedDocument(
            path=document.url,
            url=document.url,
            sha256=kept.sha256,
            size=kept.size,
            fetched_at=kept.fetched_at,
            licence=self._source.licence or document.licence,
            publisher=self._source.publisher or document.publisher,
        )

    def _stored(self, stored: StoredDocument) -> FetchedDocument:
        old = self._old.get(stored.path)
        same = old is not None and old.sha256 == stored.sha256
        return FetchedDocument(
            path=stored.path,
            url=stored.url,
            sha256=stored.sha256,
            size=stored.size,
            fetched_at=old.fetched_at if old is not None and same else self._now,
            licence=self._source.licence,
            publisher=self._source.publisher,
        )

    def _problem(self, skipped: SkippedDocument) -> FetchProblem:
        since = next(
            (one.since for one in self._before.problems if one.path == skipped.path), self._now
        )
        return FetchProblem(
            path=skipped.path,
            reason=skipped.reason,
            remedy=skipped.remedy,
            since=since,
            robots=skipped.robots,
        )

    def _gone(self) -> tuple[GoneDocument, ...]:
        """What the source withdrew, now or before, and has not given again."""
        given = {one.path for one in self._documents}
        gone = {one.path: one for one in self._before.gone if one.path not in given}
        for path in sorted(self._withdrawn):
            old = self._old.get(path)
            if old is not None:
                gone[path] = GoneDocument(path=path, url=old.url, since=self._now)
        return tuple(gone.values())

    def _note_wait(self, error: SourceError) -> None:
        if isinstance(error, FetchError) and error.not_before is not None:
            self._not_before = max(error.not_before, self._not_before or error.not_before)

    def _succeeded(self, listing: Listing) -> SourceRecord:
        return replace(
            self._before,
            attempted_at=self._now,
            succeeded_at=self._now,
            failing_since=None,
            error=None,
            not_before=self._not_before,
            fingerprint=listing.fingerprint,
            responses=self._session.responses,
            documents=tuple(self._documents),
            problems=tuple(self._problems),
            gone=self._gone(),
        )

    def _failed(self, error: str) -> FetchOutcome:
        """The source as it was, but for why and since when it fails, and what was withdrawn (410).

        Where not one document could be had, even answers of 404 are taken for a fault of the site.
        """
        documents = (one for one in self._before.documents if one.path not in self._withdrawn)
        record = replace(
            self._before,
            attempted_at=self._now,
            failing_since=self._before.failing_since or self._now,
            error=error,
            not_before=self._not_before,
            responses={**self._before.responses, **self._session.responses},
            documents=tuple(documents),
            problems=tuple(self._problems) or self._before.problems,
            gone=self._gone(),
        )
        try:
            self._store.write(record)
        except OSError as fault:
            _log.warning(
                "%s: that source %s fails cannot be written down there (%s), so its status is that "
                "of the fetch before",
                self._store.root,
                self._source.name,
                fault.strerror or fault,
            )
        return FetchOutcome(
            name=self._source.name,
            state=FetchState.FAILED,
            documents=len(record.documents),
            error=error,
            problems=record.problems,
        )

    def _checkpoint(self) -> None:
        responses = {**self._before.responses, **self._session.responses}
        self._store.write(replace(self._before, responses=responses))

    def _prune(self, record: SourceRecord) -> None:
        """Drops what neither this record nor the last one names: a build may be reading that."""
        keep = {one.sha256 for one in (*record.documents, *self._before.documents)}
        keep.update(one.sha256 for one in record.responses.values())
        self._store.prune(self._source.name, keep=keep)
