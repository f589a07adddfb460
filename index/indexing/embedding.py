"""Texts into vectors: from the cache where they are known, else from the encoder."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from corpus.passage import Passage
from index.encoder import Encoder, Vectors
from index.indexed_text import embedded_text, sentence_text
from index.indexing.cache import Cache, cache_key
from index.snapshot.index import Index

# So many texts are embedded before they are kept: what an interrupted build loses at most.
_KEPT_EVERY = 512
_STORED = np.dtype("<f4")


@dataclass(frozen=True, slots=True)
class Embedded:
    """The vectors of texts, a row each, and how many of them had to be computed."""

    vectors: NDArray[Any]
    computed: int


def embed(
    texts: Sequence[str],
    *,
    encoder: Encoder,
    cache: Cache,
    dtype: DTypeLike = np.float32,
    progress: Callable[[int, int], None] | None = None,
) -> Embedded:
    """The vectors of the texts. New ones are computed longest first, and kept as they come."""

    def encode(part: Sequence[str], report: Callable[[int, int], None]) -> Vectors:
        return encoder.encode_passages(part, progress=report)

    def key_of(text: str) -> bytes:
        return vector_key(text, fingerprint=encoder.fingerprint)

    return _embed(texts, encoder, encode, key_of, cache=cache, dtype=dtype, progress=progress)


def embed_questions(
    texts: Sequence[str],
    *,
    encoder: Encoder,
    cache: Cache,
    progress: Callable[[int, int], None] | None = None,
) -> Embedded:
    """The vectors of questions in half precision, computed and kept likewise."""

    def encode(part: Sequence[str], report: Callable[[int, int], None]) -> Vectors:
        vectors = encoder.encode_queries(part)
        report(len(part), len(part))
        return vectors

    def key_of(text: str) -> bytes:
        return question_key(text, fingerprint=encoder.fingerprint)

    return _embed(texts, encoder, encode, key_of, cache=cache, dtype=np.float16, progress=progress)


def _embed(
    texts: Sequence[str],
    encoder: Encoder,
    encode: Callable[[Sequence[str], Callable[[int, int], None]], Vectors],
    key_of: Callable[[str], bytes],
    *,
    cache: Cache,
    dtype: DTypeLike,
    progress: Callable[[int, int], None] | None,
) -> Embedded:
    vectors = np.empty((len(texts), encoder.dimension), dtype)
    rows: dict[bytes, list[int]] = {}
    for row, text in enumerate(texts):
        rows.setdefault(key_of(text), []).append(row)
    for key, value in cache.find(list(rows)):
        vectors[rows.pop(key)] = np.frombuffer(value, _STORED)
    new = sorted(rows, key=lambda key: (-len(texts[rows[key][0]]), rows[key][0]))
    for start in range(0, len(new), _KEPT_EVERY):
        part = new[start : start + _KEPT_EVERY]

        def report(done: int, total: int, *, start: int = start) -> None:
            if progress is not None and total:
                progress(start + done, len(new))

        computed = encode([texts[rows[key][0]] for key in part], report)
        cache.add(
            (key, vector.astype(_STORED).tobytes())
            for key, vector in zip(part, computed, strict=True)
        )
        for key, vector in zip(part, computed, strict=True):
            vectors[rows[key]] = vector
    return Embedded(vectors=vectors, computed=len(new))


def vector_key(text: str, *, fingerprint: str) -> bytes:
    """The cache's key of the vector that a model gives to a text."""
    return cache_key("vector", fingerprint, text)


def question_key(text: str, *, fingerprint: str) -> bytes:
    """The cache's key of the vector that a model gives to a question."""
    return cache_key("question", fingerprint, text)


def vector_keys(index: Index) -> Iterator[bytes]:
    """The cache's keys of all the vectors of a snapshot."""
    fingerprint = index.manifest.model.fingerprint
    for row, passage in enumerate(index.passages):
        for text in (embedded_text(passage), *sentence_texts(passage, index.sentences(row))):
            yield vector_key(text, fingerprint=fingerprint)
    for question in index.questions.questions:
        yield question_key(question.text, fingerprint=fingerprint)


def sentence_texts(passage: Passage, bounds: Iterable[Sequence[int]]) -> Iterator[str]:
    """What the vectors of a passage's sentences stand for."""
    return (sentence_text(passage, int(start), int(end)) for start, end in bounds)
