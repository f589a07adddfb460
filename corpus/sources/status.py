"""How the sources stand: when each was last fetched, since when it fails, when it is due again."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from corpus.errors import SourceError
from corpus.sources.record import FetchProblem, SourceRecord
from corpus.sources.source import AnySource, FolderSource, SourcesConfig
from corpus.sources.store import SourceStore

# A source that fails is asked again sooner than it is due, but not at once.
_RETRY = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatus:
    """One source: `last_fetch` is the last attempt, `last_success` the last that went well.

    `next_due` is None for a source that is only fetched by hand, and for a folder, which is read as
    it is at each build.
    """

    name: str
    type: str
    address: str
    documents: int | None
    size: int | None
    last_fetch: datetime | None = None
    last_success: datetime | None = None
    failing_since: datetime | None = None
    error: str | None = None
    next_due: datetime | None = None
    problems: tuple[FetchProblem, ...] = ()

    @property
    def left_to_robots(self) -> tuple[FetchProblem, ...]:
        """What the sites' robots.txt ask to leave alone."""
        return tuple(one for one in self.problems if one.robots)


def source_status(
    config: SourcesConfig, store: SourceStore, *, now: datetime
) -> tuple[SourceStatus, ...]:
    """How each source stands, in the order of sources.toml."""
    return tuple(_status(source, store, now=now) for source in config.sources)


def is_due(source: AnySource, store: SourceStore, *, now: datetime) -> bool:
    """Whether it is time to fetch a source again; one whose record is damaged is due."""
    if source.every is None or isinstance(source, FolderSource):
        return False
    try:
        due = next_due(source, record_of(source, store), now=now)
    except SourceError:
        return True
    return due is not None and due <= now


def has_documents(source: AnySource, store: SourceStore) -> bool:
    """Whether documents of a source are there; not where its record is damaged."""
    try:
        record = record_of(source, store)
    except SourceError:
        return False
    return record is not None and bool(record.documents)


def next_due(source: AnySource, record: SourceRecord | None, *, now: datetime) -> datetime | None:
    """When a source is to be fetched again.

    A last fetch in the future (the clock went back) counts as none, and so does a stopped one.
    """
    if source.every is None or isinstance(source, FolderSource):
        return None
    failing = record is not None and record.failing_since is not None
    if record is None or record.attempted_at > now or not (failing or record.succeeded_at):
        return now
    due = record.attempted_at + (min(source.every, _RETRY) if failing else source.every)
    return max(due, record.not_before) if record.not_before is not None else due


def record_of(source: AnySource, store: SourceStore) -> SourceRecord | None:
    """The record of a source, None where nothing was fetched from the address that it has now.

    Raises SourceError where the record is damaged.
    """
    record = store.record(source.name)
    return record if record is not None and record.address == source.address else None


def _status(source: AnySource, store: SourceStore, *, now: datetime) -> SourceStatus:
    blank = SourceStatus(
        name=source.name,
        type=source.type,
        address=source.address,
        documents=None,
        size=None,
        next_due=next_due(source, None, now=now),
    )
    if isinstance(source, FolderSource):
        missing = None if source.path.exists() else f"{source.path}: there is no such folder"
        return replace(blank, error=missing)
    try:
        record = record_of(source, store)
    except SourceError as error:
        return replace(blank, error=str(error))
    if record is None:
        return blank
    return replace(
        blank,
        documents=len(record.documents),
        size=sum(document.size for document in record.documents),
        last_fetch=record.attempted_at,
        last_success=record.succeeded_at,
        failing_since=record.failing_since,
        error=record.error,
        next_due=next_due(source, record, now=now),
        problems=record.problems,
    )
