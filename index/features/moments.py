"""Moments: mean and covariance of vectors, so that a likeness is judged without all the others.

Among the dot products x·q of all vectors x with a question q, one of value s has the z-score

    z = (s - μ·q) / √(qᵀ C q)

with μ the mean, shape (dimension,), and C the covariance, shape (dimension, dimension), of x.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.sums import Sums

# Below it a variance is the rounding of float32: one passage, or several of the same words.
_LEAST_DEVIATION = 1e-3


@dataclass(frozen=True, slots=True)
class Moments:
    """The mean and the covariance of vectors."""

    mean: NDArray[np.float32] = field(repr=False)
    covariance: NDArray[np.float32] = field(repr=False)

    def standardise(self, question: Vectors, likeness: NDArray[np.float32]) -> NDArray[np.float32]:
        """The z-scores of dot products with `question`, an array of any shape."""
        variance = max(_LEAST_DEVIATION**2, float(question @ self.covariance @ question))
        deviation = variance**0.5
        return np.asarray((likeness - question @ self.mean) / deviation, np.float32)


def moments_of(sums: Sums) -> Moments:
    """The moments of vectors by their sums; those of no vectors are zero."""
    return Moments(sums.mean().astype(np.float32), sums.covariance().astype(np.float32))
