"""Texts are embedded once, by each model, whatever they stand for."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.encoder import Progress, Vectors
from index.indexing.cache import Cache
from index.indexing.embedding import embed
from tests.index.library import WordEncoder


def test_a_text_is_embedded_once_and_given_in_the_precision_that_is_asked(tmp_path: Path) -> None:
    words = WordEncoder()
    with Cache(tmp_path / "cache.sqlite") as cache:
        first = embed(["le pont", "la péniche"], encoder=words, cache=cache)
        words.encoded.clear()
        texts = ["la péniche", "une écluse", "la péniche"]
        result = embed(texts, encoder=words, cache=cache, dtype=np.float16)
        assert words.encoded == ["une écluse"]
        assert result.computed == 1
        assert result.vectors.dtype == np.float16
        assert np.array_equal(result.vectors[0], first.vectors[1].astype(np.float16))
        assert np.array_equal(result.vectors[2], result.vectors[0])
    with Cache(tmp_path / "cache.sqlite") as cache:
        again = embed(texts, encoder=words, cache=cache, dtype=np.float16)
    assert again.computed == 0
    assert np.array_equal(again.vectors, result.vectors)


def test_each_model_has_its_own_vectors(tmp_path: Path) -> None:
    one, other = WordEncoder(), WordEncoder(name="others", dimension=8)
    with Cache(tmp_path / "cache.sqlite") as cache:
        embed(["le pont"], encoder=one, cache=cache)
        assert embed(["le pont"], encoder=other, cache=cache).vectors.shape == (1, 8)
    assert other.encoded == ["le pont"]


def test_what_an_interrupted_build_had_embedded_is_kept(tmp_path: Path) -> None:
    texts = [f"texte {number}" for number in range(1200)]
    words = WordEncoder()

    class Interrupted(WordEncoder):
        def encode_passages(
            self, texts: Sequence[str], *, progress: Progress | None = None
        ) -> Vectors:
            if len(self.encoded) > 1000:
                raise KeyboardInterrupt
            return super().encode_passages(texts, progress=progress)

    interrupted = Interrupted()
    with pytest.raises(KeyboardInterrupt), Cache(tmp_path / "cache.sqlite") as cache:
        embed(texts, encoder=interrupted, cache=cache)
    with Cache(tmp_path / "cache.sqlite") as cache:
        embed(texts, encoder=words, cache=cache)
    assert interrupted.encoded
    assert sorted(interrupted.encoded + words.encoded) == sorted(texts)
