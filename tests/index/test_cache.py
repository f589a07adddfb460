"""The vector cache keeps what it was given, drops what has rotted, and forgets on demand."""

import logging
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cache import VectorCache, text_key


def opened(folder: Path) -> VectorCache:
    return VectorCache(folder, dimension=4, dtype=np.float32)


def vectors_for(keys: list[bytes]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.array([[key[0], key[1], key[2], key[3]] for key in keys], np.float32)


@given(st.lists(st.lists(st.text(max_size=3), max_size=6), max_size=5))
def test_what_was_kept_is_found_again_in_another_process(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    for batch in batches:
        cache = opened(folder)
        keys = [text_key(text) for text in batch]
        new = [keys[place] for place in cache.missing(keys)]
        cache.add(new, vectors_for(new))
    everything = [text_key(text) for batch in batches for text in batch]
    again = opened(folder)
    assert again.missing(everything) == []
    assert np.array_equal(again.gather(everything), vectors_for(everything).reshape(-1, 4))


def test_each_missing_text_is_named_once(tmp_path: Path) -> None:
    cache = opened(tmp_path)
    keys = [text_key(text) for text in ("a", "b", "a", "c")]
    cache.add(keys[1:2], vectors_for(keys[1:2]))
    assert cache.missing(keys) == [0, 3]


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
    path.write_bytes({"cut": raw[:-3], "flip": raw[:-1] + b"?", "empty": b""}[harm])
    with caplog.at_level(logging.WARNING):
        again = opened(tmp_path)
    assert again.missing(first + second) == [0]
    assert np.array_equal(again.gather(second), vectors_for(second))
    assert str(path) in caplog.text
    assert not path.exists()


def test_what_an_interrupted_writer_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".partial-xyz").write_bytes(b"half")
    opened(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_forgetting_keeps_what_is_still_needed_in_one_file(tmp_path: Path) -> None:
    cache = opened(tmp_path)
    keys = [text_key(text) for text in "abcd"]
    for key in keys:
        cache.add([key], vectors_for([key]))
    assert cache.keep(keys[:2]) == 2
    assert len(list(tmp_path.iterdir())) == 1
    again = opened(tmp_path)
    assert again.missing(keys) == [2, 3]
    assert np.array_equal(again.gather(keys[:2]), vectors_for(keys[:2]))
    assert len(again) == 2
