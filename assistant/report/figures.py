"""Figures: all that a report tells, before any of it is written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from assistant.measure.evaluation_history import Evaluation
from corpus.document import DocumentKind
from corpus.ingest import Rejected
from corpus.reading import LeftOut
from corpus.sources.status import SourceStatus
from index.currency import CitedArticle
from index.snapshot.diff import Difference
from index.snapshot.hold import Hold
from index.snapshot.store import SnapshotInfo
from index.snapshot.tombstones import Tombstone
from index.snapshot.withdrawals import Withdrawal


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of the index. `day` is when it was last modified, or else published.

    `changed` are the articles that it explains and that have changed since, and the days of that.
    """

    id: str
    path: str
    other_paths: tuple[str, ...]
    title: str
    kind: DocumentKind
    language: str
    passages: int
    day: date | None
    url: str | None
    licence: str | None
    stale_since: datetime | None
    missing_since: datetime | None = None
    changed: tuple[CitedArticle, ...] = ()


@dataclass(frozen=True, slots=True)
class Bin:
    """How many passages have from `start` characters up to `end`, which is the next one's start."""

    start: int
    end: int
    passages: int


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long the passages are, in characters. Nine in ten are not longer than `most`."""

    bins: tuple[Bin, ...]
    shortest: int
    median: int
    most: int
    longest: int


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the snapshot that serves holds, and what did not get into it.

    `kinds`, `languages` and `licences` count documents, the most frequent first; the licence None
    counts those that name none. `withdrawn` is what staff took down, which is not in `removed`;
    `hold` is there while they keep builds from serving.
    """

    snapshot: str
    digest: str
    built_at: datetime
    model: str
    passages: int
    kinds: Mapping[DocumentKind, int]
    languages: Mapping[str, int]
    licences: Mapping[str | None, int]
    documents: tuple[DocumentRow, ...]
    lengths: Lengths | None
    rejected: tuple[Rejected, ...]
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...]
    removed: tuple[Tombstone, ...]
    withdrawn: tuple[Withdrawal, ...] = ()
    hold: Hold | None = None


@dataclass(frozen=True, slots=True)
class SnapshotHistory:
    """The snapshots on disk, oldest first, and what changed since the one `before`.

    `damaged` are those whose manifest cannot be read. `changes` is None where there is nothing to
    compare with; `problem` says why a snapshot before, which is there, cannot be compared.
    """

    snapshots: tuple[SnapshotInfo, ...]
    damaged: tuple[SnapshotInfo, ...]
    before: str | None = None
    changes: Difference | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class EvaluationHistory:
    """The evaluations of one file of questions, oldest first."""

    questions: str
    evaluations: tuple[Evaluation, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions about the same things: their commonest words, how many, and the newest of them."""

    words: tuple[str, ...]
    questions: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """The questions that the documents did not answer, over the last `days` days.

    `asked` counts all questions and `reasons` those that were refused, whatever the reason. Only
    those for want of documents or of evidence have topics, and only the newest of them, `read` in
    number. `alone` are examples of the `singles` that resemble no other.
    """

    days: int
    asked: int
    reasons: Mapping[str, int]
    wanting: int
    read: int
    topics: tuple[Topic, ...]
    singles: int
    alone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that the page tells. `unanswered` is None where no record of answers is kept."""

    made_at: datetime
    corpus: Corpus
    history: SnapshotHistory
    sources: tuple[SourceStatus, ...]
    evaluations: tuple[EvaluationHistory, ...]
    unanswered: Unanswered | None
