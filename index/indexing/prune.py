"""Pruning: old snapshots removed, and what only they needed of the cache."""

from index.errors import DamagedSnapshot, FormatMismatch
from index.indexing.cache import Cache
from index.indexing.embedding import vector_keys
from index.indexing.prepare import document_keys
from index.questions.written import keep_written
from index.snapshot.lock import building
from index.snapshot.store import Store


def prune(store: Store, *, keep: int) -> list[str]:
    """Removes all but the `keep` newest snapshots, never the current one; the ids removed.

    A service that has loaded a removed snapshot goes on with it: all of it is in its memory, or
    mapped. Raises BuildInProgress, and ValueError where `keep` is less than 1.
    """
    if keep < 1:
        raise ValueError(f"keep is {keep}: at least one snapshot must be kept")
    with building(store.root):
        removed = store.remove_old(keep=keep)
        with Cache(store.cache) as cache:
            forget_unneeded(store, cache)
    return removed


def forget_unneeded(store: Store, cache: Cache) -> None:
    """Forgets what is kept for what no snapshot on disk has. To be called under `building`."""
    needed: set[bytes] = set()
    passages: set[str] = set()
    for one in store.snapshots():
        try:
            index = store.load(one.id)
        except (DamagedSnapshot, FormatMismatch):
            continue
        needed.update(document_keys(index))
        needed.update(vector_keys(index))
        passages.update(index.passage_ids)
    cache.keep(needed)
    keep_written(store.root, passages)
