"""Sentence vectors: where each passage's sentences stand, and how near each is to a question."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.ranges import rows_of

HalfVectors = NDArray[np.float16]

_SCALE = np.float32(2.0**112)
_SIGN_AND_NUMBER = np.int32(-0x70002000)
_ROWS_AT_ONCE = 256


class SentenceSpan(NamedTuple):
    """Where a sentence stands, in characters of its document."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SentenceTable:
    """The sentences of all passages, in order; every passage has at least one.

    Those of passage p are the rows starts[p] to starts[p + 1] of `bounds`, shape (sentences, 2),
    start and end in the document, and of `vectors`, shape (sentences, dimension).
    """

    bounds: NDArray[np.int32] = field(repr=False)
    starts: NDArray[np.int64] = field(repr=False)
    vectors: HalfVectors = field(repr=False)

    def __post_init__(self) -> None:
        if not len(self.bounds) == len(self.vectors) == self.starts[-1]:
            raise ValueError(
                f"{len(self.bounds)} sentences have {len(self.vectors)} vectors, "
                f"and the passages count {self.starts[-1]}"
            )

    def of(self, passage: int) -> list[SentenceSpan]:
        """Where the sentences of a passage, given by its ordinal, stand in its document."""
        return [SentenceSpan(int(start), int(end)) for start, end in self.bounds_of(passage)]

    def bounds_of(self, passage: int) -> NDArray[np.int32]:
        """The same as an array, a row each."""
        return self.bounds[self.starts[passage] : self.starts[passage + 1]]

    def vectors_of(self, passage: int) -> HalfVectors:
        """The vectors of a passage's sentences, in their order."""
        return self.vectors[self.starts[passage] : self.starts[passage + 1]]

    def best(self, vector: Vectors, passages: NDArray[np.int64]) -> NDArray[np.float32]:
        """The likeness of each of these passages' nearest sentence, shape (passages,)."""
        if not len(passages):
            return np.empty(0, np.float32)
        counts = self.starts[passages + 1] - self.starts[passages]
        begins = np.cumsum(counts) - counts
        rows = rows_of(self.starts[passages], counts)
        best: NDArray[np.float32] = np.maximum.reduceat(
            likeness(self.vectors, rows, vector), begins
        )
        return best


def likeness(vectors: HalfVectors, rows: NDArray[np.int64], vector: Vectors) -> NDArray[np.float32]:
    """The dot products of these rows with `vector`, in single precision, shape (rows,).

    A half-precision number h, its bits shifted left by 13 and its sign extended, is as single
    precision 2^-112 · h; so h · v = bits · (2^112 · v), in a quarter of the time that NumPy takes
    to widen numbers. Few rows at a time stay in the processor's cache.
    """
    scaled = vector * _SCALE
    scores = np.empty(len(rows), np.float32)
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        bits = vectors[rows[start : start + _ROWS_AT_ONCE]].view(np.int16).astype(np.int32)
        bits <<= 13
        bits &= _SIGN_AND_NUMBER
        scores[start : start + _ROWS_AT_ONCE] = bits.view(np.float32) @ scaled
    return scores
