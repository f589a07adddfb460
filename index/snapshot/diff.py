"""What changed from one snapshot to another."""

from dataclasses import dataclass

from corpus.passage import Passage
from index.snapshot.index import Index
from index.snapshot.manifest import CatalogEntry


@dataclass(frozen=True, slots=True)
class Difference:
    """Documents by id, passages in the order of their index; `changed` as they are afterwards.

    A passage whose words or place changed is one removed and one added.
    """

    documents_added: tuple[CatalogEntry, ...]
    documents_changed: tuple[CatalogEntry, ...]
    documents_removed: tuple[CatalogEntry, ...]
    passages_added: tuple[Passage, ...]
    passages_changed: tuple[Passage, ...]
    passages_removed: tuple[Passage, ...]


def compare(before: Index, after: Index) -> Difference:
    """What `after` holds that `before` did not, and the reverse."""
    old = {entry.id: entry for entry in before.catalog}
    new = {entry.id: entry for entry in after.catalog}
    changed = {id for id in old.keys() & new.keys() if _differs(old[id], new[id])}
    # Passages of documents that are the same in both need not be looked at.
    was = _passages(before, changed | (old.keys() - new.keys()))
    now = _passages(after, changed | (new.keys() - old.keys()))
    return Difference(
        documents_added=tuple(entry for id, entry in new.items() if id not in old),
        documents_changed=tuple(entry for id, entry in new.items() if id in changed),
        documents_removed=tuple(entry for id, entry in old.items() if id not in new),
        passages_added=tuple(passage for id, passage in now.items() if id not in was),
        passages_changed=tuple(
            passage for id, passage in now.items() if id in was and was[id] != passage
        ),
        passages_removed=tuple(passage for id, passage in was.items() if id not in now),
    )


def _differs(old: CatalogEntry, new: CatalogEntry) -> bool:
    return (old.record, old.cut) != (new.record, new.cut)


def _passages(index: Index, documents: set[str]) -> dict[str, Passage]:
    return {
        passage.id: passage
        for id, rows in index.rows.items()
        if id in documents
        for passage in index.passages[rows.start : rows.stop]
    }
