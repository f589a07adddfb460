"""Prints what each runtime makes of the same model: speed of one question and of many passages.

    python -m tests.benchmarks.encoders [--model FOLDER]

ONNX Runtime is measured where onnx and onnxruntime are installed; they are no dependency. It chose
the runtime, the precision and _BATCH_TOKENS in index/models/openvino.py.
"""

import argparse
import importlib
import importlib.util
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from index.encoder import Encoder, Vectors
from index.models import DEFAULT_MODEL, MODELS, load_encoder, prepare_runtime
from index.models.conversion import find_graph
from index.models.folder import open_model
from index.models.openvino import OpenVinoEncoder
from index.models.sentence_transformer import load_transformer
from tests.benchmarks.generated import real_sentences
from tests.shared import BENCHMARKS

_ROUNDS = 3
_PASSAGES = 400


@dataclass(frozen=True, slots=True)
class Candidate:
    """A runtime: texts with their prompts in, unit vectors out."""

    name: str
    questions: Callable[[Sequence[str]], Vectors]
    passages: Callable[[Sequence[str]], Vectors]


class OnnxEncoder:
    """The model by ONNX Runtime, for comparison only."""

    def __init__(self, folder: Path, graph: Path) -> None:
        onnxruntime = importlib.import_module("onnxruntime")
        self._tokenizer = load_transformer(str(folder)).tokenizer
        self._session = onnxruntime.InferenceSession(str(graph), providers=["CPUExecutionProvider"])

    def encode(self, prompt: str, texts: Sequence[str]) -> Vectors:
        order = sorted(range(len(texts)), key=lambda number: -len(texts[number]))
        vectors = np.empty((len(texts), 384), np.float32)
        for start in range(0, len(order), 8):
            part = order[start : start + 8]
            inputs = self._tokenizer(
                [prompt + texts[number] for number in part],
                padding=True,
                truncation=True,
                return_tensors="np",
            )
            out = self._session.run(
                None,
                {
                    "input_ids": inputs["input_ids"].astype(np.int64),
                    "attention_mask": inputs["attention_mask"].astype(np.int64),
                },
            )[0]
            vectors[part] = out / np.linalg.norm(out, axis=1, keepdims=True)
        return vectors


def export_onnx(folder: Path, into: Path) -> Path:
    """The whole pipeline as an ONNX graph."""
    import torch

    model = load_transformer(str(folder)).eval()

    class Embedding(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> Any:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            return self.model(features)["sentence_embedding"]

    sample = model.tokenizer(["un", "deux mots ici"], padding=True, return_tensors="pt")
    axes = {0: "batch", 1: "tokens"}
    path = into / "model.onnx"
    torch.onnx.export(
        Embedding(),
        (sample["input_ids"], sample["attention_mask"]),
        str(path),
        input_names=["input_ids", "attention_mask"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes},
        dynamo=False,
    )
    return path


def candidates(folder: Path, stack: ExitStack) -> Iterator[Candidate]:
    """Every runtime that is at hand; torch in single precision first, the others' measure."""
    yield of_encoder("torch, float32", load_encoder(folder, runtime="torch"))
    model = open_model(folder)
    graph = find_graph(model, elsewhere=MODELS)
    assert graph is not None
    for precision in ("f32", "bf16"):
        yield of_encoder(
            f"OpenVINO, {precision}", OpenVinoEncoder(model, graph, precision=precision)
        )
    if importlib.util.find_spec("onnx") and importlib.util.find_spec("onnxruntime"):
        quantize = importlib.import_module("onnxruntime.quantization").quantize_dynamic
        into = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        path = export_onnx(folder, into)
        quantised = into / "int8.onnx"
        quantize(str(path), str(quantised))
        for name, file in (("float32", path), ("dynamic int8", quantised)):
            onnx = OnnxEncoder(folder, file)
            yield Candidate(
                f"ONNX Runtime, {name}",
                lambda texts, onnx=onnx: onnx.encode(model.prompts.query, texts),  # type: ignore[misc]
                lambda texts, onnx=onnx: onnx.encode(model.prompts.passage, texts),  # type: ignore[misc]
            )


def of_encoder(name: str, encoder: Encoder) -> Candidate:
    return Candidate(name, encoder.encode_queries, encoder.encode_passages)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    folder = prepare_runtime(parser.parse_args().model)
    questions = [
        orjson.loads(line)["question"]
        for name in ("crpa_dev.jsonl", "crpa_etalab.jsonl")
        for line in (BENCHMARKS / name).read_bytes().splitlines()
    ]
    sentences = real_sentences(4 * _PASSAGES)
    passages = [" ".join(sentences[start::_PASSAGES]) for start in range(_PASSAGES)]
    print(f"load of the machine before: {os.getloadavg()[0]:.1f}, {len(questions)} questions")
    print("runtime                      p50      p95   passages/s   least cosine to torch")
    reference: Vectors | None = None
    with ExitStack() as stack:
        for one in candidates(folder, stack):
            vectors = np.concatenate([one.questions([text]) for text in questions])
            took = []
            for text in questions * _ROUNDS:
                began = time.perf_counter()
                one.questions([text])
                took.append((time.perf_counter() - began) * 1e3)
            one.passages(passages[:32])
            began = time.perf_counter()
            many = one.passages(passages)
            rate = len(passages) / (time.perf_counter() - began)
            vectors = np.concatenate((vectors, many))
            reference = vectors if reference is None else reference
            p50, p95 = np.percentile(took, (50, 95))
            cosine = float((vectors * reference).sum(axis=1).min())
            print(
                f"{one.name:24} {p50:5.1f} ms {p95:5.1f} ms {rate:10.0f} {cosine:16.5f}", flush=True
            )


if __name__ == "__main__":
    main()
