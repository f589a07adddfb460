"""Likenesses are standardised as if all of them had been computed."""

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from index.features.moments import moments_of


@given(st.integers(2, 40), st.integers(2, 8), st.integers(0, 2**32 - 1))
def test_z_scores_are_those_of_all_the_dot_products(rows: int, width: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    vectors = chance.normal(size=(rows, width)).astype(np.float32)
    question = chance.normal(size=width).astype(np.float32)
    likeness = vectors @ question
    # Likenesses that hardly differ are judged by a least deviation instead.
    assume(likeness.std() > 0.02)
    expected = (likeness - likeness.mean()) / likeness.std()
    found = moments_of(vectors).standardise(question, likeness)
    np.testing.assert_allclose(found, expected, rtol=0.02, atol=0.02)


def test_vectors_that_are_all_alike_give_no_infinity() -> None:
    vectors = np.ones((3, 4), np.float32)
    found = moments_of(vectors).standardise(vectors[0], vectors @ vectors[0])
    assert np.isfinite(found).all()


def test_no_vectors_have_moments_of_zero() -> None:
    moments = moments_of(np.empty((0, 4), np.float32))
    assert not moments.mean.any()
    assert not moments.covariance.any()


@given(st.integers(0, 2**32 - 1))
def test_a_single_vector_has_finite_z_scores_for_every_question(seed: int) -> None:
    chance = np.random.default_rng(seed)
    vectors = chance.normal(size=(1, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors)
    question = chance.normal(size=384).astype(np.float32)
    found = moments_of(vectors).standardise(question, vectors @ question)
    assert np.isfinite(found).all()
    assert np.abs(found).max() < 1


def test_mean_and_covariance_are_those_of_the_vectors() -> None:
    vectors = np.random.default_rng(1).standard_normal((20_000, 24)).astype(np.float16)
    moments = moments_of(vectors)
    plain = vectors.astype(np.float64)
    np.testing.assert_allclose(moments.mean, plain.mean(axis=0), atol=1e-6)
    np.testing.assert_allclose(moments.covariance, np.cov(plain.T, ddof=0), atol=1e-6)


@given(st.floats(0, 1))
def test_an_expected_deviation_weighs_as_much_as_it_is_told_to(weight: float) -> None:
    vectors = np.eye(4, dtype=np.float32)
    question = np.array([1, 0, 0, 0], np.float32)
    moments = moments_of(vectors)
    own = moments.deviation(question)
    found = moments.standardise(
        question, np.array([moments.mean[0] + 1], np.float32), expected=0.1, expected_weight=weight
    )
    expected = ((1 - weight) * own**2 + weight * 0.1**2) ** -0.5
    np.testing.assert_allclose(found, [expected], rtol=1e-3)
