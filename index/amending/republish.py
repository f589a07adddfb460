"""Republish: the snapshot that serves with less or with other questions, its sources not read."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from corpus.ingest import Ingested
from corpus.passage import Passage
from index.errors import FormatMismatch
from index.indexing.cache import Cache
from index.indexing.contents import complete
from index.indexing.identity import find_tombstones
from index.indexing.plan import BuildPlan
from index.indexing.prepare import PreparedDocument, Preparer
from index.indexing.progress import Stages
from index.indexing.references import find_references
from index.questions.asked import AskedQuestion
from index.ranges import rows_of
from index.search.sentence_vectors import HalfVectors
from index.snapshot.index import Index
from index.snapshot.manifest import CatalogEntry, Manifest, snapshot_digest
from index.snapshot.store import Store, now
from index.snapshot.writer import write_snapshot

Examine = Callable[[Path, Manifest], Manifest]


@dataclass(frozen=True, slots=True)
class QuestionRows:
    """Questions and their vectors, a row each, as the encoder gave them."""

    questions: Sequence[AskedQuestion]
    vectors: HalfVectors = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.questions) != len(self.vectors):
            raise ValueError(f"{len(self.questions)} questions have {len(self.vectors)} vectors")


def publish_without(store: Store, index: Index, documents: Collection[str]) -> str:
    """Makes current what a snapshot holds but for these documents. To be called under `building`.

    Nothing is embedded and nothing is cut: passages and vectors are those of the snapshot.
    """
    asked = index.questions.questions
    kept = [row for row, one in enumerate(asked) if not one.concerns(documents)]
    questions = QuestionRows([asked[row] for row in kept], index.questions.vectors[kept])
    return republish(store, index, without=documents, questions=questions)


def republish(
    store: Store,
    index: Index,
    *,
    questions: QuestionRows,
    without: Collection[str] = (),
    examine: Examine | None = None,
) -> str:
    """Makes current what a snapshot holds, but for the documents `without`, and asked `questions`.

    To be called under `building`. `examine` gets the folder of the new snapshot and its manifest,
    to refuse it by raising or to complete the manifest. Raises FormatMismatch where another version
    made the snapshot, so that it cannot be made again of its parts.
    """
    entries = [one for one in index.catalog if one.id not in without]
    plan = _plan(store, index, entries, questions.questions)
    rows = _rows(index, entries)
    table = index.sentence_table
    sentences = rows_of(table.starts[rows], table.starts[rows + 1] - table.starts[rows])
    contents = complete(
        plan,
        vectors=index.vectors.vectors[rows],
        sentence_vectors=table.vectors[sentences],
        question_vectors=questions.vectors,
        stages=Stages(None),
    )

    def write(folder: Path) -> Manifest:
        made = replace(plan.manifest(store.next_sequence()), versions=index.manifest.versions)
        written = write_snapshot(folder, contents, made)
        return written if examine is None else examine(folder, written)

    return store.publish(write)


def _plan(
    store: Store, index: Index, entries: Sequence[CatalogEntry], questions: Sequence[AskedQuestion]
) -> BuildPlan:
    moment, manifest = now(), index.manifest
    with Cache(store.cache) as cache:
        preparer = Preparer(
            lambda document: _passages(index, document), cache=cache, settings=manifest.settings
        )
        prepared = [_prepared(preparer, index, one) for one in entries]
    withdrawals = store.withdrawals()
    return BuildPlan(
        now=moment,
        model=manifest.model,
        max_tokens=manifest.max_tokens,
        digest=snapshot_digest(manifest.settings, entries, questions),
        ingested=Ingested(
            left_out=manifest.left_out, rejected=manifest.rejected, warnings=manifest.warnings
        ),
        documents=prepared,
        entries=entries,
        tombstones=find_tombstones(prepared, before=index, withdrawals=withdrawals, now=moment),
        questions=questions,
        references=list(find_references(prepared)),
        origins=manifest.origins,
    )


def _passages(index: Index, document: Document) -> Sequence[Passage]:
    rows = index.rows[document.id]
    return index.passages[rows.start : rows.stop]


def _prepared(preparer: Preparer, index: Index, entry: CatalogEntry) -> PreparedDocument:
    """The document as the snapshot has it. Raises FormatMismatch where it cannot be made again."""
    prepared = preparer.prepare(index.documents[entry.id])
    if prepared.cut != entry.cut:
        raise FormatMismatch(
            "What you asked for is noted, but the snapshot that serves was made by another version "
            "of Parvis and cannot be changed: run `parvis build` now, which does it."
        )
    return prepared


def _rows(index: Index, entries: Sequence[CatalogEntry]) -> NDArray[np.int64]:
    """The rows of the passages of these documents, in their order."""
    ranges = [index.rows[one.id] for one in entries]
    return rows_of(
        np.array([one.start for one in ranges], np.int64),
        np.array([len(one) for one in ranges], np.int64),
    )
