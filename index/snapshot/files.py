"""The files of a snapshot: written with their digests, and read only as they were written."""

import hashlib
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import DamagedSnapshot
from index.snapshot.manifest import File

# A larger file is mapped, not copied into memory. A mapped file that is cut short under a running
# service ends the process, which is why the small ones are copied.
MAPPED_FROM = 256 * 1024 * 1024
_LINES = 4096  # are written at a time


@dataclass(frozen=True, slots=True)
class SnapshotFiles:
    """The files of a written snapshot, each checked against the manifest as it is read.

    Every method raises DamagedSnapshot, naming the file, where it is not what was written.
    """

    folder: Path
    files: Mapping[str, File]

    def lines(self, name: str) -> list[bytes]:
        """The lines of a text file."""
        return self._raw(name).splitlines()

    def array(self, name: str) -> NDArray[Any]:
        """A NumPy array, in memory or, where it is large, mapped."""
        path = self.path(name)
        try:
            if self.files[name].size >= MAPPED_FROM:
                self.check(name)
                mapped: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
                return mapped
            array: NDArray[Any] = np.load(io.BytesIO(self._raw(name)), allow_pickle=False)
            return array
        except (OSError, ValueError) as error:
            raise _damaged(path, str(error)) from error

    def path(self, name: str) -> Path:
        """Where the file is. Raises DamagedSnapshot where the manifest knows none of that name."""
        if name not in self.files:
            raise _damaged(self.folder / name, "the manifest does not name it")
        return self.folder / name

    def check(self, name: str) -> None:
        """Compares the file with the manifest, without keeping it in memory."""
        path = self.path(name)
        try:
            found = digest_file(path)
        except OSError as error:
            raise _damaged(path, error.strerror or str(error)) from error
        if found != self.files[name]:
            raise _damaged(path, _difference(found, self.files[name]))

    def check_sizes(self) -> None:
        """Compares every file's size with the manifest, without reading any."""
        for name, expected in self.files.items():
            path = self.folder / name
            try:
                size = path.stat().st_size
            except OSError as error:
                raise _damaged(path, error.strerror or str(error)) from error
            if size != expected.size:
                raise _damaged(path, _sizes(size, expected.size))

    def _raw(self, name: str) -> bytes:
        path = self.path(name)
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise _damaged(path, error.strerror or str(error)) from error
        found = File(size=len(raw), sha256=hashlib.sha256(raw).hexdigest())
        if found != self.files[name]:
            raise _damaged(path, _difference(found, self.files[name]))
        return raw


@dataclass(frozen=True, slots=True)
class SnapshotWriter:
    """Writes the files of a snapshot, and keeps what the manifest says of each."""

    folder: Path
    files: dict[str, File] = field(default_factory=dict)

    def lines(self, name: str, lines: Iterable[bytes]) -> None:
        """Writes a text file, a line break after each line."""
        with self._writing(name) as file:
            part: list[bytes] = []
            for line in lines:
                part.append(line)
                if len(part) == _LINES:
                    file.write(b"\n".join((*part, b"")))
                    part.clear()
            file.write(b"\n".join((*part, b"")) if part else b"")

    def array(self, name: str, array: NDArray[Any]) -> None:
        """Writes a NumPy array."""
        with self._writing(name) as file:
            np.lib.format.write_array(file, array, allow_pickle=False)

    @contextmanager
    def _writing(self, name: str) -> "Iterator[_Digested]":
        with (self.folder / name).open("wb") as file:
            digested = _Digested(file)
            yield digested
        self.files[name] = File(digested.size, digested.digest.hexdigest())


class _Digested:
    """A file that is written, with the digest of what was: it need not be read again for that.

    It is no file to NumPy, which would write past it and say of a full disk only that something
    failed.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, content: bytes) -> int:
        self.digest.update(content)
        self.size += len(content)
        return self._file.write(content)


def digest_file(path: Path) -> File:
    """Size and SHA-256 of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return File(size=file.tell(), sha256=digest)


def settle(folder: Path) -> None:
    """Waits until every file of the folder, and the folder itself, is on the disk."""
    for path in (*sorted(folder.iterdir()), folder):
        settle_one(path)


def settle_one(path: Path) -> None:
    """Waits until the file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _difference(found: File, expected: File) -> str:
    if found.size != expected.size:
        return _sizes(found.size, expected.size)
    return f"its SHA-256 is {found.sha256[:12]}… instead of {expected.sha256[:12]}…"


def _sizes(found: int, expected: int) -> str:
    return f"it has {found} bytes instead of {expected}"


def _damaged(path: Path, reason: str) -> DamagedSnapshot:
    return DamagedSnapshot(
        f"{path} is damaged: {reason}. Run `parvis rollback` to return to an earlier snapshot, "
        "or `parvis build` to make another one."
    )
