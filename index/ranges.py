"""Ranges: the rows of several parts of an array, one part after the other."""

import numpy as np
from numpy.typing import NDArray


def rows_of(starts: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each part, which begins at its start, as many rows as it counts, shape (Σ counts,)."""
    begins = np.cumsum(counts) - counts
    rows: NDArray[np.int64] = np.arange(counts.sum()) + np.repeat(starts - begins, counts)
    return rows
