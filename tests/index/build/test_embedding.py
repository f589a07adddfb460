"""Texts are embedded once, whatever they stand for."""

from pathlib import Path

import numpy as np
import pytest

from index.build.cache import VectorCache, text_key
from index.build.embedding import embed, open_cache
from tests.index.library import WordEncoder


def opened(root: Path, part: str, encoder: WordEncoder) -> VectorCache:
    return open_cache(root, part, fingerprint=encoder.fingerprint, dimension=encoder.dimension)


def test_what_another_cache_knows_is_not_embedded_again(tmp_path: Path) -> None:
    words = WordEncoder()
    passages = opened(tmp_path, "passages", words)
    sentences = opened(tmp_path, "sentences", words)
    first = embed(["le pont", "la péniche"], encoder=words, cache=passages)
    words.encoded.clear()
    texts = ["la péniche", "une écluse", "la péniche"]
    result = embed(texts, encoder=words, cache=sentences, known=passages)
    assert words.encoded == ["une écluse"]
    assert result.computed == 1
    assert result.vectors.dtype == np.float16
    assert np.array_equal(result.vectors[0], first.vectors[1].astype(np.float16))
    assert np.array_equal(result.vectors[2], result.vectors[0])
    # It is kept among the sentences too, for the day when the passage is gone.
    again = opened(tmp_path, "sentences", words)
    vectors, missing = again.find([text_key(text) for text in texts])
    assert missing == []
    assert np.array_equal(vectors, result.vectors)


def test_what_the_first_version_kept_is_cleared_away_without_an_alarm(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    words = WordEncoder()
    older = tmp_path / f"{words.fingerprint[:16]}-passages"
    older.mkdir()
    (older / "a.npy").write_bytes(b"rows of another layout")
    opened(tmp_path, "passages", words)
    assert not older.exists()
    assert not caplog.records
