"""The vector cache keeps what it was given, drops what has rotted, and forgets on demand."""

import logging
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.build.cache import VectorCache, text_key


def opened(folder: Path) -> VectorCache:
    return VectorCache(folder, dimension=4, dtype=np.float32)


def vectors_for(keys: list[bytes]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    rows = [[key[0] + 1, key[1], key[2], key[3]] for key in keys]
    return np.array(rows, np.float32).reshape(-1, 4)


def missing(cache: VectorCache, keys: list[bytes]) -> list[int]:
    """The keys, by their place, that have no vector; that all others have theirs is checked."""
    vectors, without = cache.find(keys)
    expected = vectors_for(keys)
    expected[without] = 0
    assert np.array_equal(vectors, expected)
    return without


@given(st.lists(st.lists(st.text(max_size=3), max_size=6, unique=True), max_size=5))
def test_what_was_kept_is_found_again_in_another_process(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    for batch in batches:
        cache = opened(folder)
        keys = [text_key(text) for text in batch]
        new = [keys[place] for place in missing(cache, keys)]
        cache.add(new, vectors_for(new))
    everything = [text_key(text) for batch in batches for text in batch]
    assert missing(opened(folder), [*everything, text_key("never")]) == [len(everything)]


def test_only_the_texts_without_vectors_are_named(tmp_path: Path) -> None:
    cache = opened(tmp_path)
    keys = [text_key(text) for text in ("a", "b", "a", "c")]
    cache.add(keys[1:2], vectors_for(keys[1:2]))
    assert missing(cache, keys) == [0, 2, 3]


@pytest.mark.parametrize("harm", ["cut", "flip", "empty"])
def test_a_damaged_segment_costs_only_its_vectors(
    tmp_path: Path, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    cache = opened(tmp_path)
    first, second = [text_key("first")], [text_key("second")]
    cache.add(first, vectors_for(first))
    (path,) = tmp_path.glob("*.npy")
    cache.add(second, vectors_for(second))
    raw = path.read_bytes()
    keys = raw[:-20] + b"?" + raw[-19:]
    path.write_bytes({"cut": raw[:-3], "flip": keys, "empty": b""}[harm])
    with caplog.at_level(logging.WARNING):
        again = opened(tmp_path)
    assert missing(again, first + second) == [0]
    assert str(path) in caplog.text
    assert not path.exists()


def test_a_vector_that_has_rotted_costs_only_itself(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keys = [text_key(text) for text in "abc"]
    opened(tmp_path).add(keys, vectors_for(keys))
    (path,) = tmp_path.iterdir()
    raw = path.read_bytes()
    path.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    last = keys.index(max(keys))
    again = opened(tmp_path)
    with caplog.at_level(logging.WARNING):
        assert missing(again, keys) == [last]
    assert str(path) in caplog.text
    again.add([keys[last]], vectors_for([keys[last]]))
    assert missing(opened(tmp_path), keys) == []


def test_what_an_interrupted_writer_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".partial-xyz").write_bytes(b"half")
    opened(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_forgetting_keeps_what_is_still_needed_in_one_file(tmp_path: Path) -> None:
    cache = opened(tmp_path)
    keys = [text_key(text) for text in "abcd"]
    for key in keys:
        cache.add([key], vectors_for([key]))
    cache.keep([*keys[:2], text_key("never")])
    assert len(list(tmp_path.iterdir())) == 1
    assert missing(cache, keys) == [2, 3]
    assert missing(opened(tmp_path), keys) == [2, 3]
    cache.keep([])
    assert list(tmp_path.iterdir()) == []


def test_many_segments_are_joined_and_the_largest_is_let_alone(tmp_path: Path) -> None:
    cache = opened(tmp_path)
    large = [text_key(f"large {number}") for number in range(50)]
    cache.add(large, vectors_for(large))
    (first,) = tmp_path.iterdir()
    small = [text_key(f"small {number}") for number in range(40)]
    for key in small:
        cache.add([key, small[0]], vectors_for([key, small[0]]))
    cache.join()
    assert first in set(tmp_path.iterdir())
    assert len(list(tmp_path.iterdir())) == 2
    assert missing(cache, large + small) == []
    assert missing(opened(tmp_path), large + small) == []
