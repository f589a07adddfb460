"""Manifest: what a snapshot is made of, so that it can be trusted, compared and refused."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import orjson

from corpus.document import DocumentKind
from corpus.ingest import Rejected
from corpus.reading import LeftOut, ReadingWarning
from index.errors import DamagedSnapshot, FormatMismatch
from index.questions.asked import AskedQuestion
from index.snapshot.records import from_json

FORMAT_VERSION = 9
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

    `digest` depends on the documents, the passages, the settings, the model and the `versions` of
    the stages that made the rest of them, by the name of the stage. `missing` counts the documents
    that were kept although their files are gone, and `origins` are the folders, or the file of
    sources, that the documents were read from.
    """

    digest: str
    sequence: int
    built_at: datetime
    model: Model
    max_tokens: int
    versions: Mapping[str, int]
    documents: int
    passages: int
    sentences: int
    questions: int = 0
    kinds: Mapping[DocumentKind, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    rejected: tuple[Rejected, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()
    golden: tuple[Golden, ...] = ()
    missing: int = 0
    origins: tuple[str, ...] = ()
    files: Mapping[str, File] = field(default_factory=dict)
    format_version: int = FORMAT_VERSION

    @property
    def settings(self) -> str:
        """Digest of all but the documents that the snapshot follows from."""
        return settings_digest(self.model, max_tokens=self.max_tokens, versions=self.versions)


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """A document of the catalog: what comparing two snapshots needs of it.

    `source_id` is the id that its source gives it; `id` differs from it where a renamed document
    kept its own. `record` digests all that is known of the document, `passages` is how many it
    gives, and `cut` digests them. `stale_since` is when its source was first refused, if it is now:
    what is indexed is its last good version. So it is where `missing_since` says since when its
    source is gone, which waits for consent. `other_paths` are those of its copies.
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
    missing_since: datetime | None = None
    other_paths: tuple[str, ...] = ()


def settings_digest(model: Model, *, max_tokens: int, versions: Mapping[str, int]) -> str:
    """Digest of all but the documents that a snapshot follows from."""
    content = [FORMAT_VERSION, model.fingerprint, max_tokens, sorted(versions.items())]
    return hashlib.sha256(orjson.dumps(content)).hexdigest()


def snapshot_digest(
    settings: str, entries: Sequence[CatalogEntry], questions: Sequence[AskedQuestion]
) -> str:
    """The digest of a snapshot, by that of its settings, its documents and their questions."""
    documents = [(entry.id, entry.record, entry.cut) for entry in entries]
    return hashlib.sha256(orjson.dumps([settings, documents, questions])).hexdigest()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Writes the manifest, with its own digest beside it."""
    content = orjson.loads(orjson.dumps(manifest, option=orjson.OPT_NON_STR_KEYS))
    body = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    sealed = {"manifest": orjson.Fragment(body), "sha256": hashlib.sha256(body).hexdigest()}
    (folder / MANIFEST).write_bytes(orjson.dumps(sealed))


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot's folder.

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
    if version != FORMAT_VERSION:
        raise FormatMismatch(
            f"{path} is of format {version}, and this version of Parvis reads format "
            f"{FORMAT_VERSION}: run `parvis build` to make another snapshot."
        )
    if not whole:
        raise DamagedSnapshot(
            f"{path} is not what was written: run `parvis build` to make another snapshot, "
            "or `parvis rollback` to return to an earlier one."
        )
    return from_json(Manifest, content)
