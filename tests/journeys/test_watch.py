"""`parvis watch`: folders and sources change, builds fail, and the watch goes on."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.watch.schedule import BuildSchedule
from assistant.watch.watcher import WatchOptions, watch_sources
from corpus.errors import CorpusError, SourceError
from corpus.reading import SourceFile
from corpus.sources.config import load_config
from corpus.sources.fetch import fetch
from corpus.sources.source import SourcesConfig
from corpus.sources.source_files import source_files
from corpus.sources.store import SourceStore
from index.errors import IndexHeld
from tests.corpus.sources.bad_server import in_turn, reply, serving

pytestmark = pytest.mark.slow

SETTINGS = """
[fetch]
allow_hosts = ["127.0.0.1"]
delay = "0 s"
attempts = 1
"""


class Watched:
    """A watch under way: what each build read, and what was said."""

    def __init__(self, folder: Path) -> None:
        self.sources = folder / "sources.toml"
        self.store = SourceStore(folder / "var" / "sources")
        self.builds: list[dict[str, bytes]] = []
        self.said: list[str] = []
        self.faults: list[Exception] = []

    def build(self, config: SourcesConfig) -> str:
        if self.faults:
            raise self.faults.pop(0)
        files = source_files(config, self.store)
        self.builds.append({one.path: one.raw for one in files if isinstance(one, SourceFile)})
        # A real build writes here; it must not be taken for a change.
        (self.store.root.parent / "index").mkdir(parents=True, exist_ok=True)
        (self.store.root.parent / "index" / str(len(self.builds))).write_bytes(b"x")
        return f"built {len(self.builds[-1])} files"

    def has_said(self, words: str) -> bool:
        return any(words in line for line in self.said)


@contextmanager
def watching(folder: Path, *, quiet: float = 0.3, retry: float = 30.0) -> Iterator[Watched]:
    watched = Watched(folder)
    stop = threading.Event()
    what = WatchOptions(
        sources=watched.sources,
        read=lambda: load_config(watched.sources),
        build=watched.build,
        fetch=lambda config: fetch(config, watched.store, only_due=True),
        say=watched.said.append,
        ignore=(folder / "var",),
        tick=timedelta(seconds=0.1),
        fetch_check=timedelta(seconds=0.2),
    )
    schedule = BuildSchedule(quiet=quiet, first_retry=retry)
    thread = threading.Thread(
        target=watch_sources, args=(what,), kwargs={"stop": stop, "schedule": schedule}
    )
    thread.start()
    try:
        yield watched
    finally:
        stop.set()
        thread.join(30)
        assert not thread.is_alive()


def until(
    condition: Callable[[], bool], *, within: float = 120.0, again: Callable[[], None] | None = None
) -> None:
    """Waits for the condition; does `again` every ten seconds, should a race have undone it."""
    end = time.monotonic() + within
    next_try = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        if again is not None and time.monotonic() > next_try:
            again()
            next_try = time.monotonic() + 10
        time.sleep(0.02)


def settle(watched: Watched, builds: int, *, pause: float = 0.8) -> None:
    """Waits for that many builds, and makes sure that no further one comes by itself."""
    until(lambda: len(watched.builds) >= builds)
    time.sleep(pause)
    assert len(watched.builds) == builds, watched.said


def folder_source(folder: Path) -> Path:
    documents = folder / "documents"
    documents.mkdir()
    (documents / "a.md").write_text("one", "utf-8")
    (folder / "sources.toml").write_text(
        '[sources.here]\ntype = "folder"\npath = "documents"\n', "utf-8"
    )
    return documents


def test_a_folder_is_built_at_once_and_again_when_it_changes(tmp_path: Path) -> None:
    documents = folder_source(tmp_path)
    with watching(tmp_path) as watched:
        settle(watched, 1)
        assert watched.builds[0] == {"a.md": b"one"}
        (documents / "new").mkdir()
        (documents / "new" / "b.md").write_text("two", "utf-8")
        until(lambda: len(watched.builds) >= 2)
        (documents / "new" / "b.md").write_text("three", "utf-8")
        (documents / "a.md").unlink()
        until(lambda: watched.builds[-1] == {"new/b.md": b"three"})
    assert watched.said[0] == "watching 1 folder and 0 sources of the network"
    assert watched.has_said("changed: ")
    assert watched.has_said("built 1 files")


def test_many_changes_make_one_build(tmp_path: Path) -> None:
    documents = folder_source(tmp_path)
    with watching(tmp_path, quiet=1.5) as watched:
        settle(watched, 1)
        for number in range(50):
            (documents / f"{number}.md").write_text("x", "utf-8")
        settle(watched, 2, pause=2.0)
        assert len(watched.builds[1]) == 51


def test_what_is_no_document_makes_no_build(tmp_path: Path) -> None:
    documents = folder_source(tmp_path)
    with watching(tmp_path) as watched:
        settle(watched, 1)
        (documents / ".hidden.md").write_text("x", "utf-8")
        (documents / "a.md.swp").write_text("x", "utf-8")
        (tmp_path / "var").mkdir(exist_ok=True)
        (tmp_path / "var" / "anything").write_text("x", "utf-8")
        settle(watched, 1)


def test_a_failing_build_is_told_and_tried_again(tmp_path: Path) -> None:
    folder_source(tmp_path)
    with watching(tmp_path, retry=0.5) as watched:
        settle(watched, 1)
        watched.faults = [CorpusError("the model is on holiday"), KeyError("oops")]
        (tmp_path / "documents" / "a.md").write_text("two", "utf-8")
        until(lambda: watched.builds[-1] == {"a.md": b"two"})
    assert "tried again in 0.5 seconds: the model is on holiday" in " ".join(watched.said)
    assert "tried again in 1 second: KeyError: 'oops'" in " ".join(watched.said)


def test_a_held_index_is_told_and_built_once_it_is_released(tmp_path: Path) -> None:
    folder_source(tmp_path)
    with watching(tmp_path, retry=0.5) as watched:
        settle(watched, 1)
        watched.faults = [IndexHeld("The index is held.")]
        (tmp_path / "documents" / "a.md").write_text("two", "utf-8")
        until(lambda: watched.builds[-1] == {"a.md": b"two"})
    assert watched.has_said("nothing is built. The index is held.")
    assert not watched.has_said("failed")


def test_a_change_mends_a_failing_build_before_its_retry(tmp_path: Path) -> None:
    documents = folder_source(tmp_path)
    with watching(tmp_path, retry=3600) as watched:
        settle(watched, 1)
        watched.faults = [CorpusError("broken")]
        (documents / "a.md").write_text("two", "utf-8")
        until(lambda: watched.has_said("broken"))
        (documents / "a.md").write_text("three", "utf-8")
        until(lambda: watched.builds[-1] == {"a.md": b"three"})


def test_a_changed_file_of_sources_is_taken_up_and_a_wrong_one_told(tmp_path: Path) -> None:
    folder_source(tmp_path)
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "b.md").write_text("b", "utf-8")
    both = (
        '[sources.here]\ntype = "folder"\npath = "documents"\n'
        '[sources.more]\ntype = "folder"\npath = "more"\n'
    )
    with watching(tmp_path) as watched:
        settle(watched, 1)
        watched.sources.write_text("[sources.here]\ntype = 'fodler'\n", "utf-8")
        until(lambda: watched.has_said("did you mean folder?"))
        until(lambda: watched.builds[-1] == {"a.md": b"one"})
        watched.sources.write_text(both, "utf-8")
        until(lambda: watched.builds[-1] == {"a.md": b"one", "b.md": b"b"})
        (tmp_path / "more" / "b.md").write_text("bb", "utf-8")
        until(lambda: watched.builds[-1]["b.md"] == b"bb")


def test_a_folder_that_goes_and_comes_back_is_watched_again(tmp_path: Path) -> None:
    documents = folder_source(tmp_path)
    with watching(tmp_path) as watched:
        settle(watched, 1)
        shutil.rmtree(documents)
        until(lambda: watched.builds[-1] == {})
        documents.mkdir()
        (documents / "c.md").write_text("c", "utf-8")
        until(lambda: watched.builds[-1] == {"c.md": b"c"})
        (documents / "c.md").write_text("cc", "utf-8")
        until(lambda: watched.builds[-1] == {"c.md": b"cc"})


def test_without_a_file_of_sources_it_waits_for_one(tmp_path: Path) -> None:
    with watching(tmp_path) as watched:
        until(lambda: watched.has_said("there is no such file"))
        time.sleep(0.8)
        assert watched.builds == []
        folder_source(tmp_path)
        until(lambda: bool(watched.builds) and watched.builds[-1] == {"a.md": b"one"})


def test_a_source_is_fetched_when_it_is_due_and_built_when_it_changed(tmp_path: Path) -> None:
    with serving() as server:
        server.routes["/a"] = in_turn(reply(b"one"), reply(b"one"), reply(b"two"))
        (tmp_path / "sources.toml").write_text(
            f'{SETTINGS}\n[sources.page]\ntype = "url"\nurl = "{server.url("/a")}"\n', "utf-8"
        )
        with watching(tmp_path) as watched:
            url = server.url("/a")
            settle(watched, 1)
            assert watched.builds == [{url: b"one"}]
            assert len(server.requests("/a")) == 1
            for expected in (2, 3):
                _age(watched.store, days=2)
                until(lambda expected=expected: len(server.requests("/a")) == expected)  # type: ignore[misc]
            until(lambda: watched.builds[-1] == {url: b"two"})
            settle(watched, 2)
        assert watched.has_said("page: 1 document, 1 new")
        assert watched.has_said("page: 1 document, nothing new")
        assert watched.has_said("page: 1 document, 1 changed")


def test_a_failing_source_is_told_and_its_last_copy_still_built(tmp_path: Path) -> None:
    with serving() as server:
        server.routes["/a"] = in_turn(reply(b"one"), reply(status=500))
        (tmp_path / "sources.toml").write_text(
            f'{SETTINGS}\n[sources.page]\ntype = "url"\nurl = "{server.url("/a")}"\n', "utf-8"
        )
        with watching(tmp_path) as watched:
            settle(watched, 1)
            _age(watched.store, days=2)
            until(
                lambda: watched.has_said("last good copy of 1 document stays"),
                again=lambda: _age(watched.store, days=2),
            )
            os.utime(watched.sources)
            until(lambda: len(watched.builds) >= 2)
            assert watched.builds[-1] == {server.url("/a"): b"one"}


def _age(store: SourceStore, *, days: int) -> None:
    """Makes the last fetch of the source as old as that, once no fetch is under way."""
    until(lambda: _aged(store, days))


def _aged(store: SourceStore, days: int) -> bool:
    try:
        with store.lock():
            record = store.record("page")
            assert record is not None
            store.write(replace(record, attempted_at=record.attempted_at - timedelta(days=days)))
    except SourceError:
        return False
    return True
