"""Pruning removes old snapshots, and what only they needed of the cache."""

import errno
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.indexing import cache as cache_module
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


def cached(store: Store) -> set[bytes]:
    with closing(sqlite3.connect(store.cache)) as connection:
        return {key for (key,) in connection.execute("SELECT key FROM entries")}


def needed(store: Store) -> set[bytes]:
    return {*vector_keys(store.current()), *document_keys(store.current())}


def test_pruning_does_without_room_for_a_journal_or_a_new_name(
    store: Store, words: WordEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = grown(store, words, 2)
    remove, rename = cache_module._remove_others, Path.rename

    def full(connection: sqlite3.Connection, keys: Collection[bytes]) -> None:
        if connection.execute("PRAGMA journal_mode").fetchone() != ("memory",):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        remove(connection, keys)

    def no_new_name(path: Path, target: Path) -> Path:
        if target.name.startswith(".partial-"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(cache_module, "_remove_others", full)
    monkeypatch.setattr(Path, "rename", no_new_name)
    assert prune(store, keep=1) == ids[:1]
    assert cached(store) == needed(store)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes, of which every byte can be taken."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk))
    mounted = (
        shutil.which("mount")
        and not subprocess.run(mount, check=False, capture_output=True).returncode
    )
    if not mounted:
        pytest.skip("no small disk can be mounted here: that takes the rights of root")
    yield disk
    subprocess.run(("umount", "--lazy", str(disk)), check=True)


def test_pruning_makes_room_on_a_disk_without_a_free_byte(
    small_disk: Path, words: WordEncoder
) -> None:
    store = Store(small_disk / "index")
    ids = grown(store, words, 2)
    with Cache(store.cache) as cache:
        cache.add((os.urandom(32), os.urandom(1500)) for _ in range(300))
    with pytest.raises(OSError, match="No space left"):
        (small_disk / "taken").write_bytes(bytes(8_000_000))
    assert shutil.disk_usage(small_disk).free == 0
    assert prune(store, keep=2) == []
    assert cached(store) >= needed(store)
    assert shutil.disk_usage(small_disk).free > 300_000
    assert prune(store, keep=1) == ids[:1]
    assert cached(store) == needed(store)
