"""Hold: what staff rolled back to stays until they let builds serve again."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import orjson

from index.errors import DamagedSnapshot
from index.snapshot.files import settle_one
from index.snapshot.records import from_line, to_line

HELD = "held.json"


@dataclass(frozen=True, slots=True)
class Hold:
    """The snapshot that is held, since when, and why, in the words of who rolled back."""

    snapshot: str
    since: datetime
    reason: str = ""

    def __str__(self) -> str:
        why = f" ({self.reason})" if self.reason else ""
        return (
            f"The index is held at the snapshot {self.snapshot} since "
            f"{self.since:%Y-%m-%d %H:%M} UTC, by `parvis rollback`{why}: run `parvis rollback "
            "--release` to let builds serve again, or `parvis build --release` to build at once"
        )


def read_hold(root: Path) -> Hold | None:
    """The hold on the index in this folder, if there is one. Raises DamagedSnapshot."""
    path = root / HELD
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        return from_line(Hold, raw)
    except (ValueError, orjson.JSONDecodeError) as error:
        raise DamagedSnapshot(
            f"{path} cannot be read ({error}), so that builds are held back: remove the file to "
            "let them serve again."
        ) from error


def write_whole(path: Path, content: bytes) -> None:
    """Replaces a small file of the index in one step."""
    partial = path.with_name(f".partial-{path.name}-{os.getpid()}")
    try:
        partial.write_bytes(content)
        settle_one(partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    settle_one(path.parent)


def write_hold(root: Path, hold: Hold) -> None:
    """Holds the index of this folder."""
    write_whole(root / HELD, to_line(hold) + b"\n")


def end_hold(root: Path) -> bool:
    """Lets builds serve again; whether there was a hold."""
    try:
        (root / HELD).unlink()
    except FileNotFoundError:
        return False
    return True
