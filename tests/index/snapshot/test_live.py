"""A service takes up each new snapshot while it answers, and never has less than a whole one."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence

import pytest

from index.amending.withdraw import withdraw
from index.encoder import Vectors
from index.errors import DamagedSnapshot, NoIndex, ParvisIndexError
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.indexing.prune import prune
from index.snapshot.live import LiveIndex
from index.snapshot.store import Store
from tests.index.library import SAMPLES, WordEncoder, pages

pytestmark = pytest.mark.slow

FORCE = GatePolicy(force=True)


@pytest.fixture
def live(store: Store, words: WordEncoder) -> Iterator[LiveIndex]:
    live = LiveIndex(store, words, check_every=0.05)
    yield live
    live.close()


def wait_for(condition: Callable[[], bool], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.02)


def test_before_the_first_build_it_says_what_to_run_and_then_serves(
    store: Store, words: WordEncoder, live: LiveIndex
) -> None:
    with pytest.raises(NoIndex, match="`parvis build`"):
        live.searcher()
    assert "`parvis build`" in str(live.problem)
    build(pages(SAMPLES), store=store, encoder=words)
    live.refresh()
    assert len(live.searcher().index.documents) == 3
    assert live.problem is None


def test_a_new_snapshot_is_taken_up_and_who_held_the_old_one_keeps_it(
    store: Store, words: WordEncoder, live: LiveIndex
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    live.refresh()
    held = live.searcher()
    build(pages(SAMPLES | {"quais.md": "Les quais sont longs."}), store=store, encoder=words)
    wait_for(lambda: live.searcher() is not held)
    assert len(live.searcher().index.documents) == 4
    prune(store, keep=1)
    hits = held.search("gardien du phare").hits
    assert hits[0].document.id == "phares.md"
    assert len(held.index.documents) == 3


def test_a_rollback_is_taken_up_too(store: Store, words: WordEncoder, live: LiveIndex) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    live.refresh()
    build(pages(SAMPLES | {"quais.md": "Les quais sont longs."}), store=store, encoder=words)
    wait_for(lambda: len(live.searcher().index.documents) == 4)
    store.rollback()
    wait_for(lambda: len(live.searcher().index.documents) == 3)


def test_what_was_withdrawn_serves_no_more_whatever_current_names(
    store: Store, words: WordEncoder, live: LiveIndex
) -> None:
    first = build(pages(SAMPLES), store=store, encoder=words).snapshot_id
    wait_for(lambda: live.problem is None)
    withdraw(store, "ponts.md", reason="x")
    wait_for(lambda: "ponts.md" not in live.searcher().index.documents)
    (store.root / "current").write_text(f"{first}\n", encoding="ascii")
    wait_for(lambda: "holds what was withdrawn since (ponts.md)" in str(live.problem))
    assert "ponts.md" not in live.searcher().index.documents
    # Nor where the service begins with it.
    anew = LiveIndex(store, words, check_every=None)
    assert "ponts.md" not in anew.searcher().index.documents


def test_requests_meet_only_whole_snapshots_while_builds_follow_one_another(
    store: Store, words: WordEncoder, live: LiveIndex
) -> None:
    def content(number: int) -> dict[str, str]:
        return {path: f"{text} Relevé numéro {number}." for path, text in SAMPLES.items()}

    build(pages(content(0)), store=store, encoder=words)
    live.refresh()
    failures: list[str] = []
    served: set[str] = set()
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            try:
                searcher = live.searcher()
                hits = searcher.search("relevé numéro", limit=10).hits
                numbers = {hit.passage.text.split("numéro ")[1] for hit in hits}
                if len(hits) != 3 or len(numbers) != 1:
                    failures.append(f"{len(hits)} hits of {numbers}")
                served.update(numbers)
            except Exception as error:
                failures.append(repr(error))
                raise

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(1, 8):
        id = build(pages(content(number)), store=store, encoder=words).snapshot_id
        wait_for(lambda id=id: live.searcher().index.manifest.digest[:8] == id[-8:])  # type: ignore[misc]
        prune(store, keep=1)
    wait_for(lambda: "7." in served)
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(served) >= 5


def test_a_damaged_new_snapshot_is_not_taken_up_and_the_next_one_is(
    store: Store, words: WordEncoder, live: LiveIndex
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    live.refresh()
    old = live.searcher()
    id = build(pages(SAMPLES | {"a.md": "Mots."}), store=store, encoder=words).snapshot_id
    (store.folder(id) / "documents.jsonl").write_bytes(b"")
    live.refresh()
    if live.searcher() is not old:
        pytest.skip("the snapshot was taken up before it was damaged")
    assert "documents.jsonl" in str(live.problem)
    build(pages(SAMPLES | {"a.md": "Mots."}), store=store, encoder=words)
    wait_for(lambda: len(live.searcher().index.documents) == 4)
    assert live.problem is None


def test_at_start_a_damaged_current_snapshot_gives_way_to_the_newest_whole_one(
    store: Store, words: WordEncoder
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    id = build(pages(SAMPLES | {"a.md": "Mots."}), store=store, encoder=words).snapshot_id
    (store.folder(id) / "vectors.npy").write_bytes(b"?")
    live = LiveIndex(store, words, check_every=None)
    assert len(live.searcher().index.documents) == 3
    assert "vectors.npy" in str(live.problem)


def test_where_nothing_serves_who_asks_is_told_and_nobody_else(
    store: Store, words: WordEncoder, caplog: pytest.LogCaptureFixture
) -> None:
    id = build(pages(SAMPLES), store=store, encoder=words).snapshot_id
    (store.folder(id) / "vectors.npy").write_bytes(b"?")
    with pytest.raises(DamagedSnapshot, match="vectors"):
        LiveIndex(store, words, check_every=None).searcher()
    assert caplog.text == ""
    waiting = LiveIndex(store, words, check_every=0.05)
    wait_for(lambda: "The current snapshot does not serve." in caplog.text)
    waiting.close()


def test_a_snapshot_of_another_model_is_not_taken_up(
    store: Store, words: WordEncoder, live: LiveIndex
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    live.refresh()
    old = live.searcher()
    build(pages(SAMPLES), store=store, encoder=WordEncoder(name="others"), policy=FORCE)
    wait_for(lambda: live.problem is not None)
    assert live.searcher() is old
    assert "model others" in str(live.problem)
    store.rollback()
    wait_for(lambda: live.problem is None)


def test_an_index_that_cannot_be_looked_at_is_told_once_and_what_serves_goes_on(
    store: Store, words: WordEncoder, live: LiveIndex, caplog: pytest.LogCaptureFixture
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    live.refresh()
    old = live.searcher()
    away = store.root.rename(store.root.with_name("away"))
    store.root.touch()
    wait_for(lambda: "cannot be looked at" in caplog.text)
    time.sleep(0.3)
    assert caplog.text.count("cannot be looked at. [Errno 20] Not a directory") == 1
    assert "Traceback" not in caplog.text
    assert live.searcher() is old
    store.root.unlink()
    away.rename(store.root)
    build(pages(SAMPLES | {"a.md": "Mots."}), store=store, encoder=words)
    wait_for(lambda: len(live.searcher().index.documents) == 4)


class FailingEncoder(WordEncoder):
    """Raises what a library would, for as long as it `fails`."""

    fails = False

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        if self.fails:
            raise RuntimeError("out of device memory")
        return super().encode_queries(texts)


def test_a_library_that_fails_in_a_warm_up_leaves_the_old_snapshot_and_is_tried_again(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    encoder = FailingEncoder()
    build(pages(SAMPLES), store=store, encoder=encoder)
    live = LiveIndex(store, encoder, check_every=0.05)
    old = live.searcher()
    encoder.fails = True
    build(pages(SAMPLES | {"a.md": "Mots."}), store=store, encoder=encoder, policy=FORCE)
    wait_for(lambda: "RuntimeError: out of device memory" in caplog.text)
    assert "Traceback" in caplog.text
    assert live.searcher() is old
    encoder.fails = False
    wait_for(lambda: len(live.searcher().index.documents) == 4)
    assert live.problem is None
    live.close()


def test_a_library_that_fails_at_the_first_load_is_told_and_tried_again(store: Store) -> None:
    encoder = FailingEncoder()
    build(pages(SAMPLES), store=store, encoder=encoder)
    encoder.fails = True
    live = LiveIndex(store, encoder, check_every=0.05)
    with pytest.raises(ParvisIndexError, match="could not be loaded"):
        live.searcher()
    encoder.fails = False
    wait_for(lambda: live.problem is None)
    assert len(live.searcher().index.documents) == 3
    live.close()


def test_who_asks_for_the_searcher_never_waits_for_a_snapshot(store: Store) -> None:
    encoder = FailingEncoder()
    build(pages(SAMPLES), store=store, encoder=encoder)
    live = LiveIndex(store, encoder, check_every=None)
    old = live.searcher()
    build(pages(SAMPLES | {"a.md": "Mots."}), store=store, encoder=encoder)
    with live._taking:  # As while another snapshot is loaded.
        assert live.searcher() is old
