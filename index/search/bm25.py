"""BM25 over analysed terms, as Lucene has it and Kamphuis et al. (2020) write it.

    score(passage) = Σ over terms t of the query:  idf(t) · f / (f + k1 · (1 - b + b · l / L))
    idf(t) = ln(1 + (n - n(t) + 0.5) / (n(t) + 0.5))

with f how often the passage holds t, l its number of terms, L the mean of these, n the number of
passages and n(t) how many of them hold t. k1 and b are in index/parameters.py. So few passages as
to say little of how rare a term is are filled up with those of a background: n and n(t) count them.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.parameters import BACKGROUND, FEATURES
from index.snapshot.files import SnapshotFiles, SnapshotWriter


@dataclass(frozen=True, slots=True)
class LexicalIndex:
    """The BM25 weight of each term in each passage that holds it, term by term.

    The passages that hold term `t` are `rows[starts[t]:starts[t + 1]]`, in ascending order, and
    their weights stand at the same places of `weights`. `terms` is sorted.
    """

    terms: tuple[str, ...]
    weights: NDArray[np.float32] = field(repr=False)
    rows: NDArray[np.int32] = field(repr=False)
    starts: NDArray[np.int64] = field(repr=False)
    passages: int
    _numbers: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.starts) != len(self.terms) + 1 or len(self.rows) != len(self.weights):
            raise ValueError(
                f"{len(self.terms)} terms have {len(self.starts)} bounds, "
                f"{len(self.rows)} rows and {len(self.weights)} weights"
            )
        numbers = {term: number for number, term in enumerate(self.terms)}
        object.__setattr__(self, "_numbers", numbers)

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """The BM25 score of every passage for these terms, each counted once."""
        scores = np.zeros(self.passages, np.float32)
        for number in self._known(terms).values():
            part = slice(self.starts[number], self.starts[number + 1])
            scores[self.rows[part]] += self.weights[part]
        return scores

    def explain(self, terms: Sequence[str], passage: int) -> dict[str, float]:
        """The weight of each of the terms that the passage holds; they add up to its score."""
        found = {}
        for term, number in self._known(terms).items():
            start, end = self.starts[number], self.starts[number + 1]
            at = start + np.searchsorted(self.rows[start:end], passage)
            if at < end and self.rows[at] == passage:
                found[term] = float(self.weights[at])
        return found

    def held(self, terms: Iterable[str], passages: NDArray[np.int64]) -> frozenset[str]:
        """Those of the terms that any of these passages holds."""
        found = set()
        for term, number in self._known(terms).items():
            rows = self.rows[self.starts[number] : self.starts[number + 1]]
            at = np.minimum(np.searchsorted(rows, passages), len(rows) - 1)
            if (rows[at] == passages).any():
                found.add(term)
        return frozenset(found)

    def idf(self, term: str) -> float:
        """The inverse document frequency of a term; highest where no passage holds it."""
        return _idf(self.frequency(term), self.passages)

    def share(self, term: str) -> float:
        """The share of passages that hold the term, those of the background among them."""
        held, passages = _filled_up(self.frequency(term), self.passages)
        return held / passages

    def frequency(self, term: str) -> int:
        """How many passages hold the term."""
        number = self._numbers.get(term)
        return 0 if number is None else int(self.starts[number + 1] - self.starts[number])

    def _known(self, terms: Iterable[str]) -> dict[str, int]:
        return {term: self._numbers[term] for term in terms if term in self._numbers}


def index_terms(passages: Sequence[Mapping[str, int]]) -> LexicalIndex:
    """The index of passages, given how often each one holds its terms.

    Its weights are those of bm25s to the bit, in a twentieth of its time.
    """
    k1, b = FEATURES.bm25_k1, FEATURES.bm25_b
    terms = tuple(sorted({term for one in passages for term in one}))
    numbers = {term: number for number, term in enumerate(terms)}
    columns = np.array([numbers[term] for one in passages for term in one], np.int32)
    order = np.argsort(columns, kind="stable")
    counts = np.array([count for one in passages for count in one.values()], np.int32)[order]
    rows = np.repeat(np.arange(len(passages), dtype=np.int32), [len(one) for one in passages])
    rows = rows[order]
    frequency = np.bincount(columns, minlength=len(terms))
    idf = np.array([_idf(one, len(passages)) for one in frequency.tolist()], np.float32)
    lengths = np.bincount(rows, weights=counts, minlength=len(passages))
    mean = lengths.mean() if len(passages) else 0.0
    weights = counts / (k1 * ((1 - b) + b * lengths[rows] / mean) + counts)
    weights *= np.repeat(idf, frequency)
    return LexicalIndex(
        terms=terms,
        weights=weights.astype(np.float32),
        rows=rows,
        starts=np.concatenate(([0], np.cumsum(frequency))),
        passages=len(passages),
    )


def write_lexical(writer: SnapshotWriter, lexical: LexicalIndex, *, prefix: str = "") -> None:
    """Writes the index into a snapshot, in files whose names begin with `prefix`."""
    writer.lines(f"{prefix}terms.txt", (term.encode() for term in lexical.terms))
    writer.array(f"{prefix}term_weights.npy", lexical.weights)
    writer.array(f"{prefix}term_rows.npy", lexical.rows)
    writer.array(f"{prefix}term_starts.npy", lexical.starts)


def read_lexical(files: SnapshotFiles, *, passages: int, prefix: str = "") -> LexicalIndex:
    """The index of so many passages that write_lexical wrote, each file checked."""
    return LexicalIndex(
        terms=tuple(line.decode() for line in files.lines(f"{prefix}terms.txt")),
        weights=files.array(f"{prefix}term_weights.npy"),
        rows=files.array(f"{prefix}term_rows.npy"),
        starts=files.array(f"{prefix}term_starts.npy"),
        passages=passages,
    )


def _idf(frequency: int, passages: int) -> float:
    held, among = _filled_up(frequency, passages)
    return math.log(1 + (among - held + 0.5) / (held + 0.5))


def _filled_up(frequency: int, passages: int) -> tuple[float, int]:
    """How many passages hold a term, among how many, with those of the background."""
    lacking = max(0, BACKGROUND.passages - passages)
    return frequency + lacking * BACKGROUND.term_share, passages + lacking
