"""A snapshot's folder, written."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.build.cutting import CutDocument
from index.encoder import Vectors
from index.features.passage_features import ExtractedFeatures, write_features
from index.search.bm25 import LexicalIndex
from index.search.sentence_vectors import HalfVectors
from index.search.vectors import make_clusters
from index.snapshot.files import SnapshotWriter
from index.snapshot.manifest import Entry, Gone, Manifest, entry_line, gone_line, write_manifest
from index.snapshot.tombstones import FORMER, Former, former_lines
from index.workings import Workings, write_workings


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a snapshot holds; documents by id, and their passages in the same order.

    `references` has a line for each document. Vectors come in parts, one after the other.
    """

    entries: Sequence[Entry]
    documents: Sequence[CutDocument]
    gone: Sequence[Gone]
    former: Sequence[Former]
    passage_ids: Sequence[str]
    validity: NDArray[np.int32]
    references: Sequence[bytes]
    vectors: Sequence[Vectors]
    sentence_vectors: Sequence[HalfVectors]
    lexical: LexicalIndex
    features: ExtractedFeatures
    workings: Workings


def write_snapshot(folder: Path, contents: Contents, manifest: Manifest) -> Manifest:
    """Fills the folder; gives the manifest completed with counts and files, as it was written."""
    writer = SnapshotWriter(folder)
    documents, lexical = contents.documents, contents.lexical
    starts = np.zeros(len(contents.passage_ids) + 1, np.int64)
    np.cumsum(np.concatenate([starts[:0], *(one.counts for one in documents)]), out=starts[1:])
    writer.lines("catalogue.jsonl", map(entry_line, contents.entries))
    writer.lines("documents.jsonl", (document.line for document in documents))
    writer.lines("passages.jsonl", (line for one in documents for line in one.passage_lines))
    writer.lines("passage_ids.txt", (id.encode() for id in contents.passage_ids))
    writer.lines("gone.jsonl", map(gone_line, contents.gone))
    writer.lines(FORMER, former_lines(contents.former))
    writer.lines("references.jsonl", contents.references)
    writer.lines("terms.txt", (term.encode() for term in lexical.terms))
    writer.array("validity.npy", contents.validity)
    writer.array("vectors.npy", *contents.vectors)
    writer.array("sentence_vectors.npy", *contents.sentence_vectors)
    writer.array(
        "sentence_bounds.npy", np.empty((0, 2), np.int32), *(one.sentences for one in documents)
    )
    writer.array("sentence_starts.npy", starts)
    writer.array("term_weights.npy", lexical.weights)
    writer.array("term_rows.npy", lexical.rows)
    writer.array("term_starts.npy", lexical.starts)
    write_features(writer, contents.features)
    write_workings(writer, contents.workings)
    clusters = make_clusters(*contents.vectors)
    if clusters is not None:
        writer.array("clusters.npy", clusters)
    manifest = replace(
        manifest,
        documents=len(contents.entries),
        passages=len(contents.passage_ids),
        sentences=int(starts[-1]),
        kinds=dict(sorted(Counter(entry.kind for entry in contents.entries).items())),
        languages=dict(sorted(Counter(entry.language for entry in contents.entries).items())),
        files=dict(sorted(writer.files.items())),
    )
    write_manifest(folder, manifest)
    return manifest
