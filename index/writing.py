"""A snapshot's folder, written."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from corpus.references import Reference
from index.cutting import CutDocument
from index.encoder import Vectors
from index.files import describe, write_array, write_lines
from index.lexical import LexicalIndex
from index.manifest import Entry, Gone, Manifest, entry_line, gone_line, write_manifest
from index.records import reference_line
from index.sentences import HalfVectors
from index.traits import Traits, write_traits
from index.vectors import make_clusters


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a snapshot holds; documents by id, and their passages in the same order."""

    entries: Sequence[Entry]
    documents: Sequence[CutDocument]
    gone: Sequence[Gone]
    references: Sequence[Reference]
    vectors: Vectors
    sentence_vectors: HalfVectors
    lexical: LexicalIndex
    traits: Traits


def write_snapshot(folder: Path, contents: Contents, manifest: Manifest) -> Manifest:
    """Fills the folder; gives the manifest completed with counts and files, as it was written."""
    documents = contents.documents
    bounds = [one for document in documents for one in document.bounds]
    starts = np.zeros(len(bounds) + 1, np.int64)
    np.cumsum([len(one) for one in bounds], out=starts[1:])
    lexical = contents.lexical
    write_lines(folder / "catalogue.jsonl", map(entry_line, contents.entries))
    write_lines(folder / "documents.jsonl", (document.line for document in documents))
    write_lines(
        folder / "passages.jsonl", (line for one in documents for line in one.passage_lines)
    )
    write_lines(folder / "gone.jsonl", map(gone_line, contents.gone))
    write_lines(folder / "references.jsonl", map(reference_line, contents.references))
    write_lines(folder / "terms.txt", (term.encode() for term in lexical.terms))
    for name, array in (
        ("vectors", contents.vectors),
        ("sentence_vectors", contents.sentence_vectors),
        ("sentence_bounds", np.concatenate((np.empty((0, 2), np.int32), *bounds))),
        ("sentence_starts", starts),
        ("term_weights", lexical.weights),
        ("term_rows", lexical.rows),
        ("term_starts", lexical.starts),
    ):
        write_array(folder / f"{name}.npy", array)
    write_traits(folder, contents.traits)
    clusters = make_clusters(contents.vectors)
    if clusters is not None:
        write_array(folder / "clusters.npy", clusters)
    manifest = replace(
        manifest,
        documents=len(contents.entries),
        passages=len(bounds),
        sentences=int(starts[-1]),
        kinds=dict(sorted(Counter(entry.kind for entry in contents.entries).items())),
        languages=dict(sorted(Counter(entry.language for entry in contents.entries).items())),
        files={path.name: describe(path) for path in sorted(folder.iterdir())},
    )
    write_manifest(folder, manifest)
    return manifest
