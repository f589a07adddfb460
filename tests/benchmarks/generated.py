"""As many documents as one likes, made from the real ones."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import orjson

from corpus.builder import DocumentBuilder
from corpus.document import Document, DocumentKind
from corpus.segmenter import sentence_spans
from index.encoder import Encoder, Progress, Vectors
from tests.shared import BENCHMARKS

_PASSAGES = 25  # of a document
_SENTENCES = 4  # of a passage
_LONG_WORD = re.compile(r"[^\W\d_]{9,}")


@cache
def real_sentences(limit: int) -> tuple[str, ...]:
    """Distinct sentences of service-public.fr, by chance."""
    path = BENCHMARKS / "service_public_dev" / "documents.jsonl"
    texts = [orjson.loads(line)["text"] for line in path.read_bytes().splitlines()]
    sentences = {
        " ".join(text[start:end].split())
        for text in texts
        for start, end in sentence_spans(text)
        if 40 <= end - start <= 220
    }
    return tuple(random.Random(1).sample(sorted(sentences), min(limit, len(sentences))))


def generated_documents(passages: int, *, sentences: Sequence[str]) -> Iterator[Document]:
    """Documents of 25 passages of four sentences each, every passage under its own heading."""
    chance = random.Random(2)
    for number in range(passages // _PASSAGES):
        builder = DocumentBuilder()
        builder.heading(f"Fiche {number}", level=1)
        for part in range(_PASSAGES):
            builder.heading(f"Point {part}", level=2)
            builder.paragraph(" ".join(chance.choices(sentences, k=_SENTENCES)))
        yield builder.build(
            id=f"fiche-{number}", source_path=f"{number}.md", kind=DocumentKind.PAGE, language="fr"
        )


def other_words(document: Document, copy: int) -> Document:
    """The document under another id, with two letters exchanged in one long word of ten."""
    chance = random.Random(f"{document.id} {copy}")

    def exchange(found: re.Match[str]) -> str:
        word = found.group()
        return word if chance.random() > 0.1 else word[:4] + word[5] + word[4] + word[6:]

    return replace(
        document,
        id=f"{document.id}-{copy}",
        title=f"{document.title} ({copy})",
        source_path=f"{copy}/{document.source_path}",
        text=_LONG_WORD.sub(exchange, document.text),
    )


class MixingEncoder:
    """Gives a text the mean of the vectors that a real encoder gave to its sentences.

    So the vectors of many generated passages lie as those of real ones do, at the cost of encoding
    each sentence once. Its questions are the real encoder's.
    """

    def __init__(self, encoder: Encoder, sentences: Sequence[str]) -> None:
        self._encoder = encoder
        self.known: dict[str, Vectors] = dict(
            zip(sentences, encoder.encode_passages(sentences), strict=True)
        )
        self.name = f"{encoder.name}, mixed"
        self.fingerprint = encoder.fingerprint
        self.dimension = encoder.dimension
        self.max_tokens = encoder.max_tokens

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        del progress
        vectors = np.stack([self._mix(text) for text in texts])
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit

    def count_tokens(self, text: str) -> int:
        return len(text) // 4 + 3

    def _mix(self, text: str) -> Vectors:
        words = text.partition(": ")[2] or text
        found = [
            self.known[words[start:end]]
            for start, end in sentence_spans(words)
            if words[start:end] in self.known
        ]
        if not found:
            return next(iter(self.known.values()))
        mixed: Vectors = np.mean(found, axis=0)
        return mixed
