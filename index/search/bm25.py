"""BM25 over analysed terms, as Lucene has it and Kamphuis et al. (2020) write it.

    score(passage) = Σ over terms t of the query:  idf(t) · f / (f + k1 · (1 - b + b · l / L))
    idf(t) = ln(1 + (n - n(t) + 0.5) / (n(t) + 0.5))

with f how often the passage holds t, l its number of terms, L the mean of these, n the number of
passages and n(t) how many of them hold t. k1 and b are in index/parameters.py.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.parameters import FEATURES
from index.term_counts import TermCounts, count_terms


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

    def idf(self, term: str) -> float:
        """The inverse document frequency of a term; highest where no passage holds it."""
        return _idf(self.frequency(term), self.passages)

    def frequency(self, term: str) -> int:
        """How many passages hold the term."""
        number = self._numbers.get(term)
        return 0 if number is None else int(self.starts[number + 1] - self.starts[number])

    def _known(self, terms: Sequence[str]) -> dict[str, int]:
        return {term: self._numbers[term] for term in terms if term in self._numbers}


def index_terms(terms_of_passages: Sequence[Sequence[str]]) -> LexicalIndex:
    """The index of passages given by their terms. The order of terms does not depend on theirs."""
    return weigh(count_terms(terms_of_passages))


def _idf(frequency: int, passages: int) -> float:
    return math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))


def weigh(held: TermCounts) -> LexicalIndex:
    """The BM25 weights of terms: those of bm25s to the bit, in a twentieth of its time."""
    k1, b = FEATURES.bm25_k1, FEATURES.bm25_b
    frequency = np.diff(held.starts)
    idf = np.array([_idf(one, held.passages) for one in frequency.tolist()], np.float32)
    lengths = np.bincount(held.rows, weights=held.counts, minlength=held.passages)
    mean = lengths.mean() if held.passages else 0.0
    weights = held.counts / (k1 * ((1 - b) + b * lengths[held.rows] / mean) + held.counts)
    weights *= np.repeat(idf, frequency)
    return LexicalIndex(
        terms=held.terms,
        weights=weights.astype(np.float32),
        rows=held.rows,
        starts=held.starts,
        passages=held.passages,
    )
