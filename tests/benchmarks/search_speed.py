"""Prints what a whole search takes beside the encoding of its question, and beside the runtime.

    python -m tests.benchmarks.search_speed [--rounds 5]

The index is that of the Code des relations entre le public et l'administration, and the questions
are real ones. For each question, one after another: the graph alone on tokens made before, the
encoder, and the search, in turn, so that a busy machine slows all three alike. The search must
take at most twice the encoding (median) and three times (95th percentile), and the encoder at most
1.3 times the graph alone.
"""

import argparse
import os
import time
from collections.abc import Callable
from functools import partial

import numpy as np

from index.models import MODELS, load_encoder, prepare_runtime
from index.models.conversion import GRAPH, find_graph
from index.models.folder import open_model
from index.models.openvino import processors
from index.models.vocabulary import Vocabulary
from index.search.searcher import Searcher
from tests.benchmarks.question_sets import CRPA, open_index, question_sets

_WARM = 10


def raw_runtime() -> Callable[[str], Callable[[], object]]:
    """For a question, the call of the graph alone: its tokens are made beforehand."""
    import openvino

    folder = open_model(prepare_runtime())
    graph = find_graph(folder, elsewhere=MODELS)
    assert graph is not None
    core = openvino.Core()
    native = "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    settings = {
        "INFERENCE_PRECISION_HINT": "bf16" if native else "f32",
        "INFERENCE_NUM_THREADS": processors(),
        "NUM_STREAMS": 1,
    }
    request = core.compile_model(graph.path / GRAPH, "CPU", settings).create_infer_request()
    vocabulary = Vocabulary(folder.path / "tokenizer.json", graph.path)

    def prepare(question: str) -> Callable[[], object]:
        tokens = np.array(vocabulary.encode([folder.prompts.query + question]), np.int64)
        mask = np.ones_like(tokens)
        return lambda: request.infer([tokens, mask], share_inputs=True)[0]

    return prepare


def milliseconds(call: Callable[[], object]) -> float:
    """How long one call takes."""
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1e3


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    encoder = load_encoder()
    searcher = Searcher(open_index(CRPA, encoder), encoder)
    raw = raw_runtime()
    questions = [
        question.text
        for one in question_sets()
        if one.documents == CRPA
        for question in one.questions
    ]
    rows: list[tuple[float, float, float]] = []
    for question in [*questions[:_WARM], *questions * rounds]:
        prompted = searcher.read_query(question).encoded_text
        rows.append(
            (
                milliseconds(raw(prompted)),
                milliseconds(partial(encoder.encode_queries, [prompted])),
                milliseconds(partial(searcher.search, question)),
            )
        )
    took = np.array(rows[_WARM:])
    median, high = np.percentile(took, (50, 95), axis=0)
    print(
        f"{len(searcher.index.passages)} passages, {len(questions)} questions x {rounds}, "
        f"load of the machine {os.getloadavg()[0]:.1f}"
    )
    print("                     p50       p95")
    for name, p50, p95 in zip(("graph alone", "encoder", "search"), median, high, strict=True):
        print(f"{name:14} {p50:7.2f} ms {p95:7.2f} ms")
    ratios = np.percentile(took[:, 1:] / took[:, :-1], 50, axis=0)
    print(f"encoder / graph alone: {median[1] / median[0]:.2f} (median of pairs {ratios[0]:.2f})")
    print(
        f"search / encoder: {median[2] / median[1]:.2f} at p50, {high[2] / high[1]:.2f} at p95 "
        f"(median of pairs {ratios[1]:.2f})"
    )


if __name__ == "__main__":
    main()
