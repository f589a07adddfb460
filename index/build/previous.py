"""Memory: what a build must know of the documents before it, whichever version wrote them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import orjson

from corpus.document import Document
from index.errors import DamagedSnapshot, FormatMismatch
from index.snapshot.files import SnapshotFiles
from index.snapshot.index import DocumentMap
from index.snapshot.manifest import (
    FORMAT_VERSION,
    Entry,
    Gone,
    Manifest,
    parse_entry,
    parse_gone,
    read_manifest,
)
from index.snapshot.records import parse_passage
from index.snapshot.tombstones import FORMER, Former, parse_former, unit_of

# The formats whose records are those of this one, though what is searched is not.
_REMEMBERED = range(3, FORMAT_VERSION)


class Remembered(Protocol):
    """The part of a snapshot that its successor needs: ids, last good versions, what is gone."""

    @property
    def manifest(self) -> Manifest: ...
    @property
    def catalogue(self) -> Sequence[Entry]: ...
    @property
    def documents(self) -> Mapping[str, Document]: ...
    @property
    def gone(self) -> Mapping[str, Gone]: ...
    @property
    def former(self) -> Sequence[Former]: ...
    @property
    def passage_ids(self) -> Sequence[str]: ...

    def unit(self, row: int) -> str:
        """Where the passage of that row stands: see unit_of."""
        ...


@dataclass(frozen=True, slots=True)
class Memory:
    """The same of a snapshot that an older version of Parvis wrote, and that cannot be searched."""

    manifest: Manifest
    catalogue: tuple[Entry, ...] = field(repr=False)
    documents: Mapping[str, Document] = field(repr=False)
    gone: Mapping[str, Gone] = field(repr=False)
    former: tuple[Former, ...] = field(repr=False)
    passage_ids: tuple[str, ...] = field(repr=False)
    passage_lines: Sequence[bytes] = field(repr=False)

    def unit(self, row: int) -> str:
        """Where the passage of that row stands: see unit_of."""
        return unit_of(parse_passage(self.passage_lines[row], self.documents).locator)


def read_memory(folder: Path) -> Memory | None:
    """What is remembered of an older snapshot; None where it is not whole, or too old."""
    try:
        manifest = read_manifest(folder, older=_REMEMBERED)
        files = SnapshotFiles(folder, manifest.files)
        catalogue = tuple(parse_entry(line) for line in files.lines("catalogue.jsonl"))
        gone = [parse_gone(line) for line in files.lines("gone.jsonl")]
        lines = files.lines("passages.jsonl")
        # Formats before the fifth did not have it.
        former = files.lines(FORMER) if FORMER in files.files else ()
        return Memory(
            manifest=manifest,
            catalogue=catalogue,
            documents=DocumentMap(catalogue, files.lines("documents.jsonl")),
            gone={one.id: one for one in gone},
            former=tuple(parse_former(former)),
            passage_ids=tuple(orjson.loads(line)[0] for line in lines),
            passage_lines=lines,
        )
    except (DamagedSnapshot, FormatMismatch):
        return None
