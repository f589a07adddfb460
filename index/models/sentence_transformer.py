"""The reference encoder: any sentence-transformers model, run by torch."""

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
_PATIENCE = 10.0  # seconds


class TorchEncoder:
    """Encoder over `SentenceTransformer`, in single precision: the path others are held against."""

    def __init__(self, folder: ModelFolder) -> None:
        self._model = load_transformer(str(folder.path))
        self._prompts = folder.prompts
        self.name, self.fingerprint = folder.name, folder.fingerprint
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self.max_tokens = int(self._model.max_seq_length or 512)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions; see Encoder."""
        return self._encode(texts, prompt=self._prompts.query)

    def encode_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Vectors of passages; see Encoder."""
        order = sorted(range(len(texts)), key=lambda number: -len(texts[number]))
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for start in range(0, len(order), _BATCH):
            part = order[start : start + _BATCH]
            prompt = self._prompts.passage
            vectors[part] = self._encode([texts[number] for number in part], prompt=prompt)
            if progress is not None:
                progress(start + len(part), len(order))
        return vectors

    def count_tokens(self, text: str) -> int:
        """Tokens of `text`; see Encoder."""
        ids = self._model.tokenizer(self._prompts.passage + text, truncation=False)
        return len(ids["input_ids"])

    def _encode(self, texts: Sequence[str], *, prompt: str) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        # An empty prompt is given too: None would let a default prompt of the model in.
        return np.asarray(
            self._model.encode(
                list(texts), prompt=prompt, normalize_embeddings=True, show_progress_bar=False
            ),
            np.float32,
        )


def load_transformer(name_or_folder: str) -> "SentenceTransformer":
    """The model, from its folder, from what was downloaded before, or else from the hub.

    Raises ModelUnavailable where it cannot be loaded.
    """
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(name_or_folder, device="cpu", local_files_only=True)
    except Exception as error:
        # Models come with code of their own, and hubs with clients of theirs: any may fail anyhow.
        if Path(name_or_folder).is_dir():
            raise _unavailable(name_or_folder, error) from error
    try:
        _reach_hub(name_or_folder)
        return SentenceTransformer(name_or_folder, device="cpu")
    except Exception as error:
        raise _unavailable(name_or_folder, error) from error


def _reach_hub(name: str) -> None:
    """Raises at once where the hub, or the model, is not there; downloads would try for minutes."""
    from huggingface_hub import HfApi

    HfApi().model_info(name, timeout=_PATIENCE)


def _unavailable(name: str, error: Exception) -> ModelUnavailable:
    return ModelUnavailable(
        f"The embedding model {name} cannot be loaded ({_first_line(error)}): name a folder that "
        "holds a sentence-transformers model, or a model of a hub within reach."
    )


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
