"""Sums: over vectors, exact in any order, so that a rebuild adds only what is new.

Components are rounded to 2^-14, so that products are multiples of 2^-28 and a sum of those of up to
2^25 unit vectors is a whole number of them below 2^53, which double precision holds without error.
The rounding adds 2^-28/12 to the variance of a component, of which unit vectors have 2^-9.
"""

from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

_UNIT = 2.0**-14
_ROWS = 16_384


@dataclass(frozen=True, slots=True)
class Sums:
    """How many vectors there are, their sum, shape (dimension,), and that of the products of their
    components, shape (dimension, dimension)."""

    count: int
    vectors: NDArray[np.float64] = field(repr=False)
    products: NDArray[np.float64] = field(repr=False)

    def __add__(self, other: Self) -> "Sums":
        return Sums(
            self.count + other.count,
            self.vectors + other.vectors,
            self.products + other.products,
        )

    def __sub__(self, other: Self) -> "Sums":
        return Sums(
            self.count - other.count,
            self.vectors - other.vectors,
            self.products - other.products,
        )


def sum_up(vectors: NDArray[np.floating]) -> Sums:
    """The sums over the rows, which are unit vectors."""
    rows, dimension = vectors.shape
    total = np.zeros(dimension)
    products = np.zeros((dimension, dimension))
    for start in range(0, rows, _ROWS):
        part = np.rint(vectors[start : start + _ROWS].astype(np.float64) / _UNIT)
        total += part.sum(axis=0)
        products += part.T @ part
    return Sums(rows, total * _UNIT, products * _UNIT**2)
