"""The fast encoder: `tokenizers` and OpenVINO, without torch."""

import importlib
import os
import queue
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Progress, Vectors
from index.models.conversion import GRAPH, Graph
from index.models.folder import ModelFolder
from index.models.vocabulary import Vocabulary

# Larger batches fall out of the processor's caches: tests/benchmarks/encoders.py.
_BATCH_TOKENS = 1024
# From so many texts on, each processor works on batches of its own.
_BULK_FROM = 16
_REQUESTS = 4
_first_exchange = threading.Lock()
_QUOTA = Path("/sys/fs/cgroup/cpu.max")


class OpenVinoEncoder:
    """Encoder over a converted graph; safe to call from several threads at once.

    A question is computed by all processors together, which answers soonest; many passages by each
    processor apart, which takes a fifth less time in all.
    """

    def __init__(self, folder: ModelFolder, graph: Graph, *, precision: str | None = None) -> None:
        self.name, self.fingerprint = folder.name, folder.fingerprint
        self.dimension, self.max_tokens = graph.dimension, graph.max_tokens
        self._prompts = folder.prompts
        self._graph = graph
        self._precision = precision
        # Imported here and not in the thread, which would hold back the imports of others;
        # compiling leaves the interpreter free, and is awaited when a text is first encoded.
        importlib.import_module("openvino")
        executor = ThreadPoolExecutor(1, thread_name_prefix="compile")
        self._compiling = executor.submit(_Runner, graph, streams=1, precision=precision)
        executor.shutdown(wait=False)
        self._vocabulary = Vocabulary(folder.path / "tokenizer.json", graph.path)
        self._bulk: _Runner | None = None
        self._making_bulk = threading.Lock()

    @property
    def precision(self) -> str:
        """The arithmetic that the processor does: "bf16" or "f32"."""
        return self._single.precision

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions; see Encoder."""
        return self._encode(self._tokenise(self._prompts.query, texts), None)

    def encode_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Vectors of passages; see Encoder."""
        return self._encode(self._tokenise(self._prompts.passage, texts), progress)

    def count_tokens(self, text: str) -> int:
        """Tokens of `text`; see Encoder."""
        return self._vocabulary.count(self._prompts.passage + text)

    def _tokenise(self, prompt: str, texts: Sequence[str]) -> list[list[int]]:
        prompted = [prompt + text for text in texts]
        if self._graph.lower_case:
            prompted = [text.lower() for text in prompted]
        limit, closing = self.max_tokens, self._vocabulary.closing
        return [
            ids if len(ids) <= limit else ids[: limit - closing] + ids[len(ids) - closing :]
            for ids in self._vocabulary.encode(prompted)
        ]

    @property
    def _single(self) -> "_Runner":
        return self._compiling.result()

    def _encode(self, texts: list[list[int]], progress: Progress | None) -> Vectors:
        if len(texts) == 1:
            return self._single.run(texts)
        vectors = np.empty((len(texts), self.dimension), np.float32)
        runner = self._single if len(texts) < _BULK_FROM else self._make_bulk()
        done = 0
        with ThreadPoolExecutor(runner.streams) as executor:
            batches = {
                executor.submit(runner.run, [texts[number] for number in batch]): batch
                for batch in _batches([len(ids) for ids in texts])
            }
            try:
                for finished in as_completed(batches):
                    batch = batches[finished]
                    vectors[batch] = finished.result()
                    done += len(batch)
                    if progress is not None:
                        progress(done, len(texts))
            except BaseException:
                # Whoever interrupts does not wait for the batches that have not begun.
                executor.shutdown(wait=False, cancel_futures=True)
                raise
        return vectors

    def _make_bulk(self) -> "_Runner":
        with self._making_bulk:
            if self._bulk is None:
                self._bulk = _Runner(self._graph, streams=processors(), precision=self._precision)
            return self._bulk


class _Runner:
    """The graph, compiled for so many batches at the same time."""

    def __init__(self, graph: Graph, *, streams: int, precision: str | None) -> None:
        import openvino

        core = openvino.Core()
        self.precision = precision or _best_precision(core)
        self.streams = streams
        compiled = core.compile_model(
            graph.path / GRAPH,
            "CPU",
            {
                "INFERENCE_PRECISION_HINT": self.precision,
                "INFERENCE_NUM_THREADS": processors(),
                "NUM_STREAMS": streams,
            },
        )
        self._pad_id = graph.pad_id
        self._requests: queue.SimpleQueue[Any] = queue.SimpleQueue()
        for _ in range(max(streams, _REQUESTS)):
            self._requests.put(compiled.create_infer_request())
        # The first exchange of arrays with OpenVINO sets up its bridge to NumPy: two threads that
        # do so at once wait for each other for ever. It is done here, by one.
        with _first_exchange:
            self.run([[self._pad_id]])

    def run(self, batch: Sequence[Sequence[int]]) -> Vectors:
        """The unit vectors of texts given by their tokens, padded to the longest."""
        width = max(len(ids) for ids in batch)
        tokens = np.full((len(batch), width), self._pad_id, np.int64)
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


def processors() -> int:
    """Processors that this process may use, as the system and its control group allow."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    try:
        quota, period = _QUOTA.read_text(encoding="ascii").split()
        allowed = float(quota) / float(period)
    except (OSError, ValueError):
        return count or 1  # no control group, or "max": no quota
    return max(1, min(count or 1, round(allowed)))


def _best_precision(core: Any) -> str:
    """bfloat16 where the processor has instructions for it: elsewhere it is emulated, and slow."""
    native = core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    return "bf16" if "BF16" in native else "f32"


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
