"""Sums over vectors are exact: taking away and adding gives to the bit what summing anew does."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.sums import Sums, sum_up


def unit_vectors(rows: int, seed: int) -> NDArray[np.float32]:
    vectors = np.random.default_rng(seed).standard_normal((rows, 24)).astype(np.float32)
    unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def same(one: Sums, other: Sums) -> bool:
    return one.count == other.count and one.table.tobytes() == other.table.tobytes()


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 2**32 - 1))
def test_what_stays_gives_the_same_sums_whatever_came_and_went(
    stay: int, go: int, come: int, seed: int
) -> None:
    vectors = unit_vectors(stay + go + come, seed)
    kept, gone, new = np.split(vectors, [stay, stay + go])
    before = sum_up(np.concatenate((gone, kept)))
    assert same(before - sum_up(gone) + sum_up(new), sum_up(np.concatenate((kept, new))))


def test_mean_and_covariance_are_those_of_the_vectors() -> None:
    vectors = unit_vectors(20_000, 1)
    sums = sum_up(vectors)
    plain = vectors.astype(np.float64)
    np.testing.assert_allclose(sums.mean(), plain.mean(axis=0), atol=1e-10)
    np.testing.assert_allclose(sums.covariance(), np.cov(plain.T, ddof=0), atol=1e-7)
    assert same(sums, sum_up(vectors[::-1]))


def test_vectors_in_half_precision_are_summed_as_they_are() -> None:
    sums = sum_up(np.array([[0.5, -0.25, 0.125]], np.float16))
    assert sums.table[:3].tolist() == [[0.5, -0.25, 0.125]] * 2 + [[0.25, -0.125, 0.0625]]
