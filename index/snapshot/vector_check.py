"""Vector check: texts of a snapshot embedded again, and compared with the vectors that it has."""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from index.indexed_text import embedded_text, sentence_text
from index.snapshot.index import Index

# Vectors of one text by two runtimes, or in two batches, are at least so near.
_SAME_VECTOR = 0.999


def vector_problems(
    index: Index,
    encoder: Encoder,
    sample: int | None,
    progress: Callable[[int, int], None] | None,
) -> tuple[list[str], int]:
    """What is wrong with the vectors, a sentence each, and how many were compared.

    `sample` of the passages, of the sentences and of the questions are, or all where it is None.
    """
    if encoder.fingerprint != index.manifest.model.fingerprint:
        return [
            f"The vectors were made by {index.manifest.model.name} "
            f"({index.manifest.model.fingerprint[:12]}), which is not the model at hand, "
            f"{encoder.name} ({encoder.fingerprint[:12]}): they were not compared."
        ], 0
    table, asked = index.sentence_table, index.questions
    passages = _sample(len(index.passages), sample)
    sentences = _sample(len(table.bounds), sample)
    questions = _sample(len(asked.questions), sample)
    owners = np.searchsorted(table.starts, sentences, side="right") - 1
    total = len(passages) + len(sentences) + len(questions)

    def embed(texts: Sequence[str], done: int) -> NDArray[Any]:
        def report(part: int, of: int) -> None:
            del of
            if progress is not None:
                progress(done + part, total)

        return encoder.encode_passages(texts, progress=report)

    again = embed([embedded_text(index.passages[row]) for row in passages], 0)
    problems = [
        f"The vector of the passage {index.passages[row].id} is not its own (cosine {cosine:.3f})."
        for row, cosine in _unlike(passages, again, index.vectors.vectors)
    ]
    again = embed(
        [
            sentence_text(index.passages[owner], *map(int, table.bounds[row]))
            for row, owner in zip(sentences, owners, strict=True)
        ],
        len(passages),
    )
    held = {row: index.passages[owner].id for row, owner in zip(sentences, owners, strict=True)}
    problems += [
        f"The vector of a sentence of the passage {held[row]} is not its own (cosine {cosine:.3f})."
        for row, cosine in _unlike(sentences, again, table.vectors)
    ]
    if questions:
        again = encoder.encode_queries([asked.questions[row].text for row in questions])
        problems += [
            f"The vector of the question “{asked.questions[row].text}” is not its own "
            f"(cosine {cosine:.3f})."
            for row, cosine in _unlike(questions, again, asked.vectors)
        ]
        if progress is not None:
            progress(total, total)
    return problems, total


def _unlike(
    rows: Sequence[int], again: NDArray[Any], vectors: NDArray[Any]
) -> Iterator[tuple[int, float]]:
    """The rows whose vectors are not what they are when made again, and how like they are."""
    likeness = np.einsum("ij,ij->i", again, vectors[rows].astype(np.float32))
    for row, cosine in zip(rows, likeness, strict=True):
        if not cosine >= _SAME_VECTOR:
            yield row, float(cosine)


def _sample(count: int, sample: int | None) -> list[int]:
    """Places spread by chance, the same ones at each call; all where `sample` is None."""
    if sample is None or sample >= count:
        return list(range(count))
    return sorted(random.Random(count).sample(range(count), sample))
