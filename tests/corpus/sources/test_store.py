"""What was fetched, on disk: damaged, altered, locked, or of another address."""

import errno
import json
import os
import resource
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.errors import SourceError
from corpus.ingest import Rejected
from corpus.sources.fetch import fetch
from corpus.sources.outcome import FetchState
from corpus.sources.record import SourceRecord
from corpus.sources.source import SourcesConfig, UrlSource
from corpus.sources.source_files import source_files
from corpus.sources.status import source_status
from corpus.sources.store import SourceStore
from tests.corpus.sources.bad_server import Asked, BadServer, Wire, head, in_turn, quick, reply
from tests.corpus.sources.downloading import BODY, ETAG, resuming
from tests.corpus.sources.fetching import bodies, fetch_one, page, record

NOW = datetime.now(UTC)


def test_another_address_under_the_same_name_is_another_source(
    server: BadServer, store: SourceStore
) -> None:
    server.routes["/a"] = reply(b"one")
    fetch_one(page(server), store)
    (rejected,) = source_files(SourcesConfig((page(server, "/b"),)), store)
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "source page was never fetched"


def test_an_altered_file_is_told_and_fetched_again(server: BadServer, store: SourceStore) -> None:
    def honest(wire: Wire, asked: Asked) -> None:
        known = asked.headers.get("if-none-match") == '"1"'
        (reply(status=304) if known else reply(b"one", etag='"1"'))(wire, asked)

    server.routes["/a"] = honest
    fetch_one(page(server), store)
    path = store.file("page", record(store).documents[0].sha256)
    path.write_bytes(b"0ne")
    (rejected,) = source_files(SourcesConfig((page(server),)), store)
    assert isinstance(rejected, Rejected)
    assert "was altered" in rejected.reason
    fetch_one(page(server), store)
    assert bodies(page(server), store) == {server.url("/a"): b"one"}


def test_a_damaged_record_is_told_and_made_anew(server: BadServer, store: SourceStore) -> None:
    server.routes["/a"] = reply(b"one")
    fetch_one(page(server), store)
    (store.root / "page" / "record.json").write_bytes(b'{"name": "pa')
    (rejected,) = source_files(SourcesConfig((page(server),)), store)
    assert isinstance(rejected, Rejected)
    assert "damaged" in rejected.reason
    (status,) = source_status(SourcesConfig((page(server),)), store, now=NOW)
    assert "damaged" in (status.error or "")
    assert fetch_one(page(server), store).state is FetchState.CHANGED
    assert bodies(page(server), store) == {server.url("/a"): b"one"}


def test_the_record_is_plain_json(server: BadServer, store: SourceStore) -> None:
    server.routes["/a"] = reply(b"one", etag='"1"')
    fetch_one(page(server, licence="Licence Ouverte 2.0"), store)
    told = json.loads((store.root / "page" / "record.json").read_bytes())
    assert told["documents"][0]["url"] == server.url("/a")
    assert told["documents"][0]["licence"] == "Licence Ouverte 2.0"
    assert told["responses"][server.url("/a")]["etag"] == '"1"'


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told(server: BadServer, store: SourceStore) -> None:
    store.root.mkdir()
    store.root.chmod(0o500)
    with pytest.raises(SourceError, match="cannot be kept there"):
        fetch_one(page(server), store)


def test_a_folder_that_cannot_be_made_is_told(server: BadServer, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SourceError, match="cannot be kept there"):
        fetch(SourcesConfig((page(server),)), SourceStore(tmp_path / "file" / "sources"))


def test_two_fetches_at_once_are_refused(server: BadServer, store: SourceStore) -> None:
    under_way, go_on = threading.Event(), threading.Event()

    def waiting(wire: Wire, asked: Asked) -> None:
        under_way.set()
        go_on.wait(5)
        reply(b"one")(wire, asked)

    server.routes["/a"] = waiting
    settings = quick(stall=timedelta(seconds=5))
    first = threading.Thread(target=lambda: fetch_one(page(server), store, settings=settings))
    first.start()
    try:
        assert under_way.wait(5)
        with pytest.raises(SourceError, match="another fetch is under way"):
            fetch_one(page(server), store)
    finally:
        go_on.set()
        first.join(10)
    assert bodies(page(server), store) == {server.url("/a"): b"one"}


