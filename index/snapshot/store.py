"""Store: the snapshots of an index on disk, one of them current."""

import errno
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.questions.taught import QUESTIONS_FILE
from index.errors import DamagedSnapshot, FormatMismatch, NoIndex, UnknownSnapshot
from index.snapshot.files import settle, settle_one
from index.snapshot.hold import Hold, end_hold, read_hold, write_hold
from index.snapshot.index import Index, load_snapshot
from index.snapshot.lock import building
from index.snapshot.manifest import Manifest, read_manifest
from index.snapshot.withdrawals import Withdrawal, holds_withdrawn, read_withdrawals, withdrawn_in

_CURRENT = "current"
_PARTIAL = ".partial-"
_ID = re.compile(r"(\d{6,})-\d{8}T\d{6}Z-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class SnapshotInfo:
    """A snapshot on disk. `problem` says why it cannot be used, where its manifest is damaged."""

    id: str
    current: bool
    manifest: Manifest | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of an index.

    `snapshots/` holds a folder for each snapshot, never changed once it is there; `current` names
    the one that serves, and is replaced in one step; `cache.sqlite` holds what is dear to work out.
    `withdrawn.jsonl` lists what staff took down, `questions.jsonl` what they taught; `held.json` is
    there while they hold the index. A snapshot's id begins with a number that only grows, so that
    their order stands even if the clock goes back.
    """

    root: Path

    @property
    def cache(self) -> Path:
        """Where vectors, and what documents were cut into, are kept between builds."""
        return self.root / "cache.sqlite"

    @property
    def golden(self) -> Path:
        """The operator's own questions, which each build must still answer."""
        return self.root / "golden.jsonl"

    @property
    def taught(self) -> Path:
        """The questions that staff taught this index."""
        return self.root / QUESTIONS_FILE

    def hold(self) -> Hold | None:
        """The hold that keeps builds from serving, if staff rolled back."""
        return read_hold(self.root)

    def release(self) -> bool:
        """Lets builds serve again; whether they were held."""
        return end_hold(self.root)

    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """The documents that staff took down, the oldest first."""
        return read_withdrawals(self.root)

    def current_id(self) -> str:
        """The id of the snapshot that serves. Raises NoIndex where there is none."""
        try:
            id = (self.root / _CURRENT).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            if self._ids():
                raise DamagedSnapshot(
                    f"{self.root / _CURRENT} does not name a snapshot: run `parvis rollback` to "
                    "choose one, or `parvis build` to make another."
                ) from error
            raise NoIndex(
                f"There is no index at {self.root} yet: run `parvis build` to make one."
            ) from error
        if not _ID.fullmatch(id) or not self.folder(id).is_dir():
            raise DamagedSnapshot(
                f"{self.root / _CURRENT} names the snapshot {id[:60]!r}, which is not there: run "
                "`parvis rollback` to choose another, or `parvis build` to make one."
            )
        return id

    def current(self, *, fingerprint: str | None = None, model: str = "") -> Index:
        """The snapshot that serves, loaded.

        Raises NoIndex, DamagedSnapshot, FormatMismatch and, where the encoder's `fingerprint` is
        given, ModelMismatch.
        """
        return self.load(self.current_id(), fingerprint=fingerprint, model=model)

    def load(self, id: str, *, fingerprint: str | None = None, model: str = "") -> Index:
        """The snapshot of that id, loaded; see `current`. Raises UnknownSnapshot."""
        return load_snapshot(self.folder(self.find(id)), fingerprint=fingerprint, model=model)

    def newest_whole(self) -> tuple[str, Index] | None:
        """The current snapshot or, where it is damaged, the newest one that is not."""
        try:
            first = [self.current_id()]
        except (NoIndex, DamagedSnapshot):
            first = []
        for id in (*first, *(id for id in reversed(self._ids()) if id not in first)):
            try:
                return id, self.load(id)
            except (DamagedSnapshot, FormatMismatch):
                continue
        return None

    def snapshots(self) -> list[SnapshotInfo]:
        """The snapshots on disk, oldest first."""
        try:
            current: str | None = self.current_id()
        except (NoIndex, DamagedSnapshot):
            current = None
        return [self._describe(id, current=id == current) for id in self._ids()]

    def find(self, id: str) -> str:
        """The whole id of the snapshot that `id`, its number or its beginning, names.

        Raises UnknownSnapshot where none or several do.
        """
        ids = self._ids()
        numbers = [one for one in ids if id.isdigit() and int(one.partition("-")[0]) == int(id)]
        found = (
            [one for one in ids if one == id]
            or numbers
            or [one for one in ids if id and one.startswith(id)]
        )
        if len(found) != 1:
            raise UnknownSnapshot(
                f"{'No' if not found else 'More than one'} snapshot of {self.root} has the id "
                f"{id}: run `parvis snapshots` to list them."
            )
        return found[0]

    def folder(self, id: str) -> Path:
        """Where the snapshot of that id lies."""
        return self.root / "snapshots" / id

    def serves(self, id: str) -> bool:
        """Whether the snapshot of that id is the current one."""
        try:
            return self.current_id() == id
        except (NoIndex, DamagedSnapshot):
            return False

    def next_sequence(self) -> int:
        """The number of the next snapshot."""
        return 1 + max((int(id.partition("-")[0]) for id in self._ids()), default=0)

    def publish(self, write: Callable[[Path], Manifest]) -> str:
        """Makes a snapshot current: `write` fills a new folder, or refuses it by raising.

        To be called under `building`. The current snapshot stays as it is until the last step,
        which replaces one small file.
        """
        snapshots = self.root / "snapshots"
        snapshots.mkdir(exist_ok=True)
        partial = snapshots / f"{_PARTIAL}{secrets.token_hex(8)}"
        partial.mkdir()
        try:
            manifest = write(partial)
            settle(partial)
            id = (
                f"{manifest.sequence:06d}-{manifest.built_at.astimezone(UTC):%Y%m%dT%H%M%SZ}-"
                f"{manifest.digest[:8]}"
            )
            partial.rename(self.folder(id))
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        settle_one(snapshots)
        self._point_to(id)
        return id

    def rollback(
        self,
        id: str | None = None,
        *,
        reason: str = "",
        without: Callable[[Index, frozenset[str]], str] | None = None,
    ) -> str:
        """Makes an earlier snapshot current: the one of that id, or the last whole one before.

        It is held until `release`. Where it has documents that were withdrawn since, `without`
        publishes it again without these, and gives the id of that one. Raises UnknownSnapshot,
        DamagedSnapshot where the one that is named is damaged, HoldsWithdrawn where there is no
        `without` and it is needed, and BuildInProgress.
        """
        with building(self.root):
            target = self._before_current() if id is None else self.find(id)
            index = load_snapshot(self.folder(target))
            if withdrawn := withdrawn_in(index, self.withdrawals()):
                if without is None:
                    raise holds_withdrawn(target, withdrawn)
                target = without(index, withdrawn)
            write_hold(self.root, Hold(target, now(), reason))
            self._point_to(target)
        return target

    def remove_old(self, *, keep: int) -> list[str]:
        """Removes all but the `keep` newest snapshots and the current one; the ids removed.

        To be called under `building`.
        """
        current = self.current_id()
        return list(self.remove([id for id in self._ids()[:-keep] if id != current]))

    def remove(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Removes these snapshots. To be called under `building`."""
        self.clean()
        for id in (removed := tuple(ids)):
            doomed = self.root / "snapshots" / f"{_PARTIAL}{id}"  # One cut short is no snapshot.
            try:
                self.folder(id).rename(doomed)
            except OSError as error:
                if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                    raise
                doomed = self.folder(id)  # A full disk may have no room for a new name either.
            shutil.rmtree(doomed)
        return removed

    def clean(self) -> None:
        """Removes what builds that were cut short have left. To be called under `building`."""
        for path in (self.root / "snapshots").glob(f"{_PARTIAL}*"):
            shutil.rmtree(path, ignore_errors=True)
        for path in self.root.glob(f"{_PARTIAL}*"):
            path.unlink(missing_ok=True)

    def _before_current(self) -> str:
        try:
            current = self.current_id()
        except DamagedSnapshot:
            current = ""
        ids = self._ids()
        for id in reversed(ids[: ids.index(current)] if current else ids):
            try:
                index = load_snapshot(self.folder(id))
                # The one from which a document was withdrawn is what serves, with that document.
                withdrawn = withdrawn_in(index, self.withdrawals())
                if withdrawn and index.digest_without(withdrawn) == self._digest(current):
                    continue
            except (DamagedSnapshot, FormatMismatch):
                continue
            return id
        raise UnknownSnapshot(
            f"There is no whole snapshot before the current one in {self.root}: run "
            "`parvis snapshots` to list them."
        )

    def _digest(self, id: str) -> str | None:
        """The digest of a snapshot, if it can be read."""
        try:
            return read_manifest(self.folder(id)).digest if id else None
        except (DamagedSnapshot, FormatMismatch):
            return None

    def _point_to(self, id: str) -> None:
        partial = self.root / f"{_PARTIAL}{_CURRENT}-{os.getpid()}"
        try:
            partial.write_text(id + "\n", encoding="ascii")
            settle_one(partial)
            partial.replace(self.root / _CURRENT)
        finally:
            partial.unlink(missing_ok=True)
        settle_one(self.root)

    def _ids(self) -> list[str]:
        """The ids of all snapshots by their numbers."""
        try:
            names = [path.name for path in (self.root / "snapshots").iterdir()]
        except FileNotFoundError:
            return []
        return sorted(
            (name for name in names if _ID.fullmatch(name)),
            key=lambda name: (int(name.partition("-")[0]), name),
        )

    def _describe(self, id: str, *, current: bool) -> SnapshotInfo:
        try:
            return SnapshotInfo(id, current, read_manifest(self.folder(id)))
        except (DamagedSnapshot, FormatMismatch) as error:
            return SnapshotInfo(id, current, None, str(error))


def now() -> datetime:
    """The time of a build, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
