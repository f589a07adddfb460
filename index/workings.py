"""Workings: what a build worked out and no search needs, kept for the next build to take over."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.files import SnapshotFiles, write_array, write_lines
from index.lexical import LexicalIndex
from index.term_counts import TermCounts

WORKINGS = ("mentions.jsonl", "term_counts.npy", "word_counts.npy")


@dataclass(frozen=True, slots=True)
class Workings:
    """How often passages hold their terms and texts the words of Traits.words; and, for each
    document, a line of its mentions of articles, resolved or not."""

    terms: TermCounts = field(repr=False)
    word_counts: NDArray[np.int64] = field(repr=False)
    mentions: Sequence[bytes] = field(repr=False)


def write_workings(folder: Path, workings: Workings) -> None:
    """Writes the workings into a snapshot's folder; the terms themselves are the index's."""
    write_lines(folder / "mentions.jsonl", workings.mentions)
    write_array(folder / "term_counts.npy", workings.terms.counts)
    write_array(folder / "word_counts.npy", workings.word_counts)


def read_workings(files: SnapshotFiles, lexical: LexicalIndex) -> Workings:
    """The workings written by write_workings, each file checked."""
    return Workings(
        terms=TermCounts(
            terms=lexical.terms,
            counts=files.array("term_counts.npy"),
            rows=lexical.rows,
            starts=lexical.starts,
            passages=lexical.passages,
        ),
        word_counts=files.array("word_counts.npy"),
        mentions=files.lines("mentions.jsonl"),
    )