def test_a_full_disk_costs_neither_the_last_good_copy_nor_the_record(
    server: BadServer, store: SourceStore
) -> None:
    server.routes["/a"] = in_turn(reply(b"good"), reply(b"x" * 500_000))
    fetch_one(page(server), store)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        outcome = fetch_one(page(server), store)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "cannot be written" in (outcome.error or "")
    assert record(store).failing_since is not None
    assert bodies(page(server), store) == {server.url("/a"): b"good"}


def test_a_record_that_cannot_be_written_costs_no_other_source(
    server: BadServer,
    store: SourceStore,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server.routes["/a"] = server.routes["/b"] = reply(b"good")
    write = SourceStore.write

    def full(store: SourceStore, record: SourceRecord) -> None:
        if record.name == "page":
            raise OSError(errno.ENOSPC, "No space left on device")
        write(store, record)

    monkeypatch.setattr(SourceStore, "write", full)
    other = UrlSource(name="other", url=server.url("/b"))
    outcomes = fetch(SourcesConfig((page(server), other), quick()), store)
    assert [one.state for one in outcomes] == [FetchState.FAILED, FetchState.CHANGED]
    told = f"{store.root}: what was fetched cannot be kept (No space left on device); make room"
    assert (outcomes[0].error or "").startswith(told)
    assert "that source page fails cannot be written down there (No space" in caplog.text
    assert "Traceback" not in caplog.text
    assert bodies(other, store) == {server.url("/b"): b"good"}


def test_what_fills_the_disk_is_dropped_to_make_room_for_others(
    server: BadServer, tmp_path: Path
) -> None:
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(tmp_path)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a small disk can only be mounted by root")
    store = SourceStore(tmp_path / "sources")
    server.routes["/a"] = reply(b"x" * 500_000, etag='"one"')
    try:
        outcome = fetch_one(page(server), store)
        left = list(store.partial("page").iterdir())
    finally:
        subprocess.run(["umount", "-l", str(tmp_path)], check=True)
    assert "No space left on device" in (outcome.error or "")
    assert left == []


FETCHING = """
import sys
from pathlib import Path
from corpus.sources.store import SourceStore
from corpus.sources.source import UrlSource
from tests.corpus.sources.fetching import fetch_one
fetch_one(UrlSource(name="page", url=sys.argv[1]), SourceStore(Path(sys.argv[2])))
"""


def test_a_killed_fetch_loses_nothing_and_the_next_one_goes_on(
    server: BadServer, store: SourceStore
) -> None:
    half = threading.Event()

    def dying(wire: Wire, asked: Asked) -> None:
        wire.send(head(200, content_length=str(len(BODY)), etag=ETAG) + BODY[:100_000])
        half.set()
        wire.stall(20)

    server.routes["/a"] = in_turn(reply(b"good"), dying, resuming(BODY, cut_at=0))
    fetch_one(page(server), store)
    command = [sys.executable, "-c", FETCHING, server.url("/a"), str(store.root)]
    process = subprocess.Popen(command)
    try:
        assert half.wait(20)
        time.sleep(0.2)  # what was sent must have been written
    finally:
        process.kill()
        process.wait(10)
    assert bodies(page(server), store) == {server.url("/a"): b"good"}
    assert fetch_one(page(server), store).state is FetchState.CHANGED
    assert server.requests("/a")[2].headers["range"] == "bytes=100000-"
    assert bodies(page(server), store) == {server.url("/a"): BODY}


def test_a_download_that_nobody_goes_on_with_is_removed_in_the_end(
    server: BadServer, store: SourceStore
) -> None:
    server.routes["/a"] = reply(b"one")
    store.partial("page").mkdir(parents=True)
    for name, age in (("old.part", 8), ("new.part", 1)):
        path = store.partial("page") / name
        path.write_bytes(b"x")
        os.utime(path, (time.time() - age * 86_400,) * 2)
    fetch_one(page(server), store)
    assert [path.name for path in store.partial("page").iterdir()] == ["new.part"]
