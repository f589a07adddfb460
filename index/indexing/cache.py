"""Cache: what is dear to work out, under a digest of what it follows from, in one SQLite file."""

import errno
import hashlib
import logging
import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

Result = TypeVar("Result")

_BATCH = 500  # keys are looked up at once
_PATIENCE = 60.0  # seconds, for another process that writes
_SEAL = 16
# Five vectors of 384 numbers fill a page of 8 kB; 4 kB would hold two, and a quarter of it nothing.
# What is removed gives its room back at once, without a second copy of the file as VACUUM makes,
# and is written over: it may be what a person asked to have removed.
_SETUP = """
PRAGMA page_size = 8192;
PRAGMA auto_vacuum = FULL;
PRAGMA temp_store = MEMORY;
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, seal BLOB NOT NULL, value BLOB NOT NULL);
"""
_DAMAGED = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB))
_NUMBERS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
}
_log = logging.getLogger(__name__)


def cache_key(kind: str, *parts: str) -> bytes:
    """The key of what follows from these parts: their SHA-256."""
    return hashlib.sha256("\0".join((kind, *parts)).encode()).digest()


class Cache:
    """Values by their keys, on disk; to be closed, as a context manager does.

    A value is compared with its seal when it is read: one that has rotted is as if it had never
    been kept. A file that SQLite cannot read is set aside, and another one begun. Every method
    raises OSError where the disk is full or refuses.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets the file go; it is opened again when it is needed."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def find(self, keys: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """Those of the keys that have a value, with it. They are read a batch at a time."""
        rest = iter(keys)
        while batch := list(islice(rest, _BATCH)):
            for key, seal, value in self._attempt(partial(_read, keys=batch)):
                if seal == _seal(key, value):
                    yield key, value
                else:
                    _log.warning(
                        "The cache %s holds a damaged value: it is worked out again.", self._path
                    )

    def add(self, entries: Iterable[tuple[bytes, bytes]]) -> None:
        """Keeps these values under their keys: all of them or, where it is cut short, none."""
        rows = [(key, _seal(key, value), value) for key, value in entries]
        if rows:
            self._attempt(partial(_write, rows=rows))

    def keep(self, keys: Collection[bytes]) -> None:
        """Forgets every value but those of `keys`, on a full disk too."""
        if not self._path.exists():
            return
        forget = partial(_remove_others, keys=keys)
        try:
            self._attempt(forget)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            # There is no room for the journal on the disk. Without one there, a process that dies
            # now leaves a damaged file: it is set aside when it is next read, and made again.
            self.close()
            self._connection = sqlite3.connect(self._path, timeout=_PATIENCE)
            self._connection.executescript(
                "PRAGMA journal_mode = MEMORY; PRAGMA temp_store = MEMORY;"
            )
            self._attempt(forget)
            self.close()

    def clear(self) -> None:
        """Forgets everything."""
        self.close()
        for path in (self._path, self._journal):
            path.unlink(missing_ok=True)

    @property
    def _journal(self) -> Path:
        return self._path.with_name(f"{self._path.name}-journal")

    def _attempt(self, action: Callable[[sqlite3.Connection], Result]) -> Result:
        """What the action gives; done again, on a new file, where the old one is damaged."""
        for again in (True, False):
            try:
                return action(self._open())
            except sqlite3.DatabaseError as error:
                code = getattr(error, "sqlite_errorcode", None)
                if code is None:
                    raise
                if code & 0xFF not in _DAMAGED or not again:
                    raise self._refused(code & 0xFF, error) from error
                self._set_aside(error)
        raise AssertionError("either attempt returns or raises")

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = sqlite3.connect(self._path, timeout=_PATIENCE)
            self._connection.executescript(_SETUP)
        return self._connection

    def _set_aside(self, error: sqlite3.DatabaseError) -> None:
        self.close()
        aside = self._path.with_suffix(".damaged")
        self._path.replace(aside)
        self._journal.unlink(missing_ok=True)
        _log.warning(
            "The cache %s is damaged (%s): it was set aside as %s, which can be removed, and what "
            "it held is worked out again.",
            self._path,
            error,
            aside.name,
        )

    def _refused(self, code: int, error: sqlite3.DatabaseError) -> OSError:
        number = _NUMBERS.get(code)
        told = str(error) if number is None else os.strerror(number)
        return OSError(number or errno.EIO, told, str(self._path))


def _read(
    connection: sqlite3.Connection, keys: Sequence[bytes]
) -> list[tuple[bytes, bytes, bytes]]:
    marks = ",".join("?" * len(keys))
    return connection.execute(
        f"SELECT key, seal, value FROM entries WHERE key IN ({marks})", keys
    ).fetchall()


def _write(connection: sqlite3.Connection, rows: Sequence[tuple[bytes, bytes, bytes]]) -> None:
    with connection:
        connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", rows)


def _remove_others(connection: sqlite3.Connection, keys: Collection[bytes]) -> None:
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS needed (key BLOB PRIMARY KEY)")
    with connection:
        connection.execute("DELETE FROM needed")
        connection.executemany("INSERT OR IGNORE INTO needed VALUES (?)", ((key,) for key in keys))
        connection.execute("DELETE FROM entries WHERE key NOT IN (SELECT key FROM needed)")


def _seal(key: bytes, value: bytes) -> bytes:
    """A digest over a key and its value."""
    return hashlib.blake2b(value, key=key, digest_size=_SEAL).digest()
