"""The metric of questions: how near two questions are in what they ask for, learnt from examples.

Vectors of short questions are near one another whatever they ask. Taken from their mean, and with
the directions in which questions of one answer differ counted less,

    q' = (q - μ) W^-1/2 / |(q - μ) W^-1/2|,   W = (1 - s) · S / mean(diag S) + s · I

with S the covariance of questions within their answers and s rising with their number, questions
of one answer are near and others are not (within-class covariance normalisation: Hatch, Kajarekar
and Stolcke, Interspeech 2006). Of few questions μ is drawn to the mean of the index's passages:
that of a single one would be the question itself, and leave nothing to compare.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.parameters import FEATURES

_LEAST_NORM = np.float32(1e-6)


@dataclass(frozen=True, slots=True)
class QuestionMetric:
    """`mean` of the questions, shape (dimension,), and `whitening`, W^-1/2, symmetric."""

    mean: NDArray[np.float32] = field(repr=False)
    whitening: NDArray[np.float32] = field(repr=False)

    def place(self, vectors: Vectors) -> Vectors:
        """Unit vectors of questions where the metric has them, of any shape (…, dimension)."""
        moved = (vectors - self.mean) @ self.whitening
        norms = np.linalg.norm(moved, axis=-1, keepdims=True)
        return np.asarray(moved / np.maximum(norms, _LEAST_NORM), np.float32)


def learn_metric(
    vectors: Vectors,
    answers: Sequence[Hashable],
    *,
    origin: Vectors,
    prior: float = FEATURES.metric_prior,
    origin_weight: float = FEATURES.metric_origin,
) -> QuestionMetric:
    """The metric of questions, a row each, that ask for the thing of `answers` at the same place.

    `origin`, shape (dimension,), is where the mean would be without any question, and counts like
    `origin_weight` of them. `prior` is the number of questions, beyond one an answer, that weigh as
    much as knowing nothing of how questions differ.
    """
    rows, dimension = vectors.shape
    mean = vectors.sum(axis=0, dtype=np.float64) + origin_weight * origin.astype(np.float64)
    mean /= rows + origin_weight
    numbers = {answer: number for number, answer in enumerate(dict.fromkeys(answers))}
    labels = np.array([numbers[answer] for answer in answers], np.int64)
    sums = np.zeros((len(numbers), dimension))
    np.add.at(sums, labels, vectors)
    counts = np.bincount(labels, minlength=len(numbers))[:, None]
    within = vectors - (sums / np.maximum(counts, 1))[labels]
    seen = rows - len(numbers)
    scatter = within.T @ within
    scale = np.trace(scatter) / dimension
    shared = seen / (seen + prior) if seen and scale > 0 else 0.0
    spread = np.eye(dimension) * (1 - shared)
    if shared:
        spread += scatter * (shared / scale)
    values, directions = np.linalg.eigh(spread)
    whitening = (directions * values**-0.5) @ directions.T
    return QuestionMetric(mean.astype(np.float32), whitening.astype(np.float32))
