"""Manifest: what a snapshot is made of, so that it can be trusted, compared and refused."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

import orjson

from corpus.document import DocumentKind
from corpus.ingest import Rejected
from corpus.reading import LeftOut
from index.errors import DamagedSnapshot, FormatMismatch

FORMAT_VERSION = 5
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Model:
    """The embedding model that made the vectors; `fingerprint` decides whether it can serve."""

    name: str
    fingerprint: str
    dimension: int


@dataclass(frozen=True, slots=True)
class File:
    """A file of the snapshot as it was written: its size in bytes and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Golden:
    """A golden question and the sources, among those it names, that the snapshot finds for it.

    A question that names no source stands for the first source that was found.
    """

    question: str
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot holds, by whom it was embedded, and what did not get into it.

    `digest` depends on the documents, the passages, the settings and the model alone; `pipeline`
    on the code that cuts documents into passages and terms.
    """

    digest: str
    sequence: int
    built_at: datetime
    model: Model
    max_tokens: int
    pipeline: str
    documents: int
    passages: int
    sentences: int
    kinds: Mapping[DocumentKind, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    rejected: tuple[Rejected, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()
    golden: tuple[Golden, ...] = ()
    files: Mapping[str, File] = field(default_factory=dict)
    format_version: int = FORMAT_VERSION


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the catalogue: what comparing two snapshots needs of it.

    `source_id` is the id that its source gives it; `id` differs from it where a renamed document
    kept its own. `record` digests all that is known of the document, `passages` is how many it
    gives, and `cut` digests them. `stale_since` is when its source was first refused, if it is now:
    what is indexed is its last good version.
    """

    id: str
    source_id: str
    kind: DocumentKind
    title: str
    language: str
    source_path: str
    content_hash: str
    record: str
    passages: int
    cut: str
    stale_since: datetime | None = None


class SupportsPassages(Protocol):
    """A document as far as counting its passages goes."""

    @property
    def passages(self) -> int: ...


Listed = TypeVar("Listed", bound=SupportsPassages)


@dataclass(frozen=True, slots=True)
class Gone:
    """A document that was removed, and the ids of the passages that it had."""

    id: str
    title: str
    removed: date
    passages: tuple[str, ...] = ()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Writes the manifest, with its own digest beside it."""
    content = orjson.loads(orjson.dumps(manifest, option=orjson.OPT_NON_STR_KEYS))
    body = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    sealed = {"manifest": orjson.Fragment(body), "sha256": hashlib.sha256(body).hexdigest()}
    (folder / MANIFEST).write_bytes(orjson.dumps(sealed))


def read_manifest(folder: Path, *, older: Collection[int] = ()) -> Manifest:
    """The manifest of a snapshot's folder, in this format or one of these older ones.

    Raises DamagedSnapshot where it is missing or is not what was written, and FormatMismatch.
    """
    path = folder / MANIFEST
    try:
        sealed = orjson.loads(path.read_bytes())
        content = sealed["manifest"]
        version = content["format_version"]
        body = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
        whole = hashlib.sha256(body).hexdigest() == sealed["sha256"]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DamagedSnapshot(
            f"{path} cannot be read ({error}): run `parvis build` to make another snapshot, "
            "or `parvis rollback` to return to an earlier one."
        ) from error
    if version != FORMAT_VERSION and version not in older:
        raise FormatMismatch(
            f"{path} is of format {version}, and this version of Parvis reads format "
            f"{FORMAT_VERSION}: run `parvis build` to make another snapshot."
        )
    if not whole:
        raise DamagedSnapshot(
            f"{path} is not what was written: run `parvis build` to make another snapshot, "
            "or `parvis rollback` to return to an earlier one."
        )
    return _manifest(content)


def entry_line(entry: Entry) -> bytes:
    """An entry of the catalogue as one line of JSON."""
    return orjson.dumps(entry)


def rows_of(catalogue: Iterable[Listed]) -> Iterator[tuple[Listed, range]]:
    """Each document of a snapshot, in its order, and the rows of its passages."""
    start = 0
    for entry in catalogue:
        rows = range(start, start + entry.passages)
        yield entry, rows
        start = rows.stop


def parse_entry(line: bytes) -> Entry:
    """The entry of a line made by entry_line."""
    content = orjson.loads(line)
    content["kind"] = DocumentKind(content["kind"])
    if content["stale_since"] is not None:
        content["stale_since"] = datetime.fromisoformat(content["stale_since"])
    return Entry(**content)


def gone_line(gone: Gone) -> bytes:
    """A removed document as one line of JSON."""
    return orjson.dumps(gone)


def parse_gone(line: bytes) -> Gone:
    """The removed document of a line made by gone_line."""
    content = orjson.loads(line)
    content["removed"] = date.fromisoformat(content["removed"])
    content["passages"] = tuple(content["passages"])
    return Gone(**content)


def _manifest(content: dict[str, Any]) -> Manifest:
    known = {one.name for one in fields(Manifest)}
    content = {name: value for name, value in content.items() if name in known}
    content["built_at"] = datetime.fromisoformat(content["built_at"])
    content["model"] = Model(**content["model"])
    content["kinds"] = {DocumentKind(kind): count for kind, count in content["kinds"].items()}
    content["rejected"] = tuple(Rejected(**one) for one in content["rejected"])
    content["left_out"] = tuple(LeftOut(**one) for one in content["left_out"])
    content["warnings"] = tuple(content["warnings"])
    content["golden"] = tuple(
        Golden(one["question"], tuple(one["found"])) for one in content["golden"]
    )
    content["files"] = {name: File(**one) for name, one in content["files"].items()}
    return Manifest(**content)
