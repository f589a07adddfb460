"""The fast encoder: `tokenizers` and OpenVINO, without torch."""

import importlib
import queue
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Progress, Vectors
from index.models.conversion import GRAPH, Graph
from index.models.folder import ModelFolder

_BATCH_TOKENS = 2048
_REQUESTS = 4


class OpenVinoEncoder:
    """Encoder over a converted graph; safe to call from several threads at once."""

    def __init__(self, folder: ModelFolder, graph: Graph, *, precision: str | None = None) -> None:
        self._folder = folder
        self._graph = graph
        compiled: list[Any] = []
        importlib.import_module("openvino")  # before the thread: reading the vocabulary blocks it
        thread = threading.Thread(
            target=lambda: compiled.append(compile_graph(graph.path / GRAPH, precision=precision))
        )
        # Compiling leaves the interpreter free: the vocabulary is read meanwhile.
        thread.start()
        self._tokenizer, self._closing = _load_tokenizer(folder.path / "tokenizer.json")
        thread.join()
        self._requests: queue.SimpleQueue[Any] = queue.SimpleQueue()
        for _ in range(_REQUESTS):
            self._requests.put(compiled[0].create_infer_request())

    @property
    def name(self) -> str:
        return self._folder.name

    @property
    def fingerprint(self) -> str:
        return self._folder.fingerprint

    @property
    def dimension(self) -> int:
        return self._graph.dimension

    @property
    def max_tokens(self) -> int:
        return self._graph.max_tokens

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions; see Encoder."""
        return self._encode(self._tokenise(self._folder.prompts.query, texts), None)

    def encode_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Vectors of passages; see Encoder."""
        return self._encode(self._tokenise(self._folder.prompts.passage, texts), progress)

    def count_tokens(self, text: str) -> int:
        """Tokens of `text`; see Encoder."""
        return len(self._tokenizer.encode(self._folder.prompts.passage + text))

    def _tokenise(self, prompt: str, texts: Sequence[str]) -> list[list[int]]:
        prompted = [prompt + text for text in texts]
        if self._graph.lower_case:
            prompted = [text.lower() for text in prompted]
        limit, closing = self._graph.max_tokens, self._closing
        return [
            ids if len(ids) <= limit else ids[: limit - closing] + ids[len(ids) - closing :]
            for ids in (encoding.ids for encoding in self._tokenizer.encode_batch_fast(prompted))
        ]

    def _encode(self, texts: list[list[int]], progress: Progress | None) -> Vectors:
        vectors = np.empty((len(texts), self.dimension), np.float32)
        done = 0
        for batch in _batches([len(ids) for ids in texts]):
            vectors[batch] = self._infer([texts[number] for number in batch])
            done += len(batch)
            if progress is not None:
                progress(done, len(texts))
        return vectors

    def _infer(self, batch: list[list[int]]) -> Vectors:
        width = max(len(ids) for ids in batch)
        tokens = np.full((len(batch), width), self._graph.pad_id, np.int64)
        mask = np.zeros((len(batch), width), np.int64)
        for row, ids in enumerate(batch):
            tokens[row, : len(ids)] = ids
            mask[row, : len(ids)] = 1
        request = self._requests.get()
        try:
            pooled: NDArray[np.float32] = request.infer([tokens, mask], share_inputs=True)[0]
            return np.asarray(pooled / np.linalg.norm(pooled, axis=1, keepdims=True), np.float32)
        finally:
            self._requests.put(request)


def compile_graph(path: Path, *, precision: str | None = None) -> Any:
    """The graph, ready to run, in `precision` ("f32", "bf16") or the one the processor is best at.

    bfloat16 is taken only where the processor has instructions for it: elsewhere it is emulated,
    and slower than single precision. tests/benchmarks/encoders.py measures both.
    """
    import openvino

    core = openvino.Core()
    if precision is None:
        native = core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        precision = "bf16" if "BF16" in native else "f32"
    return core.compile_model(
        path, "CPU", {"INFERENCE_PRECISION_HINT": precision, "PERFORMANCE_HINT": "LATENCY"}
    )


def _load_tokenizer(path: Path) -> tuple[Any, int]:
    """The tokenizer, without padding or truncation, and how many marks of its own close a text."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    marks = tokenizer.encode("a").special_tokens_mask
    return tokenizer, next(count for count, mark in enumerate(reversed(marks)) if not mark)


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Numbers of texts, longest first, in batches of at most _BATCH_TOKENS tokens with padding."""
    batches: list[list[int]] = []
    room = 0
    for number in sorted(range(len(lengths)), key=lambda number: (-lengths[number], number)):
        if room == 0:
            batches.append([])
            room = max(1, _BATCH_TOKENS // max(1, lengths[number]))
        batches[-1].append(number)
        room -= 1
    return batches
