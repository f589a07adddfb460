"""Vocabulary: a tokenizer that cuts few texts without loading its whole vocabulary first.

A multilingual Unigram vocabulary of 250,000 pieces takes 1.2 s and 325 MB to load, this table
0.2 s and 48 MB (2026-11-28). A question can only be cut into parts of its own words:
these are looked up in a sorted table on disk, and a model of them alone cuts it exactly as the
whole one would.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import orjson
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_PIECES, _NUMBERS, _SCORES, _FRAME = "pieces.npy", "numbers.npy", "scores.npy", "frame.json"
# From so many texts on, the whole vocabulary is worth its loading.
_MANY = 16


def write_vocabulary(tokenizer: Path, folder: Path) -> None:
    """Writes the table of the pieces of a tokenizer.json; nothing where its model is another."""
    content = orjson.loads(tokenizer.read_bytes())
    model = content["model"]
    if model.get("type") != "Unigram" or model.get("byte_fallback") or model["unk_id"] is None:
        return
    opening, closing = _marks_around(_load(tokenizer))
    pieces, scores = zip(*model["vocab"], strict=True)
    # An unknown letter is scored below the worst piece, which any part of the vocabulary must hold.
    kept = list(dict.fromkeys([model["unk_id"], int(np.argmin(scores))]))
    marks = [token["content"] for token in content["added_tokens"]]
    model |= {"unk_id": 0, "vocab": [model["vocab"][number] for number in kept]}
    frame = {
        "tokenizer": content | {"added_tokens": [], "post_processor": None},
        "kept": kept,
        "marks": marks,
        "opening": opening,
        "closing": closing,
        "longest": max(map(len, pieces)),
    }
    table = np.array([piece.encode() for piece in pieces])
    order = np.argsort(table, kind="stable")
    np.save(folder / _PIECES, table[order])
    np.save(folder / _NUMBERS, order.astype(np.int32))
    np.save(folder / _SCORES, np.array(scores, np.float64))
    (folder / _FRAME).write_bytes(orjson.dumps(frame))


class Vocabulary:
    """The tokenizer of a tokenizer.json, with the table that write_vocabulary made of it, if any.

    Safe to call from several threads at once.
    """

    def __init__(self, tokenizer: Path, folder: Path) -> None:
        self._path = tokenizer
        self._loading = Lock()
        self._whole: Tokenizer | None = None
        self._table = _Table.read(folder) if (folder / _FRAME).is_file() else None
        self.closing = (
            len(self._table.closing) if self._table else len(_marks_around(self._load())[1])
        )

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """The numbers of each text's pieces, between the marks that the model wants."""
        if self._table is None or self._whole is not None or len(texts) >= _MANY:
            return [encoding.ids for encoding in self._load().encode_batch_fast(list(texts))]
        few = (self._table.encode(text) for text in texts)
        return [
            self._load().encode(text).ids if ids is None else ids
            for text, ids in zip(texts, few, strict=True)
        ]

    def count(self, text: str) -> int:
        """How many pieces and marks a text has; made for many texts, it loads the vocabulary."""
        return len(self._load().encode(text))

    def _load(self) -> "Tokenizer":
        with self._loading:
            if self._whole is None:
                self._whole = _load(self._path)
            return self._whole


@dataclass(frozen=True, slots=True)
class _Table:
    """The pieces as sorted bytes, the number of each, and what is the same for every text.

    `kept` are the numbers of the pieces that stand in every model: the unknown one, and the worst.
    """

    pieces: NDArray[np.bytes_] = field(repr=False)
    numbers: NDArray[np.int32] = field(repr=False)
    scores: NDArray[np.float64] = field(repr=False)
    normalizer: Any
    splitter: Any
    kept: tuple[tuple[str, int], ...]
    marks: tuple[str, ...]
    opening: list[int]
    closing: list[int]
    longest: int

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The table that write_vocabulary wrote."""
        from tokenizers import Tokenizer

        frame = orjson.loads((folder / _FRAME).read_bytes())
        tokenizer = Tokenizer.from_buffer(orjson.dumps(frame["tokenizer"]))
        names = (piece for piece, _ in frame["tokenizer"]["model"]["vocab"])
        return cls(
            pieces=np.load(folder / _PIECES, mmap_mode="r"),
            numbers=np.load(folder / _NUMBERS, mmap_mode="r"),
            scores=np.load(folder / _SCORES, mmap_mode="r"),
            normalizer=tokenizer.normalizer,
            splitter=tokenizer.pre_tokenizer,
            kept=tuple(zip(names, frame["kept"], strict=True)),
            marks=tuple(frame["marks"]),
            opening=frame["opening"],
            closing=frame["closing"],
            longest=frame["longest"],
        )

    def encode(self, text: str) -> list[int] | None:
        """The numbers of the text's pieces; None where it holds one of the tokenizer's marks."""
        from tokenizers.models import Unigram

        if any(mark in text for mark in self.marks):
            return None
        normal = self.normalizer.normalize_str(text) if self.normalizer else text
        words = [normal]
        if self.splitter:
            words = [word for word, _ in self.splitter.pre_tokenize_str(normal)]
        known = dict(self.kept) | self._parts(words)
        numbers = list(known.values())
        model = Unigram([(part, float(self.scores[known[part]])) for part in known], unk_id=0)
        ids = [numbers[token.id] for word in words for token in model.tokenize(word)]
        return [*self.opening, *ids, *self.closing]

    def _parts(self, words: Sequence[str]) -> dict[str, int]:
        """The pieces that are parts of the words, and their numbers."""
        parts = {
            word[start:end]: None
            for word in dict.fromkeys(words)
            for start in range(len(word))
            for end in range(start + 1, min(len(word), start + self.longest) + 1)
        }
        asked = [(part, raw) for part in parts if len(raw := part.encode()) <= self.pieces.itemsize]
        sought = np.array([raw for _, raw in asked], self.pieces.dtype)
        rows = np.minimum(np.searchsorted(self.pieces, sought), len(self.pieces) - 1)
        return {
            asked[one][0]: int(self.numbers[rows[one]])
            for one in np.flatnonzero(self.pieces[rows] == sought)
            if not asked[one][0].endswith("\0")  # which the table's own padding would match
        }


def _load(path: Path) -> "Tokenizer":
    """The tokenizer of a file, without padding or truncation."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _marks_around(tokenizer: "Tokenizer") -> tuple[list[int], list[int]]:
    """The numbers of the marks that the tokenizer puts before each text, and after it."""
    encoding = tokenizer.encode("a")
    words = [position for position, mark in enumerate(encoding.special_tokens_mask) if not mark]
    return encoding.ids[: words[0]], encoding.ids[words[-1] + 1 :]
