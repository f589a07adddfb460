"""VectorCache: vectors by what they stand for, so that no text is embedded twice."""

import hashlib
import logging
import os
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from index.snapshot.files import save_array, settle_one

_KEY = 32
_SEAL = 16
_SEGMENTS = 32  # more of them are joined, so that opening the cache does not slow with each build
_PARTIAL = ".partial-"
_log = logging.getLogger(__name__)

Bytes = NDArray[np.uint8]


def text_key(text: str) -> bytes:
    """The key of a text: its SHA-256."""
    return hashlib.sha256(text.encode()).digest()


@dataclass(frozen=True, slots=True)
class _Segment:
    """Vectors with their keys, in the keys' order, and a seal over each key and its vector."""

    keys: Bytes
    seals: Bytes
    vectors: NDArray[Any]
    heads: NDArray[np.uint64]

    def find(self, keys: Bytes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Which of the keys it holds, by their place, and in which of its rows."""
        rows = np.searchsorted(self.heads, _heads(keys))
        rows[rows == len(self.heads)] = 0
        places = np.flatnonzero((self.keys[rows] == keys).all(axis=1))
        return places, rows[places]


class VectorCache:
    """The vectors that one model gave to texts, on disk. It is opened by one builder at a time.

    They lie in segments, each written once under the digest of its keys and seals. Only these are
    read when the cache is opened; a vector is compared with its seal when it is asked for. What was
    cut short or has rotted is as if it had never been kept.
    """

    def __init__(self, folder: Path, *, dimension: int, dtype: DTypeLike) -> None:
        self._folder = folder
        self._dimension = dimension
        self._dtype = np.dtype(dtype)
        self._segments: dict[Path, _Segment] = {}
        for path in folder.glob(f"{_PARTIAL}*"):
            path.unlink(missing_ok=True)
        for path in sorted(folder.glob("*.npy")):
            segment = self._read(path)
            if segment is None:
                _log.warning("The vector cache %s is damaged; its texts are embedded again.", path)
                path.unlink(missing_ok=True)
            else:
                self._segments[path] = segment

    def find(self, keys: Sequence[bytes]) -> tuple[NDArray[Any], list[int]]:
        """The vectors of the keys, a row each, and the places of those that have none.

        The rows of these are zero.
        """
        vectors = np.zeros((len(keys), self._dimension), self._dtype)
        missing = np.arange(len(keys))
        wanted = _rows_of(keys)
        for path, segment in self._segments.items():
            if not len(missing):
                break
            places, rows = segment.find(wanted[missing])
            found = segment.vectors[rows]
            whole = (_seals(wanted[missing[places]], found) == segment.seals[rows]).all(axis=1)
            if not whole.all():
                _log.warning("The vector cache %s is damaged; its texts are embedded again.", path)
            vectors[missing[places[whole]]] = found[whole]
            missing = np.delete(missing, places[whole])
        return vectors, missing.tolist()

    def add(self, keys: Sequence[bytes], vectors: NDArray[Any]) -> None:
        """Keeps these vectors, as one new segment, on disk before it returns."""
        if not keys:
            return
        named = _rows_of(keys)
        order = np.argsort(_heads(named), kind="stable")
        named, vectors = named[order], np.ascontiguousarray(vectors[order], self._dtype)
        self._write(named, _seals(named, vectors), vectors)

    def join(self) -> None:
        """Joins all segments but the largest where there are many."""
        if len(self._segments) <= _SEGMENTS:
            return
        small = sorted(self._segments, key=lambda path: len(self._segments[path].keys))[:-1]
        self._replace(small, lambda keys: np.ones(len(keys), np.bool_))

    def keep(self, keys: Collection[bytes]) -> None:
        """Forgets every vector but those of `keys`, and joins what is left into one segment."""
        needed = _rows_of(sorted(keys))
        heads = _heads(needed)

        def is_needed(held: Bytes) -> NDArray[np.bool_]:
            if not len(needed):
                return np.zeros(len(held), np.bool_)
            places = np.minimum(np.searchsorted(heads, _heads(held)), len(heads) - 1)
            found: NDArray[np.bool_] = (needed[places] == held).all(axis=1)
            return found

        self._replace(list(self._segments), is_needed)

    def _replace(self, old: Sequence[Path], needed: Any) -> None:
        """Joins segments, as far as their keys are `needed`; of equal keys, one is kept."""
        parts = [self._segments[path] for path in old]
        if not parts:
            return
        keys = np.concatenate([part.keys for part in parts])
        _, first = np.unique(keys.view(f"V{_KEY}").ravel(), return_index=True)
        first = np.sort(first[needed(keys[first])])
        if len(parts) == 1 and len(first) == len(keys):
            return
        order = first[np.argsort(_heads(keys[first]), kind="stable")]
        seals = np.concatenate([part.seals for part in parts])[order]
        vectors = np.concatenate([part.vectors for part in parts])[order]
        written = self._write(keys[order], seals, vectors) if len(order) else None
        for path in old:
            if path != written:
                del self._segments[path]
                path.unlink(missing_ok=True)

    def _read(self, path: Path) -> _Segment | None:
        try:
            content: Bytes = np.load(path, mmap_mode="r", allow_pickle=False)
        except (ValueError, EOFError):
            return None
        row = _KEY + _SEAL + self._dimension * self._dtype.itemsize
        if content.dtype != np.uint8 or content.ndim != 1 or len(content) % row:
            return None
        count = len(content) // row
        named = np.array(content[: count * (_KEY + _SEAL)])
        segment = _segment(
            named[: count * _KEY].reshape(-1, _KEY),
            named[count * _KEY :].reshape(-1, _SEAL),
            # Viewed through ndarray: each slice of a memmap costs what a whole open does.
            content.view(np.ndarray)[len(named) :].view(self._dtype).reshape(-1, self._dimension),
        )
        return segment if _name(segment) == path.name else None

    def _write(self, keys: Bytes, seals: Bytes, vectors: NDArray[Any]) -> Path:
        segment = _segment(keys, seals, vectors)
        path = self._folder / _name(segment)
        self._folder.mkdir(parents=True, exist_ok=True)
        partial = self._folder / f"{_PARTIAL}{secrets.token_hex(8)}"
        content = [part.reshape(-1).view(np.uint8) for part in (keys, seals, vectors)]
        try:
            with partial.open("wb") as file:
                save_array(file, np.concatenate(content))
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        settle_one(self._folder)
        self._segments[path] = segment
        return path


def _segment(keys: Bytes, seals: Bytes, vectors: NDArray[Any]) -> _Segment:
    return _Segment(keys, seals, vectors, _heads(keys))


def _name(segment: _Segment) -> str:
    digest = hashlib.sha256(segment.keys.tobytes() + segment.seals.tobytes())
    return f"{digest.hexdigest()[:32]}.npy"


def _rows_of(keys: Sequence[bytes]) -> Bytes:
    return np.frombuffer(b"".join(keys), np.uint8).reshape(-1, _KEY)


def _heads(keys: Bytes) -> NDArray[np.uint64]:
    """The first eight bytes of each key, as a number: two keys that share them are never seen."""
    heads: NDArray[np.uint64] = np.ascontiguousarray(keys[:, :8]).view(">u8").ravel()
    return heads.astype(np.uint64)


def _seals(keys: Bytes, vectors: NDArray[Any]) -> Bytes:
    """A digest over each key and its vector."""
    rows = np.ascontiguousarray(vectors).view(np.uint8)
    seals = (
        hashlib.blake2b(row.data, key=key.tobytes(), digest_size=_SEAL).digest()
        for key, row in zip(keys, rows, strict=True)
    )
    return np.frombuffer(b"".join(seals), np.uint8).reshape(-1, _SEAL)
