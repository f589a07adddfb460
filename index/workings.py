"""Workings: what a build worked out and no search needs, kept for the next build to take over."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.search.bm25 import LexicalIndex
from index.snapshot.files import SnapshotFiles, SnapshotWriter
from index.sums import Sums
from index.term_counts import TermCounts

WORKINGS = ("mentions.jsonl", "sums.npy", "term_counts.npy", "word_counts.npy")


@dataclass(frozen=True, slots=True)
class Workings:
    """How often passages hold their terms and texts their words; the sums over the
    vectors; and, for each document, a line of its mentions of articles, resolved or not."""

    terms: TermCounts = field(repr=False)
    passage_sums: Sums = field(repr=False)
    sentence_sums: Sums = field(repr=False)
    word_counts: NDArray[np.int64] = field(repr=False)
    mentions: Sequence[bytes] = field(repr=False)


def write_workings(writer: SnapshotWriter, workings: Workings) -> None:
    """Writes the workings into a snapshot; the terms themselves are the index's."""
    writer.lines("mentions.jsonl", workings.mentions)
    writer.array("sums.npy", np.stack((workings.passage_sums.table, workings.sentence_sums.table)))
    writer.array("term_counts.npy", workings.terms.counts)
    writer.array("word_counts.npy", workings.word_counts)


def read_workings(files: SnapshotFiles, lexical: LexicalIndex, *, sentences: int) -> Workings:
    """The workings written by write_workings, each file checked."""
    of_passages, of_sentences = files.array("sums.npy")
    return Workings(
        terms=TermCounts(
            terms=lexical.terms,
            counts=files.array("term_counts.npy"),
            rows=lexical.rows,
            starts=lexical.starts,
            passages=lexical.passages,
        ),
        passage_sums=Sums(lexical.passages, of_passages),
        sentence_sums=Sums(sentences, of_sentences),
        word_counts=files.array("word_counts.npy"),
        mentions=files.lines("mentions.jsonl"),
    )
