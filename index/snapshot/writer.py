"""A snapshot's folder, written."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.passage import Passage
from index.encoder import Vectors
from index.features.citing import CitingPages, write_citing
from index.features.passage_features import PassageFeatures, write_features
from index.questions.field import QuestionField
from index.questions.files import write_field
from index.search.bm25 import LexicalIndex, write_lexical
from index.search.sentence_vectors import HalfVectors
from index.search.vectors import make_clusters
from index.snapshot.files import SnapshotWriter
from index.snapshot.index import validity_of
from index.snapshot.manifest import CatalogEntry, Manifest, write_manifest
from index.snapshot.records import passage_line, to_line
from index.snapshot.tombstones import TOMBSTONES, Tombstone


@dataclass(frozen=True, slots=True)
class SnapshotContents:
    """All that a snapshot holds; documents by id, and their passages in the same order.

    `documents` and `references` have a line for each document, and `sentences` the bounds of each
    passage's.
    """

    entries: Sequence[CatalogEntry]
    documents: Sequence[bytes]
    tombstones: Sequence[Tombstone]
    passages: Sequence[Passage]
    sentences: Sequence[NDArray[np.int32]]
    references: Sequence[bytes]
    citing: CitingPages
    vectors: Vectors
    sentence_vectors: HalfVectors
    lexical: LexicalIndex
    features: PassageFeatures
    questions: QuestionField


def write_snapshot(folder: Path, contents: SnapshotContents, manifest: Manifest) -> Manifest:
    """Fills the folder; gives the manifest completed with counts and files, as it was written."""
    writer = SnapshotWriter(folder)
    passages, sentences = contents.passages, contents.sentences
    starts = np.zeros(len(passages) + 1, np.int64)
    np.cumsum([len(bounds) for bounds in sentences], out=starts[1:])
    writer.lines("catalog.jsonl", map(to_line, contents.entries))
    writer.lines("documents.jsonl", contents.documents)
    writer.lines("passages.jsonl", map(passage_line, passages))
    writer.lines("passage_ids.txt", (passage.id.encode() for passage in passages))
    writer.lines(TOMBSTONES, map(to_line, contents.tombstones))
    writer.lines("references.jsonl", contents.references)
    writer.array("validity.npy", validity_of(passages))
    writer.array("vectors.npy", contents.vectors)
    writer.array("sentence_vectors.npy", contents.sentence_vectors)
    writer.array("sentence_bounds.npy", np.concatenate((np.empty((0, 2), np.int32), *sentences)))
    writer.array("sentence_starts.npy", starts)
    write_lexical(writer, contents.lexical)
    write_field(writer, contents.questions)
    write_features(writer, contents.features)
    write_citing(writer, contents.citing)
    clusters = make_clusters(contents.vectors)
    if clusters is not None:
        writer.array("clusters.npy", clusters)
    manifest = replace(
        manifest,
        documents=len(contents.entries),
        passages=len(passages),
        sentences=int(starts[-1]),
        questions=len(contents.questions.questions),
        kinds=dict(sorted(Counter(entry.kind for entry in contents.entries).items())),
        languages=dict(sorted(Counter(entry.language for entry in contents.entries).items())),
        files=dict(sorted(writer.files.items())),
    )
    write_manifest(folder, manifest)
    return manifest
