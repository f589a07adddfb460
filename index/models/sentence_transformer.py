"""The reference encoder: any sentence-transformers model, run by torch."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.encoder import Progress, Vectors
from index.errors import ModelUnavailable
from index.models.folder import ModelFolder

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH = 32


class TorchEncoder:
    """Encoder over `SentenceTransformer`, in single precision: the path others are held against."""

    def __init__(self, folder: ModelFolder) -> None:
        self._folder = folder
        self._model = load_transformer(str(folder.path))

    @property
    def name(self) -> str:
        return self._folder.name

    @property
    def fingerprint(self) -> str:
        return self._folder.fingerprint

    @property
    def dimension(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def max_tokens(self) -> int:
        return int(self._model.max_seq_length or 512)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions; see Encoder."""
        return self._encode([self._folder.prompts.query + text for text in texts])

    def encode_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Vectors of passages; see Encoder."""
        prompted = [self._folder.prompts.passage + text for text in texts]
        order = sorted(range(len(prompted)), key=lambda number: -len(prompted[number]))
        vectors = np.empty((len(prompted), self.dimension), np.float32)
        for start in range(0, len(order), _BATCH):
            part = order[start : start + _BATCH]
            vectors[part] = self._encode([prompted[number] for number in part])
            if progress is not None:
                progress(start + len(part), len(order))
        return vectors

    def count_tokens(self, text: str) -> int:
        """Tokens of `text`; see Encoder."""
        ids = self._model.tokenizer(self._folder.prompts.passage + text, truncation=False)
        return len(ids["input_ids"])

    def _encode(self, prompted: Sequence[str]) -> Vectors:
        if not prompted:
            return np.empty((0, self.dimension), np.float32)
        # prompt="" keeps a default prompt of the model from being put before ours.
        return np.asarray(
            self._model.encode(
                list(prompted), prompt="", normalize_embeddings=True, show_progress_bar=False
            ),
            np.float32,
        )


def load_transformer(name_or_folder: str) -> "SentenceTransformer":
    """The model on the processor, without reaching for the network where it is a folder.

    Raises ModelUnavailable where it cannot be loaded.
    """
    if Path(name_or_folder).is_dir():
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(name_or_folder, device="cpu")
    except (OSError, ValueError, RuntimeError, ImportError, KeyError) as error:
        raise ModelUnavailable(
            f"The embedding model {name_or_folder} cannot be loaded ({_first_line(error)}): name a "
            "folder that holds a sentence-transformers model, or a model of a hub within reach."
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
