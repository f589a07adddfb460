"""The metric of questions: unit vectors, those of one answer near one another, few no trouble."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.questions.metric import QuestionMetric, learn_metric

Rows = NDArray[np.float32]
counts = st.integers(0, 12)
seeds = st.integers(0, 2**32 - 1)
ORIGIN = np.zeros(8, np.float32)


def units(vectors: NDArray[np.floating]) -> Rows:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def chance(rows: int, seed: int, *, width: int = 8) -> Rows:
    return units(np.random.default_rng(seed).normal(size=(rows, width)) + 0.1)


def clusters(*, answers: int, each: int, seed: int) -> tuple[Rows, NDArray[np.int64]]:
    """Questions of some answers, on top of a large part that all share.

    What those of one answer differ by lies mostly in three directions, and is larger than what
    tells the answers apart.
    """
    rng = np.random.default_rng(seed)
    labels = np.repeat(np.arange(answers), each)
    centres = rng.normal(size=(answers, 24))
    noise = rng.normal(size=(len(labels), 24)) * np.where(np.arange(24) < 3, 4.0, 0.2)
    return units(8 + centres[labels] + noise), labels


def precision(vectors: Rows, labels: NDArray[np.int64]) -> float:
    """How often the nearest other question is one of the same answer."""
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, -2)
    return float((labels[likeness.argmax(axis=1)] == labels).mean())


@given(counts, st.integers(1, 5), seeds)
def test_placed_vectors_are_unit_vectors_whatever_was_learnt(
    rows: int, answers: int, seed: int
) -> None:
    vectors = chance(rows, seed)
    metric = learn_metric(vectors, [row % answers for row in range(rows)], origin=ORIGIN)
    placed = metric.place(chance(5, seed + 1))
    np.testing.assert_allclose(np.linalg.norm(placed, axis=1), 1, atol=1e-4)
    np.testing.assert_allclose(placed[0], metric.place(chance(5, seed + 1)[0]), atol=1e-5)


@given(counts, seeds)
def test_the_whitening_is_symmetric_and_positive(rows: int, seed: int) -> None:
    whitening = learn_metric(chance(rows, seed), [0] * rows, origin=ORIGIN, prior=1).whitening
    np.testing.assert_allclose(whitening, whitening.T, atol=1e-5)
    assert (np.linalg.eigvalsh(whitening) > 0).all()


@pytest.mark.parametrize("seed", range(5))
def test_questions_of_one_answer_are_nearer_than_without_the_metric(seed: int) -> None:
    vectors, labels = clusters(answers=30, each=6, seed=seed)
    learnt = learn_metric(vectors, labels.tolist(), origin=np.zeros(24, np.float32), prior=10)
    plain = precision(vectors, labels)
    assert precision(learnt.place(vectors), labels) > max(0.9, plain + 0.1)


def test_nothing_is_whitened_where_no_answer_has_two_questions() -> None:
    metric = learn_metric(chance(6, 1), range(6), origin=ORIGIN)
    np.testing.assert_allclose(metric.whitening, np.eye(8), atol=1e-6)


def test_without_a_question_the_mean_is_the_origin() -> None:
    origin = chance(1, 3)[0]
    metric = learn_metric(np.empty((0, 8), np.float32), [], origin=origin)
    np.testing.assert_allclose(metric.mean, origin, atol=1e-6)
    assert np.isfinite(metric.place(chance(2, 4))).all()


def test_many_questions_have_their_own_mean() -> None:
    vectors = chance(4000, 5)
    metric = learn_metric(vectors, range(4000), origin=-vectors.mean(axis=0))
    np.testing.assert_allclose(metric.mean, vectors.mean(axis=0), atol=1e-3)


@pytest.mark.parametrize("taught", [1, 2, 3])
def test_of_few_questions_a_paraphrase_is_near_and_a_stranger_is_not(taught: int) -> None:
    rng = np.random.default_rng(6)
    shared = rng.normal(size=64) * 3
    questions = units(shared + rng.normal(size=(taught, 64)))
    near = units(questions[:1] * np.linalg.norm(shared) + rng.normal(size=(1, 64)) * 0.3)
    far = units(shared + rng.normal(size=(200, 64)))
    passages = units(shared + rng.normal(size=(50, 64)))
    metric = learn_metric(questions, range(taught), origin=passages.mean(axis=0))
    placed = metric.place(questions)[0]
    assert float(metric.place(questions)[0] @ placed) == pytest.approx(1, abs=1e-5)
    assert float(metric.place(near)[0] @ placed) > 0.7
    assert float((metric.place(far) @ placed).max()) < 0.5
    assert float((far @ questions[0]).min()) > 0.5  # as the encoder gave them, all are near


def test_a_question_at_the_very_mean_has_no_likeness_and_no_infinity() -> None:
    metric = QuestionMetric(chance(1, 7)[0], np.eye(8, dtype=np.float32))
    placed = metric.place(metric.mean[None])
    assert np.isfinite(placed).all()
    assert not placed.any()
