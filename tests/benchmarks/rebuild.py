"""Prints what a build costs: from nothing, with nothing new, with one document changed.

    python -m tests.benchmarks.rebuild [--copies 2] [PATH…]

With paths, their documents are built with the real model; then it encodes the very same texts, all
at once and longest first, for its own bulk speed. Without, those of ../shared, and copies of them
with other words, as the real tokenizer cuts them but with vectors that cost nothing, so that what
is left is the cost of all the rest. Two make 14,000 passages.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np

from corpus.document import Document, DocumentKind
from corpus.ingest import Ingested, collect, ingest
from index.encoder import Encoder, Progress, Vectors
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.models import load_encoder
from index.snapshot.store import Store
from tests.benchmarks.generated import other_words
from tests.shared import BENCHMARKS, DOCUMENTS

Result = TypeVar("Result")


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

    count_tokens: Callable[[str], int] = staticmethod(lambda text: len(text) // 4 + 3)


class WatchedEncoder:
    """An encoder that keeps how long it took, and over which texts."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.seconds = 0.0
        self.texts: list[str] = []
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
        self.texts.extend(texts)
        return vectors


class Spent(NamedTuple):
    """Seconds by the clock, and of all processors together."""

    clock: float
    processors: float


def spent(action: Callable[[], Result]) -> tuple[Result, Spent]:
    """What the action gives, and what it costs."""
    clock, processors = time.perf_counter(), time.process_time()
    result = action()
    return result, Spent(time.perf_counter() - clock, time.process_time() - processors)


def timed_build(name: str, documents: Sequence[Document], store: Store, encoder: Encoder) -> Spent:
    """What a build costs, after printing it with the seconds of its stages."""
    watched = WatchedEncoder(encoder)
    ingested, policy = Ingested(tuple(documents)), GatePolicy(allow_fewer=1.0)
    result, took = spent(lambda: build(ingested, store=store, encoder=watched, policy=policy))
    stages = "  ".join(f"{stage} {one:.2f}" for stage, one in result.seconds.items())
    print(
        f"{name:13} {took.clock:6.2f} s by the clock and {took.processors:6.2f} s of processors "
        f"for {result.manifest.passages:,} passages, of which the encoder {watched.seconds:.2f} s "
        f"for {len(watched.texts):,} texts ({stages})",
        flush=True,
    )
    return took


def against_the_encoder(documents: Sequence[Document], encoder: Encoder) -> None:
    """Prints how near a build from nothing comes to the speed of the encoder alone.

    The encoder is measured before and after the build, over the very same texts, longest first. The
    seconds of processors say the same where the machine is busy with more.
    """
    rehearsal = WatchedEncoder(FreeEncoder())
    rehearsal.count_tokens = encoder.count_tokens
    with tempfile.TemporaryDirectory() as folder:
        build(Ingested(tuple(documents)), store=Store(Path(folder)), encoder=rehearsal)
    texts = sorted(set(rehearsal.texts), key=lambda text: (-len(text), text))
    encoder.encode_passages(texts[:64])
    _, before = spent(lambda: encoder.encode_passages(texts))
    with tempfile.TemporaryDirectory() as folder:
        took = timed_build("from nothing", documents, Store(Path(folder)), encoder)
    _, after = spent(lambda: encoder.encode_passages(texts))
    clock = (before.clock + after.clock) / 2
    processors = (before.processors + after.processors) / 2
    print(
        f"the encoder alone takes {before.clock:.2f} s before and {after.clock:.2f} s after for "
        f"the same {len(texts):,} texts: the build has {clock / took.clock:.2f} of its speed by "
        f"the clock, {processors / took.processors:.2f} by the seconds of processors "
        f"({processors:.2f} and {took.processors:.2f})"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=2)
    parser.add_argument("paths", nargs="*", type=Path)
    options = parser.parse_args()
    encoder = load_encoder()
    if options.paths:
        began = time.perf_counter()
        documents = ingest(collect(options.paths)).documents
        print(f"{len(documents)} documents read in {time.perf_counter() - began:.1f} s")
        against_the_encoder(documents, encoder)
        return
    paths = [BENCHMARKS / "service_public_dev" / "documents.jsonl", DOCUMENTS]
    real = ingest(collect(paths)).documents
    copies = [other_words(one, copy) for copy in range(1, options.copies) for one in real]
    documents = (*real, *copies)
    free = FreeEncoder()
    free.count_tokens = encoder.count_tokens
    page, law = (
        next(place for place, one in enumerate(documents) if one.kind is kind)
        for kind in (DocumentKind.PAGE, DocumentKind.LAW)
    )
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        timed_build("from nothing", documents, store, free)
        timed_build("nothing new", documents, store, free)
        for name, place in (("page changed", page), ("law changed", law)):
            changed = replace(documents[place], title="Autre titre")
            documents = (*documents[:place], changed, *documents[place + 1 :])
            timed_build(name, documents, store, free)
        timed_build("one removed", documents[1:], store, free)


if __name__ == "__main__":
    main()
