"""What one fetch of one source brought."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus.sources.record import FetchedDocument, FetchProblem, SourceRecord


class FetchState(StrEnum):
    """How the fetch of one source ended."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOutcome:
    """What one fetch of one source brought. The counts are of documents."""

    name: str
    state: FetchState
    documents: int
    added: int = 0
    changed: int = 0
    removed: int = 0
    error: str | None = None
    problems: tuple[FetchProblem, ...] = ()


def outcome_of(old: Mapping[str, FetchedDocument], record: SourceRecord) -> FetchOutcome:
    """What the fetch that made `record` brought, where `old` were the documents before it."""
    new = {one.path: one for one in record.documents}
    added = len(new.keys() - old.keys())
    removed = len(old.keys() - new.keys())
    changed = sum(new[path].sha256 != old[path].sha256 for path in new.keys() & old.keys())
    return FetchOutcome(
        name=record.name,
        state=FetchState.CHANGED if added or removed or changed else FetchState.UNCHANGED,
        documents=len(new),
        added=added,
        changed=changed,
        removed=removed,
        problems=record.problems,
    )
