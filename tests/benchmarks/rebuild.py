"""Prints what a build costs: from nothing, with nothing new, with one document changed.

    python -m tests.benchmarks.rebuild [--passages 10000] [PATH…]

With paths, their documents are built with the real model, and its own bulk speed is printed beside.
Without, generated ones (tests/benchmarks/generated.py) with vectors that cost nothing, so that what
is left is the cost of all the rest.
"""

import argparse
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from corpus.document import Document
from corpus.ingest import Ingested, collect, ingest
from index.build import build
from index.encoder import Encoder, Progress, Vectors
from index.models import load_encoder
from index.store import Store
from tests.benchmarks.generated import generated_documents, real_sentences


class FreeEncoder:
    """Vectors by chance, at no cost."""

    name = "chance"
    fingerprint = "0" * 64
    dimension = 384
    max_tokens = 512

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        del progress
        vectors = np.random.default_rng(0).standard_normal((len(texts), 384)).astype(np.float32)
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit

    def count_tokens(self, text: str) -> int:
        return len(text) // 4 + 3


class CountingEncoder:
    """An encoder that keeps how long it took, and over how many texts."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.seconds = 0.0
        self.texts = 0
        self.name = encoder.name
        self.fingerprint = encoder.fingerprint
        self.dimension = encoder.dimension
        self.max_tokens = encoder.max_tokens
        self.count_tokens = encoder.count_tokens
        self.encode_queries = encoder.encode_queries

    def encode_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        began = time.perf_counter()
        vectors = self._encoder.encode_passages(texts, progress=progress)
        self.seconds += time.perf_counter() - began
        self.texts += len(texts)
        return vectors


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("paths", nargs="*", type=Path)
    options = parser.parse_args()
    documents: tuple[Document, ...]
    if options.paths:
        encoder = CountingEncoder(load_encoder())
        began = time.perf_counter()
        documents = ingest(collect(options.paths)).documents
        print(f"{len(documents)} documents read in {time.perf_counter() - began:.1f} s")
    else:
        encoder = CountingEncoder(FreeEncoder())
        documents = tuple(generated_documents(options.passages, sentences=real_sentences(8000)))
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        for name, given in (
            ("from nothing", documents),
            ("nothing new", documents),
            ("one changed", (replace(documents[0], title="Autre titre"), *documents[1:])),
        ):
            encoder.seconds, encoder.texts = 0.0, 0
            began = time.perf_counter()
            result = build(Ingested(given), store=store, encoder=encoder)
            took = time.perf_counter() - began
            stages = "  ".join(f"{stage} {spent:.2f}" for stage, spent in result.seconds.items())
            print(
                f"{name:13} {took:6.2f} s for {result.manifest.passages:,} passages, of which the "
                f"encoder {encoder.seconds:.2f} s for {encoder.texts:,} texts ({stages})"
            )


if __name__ == "__main__":
    main()
