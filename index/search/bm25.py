"""LexicalIndex: BM25 over analysed terms, and why a passage matched."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.search.terms import analyse

__all__ = ["LexicalIndex", "analyse"]

K1 = 1.5
B = 0.75


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
    _places: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.starts) != len(self.terms) + 1 or len(self.rows) != len(self.weights):
            raise ValueError(
                f"{len(self.terms)} terms have {len(self.starts)} bounds, "
                f"{len(self.rows)} rows and {len(self.weights)} weights"
            )
        places = {term: place for place, term in enumerate(self.terms)}
        object.__setattr__(self, "_places", places)

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """The BM25 score of every passage for these terms, each counted once."""
        scores = np.zeros(self.passages, np.float32)
        for place in self._known(terms).values():
            part = slice(self.starts[place], self.starts[place + 1])
            scores[self.rows[part]] += self.weights[part]
        return scores

    def explain(self, terms: Sequence[str], passage: int) -> dict[str, float]:
        """What each of the terms that the passage holds adds to its score."""
        found = {}
        for term, place in self._known(terms).items():
            start, end = self.starts[place], self.starts[place + 1]
            at = start + np.searchsorted(self.rows[start:end], passage)
            if at < end and self.rows[at] == passage:
                found[term] = float(self.weights[at])
        return found

    def rarity(self, term: str) -> float:
        """The inverse document frequency of a term, as BM25 has it; highest where none holds it."""
        return _rarity(self.held(term), self.passages)

    def held(self, term: str) -> int:
        """How many passages hold the term."""
        place = self._places.get(term)
        return 0 if place is None else int(self.starts[place + 1] - self.starts[place])

    def _known(self, terms: Sequence[str]) -> dict[str, int]:
        return {term: self._places[term] for term in terms if term in self._places}


def index_terms(passages: Sequence[Mapping[str, int]]) -> LexicalIndex:
    """The index of passages, given how often each one holds its terms.

    Weights follow Lucene's formula as Kamphuis et al. (2020) write it. They are those of bm25s to
    the bit, which counts passages one by one and takes twenty times as long.
    """
    terms = tuple(sorted({term for one in passages for term in one}))
    places = {term: place for place, term in enumerate(terms)}
    columns = np.array([places[term] for one in passages for term in one], np.int32)
    order = np.argsort(columns, kind="stable")
    counts = np.array([count for one in passages for count in one.values()], np.int32)[order]
    rows = np.repeat(np.arange(len(passages), dtype=np.int32), [len(one) for one in passages])
    rows = rows[order]
    held = np.bincount(columns, minlength=len(terms))
    rarity = np.array([_rarity(one, len(passages)) for one in held.tolist()], np.float32)
    lengths = np.bincount(rows, weights=counts, minlength=len(passages))
    mean = lengths.mean() if len(passages) else 0.0
    weights = counts / (K1 * ((1 - B) + B * lengths[rows] / mean) + counts)
    weights *= np.repeat(rarity, held)
    return LexicalIndex(
        terms=terms,
        weights=weights.astype(np.float32),
        rows=rows,
        starts=np.concatenate(([0], np.cumsum(held))),
        passages=len(passages),
    )


def _rarity(held: int, passages: int) -> float:
    """The inverse document frequency of a term that so many of the passages hold."""
    return math.log(1 + (passages - held + 0.5) / (held + 0.5))
