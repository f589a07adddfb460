"""Index: a snapshot in memory, whole and unchanging, and how it is read from its folder."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import overload

import numpy as np
import orjson
from numpy.typing import NDArray

from corpus.builder import stable_id
from corpus.document import Document, DocumentKind
from corpus.law.citation_graph import Reference
from corpus.passage import Passage
from index.errors import DamagedSnapshot, ModelMismatch
from index.features.citing import CitingPages, read_citing
from index.features.passage_features import PassageFeatures, read_features
from index.hit import Filter
from index.questions.field import QuestionField
from index.questions.files import read_field
from index.search.bm25 import LexicalIndex, read_lexical
from index.search.sentence_vectors import HalfVectors, SentenceSpan, SentenceTable
from index.search.vectors import Mask, VectorIndex, index_vectors
from index.snapshot.files import SnapshotFiles
from index.snapshot.manifest import CatalogEntry, Manifest, read_manifest, snapshot_digest
from index.snapshot.records import from_line, parse_passage
from index.snapshot.tombstones import TOMBSTONES, Tombstone, unit_of

_NEVER = np.iinfo(np.int32).max


class DocumentMap(Mapping[str, Document]):
    """The documents by id, in the order of their ids, each parsed when it is first asked for."""

    def __init__(self, entries: Sequence[CatalogEntry], lines: Sequence[bytes]) -> None:
        self._lines = {entry.id: line for entry, line in zip(entries, lines, strict=True)}
        self._parsed: dict[str, Document] = {}

    def __getitem__(self, id: str) -> Document:
        document = self._parsed.get(id)
        if document is None:
            document = self._parsed.setdefault(id, from_line(Document, self._lines[id]))
        return document

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


class PassageList(Sequence[Passage]):
    """The passages by ordinal, each parsed when it is first asked for."""

    def __init__(self, lines: Sequence[bytes], documents: Mapping[str, Document]) -> None:
        self._lines = lines
        self._documents = documents
        self._parsed: list[Passage | None] = [None] * len(lines)

    @overload
    def __getitem__(self, place: int) -> Passage: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Passage]: ...
    def __getitem__(self, place: int | slice) -> Passage | Sequence[Passage]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        passage = self._parsed[place]
        if passage is None:
            passage = parse_passage(orjson.loads(self._lines[place]), self._documents)
            self._parsed[place] = passage
        return passage

    def __len__(self) -> int:
        return len(self._lines)


@dataclass(frozen=True)
class Index:
    """A loaded snapshot. A passage's ordinal is its place in `passages`, and the row of its vector.

    Documents are ordered by id and passages by document, then by place in it. `validity` has the
    first day on which each passage holds and the first on which it no longer does, as numbers.
    """

    manifest: Manifest
    catalog: tuple[CatalogEntry, ...] = field(repr=False)
    documents: Mapping[str, Document] = field(repr=False)
    passages: Sequence[Passage] = field(repr=False)
    vectors: VectorIndex = field(repr=False)
    lexical: LexicalIndex = field(repr=False)
    sentence_table: SentenceTable = field(repr=False)
    features: PassageFeatures = field(repr=False)
    citing: CitingPages = field(repr=False)
    tombstones: tuple[Tombstone, ...] = field(repr=False)
    passage_ids: tuple[str, ...] = field(repr=False)
    questions: QuestionField = field(repr=False)
    reference_lines: Sequence[bytes] = field(repr=False)
    validity: NDArray[np.int32] = field(repr=False)
    _owners: NDArray[np.int32] = field(repr=False)

    def passage(self, id: str) -> Passage:
        """The passage of that id. Raises KeyError."""
        return self.passages[self._ordinals[id]]

    def ordinal(self, id: str) -> int:
        """The place of the passage of that id. Raises KeyError."""
        return self._ordinals[id]

    def document_of(self, ordinal: int) -> Document:
        """The document that holds a passage."""
        return self.documents[self.catalog[self._owners[ordinal]].id]

    def sentences(self, ordinal: int) -> list[SentenceSpan]:
        """Where a passage's sentences stand in its document."""
        return self.sentence_table.of(ordinal)

    def sentence_vectors(self, ordinal: int) -> HalfVectors:
        """The vectors of a passage's sentences."""
        return self.sentence_table.vectors_of(ordinal)

    def tombstone(self, passage_id: str) -> Tombstone | None:
        """What tells of the passage of that id, if its document had it once and has it no more."""
        return self._tombstones.get(passage_id)

    def unit(self, row: int) -> str:
        """Where the passage of that row stands: see unit_of."""
        return unit_of(self.passages[row].locator)

    def digest_without(self, documents: Collection[str]) -> str:
        """The digest that the snapshot would have without these documents."""
        kept = [entry for entry in self.catalog if entry.id not in documents]
        asked = [one for one in self.questions.questions if not one.concerns(documents)]
        return snapshot_digest(self.manifest.settings, kept, asked)

    def of_kinds(self, kinds: frozenset[DocumentKind], passages: NDArray[np.int64]) -> Mask:
        """Which of these passages are of documents of one of these kinds."""
        mask: Mask = np.isin(self._kinds, sorted(kinds))[self._owners[passages]]
        return mask

    def in_language(self, language: str, passages: NDArray[np.int64]) -> Mask:
        """Which of these passages are of documents in this language."""
        mask: Mask = (self._languages == language)[self._owners[passages]]
        return mask

    def allowed(self, filter: Filter) -> Mask | None:
        """Which passages the filter leaves; None means all."""
        if filter == Filter():
            return None
        kept = np.array(
            [
                (filter.kinds is None or entry.kind in filter.kinds)
                and (filter.documents is None or entry.id in filter.documents)
                for entry in self.catalog
            ],
            np.bool_,
        )
        mask: Mask = kept[self._owners]
        if filter.as_of is not None:
            day = filter.as_of.toordinal()
            mask = mask & (self.validity[:, 0] <= day) & (day < self.validity[:, 1])
        if filter.without:
            mask[[self.ordinal(id) for id in filter.without]] = False
        return mask

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every reference from a passage to an article that the index holds."""
        return tuple(
            one for line in self.reference_lines for one in from_line(tuple[Reference, ...], line)
        )

    def references_from(self, document_id: str) -> tuple[Reference, ...]:
        """The references that one document makes, in its order. Raises KeyError."""
        found = self._references.get(document_id)
        if found is None:
            line = self.reference_lines[self._places[document_id]]
            found = self._references.setdefault(document_id, from_line(tuple[Reference, ...], line))
        return found

    @cached_property
    def _references(self) -> dict[str, tuple[Reference, ...]]:
        return {}

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {entry.id: place for place, entry in enumerate(self.catalog)}

    @cached_property
    def removed_documents(self) -> Mapping[str, Tombstone]:
        """What is known of the documents that the index no longer holds, by their ids."""
        return {one.document_id: one for one in self.tombstones if one.document_id not in self.rows}

    @cached_property
    def rows(self) -> Mapping[str, range]:
        """The rows of each document's passages, by its id."""
        ends = accumulate(entry.passages for entry in self.catalog)
        return {
            entry.id: range(end - entry.passages, end)
            for entry, end in zip(self.catalog, ends, strict=True)
        }

    @cached_property
    def _kinds(self) -> NDArray[np.str_]:
        return np.array([entry.kind.value for entry in self.catalog], np.str_)

    @cached_property
    def _languages(self) -> NDArray[np.str_]:
        return np.array([entry.language for entry in self.catalog], np.str_)

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """From the id that a copy would have, to that of the document which is kept of it."""
        return {
            id: entry.id
            for entry in self.catalog
            if entry.other_paths
            for id in map(stable_id, (entry.source_path, *entry.other_paths))
            if id not in self.documents
        }

    @cached_property
    def _ordinals(self) -> dict[str, int]:
        return {id: ordinal for ordinal, id in enumerate(self.passage_ids)}

    @cached_property
    def _tombstones(self) -> dict[str, Tombstone]:
        return {id: one for one in self.tombstones for id in one.passages}


