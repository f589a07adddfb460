"""Sums: over vectors, exact in any order, so that a rebuild adds only what is new.

Whole numbers below 2^53 are added without error in double precision. Components are therefore
rounded: to 2^-28 for their own sum, and to 2^-15 for that of their products, which are then
multiples of 2^-30. So up to 2^23 unit vectors can be summed. The coarse rounding adds 2^-30/12 to
the variance of a component, of which unit vectors have about 2^-9.
"""

from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

_FINE = 2.0**-28
_COARSE = 2.0**-15
_ROWS = 16_384


@dataclass(frozen=True, slots=True)
class Sums:
    """How many vectors there are, and a table of sums over them, of shape (2 + dimension,
    dimension): their own, that of their coarse roundings, and those of the products of these."""

    count: int
    table: NDArray[np.float64] = field(repr=False)

    def __add__(self, other: Self) -> "Sums":
        return Sums(self.count + other.count, self.table + other.table)

    def __sub__(self, other: Self) -> "Sums":
        return Sums(self.count - other.count, self.table - other.table)

    def mean(self) -> NDArray[np.float64]:
        """The mean of the vectors; zero where there are none."""
        mean: NDArray[np.float64] = self.table[0] / max(1, self.count)
        return mean

    def covariance(self) -> NDArray[np.float64]:
        """The covariance of their components; zero where there are none."""
        table = self.table[1:] / max(1, self.count)
        covariance: NDArray[np.float64] = table[1:] - np.outer(table[0], table[0])
        return covariance


def sum_up(vectors: NDArray[np.floating]) -> Sums:
    """The sums over the rows, which are unit vectors."""
    rows, dimension = vectors.shape
    table = np.zeros((2 + dimension, dimension))
    for start in range(0, rows, _ROWS):
        part = vectors[start : start + _ROWS].astype(np.float64)
        table[0] += (np.rint(part / _FINE) * _FINE).sum(axis=0)
        part = np.rint(part / _COARSE)
        table[1] += part.sum(axis=0) * _COARSE
        table[2:] += part.T @ part * _COARSE**2
    return Sums(rows, table)
