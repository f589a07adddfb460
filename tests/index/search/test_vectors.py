"""FAISS finds what comparing every vector finds, with filters and without, flat or by clusters."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.encoder import Vectors
from index.parameters import VectorSearchParameters
from index.search.vectors import VectorIndex, index_vectors, make_clusters


def unit_vectors(count: int, dimension: int = 16, *, seed: int = 0) -> Vectors:
    raw = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    vectors: Vectors = raw / np.linalg.norm(raw, axis=1, keepdims=True)
    return vectors


def compared(vectors: Vectors, query: Vectors, limit: int, mask: NDArray[np.bool_]) -> list[int]:
    """The nearest rows, by comparing every one."""
    rows = np.flatnonzero(mask)
    order = np.argsort(-(vectors[rows] @ query), kind="stable")[:limit]
    return [int(row) for row in rows[order]]


@given(
    count=st.integers(1, 60),
    limit=st.integers(1, 70),
    seed=st.integers(0, 1000),
    kept=st.integers(0, 100),
)
def test_the_flat_index_finds_what_comparing_every_vector_finds(
    count: int, limit: int, seed: int, kept: int
) -> None:
    vectors = unit_vectors(count, seed=seed)
    query = unit_vectors(1, seed=seed + 1)[0]
    mask = np.random.default_rng(seed).random(count) < kept / 100
    found = index_vectors(vectors).search(query, limit=limit, mask=mask)
    assert found.passages.tolist() == compared(vectors, query, limit, mask)
    assert np.allclose(found.scores, vectors[found.passages] @ query, atol=1e-5)


def test_without_a_filter_all_are_searched() -> None:
    vectors = unit_vectors(50)
    found = index_vectors(vectors).search(vectors[7], limit=3)
    assert found.passages.tolist() == compared(vectors, vectors[7], 3, np.ones(50, np.bool_))
    assert found.passages[0] == 7


def test_equal_vectors_come_in_the_passages_own_order() -> None:
    vectors = np.repeat(unit_vectors(1), 5, axis=0)
    found = index_vectors(vectors).search(vectors[0], limit=5)
    assert found.passages.tolist() == [0, 1, 2, 3, 4]


def test_an_empty_index_finds_nothing() -> None:
    index = index_vectors(np.empty((0, 16), np.float32))
    assert index.search(unit_vectors(1)[0], limit=3).passages.tolist() == []
    assert index.dimension == 16


def test_exact_scores_are_given_for_any_passages() -> None:
    vectors = unit_vectors(20)
    rows = np.array([3, 11, 3])
    scores = index_vectors(vectors).scores(vectors[3], rows)
    assert np.allclose(scores, vectors[rows] @ vectors[3])


@pytest.fixture
def clustered() -> tuple[Vectors, VectorIndex]:
    """Vectors, and an index that compares only those of the nearest clusters."""
    parameters = VectorSearchParameters(
        exact_up_to=500, exact_when_filtered_to=500, clusters=32, clusters_probed=26
    )
    # Passages lie in heaps, as those of real documents do.
    heaps = unit_vectors(100, 32, seed=4)
    raw = heaps.repeat(30, axis=0) + 0.4 * unit_vectors(3000, 32)
    vectors: Vectors = raw / np.linalg.norm(raw, axis=1, keepdims=True)
    clusters = make_clusters(vectors, parameters=parameters)
    assert clusters is not None
    return vectors, index_vectors(vectors, clusters=clusters, parameters=parameters)


def test_clusters_find_nearly_all_that_comparing_every_vector_finds(
    clustered: tuple[Vectors, VectorIndex],
) -> None:
    vectors, index = clustered
    everything = np.ones(len(vectors), np.bool_)
    found = 0
    for query in unit_vectors(50, 32, seed=9):
        nearest = index.search(query, limit=10)
        assert np.allclose(nearest.scores, vectors[nearest.passages] @ query, atol=1e-6)
        shared = set(nearest.passages.tolist()) & set(compared(vectors, query, 10, everything))
        found += len(shared)
    assert found / 500 >= 0.99


@pytest.mark.parametrize("kept", [0.1, 0.6], ids=["few are left", "many are left"])
def test_a_filter_holds_among_clusters_too(
    clustered: tuple[Vectors, VectorIndex], kept: float
) -> None:
    vectors, index = clustered
    mask = np.random.default_rng(3).random(len(vectors)) < kept
    found = 0
    for query in unit_vectors(20, 32, seed=5):
        nearest = index.search(query, limit=10, mask=mask).passages
        assert mask[nearest].all()
        found += len(set(nearest.tolist()) & set(compared(vectors, query, 10, mask)))
    assert found / 200 >= 0.98


def test_few_vectors_need_no_clusters() -> None:
    assert make_clusters(unit_vectors(100)) is None
