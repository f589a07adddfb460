"""How the index came to be what it is: its snapshots, the last change, and its evaluations."""

from collections.abc import Iterable

from assistant.measure.evaluation_history import Evaluation
from assistant.report.figures import EvaluationHistory, SnapshotHistory
from index.errors import DamagedSnapshot, FormatMismatch
from index.snapshot.diff import compare
from index.snapshot.index import Index
from index.snapshot.store import Store


def snapshot_history(store: Store, index: Index, *, snapshot: str) -> SnapshotHistory:
    """The snapshots of `store`, and what changed up to `index`, which serves as `snapshot`."""
    found = store.snapshots()
    before, changes, problem = None, None, None
    ids = [one.id for one in found]
    if snapshot in ids[1:]:
        before = ids[ids.index(snapshot) - 1]
        try:
            changes = compare(store.load(before), index)
        except (DamagedSnapshot, FormatMismatch) as error:
            problem = str(error)
    return SnapshotHistory(
        snapshots=tuple(one for one in found if one.manifest is not None),
        damaged=tuple(one for one in found if one.manifest is None),
        before=before,
        changes=changes,
        problem=problem,
    )


def evaluation_histories(evaluations: Iterable[Evaluation]) -> tuple[EvaluationHistory, ...]:
    """The evaluations by file of questions, in the order of its name, then by date."""
    by_file: dict[str, list[Evaluation]] = {}
    for one in sorted(evaluations, key=lambda one: (one.questions, one.at)):
        by_file.setdefault(one.questions, []).append(one)
    return tuple(EvaluationHistory(name, tuple(found)) for name, found in by_file.items())
