"""A snapshot's folder, written."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.cutting import CutDocument
from index.encoder import Vectors
from index.files import describe, write_array, write_lines
from index.lexical import LexicalIndex
from index.manifest import Entry, Gone, Manifest, entry_line, gone_line, write_manifest
from index.sentences import HalfVectors
from index.traits import Notes, write_notes
from index.vectors import make_clusters
from index.workings import Workings, write_workings


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a snapshot holds; documents by id, and their passages in the same order.

    `references` has a line for each document.
    """

    entries: Sequence[Entry]
    documents: Sequence[CutDocument]
    gone: Sequence[Gone]
    passage_ids: Sequence[str]
    validity: NDArray[np.int32]
    references: Sequence[bytes]
    vectors: Vectors
    sentence_vectors: HalfVectors
    lexical: LexicalIndex
    notes: Notes
    workings: Workings


def write_snapshot(folder: Path, contents: Contents, manifest: Manifest) -> Manifest:
    """Fills the folder; gives the manifest completed with counts and files, as it was written."""
    documents = contents.documents
    starts = np.zeros(len(contents.passage_ids) + 1, np.int64)
    np.cumsum(np.concatenate([*(one.counts for one in documents), starts[:0]]), out=starts[1:])
    sentences = [document.sentences for document in documents]
    lexical = contents.lexical
    write_lines(folder / "catalogue.jsonl", map(entry_line, contents.entries))
    write_lines(folder / "documents.jsonl", (document.line for document in documents))
    write_lines(
        folder / "passages.jsonl", (line for one in documents for line in one.passage_lines)
    )
    write_lines(folder / "gone.jsonl", map(gone_line, contents.gone))
    write_lines(folder / "passage_ids.txt", (id.encode() for id in contents.passage_ids))
    write_lines(folder / "references.jsonl", contents.references)
    write_lines(folder / "terms.txt", (term.encode() for term in lexical.terms))
    for name, array in (
        ("validity", contents.validity),
        ("vectors", contents.vectors),
        ("sentence_vectors", contents.sentence_vectors),
        ("sentence_bounds", np.concatenate((np.empty((0, 2), np.int32), *sentences))),
        ("sentence_starts", starts),
        ("term_weights", lexical.weights),
        ("term_rows", lexical.rows),
        ("term_starts", lexical.starts),
    ):
        write_array(folder / f"{name}.npy", array)
    write_notes(folder, contents.notes)
    write_workings(folder, contents.workings)
    clusters = make_clusters(contents.vectors)
    if clusters is not None:
        write_array(folder / "clusters.npy", clusters)
    manifest = replace(
        manifest,
        documents=len(contents.entries),
        passages=len(contents.passage_ids),
        sentences=int(starts[-1]),
        kinds=dict(sorted(Counter(entry.kind for entry in contents.entries).items())),
        languages=dict(sorted(Counter(entry.language for entry in contents.entries).items())),
        files={path.name: describe(path) for path in sorted(folder.iterdir())},
    )
    write_manifest(folder, manifest)
    return manifest
