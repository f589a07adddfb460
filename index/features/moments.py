"""Moments: mean and covariance of vectors, so that a likeness is judged without all the others.

Among the dot products x·q of all vectors x with a question q, one of value s has the z-score

    z = (s - μ·q) / √(qᵀ C q)

with μ the mean, shape (dimension,), and C the covariance, shape (dimension, dimension), of x.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors

# Below it a variance is the rounding of float32: one passage, or several of the same words.
_LEAST_DEVIATION = 1e-3
_ROWS_AT_ONCE = 16_384


@dataclass(frozen=True, slots=True)
class Moments:
    """The mean and the covariance of vectors."""

    mean: NDArray[np.float32] = field(repr=False)
    covariance: NDArray[np.float32] = field(repr=False)

    def standardise(
        self,
        question: Vectors,
        likeness: NDArray[np.float32],
        *,
        expected: float = 0.0,
        expected_weight: float = 0.0,
    ) -> NDArray[np.float32]:
        """The z-scores of dot products with `question`, an array of any shape.

        `expected` is the deviation to expect without these vectors, `expected_weight` its weight
        beside theirs, from 0 to 1.
        """
        deviation = mixed_deviation(self.deviation(question), expected, weight=expected_weight)
        return np.asarray((likeness - question @ self.mean) / deviation, np.float32)

    def deviation(self, question: Vectors) -> float:
        """The standard deviation of the dot products with `question`."""
        variance = max(_LEAST_DEVIATION**2, float(question @ self.covariance @ question))
        return float(variance**0.5)


def mixed_deviation(own: float, expected: float, *, weight: float) -> float:
    """The deviation whose variance is the mean of both, `weight` being that of `expected`."""
    return float(((1 - weight) * own**2 + weight * expected**2) ** 0.5)


def moments_of(vectors: NDArray[np.floating]) -> Moments:
    """The moments of vectors, a row each; those of none are zero."""
    rows, dimension = vectors.shape
    total = np.zeros(dimension)
    products = np.zeros((dimension, dimension))
    for start in range(0, rows, _ROWS_AT_ONCE):
        part = vectors[start : start + _ROWS_AT_ONCE].astype(np.float64)
        total += part.sum(axis=0)
        products += part.T @ part
    mean = total / max(1, rows)
    covariance = products / max(1, rows) - np.outer(mean, mean)
    return Moments(mean.astype(np.float32), covariance.astype(np.float32))
