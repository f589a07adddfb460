"""Withdraw: takes a document out of what serves, at once and for good; and lets it in again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from corpus.intake.resemblance import signature
from index.amending.republish import publish_without
from index.errors import DamagedSnapshot, FormatMismatch, UnknownId
from index.indexing.cache import Cache
from index.indexing.prune import forget_unneeded
from index.snapshot.hold import Hold, write_hold
from index.snapshot.index import Index
from index.snapshot.lock import building
from index.snapshot.manifest import CatalogEntry
from index.snapshot.names import titles_of, unknown_id
from index.snapshot.store import Store, now
from index.snapshot.withdrawals import (
    Withdrawal,
    block_digests,
    withdrawn_in,
    write_withdrawals,
)

_PATIENCE = 1800.0  # seconds, for a build under way: it ends before it would serve


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal did. `snapshot_id` serves now; `copies` are the ids of all that went.

    `left_in` are the snapshots on disk that still have the words, and `source_paths` the files.
    """

    snapshot_id: str
    copies: tuple[str, ...]
    left_in: tuple[str, ...]
    source_paths: tuple[str, ...]


def withdraw(
    store: Store, id: str, *, reason: str, public: str = "", patience: float = _PATIENCE
) -> Withdrawn:
    """Takes a document, and every other one of the same text, out of what serves.

    No model is needed: what serves from now on is the same snapshot without it. The withdrawal is
    noted first, so that no build under way brings it back. Raises UnknownId, NoIndex,
    DamagedSnapshot, FormatMismatch, BuildInProgress and CannotWrite.
    """
    known = {one.document_id: one for one in store.withdrawals()}
    noted = _note(store, id, known, reason=reason, public=public)
    write_withdrawals(store.root, {**known, **{one.document_id: one for one in noted}}.values())
    with building(store.root, patience=patience):
        current = store.current()
        gone = withdrawn_in(current, store.withdrawals())
        serving = publish_without(store, current, gone)
        if (hold := store.hold()) is not None:
            write_hold(store.root, Hold(serving, hold.since, hold.reason))
    return Withdrawn(
        snapshot_id=serving,
        copies=tuple(one.document_id for one in noted),
        left_in=tuple(_holding(store, {one.document_id for one in noted})),
        source_paths=tuple(one.source_path for one in noted),
    )


def restore(store: Store, id: str) -> Withdrawal:
    """Lets a document that was withdrawn in again; the next build does. Raises UnknownId."""
    withdrawals = {one.document_id: one for one in store.withdrawals()}
    if id not in withdrawals:
        titles = {one.document_id: one.title for one in withdrawals.values()}
        raise unknown_id(id, titles, of="withdrawn document", listed="`parvis status`")
    lifted = withdrawals.pop(id)
    # What has the same text was withdrawn with it, and would be kept out by it.
    left = [one for one in withdrawals.values() if one.content_hash != lifted.content_hash]
    write_withdrawals(store.root, left)
    return lifted


def purge(store: Store, ids: Collection[str]) -> tuple[str, ...]:
    """Removes the snapshots that still hold these documents, and what the cache has of them.

    Never the one that serves, which does not. Raises BuildInProgress.
    """
    with building(store.root, patience=_PATIENCE):
        removed = store.remove(_holding(store, frozenset(ids)))
        with Cache(store.cache) as cache:
            forget_unneeded(store, cache)
    return removed


def _note(
    store: Store, id: str, known: Mapping[str, Withdrawal], *, reason: str, public: str
) -> list[Withdrawal]:
    """The withdrawals of a document and of those that have its text; one known is told anew."""
    current = store.current()
    holder = _holder(store, current, id)
    if holder is None and id in known:
        text = known[id].content_hash
        return [
            replace(one, reason=reason, public=public)
            for one in known.values()
            if one.content_hash == text
        ]
    if holder is None and id in current.passage_ids:
        document = current.passage(id).document_id
        raise UnknownId(f"“{id}” is a passage: its document is {document}.")
    if holder is None:
        raise unknown_id(id, titles_of(current))
    text = next(one.content_hash for one in holder.catalog if one.id == id)
    shared = {
        digest
        for one in holder.catalog
        if one.content_hash != text
        for digest in block_digests(holder.documents[one.id])
    }
    return [
        _withdrawal(holder, one, shared, reason=reason, public=public, others=current)
        for one in holder.catalog
        if one.content_hash == text
    ]


def _holder(store: Store, current: Index, id: str) -> Index | None:
    """The snapshot that has the document: the one that serves, else the newest one that does."""
    if id in current.documents:
        return current
    for snapshot in reversed(store.snapshots()):
        try:
            index = store.load(snapshot.id)
        except (DamagedSnapshot, FormatMismatch):
            continue
        if id in index.documents:
            return index
    return None


def _withdrawal(
    index: Index,
    entry: CatalogEntry,
    shared: Collection[str],
    *,
    reason: str,
    public: str,
    others: Index,
) -> Withdrawal:
    """The withdrawal of a document; the blocks `shared` with others do not tell it again."""
    rows = index.rows[entry.id]
    ids = {id for one in others.tombstones if one.document_id == entry.id for id in one.passages}
    return Withdrawal(
        document_id=entry.id,
        source_id=entry.source_id,
        source_path=entry.source_path,
        title=entry.title,
        content_hash=entry.content_hash,
        withdrawn_at=now(),
        reason=reason,
        public=public,
        blocks=tuple(one for one in block_digests(index.documents[entry.id]) if one not in shared),
        passages=tuple(sorted({*index.passage_ids[rows.start : rows.stop], *ids})),
        signature=signature(index.documents[entry.id].text),
    )


def _holding(store: Store, ids: Collection[str]) -> list[str]:
    """The snapshots on disk that still have one of these documents; the one that serves has not."""
    found = []
    for snapshot in store.snapshots():
        try:
            catalog = store.load(snapshot.id).catalog
        except (DamagedSnapshot, FormatMismatch):
            continue
        if not snapshot.current and any(one.id in ids for one in catalog):
            found.append(snapshot.id)
    return found
