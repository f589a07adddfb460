"""Prints how long a search takes, and what it finds, with many passages: by comparing each
vector and by clusters.

    python -m tests.benchmarks.vector_scale [--passages 100000] [--index DIR]

Passages are put together from real sentences (tests/benchmarks/generated.py). It chose
VectorSearchParameters in index/parameters.py.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray

from corpus.ingest import Ingested
from index.encoder import Encoder, Vectors
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.models import load_encoder
from index.parameters import VECTOR_SEARCH
from index.search.searcher import Searcher
from index.search.vectors import VectorIndex, index_vectors, make_clusters
from index.snapshot.store import Store
from tests.benchmarks.generated import MixingEncoder, generated_documents, real_sentences
from tests.shared import BENCHMARKS

_SENTENCES = 6000
_QUESTIONS = 100
_LIMIT = 10
_SIZES = (10_000, 50_000, 100_000, 250_000, 500_000)


def questions() -> list[str]:
    """Real questions, of the same source as the sentences."""
    path = BENCHMARKS / "service_public_dev" / "questions.jsonl"
    return [orjson.loads(line)["question"] for line in path.read_bytes().splitlines()][:_QUESTIONS]


def timed(search: Callable[[int], object]) -> tuple[float, float]:
    """Milliseconds of a search of each question: the median and the 95th percentile."""
    took = []
    for number in range(_QUESTIONS):
        began = time.perf_counter()
        search(number)
        took.append((time.perf_counter() - began) * 1e3)
    return float(np.percentile(took, 50)), float(np.percentile(took, 95))


def compare(vectors: Vectors, asked: Vectors) -> None:
    """Prints flat search and search by clusters at growing sizes, to choose between them.

    Each question is compared with every vector, in single precision, for the recall.
    """
    print("              every vector in half precision       the nearest clusters")
    print("passages      p50       p95   recall@10       p50       p95   recall@10   made in")
    for size in (size for size in _SIZES if size <= len(vectors)):
        part = np.ascontiguousarray(vectors[:size])
        exact = [set(np.argsort(-(part @ one), kind="stable")[:_LIMIT].tolist()) for one in asked]
        began = time.perf_counter()
        clusters = make_clusters(part, parameters=replace(VECTOR_SEARCH, exact_up_to=0))
        made = time.perf_counter() - began
        row = f"{size:8,}"
        for index in (index_vectors(part), index_vectors(part, clusters=clusters)):
            found = [index.search(one, limit=200)[:_LIMIT].tolist() for one in asked]
            shared = [len(one & set(two)) for one, two in zip(exact, found, strict=True)]
            p50, p95 = timed(partial(_search, index, asked))
            row += f" {p50:6.1f} ms {p95:6.1f} ms {np.mean(shared) / _LIMIT:11.3f}"
        print(f"{row} {made:7.0f} s", flush=True)


def _search(index: VectorIndex, asked: Vectors, number: int) -> None:
    index.search(asked[number], limit=200)


def whole_searches(store: Store, encoder: Encoder) -> None:
    """Prints the times of whole searches, encoding included, in the index of `store`."""
    began = time.perf_counter()
    searcher = Searcher(store.current(), encoder)
    print(f"loaded in {time.perf_counter() - began:.1f} s")
    asked = questions()
    searcher.search(asked[0])
    results = [searcher.search(one, limit=_LIMIT) for one in asked]
    encode = np.array([one.encode_ms for one in results])
    rest = np.array([one.search_ms for one in results])
    for name, took in (("encoding", encode), ("searching", rest), ("both", encode + rest)):
        p50, p95 = np.percentile(took, (50, 95))
        print(f"{name:10} p50 {p50:6.1f} ms   p95 {p95:6.1f} ms")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"memory at its highest: {peak:.1f} GB")


def embedded(encoder: MixingEncoder, passages: int) -> NDArray[np.float32]:
    """The vectors of that many generated passages."""
    sentences = real_sentences(_SENTENCES)
    chance = np.random.default_rng(3)
    known = np.stack([encoder.known[one] for one in sentences])
    chosen = chance.integers(0, len(known), (passages, 4))
    mixed = known[chosen[:, 0]].copy()
    for column in range(1, 4):
        mixed += known[chosen[:, column]]
    unit: NDArray[np.float32] = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
    return unit


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--vectors", type=int, default=500_000, help="for the first table")
    parser.add_argument("--index", type=Path, help="keep the index there, and use it again")
    options = parser.parse_args()
    encoder = load_encoder()
    mixing = MixingEncoder(encoder, real_sentences(_SENTENCES))
    asked = encoder.encode_queries(questions())
    compare(embedded(mixing, options.vectors), asked)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(options.index or Path(folder))
        documents = generated_documents(options.passages, sentences=real_sentences(_SENTENCES))
        result = build(
            Ingested(tuple(documents)),
            store=store,
            encoder=mixing,
            policy=GatePolicy(force=True),
        )
        seconds = "  ".join(f"{name} {took:.1f}" for name, took in result.seconds.items())
        print(f"{result.manifest.passages:,} passages built, in seconds: {seconds}", flush=True)
        whole_searches(store, encoder)


if __name__ == "__main__":
    main()
