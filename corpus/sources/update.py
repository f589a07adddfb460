"""One source brought up to date: its listing, its documents, and the record of both."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from corpus.errors import FetchError, Gone, PassingFault, SourceError
from corpus.sources.http.download import Downloader
from corpus.sources.listing import Held, LeftAside, Listing, Wanted
from corpus.sources.listings import list_documents
from corpus.sources.record import KeptDocument, Problem, SourceRecord
from corpus.sources.session import Session
from corpus.sources.source import FetchSettings, UrlSource, WebSource
from corpus.sources.store import SourceStore

Progress = Callable[[str, int, int], None]  # (source, documents asked for, documents in all)

# So many documents in a row that fail mean that the host is down: the others wait for next time.
_ENOUGH_FAULTS = 5
# What was received is written down after so many documents, so that a fetch that is stopped
# does not begin again at the first one.
_CHECKPOINT = 20

_log = logging.getLogger(__name__)


class State(StrEnum):
    """How the fetch of one source ended."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one fetch of one source brought. The counts are of documents."""

    name: str
    state: State
    documents: int
    added: int = 0
    changed: int = 0
    removed: int = 0
    error: str | None = None
    problems: tuple[Problem, ...] = ()


class Update:
    """One fetch of one source, from the record of the last one to a new record."""

    def __init__(
        self,
        source: WebSource,
        settings: FetchSettings,
        downloader: Downloader,
        store: SourceStore,
        progress: Progress | None,
    ) -> None:
        self._source = source
        self._store = store
        self._progress = progress
        self._now = datetime.now(UTC)
        self._before = _last_record(source, store, now=self._now)
        self._session = Session(
            source,
            settings=settings,
            downloader=downloader,
            store=store,
            kept=self._before.responses,
            documents=self._before.documents,
            mark=self._before.mark,
        )
        self._old = {one.path: one for one in self._before.documents}
        self._not_before: datetime | None = None
        self._documents: list[KeptDocument] = []
        self._problems: list[Problem] = []
        self._had = 0  # documents that this fetch found, new or unchanged
        self._withdrawn: set[str] = set()

    async def run(self) -> Outcome:
        """Fetches the source and writes its record, whatever happens on the way."""
        try:
            listing = await self._list()
            await self._gather(listing)
            if not self._had:
                first = self._problems[0]
                raise SourceError(f"{first.path}: {first.reason}; {first.remedy}")
            record = self._succeeded(listing)
            self._store.write(record)
            self._prune(record)
        except SourceError as error:
            self._heed(error)
            return self._failed(str(error))
        except OSError as error:
            return self._failed(
                f"{self._store.root}: what was fetched cannot be kept ({error.strerror or error}); "
                "make room there, or check its rights"
            )
        return _outcome(self._old, record)

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

    async def _gather(self, listing: Listing) -> None:
        """Takes in the documents of the listing, each new, unchanged, or as it was last had."""
        self._problems.extend(self._problem(aside) for aside in listing.left_aside)
        faults = 0
        for count, found in enumerate(listing.found, 1):
            if self._progress is not None:
                self._progress(self._source.name, count, len(listing.found))
            if isinstance(found, Held):
                self._documents.append(self._held(found))
                self._had += 1
                continue
            try:
                if faults >= _ENOUGH_FAULTS or self._not_before is not None:
                    raise PassingFault(
                        found.url,
                        "it was not asked for, since the host failed for the ones before",
                        "it will be asked for by the next fetch",
                    )
                self._documents.append(await self._download(found))
                self._had += 1
                faults = 0
            except FetchError as error:
                faults += isinstance(error, PassingFault)
                self._miss(found, error)
            if count % _CHECKPOINT == 0:
                self._checkpoint()

    def _miss(self, wanted: Wanted, error: FetchError) -> None:
        """Notes a document that could not be had; its last copy stays unless the site removed it.

        A lone address that answers 404 may be a slip of its server, so its last copy stays too.
        """
        self._heed(error)
        self._problems.append(self._problem(LeftAside(wanted.path, error.reason, error.remedy)))
        if isinstance(error, Gone) and error.status == 410:
            self._withdrawn.add(wanted.path)
        gone = isinstance(error, Gone) and (
            error.status == 410 or not isinstance(self._source, UrlSource)
        )
        old = self._old.get(wanted.path)
        if old is not None and not gone:
            self._documents.append(old)

    async def _download(self, wanted: Wanted) -> KeptDocument:
        kept = await self._session.get(wanted.download_url or wanted.url, accept=wanted.accept)
        if wanted.checksum is not None:
            algorithm, expected = wanted.checksum
            body = self._session.body(kept)
            if hashlib.new(algorithm, body, usedforsecurity=False).hexdigest() != expected:
                raise FetchError(
                    wanted.url,
                    f"its {algorithm} is not the one that the portal gives",
                    "warn whoever publishes it",
                )
        return KeptDocument(
            path=wanted.path,
            url=wanted.url,
            sha256=kept.sha256,
            size=kept.size,
            fetched_at=kept.fetched_at,
            licence=self._source.licence or wanted.licence,
            publisher=self._source.publisher or wanted.publisher,
        )

    def _held(self, held: Held) -> KeptDocument:
        old = self._old.get(held.path)
        same = old is not None and old.sha256 == held.sha256
        return KeptDocument(
            path=held.path,
            url=held.url,
            sha256=held.sha256,
            size=held.size,
            fetched_at=old.fetched_at if old is not None and same else self._now,
            licence=self._source.licence,
            publisher=self._source.publisher,
        )

    def _problem(self, aside: LeftAside) -> Problem:
        since = next(
            (one.since for one in self._before.problems if one.path == aside.path), self._now
        )
        return Problem(path=aside.path, reason=aside.reason, remedy=aside.remedy, since=since)

    def _heed(self, error: SourceError) -> None:
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
            mark=listing.mark,
            responses=self._session.responses,
            documents=tuple(self._documents),
            problems=tuple(self._problems),
        )

    def _failed(self, error: str) -> Outcome:
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
        return Outcome(
            name=self._source.name,
            state=State.FAILED,
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


def _last_record(source: WebSource, store: SourceStore, *, now: datetime) -> SourceRecord:
    """What the last fetch left; of another address under the same name, nothing but responses."""
    try:
        record = store.record(source.name)
    except SourceError as error:
        _log.warning("%s; it is made anew", error)
        record = None
    if record is not None and record.address == source.address:
        return record
    responses = record.responses if record is not None else {}
    return SourceRecord(
        name=source.name, address=source.address, attempted_at=now, responses=responses
    )


def _outcome(old: dict[str, KeptDocument], record: SourceRecord) -> Outcome:
    new = {one.path: one for one in record.documents}
    added = len(new.keys() - old.keys())
    removed = len(old.keys() - new.keys())
    changed = sum(new[path].sha256 != old[path].sha256 for path in new.keys() & old.keys())
    return Outcome(
        name=record.name,
        state=State.CHANGED if added or removed or changed else State.UNCHANGED,
        documents=len(new),
        added=added,
        changed=changed,
        removed=removed,
        problems=record.problems,
    )
