"""The lock of an index: one build at a time, and who holds it."""

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import orjson
from filelock import FileLock, Timeout

from index.errors import BuildInProgress, CannotWrite

_LOCK = "lock"
_HOLDER = "building.json"
# What a disk that is full, or that must not be written to, answers.
_DISK = frozenset(
    (
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EFBIG,
        errno.EROFS,
        errno.EACCES,
        errno.EPERM,
        errno.EIO,
        errno.ENOTDIR,
        errno.EEXIST,
    )
)


@contextmanager
def building(root: Path, *, patience: float = 0) -> Iterator[None]:
    """Holds the index's lock, which the system lets go if the process dies.

    Another one who holds it is waited for, up to `patience` seconds. Raises BuildInProgress,
    naming who holds it, and CannotWrite.
    """
    lock = FileLock(root / _LOCK)
    try:
        root.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=patience)
    except Timeout as error:
        raise BuildInProgress(
            f"Another build of {root} is under way{_holder(root)}: wait for it to end."
        ) from error
    except OSError as error:
        raise _cannot_write(root, error) from error
    holder = root / _HOLDER
    try:
        _say_who(holder)
        yield
    except OSError as error:
        if error.errno not in _DISK:
            raise
        raise _cannot_write(root, error) from error
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _say_who(holder: Path) -> None:
    """Writes down who builds. A full disk is no obstacle: `prune` has to make room on it."""
    since = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    told = {"pid": os.getpid(), "host": socket.gethostname(), "since": since}
    try:
        holder.write_bytes(orjson.dumps(told))
    except OSError as error:
        if error.errno not in _DISK:
            raise


def _cannot_write(path: Path, error: OSError) -> CannotWrite:
    return CannotWrite(
        f"{error.filename or path} cannot be written or read ({error.strerror or error}): free "
        "some space (`parvis prune --keep 1` removes old snapshots), or allow writing there. What "
        "was indexed before is untouched."
    )


def _holder(root: Path) -> str:
    try:
        found = orjson.loads((root / _HOLDER).read_bytes())
        return f" (process {found['pid']} on {found['host']}, since {found['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        # The other build has just begun, or just ended.
        return ""
