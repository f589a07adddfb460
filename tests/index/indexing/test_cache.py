"""The cache keeps what it was given, drops what has rotted, and forgets on demand."""

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.indexing.cache import Cache, cache_key


def keys_of(*names: str) -> list[bytes]:
    return [cache_key("test", name) for name in names]


def value_of(key: bytes) -> bytes:
    return key * 40


def keep(path: Path, keys: list[bytes]) -> None:
    with Cache(path) as cache:
        cache.add((key, value_of(key)) for key in keys)


def held(path: Path, keys: list[bytes]) -> list[bytes]:
    """Those of the keys that have a value; that it is theirs is checked."""
    with Cache(path) as cache:
        found = dict(cache.find(keys))
    assert found == {key: value_of(key) for key in found}
    return [key for key in keys if key in found]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache.sqlite"


@given(st.lists(st.lists(st.text(max_size=3), max_size=6), max_size=5))
@settings(max_examples=20)
@pytest.mark.process
def test_what_was_kept_is_found_again_in_another_process(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("cache") / "cache.sqlite"
    for batch in batches:
        keep(path, keys_of(*batch))
    everything = keys_of(*(text for batch in batches for text in batch))
    assert held(path, [*everything, *keys_of("never\0kept")]) == everything


def test_more_keys_than_one_batch_are_all_found(path: Path) -> None:
    keys = keys_of(*map(str, range(1700)))
    keep(path, keys[::2])
    assert held(path, keys) == keys[::2]


def test_what_differs_only_in_where_its_parts_end_has_other_keys() -> None:
    assert len({cache_key("a", "bc"), cache_key("ab", "c"), cache_key("a", "b", "c")}) == 3


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda raw: b"not a database" + raw[14:], id="its first bytes are another's"),
        pytest.param(lambda raw: raw[: len(raw) // 3], id="it was cut short"),
        pytest.param(lambda raw: raw[:8192] + b"\7" * (len(raw) - 8192), id="its pages rotted"),
    ],
)
def test_a_damaged_file_is_set_aside_with_one_sentence_and_made_anew(
    path: Path, harm: object, caplog: pytest.LogCaptureFixture
) -> None:
    keys = keys_of(*map(str, range(200)))
    keep(path, keys)
    assert callable(harm)
    path.write_bytes(harm(path.read_bytes()))
    with caplog.at_level(logging.WARNING):
        assert held(path, keys) == []
    (told,) = caplog.messages
    assert f"{path} is damaged" in told
    assert "set aside as cache.damaged" in told
    assert path.with_suffix(".damaged").exists()
    keep(path, keys)
    assert held(path, keys) == keys


def test_a_value_that_has_rotted_costs_only_itself(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keys = keys_of(*"abc")
    keep(path, keys)
    raw = path.read_bytes()
    assert raw.count(value_of(keys[1])) == 1
    path.write_bytes(raw.replace(value_of(keys[1]), value_of(keys[1])[:-1] + b"?"))
    with caplog.at_level(logging.WARNING):
        assert held(path, keys) == [keys[0], keys[2]]
    assert str(path) in caplog.text
    keep(path, keys[1:2])
    assert held(path, keys) == keys


def test_an_empty_file_is_an_empty_cache(path: Path) -> None:
    path.touch()
    keep(path, keys_of("a"))
    assert held(path, keys_of("a", "b")) == keys_of("a")


def test_forgetting_keeps_what_is_still_needed_and_gives_the_room_back(path: Path) -> None:
    keys = keys_of(*map(str, range(1000)))
    keep(path, keys)
    size = path.stat().st_size
    with Cache(path) as cache:
        cache.keep([*keys[:20], *keys_of("never")])
    assert held(path, keys) == keys[:20]
    assert path.stat().st_size < size / 10
    with Cache(path) as cache:
        cache.clear()
        assert list(cache.find(keys)) == []
        cache.add([(keys[0], value_of(keys[0]))])
    assert held(path, keys) == keys[:1]


def test_a_cache_that_is_not_there_has_nothing_to_forget(path: Path) -> None:
    with Cache(path) as cache:
        cache.keep([])
    assert not path.exists()


@pytest.mark.slow
def test_a_process_killed_while_it_writes_leaves_what_was_kept_before(path: Path) -> None:
    """Its last transaction is half on the disk: more than its memory holds, and no commit."""
    before, during = keys_of("before"), keys_of(*map(str, range(20_000)))
    keep(path, before)
    program = (
        "import os, sys; from pathlib import Path\n"
        "from index.indexing.cache import Cache, cache_key\n"
        "def values():\n"
        "    for n in range(20_000): yield key(n), key(n) * 40\n"
        "def key(n): return cache_key('test', str(n))\n"
        "import index.indexing.cache as module\n"
        "def write(connection, rows):\n"
        "    connection.execute('PRAGMA cache_size = 10')\n"
        "    connection.executemany('INSERT OR REPLACE INTO entries VALUES (?, ?, ?)', rows)\n"
        "    os._exit(9)\n"
        "module._write = write\n"
        f"Cache(Path({str(path)!r})).add(values())"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, timeout=120)
    assert done.returncode == 9
    assert path.with_name("cache.sqlite-journal").exists()
    assert held(path, [*before, *during]) == before
    keep(path, during)
    assert held(path, [*before, *during]) == [*before, *during]


@pytest.mark.process
def test_two_that_write_at_once_lose_nothing(path: Path) -> None:
    keys = [keys_of(*(f"{side}{number}" for number in range(40))) for side in "ab"]

    def write(mine: list[bytes]) -> None:
        for key in mine:
            keep(path, [key])

    threads = [threading.Thread(target=write, args=(mine,)) for mine in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert held(path, [*keys[0], *keys[1]]) == [*keys[0], *keys[1]]


def test_a_full_disk_is_told_as_what_it_is_and_loses_nothing(path: Path) -> None:
    keys = keys_of(*map(str, range(2000)))
    keep(path, keys[:1])
    with Cache(path) as cache:
        cache.add([(keys[1], value_of(keys[1]))])
        connection = cache._connection
        assert connection is not None
        connection.execute("PRAGMA max_page_count = 1")
        with pytest.raises(OSError, match="No space left") as caught:
            cache.add((key, value_of(key)) for key in keys)
    assert caught.value.filename == str(path)
    assert held(path, keys) == keys[:2]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_that_must_not_be_written_to_is_told_as_such(path: Path) -> None:
    keep(path, keys_of("a"))
    path.chmod(0o400)
    with pytest.raises(OSError, match="Read-only"):
        keep(path, keys_of("b"))


def test_values_are_read_a_batch_at_a_time_as_they_are_taken(path: Path) -> None:
    keys = keys_of(*map(str, range(1700)))
    keep(path, keys)
    asked: list[str] = []
    with Cache(path) as cache:
        assert list(cache.find([])) == []
        values = cache.find(keys)
        next(values)
        assert cache._connection is not None
        cache._connection.set_trace_callback(asked.append)
        for _ in range(498):
            next(values)
        assert asked == []
        next(values)
        next(values)
        assert len(asked) == 1
