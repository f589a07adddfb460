"""What was fetched, on disk: for each source a record, and the files that it names by their hash.

root/<source>/record.json        replaced in one step
root/<source>/files/<sha256>     never changed once written
root/<source>/partial/           downloads under way
"""

import hashlib
import logging
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from corpus.errors import SourceError
from corpus.sources.record import SourceRecord
from corpus.sources.source import WebSource

_RECORD = TypeAdapter(SourceRecord)
_log = logging.getLogger(__name__)
_ABANDONED = 7 * 86_400  # seconds


class SourceStore:
    """The folder that holds what was fetched of every source."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def record(self, name: str) -> SourceRecord | None:
        """What is known of a source, None before its first fetch.

        Raises SourceError where the record cannot be read.
        """
        path = self._folder(name) / "record.json"
        try:
            return _RECORD.validate_json(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValidationError) as error:
            raise SourceError(
                f"{path}: the record of source {name} is damaged; run parvis fetch {name}"
            ) from error

    def write(self, record: SourceRecord) -> None:
        """Replaces the record of a source."""
        folder = self._folder(record.name)
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / "record.json", _RECORD.dump_json(record, indent=1))

    def partial(self, name: str) -> Path:
        """The folder of the downloads under way."""
        return self._folder(name) / "partial"

    def file(self, name: str, sha256: str) -> Path:
        """Where the file of that hash is, or would be."""
        return self._folder(name) / "files" / sha256

    def adopt(self, name: str, path: Path, sha256: str) -> None:
        """Takes over a finished download of that hash."""
        target = self.file(name, sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        with path.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(path, target)

    def put(self, name: str, raw: bytes) -> str:
        """Keeps bytes under their hash, and gives it back."""
        sha256 = hashlib.sha256(raw).hexdigest()
        target = self.file(name, sha256)
        if not self.holds(name, sha256):
            target.parent.mkdir(parents=True, exist_ok=True)
            _write(target, raw)
        return sha256

    def read(self, name: str, sha256: str) -> bytes:
        """The bytes of that hash. Raises SourceError where they are gone or were altered."""
        path = self.file(name, sha256)
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise SourceError(
                f"{path}: a fetched file of source {name} is missing; run parvis fetch {name}"
            ) from error
        if hashlib.sha256(raw).hexdigest() != sha256:
            raise SourceError(
                f"{path}: a fetched file of source {name} was altered; run parvis fetch {name}"
            )
        return raw

    def holds(self, name: str, sha256: str) -> bool:
        """Whether the bytes of that hash are there, whole."""
        try:
            with self.file(name, sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            return False

    def prune(self, name: str, *, keep: Iterable[str]) -> None:
        """Removes the files whose hash is not among `keep`, and downloads nobody goes on with."""
        kept = frozenset(keep)
        for path in (self._folder(name) / "files").glob("*"):
            if path.name not in kept:
                path.unlink(missing_ok=True)
        for path in self.partial(name).glob("*"):
            if time.time() - path.stat().st_mtime > _ABANDONED:
                path.unlink(missing_ok=True)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keeps other fetches out. Raises SourceError where one is under way."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.root / ".lock")
            lock.acquire(blocking=False)
        except Timeout as error:
            raise SourceError(
                f"{self.root}: another fetch is under way; wait until it has ended"
            ) from error
        except OSError as error:
            raise SourceError(
                f"{self.root}: what is fetched cannot be kept there ({error.strerror}); "
                "check the folder's rights, or make room"
            ) from error
        try:
            yield
        finally:
            lock.release()

    def _folder(self, name: str) -> Path:
        return self.root / name


def last_record(source: WebSource, store: SourceStore, *, now: datetime) -> SourceRecord:
    """What the last fetch left; of another address under the same name, nothing but responses."""
    try:
        record = store.record(source.name)
    except SourceError as error:
        _log.warning("%s; it is made anew", error)
        record = None
    if record is not None and record.address == source.address:
        return record
    responses = record.responses if record is not None else {}
    return SourceRecord(
        name=source.name, address=source.address, attempted_at=now, responses=responses
    )


def _write(path: Path, raw: bytes) -> None:
    """The whole file or the old one, even if the power fails."""
    new = path.with_name(f".{path.name}.new")
    try:
        with new.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)
