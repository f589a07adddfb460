"""How the index came to be what it is: its snapshots, the last change, and its evaluations."""

from collections.abc import Iterable

from assistant.measure.history import Evaluation
from assistant.report.figures import (
    Changes,
    DamagedPoint,
    EvaluationHistory,
    SnapshotHistory,
    SnapshotPoint,
)
from index.errors import DamagedSnapshot, FormatMismatch
from index.snapshot.diff import compare
from index.snapshot.index import Index
from index.snapshot.store import SnapshotInfo, Store


def snapshot_history(store: Store, index: Index, *, snapshot: str) -> SnapshotHistory:
    """The snapshots of `store`, and what changed up to `index`, which serves as `snapshot`."""
    found = store.snapshots()
    changes, problem = None, None
    ids = [one.id for one in found]
    earlier = ids[: ids.index(snapshot)] if snapshot in ids else []
    if earlier:
        try:
            changes = _changes(store.load(earlier[-1]), index, before=earlier[-1])
        except (DamagedSnapshot, FormatMismatch) as error:
            problem = str(error)
    return SnapshotHistory(
        snapshots=tuple(_points(found)),
        damaged=tuple(
            DamagedPoint(one.id, one.problem or "") for one in found if one.manifest is None
        ),
        changes=changes,
        problem=problem,
    )


def evaluation_histories(evaluations: Iterable[Evaluation]) -> tuple[EvaluationHistory, ...]:
    """The evaluations by file of questions, in the order of its name, then by date."""
    by_file: dict[str, list[Evaluation]] = {}
    for one in sorted(evaluations, key=lambda one: (one.questions, one.at)):
        by_file.setdefault(one.questions, []).append(one)
    return tuple(EvaluationHistory(name, tuple(found)) for name, found in by_file.items())


def _points(found: Iterable[SnapshotInfo]) -> Iterable[SnapshotPoint]:
    for one in found:
        if one.manifest is not None:
            yield SnapshotPoint(
                id=one.id,
                current=one.current,
                built_at=one.manifest.built_at,
                model=one.manifest.model.name,
                documents=one.manifest.documents,
                passages=one.manifest.passages,
            )


def _changes(older: Index, newer: Index, *, before: str) -> Changes:
    found = compare(older, newer)
    return Changes(
        before=before,
        documents_added=found.documents_added,
        documents_changed=found.documents_changed,
        documents_removed=found.documents_removed,
        passages_added=len(found.passages_added),
        passages_changed=len(found.passages_changed),
        passages_removed=len(found.passages_removed),
    )
