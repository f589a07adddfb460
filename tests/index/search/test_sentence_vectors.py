"""The best sentence of a passage is the one that comparing each by hand finds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.search.sentence_vectors import SentenceTable, likeness

HALF = np.concatenate(
    [np.arange(0x7C00, dtype=np.uint16), np.arange(0x8000, 0xFC00, dtype=np.uint16)]
).view(np.float16)


def test_every_number_of_half_precision_is_widened_to_itself() -> None:
    one = np.ones(1, np.float32)
    found = likeness(HALF[:, None], np.arange(len(HALF)), one)
    assert np.array_equal(found, HALF.astype(np.float32))


@pytest.mark.parametrize("rows", [0, 1, 255, 256, 257, 1000])
def test_likeness_is_the_dot_product_of_each_row(rows: int) -> None:
    chance = np.random.default_rng(rows)
    vectors = chance.standard_normal((300, 24)).astype(np.float16)
    vector = chance.standard_normal(24).astype(np.float32)
    chosen = chance.integers(0, 300, rows)
    expected = vectors[chosen].astype(np.float64) @ vector.astype(np.float64)
    assert np.allclose(likeness(vectors, chosen, vector), expected, atol=1e-5)


def table(counts: list[int], seed: int) -> SentenceTable:
    """Passages of so many sentences, their vectors among few, so that many are equal."""
    total = sum(counts)
    vectors: NDArray[np.float16] = (
        np.random.default_rng(seed).integers(-2, 3, (total, 2)).astype(np.float16)
    )
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return SentenceTable(bounds=np.zeros((total, 2), np.int32), starts=starts, vectors=vectors)


@given(
    counts=st.lists(st.integers(1, 6), min_size=1, max_size=12),
    seed=st.integers(0, 1000),
    data=st.data(),
)
def test_the_best_sentence_is_the_first_of_the_highest(
    counts: list[int], seed: int, data: st.DataObject
) -> None:
    sentences = table(counts, seed)
    vector = np.array([1.0, 0.5], np.float32)
    asked = data.draw(st.lists(st.integers(0, len(counts) - 1), max_size=8))
    scores, places = sentences.best(vector, np.array(asked, np.int64))
    for passage, score, place in zip(asked, scores, places, strict=True):
        each = sentences.vectors_of(passage).astype(np.float32) @ vector
        assert (score, place) == (each.max(), each.argmax())
