"""Pruning removes old snapshots, and what only they needed of the cache."""

import pytest

from index.indexing.cache import Cache
from index.indexing.embedding import vector_keys
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.indexing.prepare import document_keys
from index.indexing.prune import prune
from index.snapshot.store import Store
from tests.index.library import SAMPLES, WordEncoder, pages
from tests.index.snapshot.test_store import grown

REMOVAL = GatePolicy(allow_fewer=1.0)


def test_pruning_keeps_the_newest_and_the_current_one(store: Store, words: WordEncoder) -> None:
    ids = grown(store, words, 3)
    store.rollback(ids[0])
    assert prune(store, keep=1) == [ids[1]]
    assert [one.id for one in store.snapshots()] == [ids[0], ids[2]]
    assert prune(store, keep=5) == []
    with pytest.raises(ValueError, match="keep is 0"):
        prune(store, keep=0)


def test_pruning_forgets_the_vectors_that_no_snapshot_needs(
    store: Store, words: WordEncoder
) -> None:
    grown(store, words, 2)
    one = {"phares.md": "Le phare est éteint."}
    left = pages({"jardins.md": SAMPLES["jardins.md"], **one})
    build(left, store=store, encoder=words, policy=REMOVAL)
    prune(store, keep=1)
    words.encoded.clear()
    build(pages({**SAMPLES, **one}), store=store, encoder=words)
    assert not any("jardins" in text for text in words.encoded)
    assert any("péniches" in text for text in words.encoded)


def test_pruning_leaves_in_the_cache_just_what_the_snapshots_that_are_left_need(
    store: Store, words: WordEncoder
) -> None:
    grown(store, words, 3)
    before = store.current()
    build(pages({"phares.md": "Le phare. Il veille."}), store=store, encoder=words, policy=REMOVAL)
    needed = {*vector_keys(store.current()), *document_keys(store.current())}
    known = {*needed, *vector_keys(before), *document_keys(before)}
    assert len(known) > len(needed) == 4
    prune(store, keep=1)
    with Cache(store.cache) as cache:
        assert {key for key, _ in cache.find(known)} == needed
