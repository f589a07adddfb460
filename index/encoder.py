"""Encoder: text in, unit vectors out; all that the rest of the system knows of a model."""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]  # (done, total)


class Encoder(Protocol):
    """A model that turns texts into unit vectors whose dot product is their likeness.

    `name` is the model's public name and `fingerprint` a digest of everything that decides its
    vectors (weights, vocabulary, pooling, prompts), whatever runtime computes them.
    """

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    @property
    def max_tokens(self) -> int:
        """Tokens of one text that the model reads; what is beyond is not seen."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, shape (len(texts), dimension), float32, rows of norm 1."""
        ...

    def encode_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Vectors of passages, shape (len(texts), dimension), float32, rows of norm 1."""
        ...

    def count_tokens(self, text: str) -> int:
        """Tokens of `text`, with the passage prompt and the model's own marks."""
        ...