def load_snapshot(folder: Path, *, fingerprint: str | None = None, model: str = "") -> Index:
    """The snapshot of a folder, every file checked against its manifest.

    Raises ModelMismatch where `fingerprint` is given and another model made the vectors,
    DamagedSnapshot, and FormatMismatch.
    """
    manifest = read_manifest(folder)
    if fingerprint is not None and fingerprint != manifest.model.fingerprint:
        raise ModelMismatch(
            f"The index was made with the model {manifest.model.name} "
            f"({manifest.model.fingerprint[:12]}), and the one at hand is {model or 'another'} "
            f"({fingerprint[:12]}): run `parvis build` to index with it, or name the first one."
        )
    files = SnapshotFiles(folder, manifest.files)
    try:
        return _load(manifest, files)
    except (ValueError, KeyError, TypeError, IndexError, RuntimeError) as error:
        raise DamagedSnapshot(
            f"{folder} is not a whole snapshot ({error}): run `parvis build` to make another one."
        ) from error


def _load(manifest: Manifest, files: SnapshotFiles) -> Index:
    catalog = tuple(from_line(CatalogEntry, line) for line in files.lines("catalog.jsonl"))
    documents = DocumentMap(catalog, files.lines("documents.jsonl"))
    lines = files.lines("passages.jsonl")
    counts = [entry.passages for entry in catalog]
    ids = tuple(line.decode() for line in files.lines("passage_ids.txt"))
    clusters = files.array("clusters.npy") if "clusters.npy" in files.files else None
    return Index(
        manifest=manifest,
        catalog=catalog,
        documents=documents,
        passages=PassageList(lines, documents),
        vectors=index_vectors(files.array("vectors.npy"), clusters=clusters),
        lexical=read_lexical(files, passages=len(lines)),
        sentence_table=SentenceTable(
            bounds=files.array("sentence_bounds.npy"),
            starts=files.array("sentence_starts.npy"),
            vectors=files.array("sentence_vectors.npy"),
        ),
        features=read_features(files),
        citing=read_citing(files),
        tombstones=tuple(from_line(Tombstone, line) for line in files.lines(TOMBSTONES)),
        passage_ids=ids,
        questions=read_field(
            files, ordinals={id: row for row, id in enumerate(ids)}, documents=counts
        ),
        reference_lines=files.lines("references.jsonl"),
        validity=files.array("validity.npy"),
        _owners=np.repeat(np.arange(len(catalog), dtype=np.int32), counts),
    )


def validity_of(passages: Sequence[Passage]) -> NDArray[np.int32]:
    """The days on which each passage begins to hold and no longer holds, a row each."""
    return np.array(
        [
            (
                one.valid_from.toordinal() if one.valid_from else 0,
                one.valid_to.toordinal() if one.valid_to else _NEVER,
            )
            for one in passages
        ],
        np.int32,
    ).reshape(-1, 2)
