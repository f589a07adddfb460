"""Snapshots follow one another in one step, can be gone back to, and are removed on demand."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.errors import DamagedSnapshot, GateFailed, IndexHeld, NoIndex, UnknownSnapshot
from index.indexing import pipeline as build_module
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.snapshot.store import Store
from tests.index.library import SAMPLES, WordEncoder, pages


def grown(store: Store, words: WordEncoder, count: int) -> list[str]:
    """Snapshots of one, two, three… documents."""
    paths = list(SAMPLES)
    return [
        build(
            pages({path: SAMPLES[path] for path in paths[:number]}), store=store, encoder=words
        ).snapshot_id
        for number in range(1, count + 1)
    ]


def test_where_nothing_was_built_it_says_what_to_run(store: Store) -> None:
    with pytest.raises(NoIndex, match="`parvis build`"):
        store.current()
    assert store.snapshots() == []


def test_snapshots_are_listed_oldest_first_with_the_current_one_marked(
    store: Store, words: WordEncoder
) -> None:
    ids = grown(store, words, 3)
    found = store.snapshots()
    assert [one.id for one in found] == ids
    assert [one.current for one in found] == [False, False, True]
    assert [one.manifest.documents for one in found if one.manifest] == [1, 2, 3]


def test_rolling_back_serves_the_one_before_and_then_the_one_before_that(
    store: Store, words: WordEncoder
) -> None:
    ids = grown(store, words, 3)
    assert store.rollback() == ids[1] == store.current_id()
    assert len(store.current().documents) == 2
    assert store.rollback() == ids[0] == store.current_id()
    with pytest.raises(UnknownSnapshot, match="no whole snapshot before"):
        store.rollback()
    assert store.current_id() == ids[0]


def test_rolling_back_goes_to_the_snapshot_that_is_named(store: Store, words: WordEncoder) -> None:
    ids = grown(store, words, 3)
    assert store.rollback("1") == ids[0]
    assert store.rollback(ids[2]) == ids[2]
    assert store.rollback(ids[1][:22]) == ids[1]
    with pytest.raises(UnknownSnapshot, match="`parvis snapshots`"):
        store.rollback("77")
    with pytest.raises(UnknownSnapshot, match="More than one"):
        store.rollback("0000")


def test_rolling_back_passes_over_a_damaged_snapshot(store: Store, words: WordEncoder) -> None:
    ids = grown(store, words, 3)
    (store.folder(ids[1]) / "vectors.npy").unlink()
    with pytest.raises(DamagedSnapshot, match=r"vectors\.npy"):
        store.rollback(ids[1])
    assert store.current_id() == ids[2]
    assert store.rollback() == ids[0]


def test_the_order_of_snapshots_stands_when_the_clock_goes_back(
    store: Store, words: WordEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter(datetime(year, 1, 1, tzinfo=UTC) for year in (2031, 2019, 2025))
    monkeypatch.setattr(build_module, "now", lambda: next(times))
    ids = grown(store, words, 3)
    assert [one.id for one in store.snapshots()] == ids
    assert [id[:15] for id in ids] == ["000001-20310101", "000002-20190101", "000003-20250101"]
    assert store.current_id() == ids[2]
    assert store.rollback() == ids[1]


def test_a_pointer_to_nowhere_is_told_and_the_next_build_mends_it(
    store: Store, words: WordEncoder
) -> None:
    ids = grown(store, words, 2)
    for content in ("", "../../etc", "000009-20260101T000000Z-abcdef12"):
        (store.root / "current").write_text(content, encoding="ascii")
        with pytest.raises(DamagedSnapshot, match="`parvis rollback`"):
            store.current()
    (store.root / "current").unlink()
    with pytest.raises(DamagedSnapshot, match="does not name a snapshot"):
        store.current()
    result = build(
        pages({path: SAMPLES[path] for path in list(SAMPLES)[:2]}), store=store, encoder=words
    )
    assert result.snapshot_id not in ids
    assert len(store.current().documents) == 2


def test_a_damaged_current_snapshot_does_not_keep_a_build_from_making_a_whole_one(
    store: Store, words: WordEncoder
) -> None:
    ids = grown(store, words, 2)
    (store.folder(ids[1]) / "documents.jsonl").write_bytes(b"")
    content = {path: SAMPLES[path] for path in list(SAMPLES)[:2]}
    result = build(pages(content), store=store, encoder=words)
    assert not result.unchanged
    assert result.snapshot_id not in ids
    assert len(store.current().documents) == 2
    assert result.embedded == 0


def test_a_reader_of_the_pointer_sees_one_snapshot_or_the_other_at_every_moment(
    store: Store, words: WordEncoder
) -> None:
    """`current` is replaced, never written in place: one that is open keeps what it said."""
    first = grown(store, words, 1)[0]
    with (store.root / "current").open(encoding="ascii") as reader:
        number = os.fstat(reader.fileno()).st_ino
        build(pages(SAMPLES), store=store, encoder=words)
        assert reader.read().strip() == first
    assert Path(store.root / "current").stat().st_ino != number


def test_a_rollback_holds_until_staff_say_otherwise(store: Store, words: WordEncoder) -> None:
    first, second = grown(store, words, 2)
    store.rollback(reason="une page est fausse")
    held = f"held at the snapshot {first} since .* \\(une page est fausse\\): run `parvis rollback"
    for content in (SAMPLES, dict(list(SAMPLES.items())[:2])):
        with pytest.raises(IndexHeld, match=held):
            build(pages(content), store=store, encoder=words)
    assert store.current_id() == first
    assert [one.id for one in store.snapshots()] == [first, second]
    assert store.release()
    assert not store.release()
    build(pages(SAMPLES), store=store, encoder=words)
    assert len(store.current().documents) == 3


def test_one_build_that_releases_ends_the_hold_if_it_serves(
    store: Store, words: WordEncoder
) -> None:
    second = grown(store, words, 2)[1]
    store.rollback(second)
    with pytest.raises(GateFailed):
        build(
            pages({"phares.md": "Rien."}),
            store=store,
            encoder=words,
            policy=GatePolicy(release=True),
        )
    assert store.hold() is not None
    build(pages(SAMPLES), store=store, encoder=words, policy=GatePolicy(release=True))
    assert store.hold() is None
    assert len(store.current().documents) == 3


def test_a_hold_that_cannot_be_read_holds_and_names_its_file(
    store: Store, words: WordEncoder
) -> None:
    grown(store, words, 1)
    (store.root / "held.json").write_text("{", encoding="utf-8")
    with pytest.raises(DamagedSnapshot, match=r"held\.json cannot be read .* remove the file"):
        build(pages(SAMPLES), store=store, encoder=words)
