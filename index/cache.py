"""VectorCache: vectors by what they stand for, so that no text is embedded twice."""

import hashlib
import logging
import os
import secrets
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from index.files import save_array, settle_one

_KEY = 32
_SEGMENTS = 32  # more of them are joined, so that opening the cache does not slow with each build
_PARTIAL = ".partial-"
_log = logging.getLogger(__name__)


def text_key(text: str) -> bytes:
    """The key of a text: its SHA-256."""
    return hashlib.sha256(text.encode()).digest()


class VectorCache:
    """The vectors that one model gave to texts, on disk. It is opened by one builder at a time.

    They lie in segments, each written once under the digest of its content: one that was cut short
    or has rotted is dropped, and costs only its vectors.
    """

    def __init__(self, folder: Path, *, dimension: int, dtype: DTypeLike) -> None:
        self._folder = folder
        self._layout = np.dtype([("key", "u1", (_KEY,)), ("vector", np.dtype(dtype), (dimension,))])
        self._segments: list[NDArray[Any]] = []
        self._places: dict[bytes, tuple[int, int]] = {}
        for path in folder.glob(f"{_PARTIAL}*"):
            path.unlink(missing_ok=True)
        for path in sorted(folder.glob("*.npy")):
            segment = self._read(path)
            if segment is None:
                _log.warning("The vector cache %s is damaged; its texts are embedded again.", path)
                path.unlink(missing_ok=True)
            else:
                self._take(segment)
        if len(self._segments) > _SEGMENTS:
            self.keep(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def missing(self, keys: Sequence[bytes]) -> list[int]:
        """Which of the keys, by their place, have no vector; of equal keys, the first only."""
        seen: set[bytes] = set()
        places = []
        for place, key in enumerate(keys):
            if key not in self._places and key not in seen:
                seen.add(key)
                places.append(place)
        return places

    def gather(self, keys: Sequence[bytes]) -> NDArray[Any]:
        """The vectors of the keys, a row each. Raises KeyError where one is missing."""
        out = np.empty((len(keys), *self._layout["vector"].shape), self._layout["vector"].base)
        places = np.array([self._places[key] for key in keys], np.int64).reshape(-1, 2)
        for number, segment in enumerate(self._segments):
            rows = np.flatnonzero(places[:, 0] == number)
            out[rows] = segment["vector"][places[rows, 1]]
        return out

    def add(self, keys: Sequence[bytes], vectors: NDArray[Any]) -> None:
        """Keeps these vectors, as one new segment, on disk before it returns."""
        if not keys:
            return
        segment = np.empty(len(keys), self._layout)
        segment["key"] = np.frombuffer(b"".join(keys), np.uint8).reshape(-1, _KEY)
        segment["vector"] = vectors
        self._write(segment)
        self._take(segment)

    def keep(self, keys: Collection[bytes]) -> int:
        """Forgets every vector but those of `keys`, into one segment; how many were forgotten."""
        kept = sorted(key for key in keys if key in self._places)
        forgotten = len(self._places) - len(kept)
        if forgotten or len(self._segments) > 1:
            vectors = self.gather(kept)
            self._segments, self._places = [], {}
            old = list(self._folder.glob("*.npy"))
            self.add(kept, vectors)
            written = {self._name(segment) for segment in self._segments}
            for path in old:
                if path.name not in written:
                    path.unlink(missing_ok=True)
        return forgotten

    def _take(self, segment: NDArray[Any]) -> None:
        number = len(self._segments)
        self._segments.append(segment)
        for row, key in enumerate(_split(segment["key"].tobytes())):
            self._places.setdefault(key, (number, row))

    def _read(self, path: Path) -> NDArray[Any] | None:
        try:
            segment: NDArray[Any] = np.load(path, allow_pickle=False)
        except (ValueError, EOFError):
            return None
        whole = segment.dtype == self._layout and self._name(segment) == path.name
        return segment if whole else None

    def _write(self, segment: NDArray[Any]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        partial = self._folder / f"{_PARTIAL}{secrets.token_hex(8)}"
        try:
            with partial.open("wb") as file:
                save_array(file, segment)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(self._folder / self._name(segment))
        finally:
            partial.unlink(missing_ok=True)
        settle_one(self._folder)

    @staticmethod
    def _name(segment: NDArray[Any]) -> str:
        return hashlib.sha256(segment.tobytes()).hexdigest()[:32] + ".npy"


def _split(keys: bytes) -> Iterator[bytes]:
    return (keys[start : start + _KEY] for start in range(0, len(keys), _KEY))
