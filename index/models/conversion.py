"""From a sentence-transformers folder to an OpenVINO graph beside it, made once and checked."""

import shutil
import warnings
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson

from index.encoder import Vectors
from index.errors import ModelUnavailable
from index.models.folder import ModelFolder, written_whole
from index.models.vocabulary import write_vocabulary

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

FOLDER = "openvino"
GRAPH = "model.xml"
_SETTINGS = "settings.json"
_VERSION = 2
_FAITHFUL = 0.9995  # least cosine to torch that a graph may show on the samples below
_SAMPLES = (
    "Au bout de combien de temps le silence de l'administration vaut-il accord ?",
    "Yes.",
    "Which commitments does the national action plan make about open data? " * 12,
)


@dataclass(frozen=True, slots=True)
class Graph:
    """A converted model: the folder of its files and what one must know to feed it."""

    path: Path
    dimension: int
    max_tokens: int
    pad_id: int
    lower_case: bool


def find_graph(folder: ModelFolder, *, elsewhere: Path) -> Graph | None:
    """The graph made earlier from this very model, in its folder or under `elsewhere`."""
    here = _read_graph(folder.path / FOLDER, folder)
    return here or _read_graph(_path_elsewhere(folder, elsewhere), folder)


def _read_graph(path: Path, folder: ModelFolder) -> Graph | None:
    """The graph at `path`; None where there is none, or it is of other weights."""
    settings = path / _SETTINGS
    if not settings.is_file():
        return None
    content = orjson.loads(settings.read_bytes())
    same = (content.pop("fingerprint"), content.pop("version")) == (folder.fingerprint, _VERSION)
    return Graph(path=path, **content) if same else None


def convert(folder: ModelFolder, *, elsewhere: Path) -> Graph:
    """Converts the model and writes the graph, whole or not at all.

    It is written into the model's own folder, or under `elsewhere` where that is read-only.
    Raises ModelUnavailable where the graph does not give the model's own vectors.
    """
    if not (folder.path / "tokenizer.json").is_file():
        raise ModelUnavailable(
            f"{folder.path} has no tokenizer.json, which the OpenVINO runtime needs: "
            "use the torch runtime for this model."
        )
    from index.models.sentence_transformer import load_transformer

    model = load_transformer(str(folder.path))
    if not all(getattr(module, "include_prompt", True) for module in model):
        raise ModelUnavailable(
            f"{folder.name} leaves its prompt out of its pooling, which an OpenVINO graph of it "
            "cannot do: use the torch runtime for this model."
        )
    graph = Graph(
        path=folder.path / FOLDER,
        dimension=int(model.get_embedding_dimension() or 0),
        max_tokens=int(model.max_seq_length or 512),
        pad_id=int(model.tokenizer.pad_token_id or 0),
        lower_case=bool(getattr(model[0], "do_lower_case", False)),
    )
    try:
        converted = _trace(model)
    except Exception as error:
        # Tracing runs the model's own code, which may refuse it in any way.
        raise ModelUnavailable(
            f"{folder.name} cannot be converted for OpenVINO ({type(error).__name__}: {error}): "
            "use the torch runtime for this model."
        ) from error
    _check(folder, model, converted, graph)
    try:
        return _write(folder, graph, converted)
    except OSError:
        # The model's folder is read-only: its graph is kept among our own files.
        path = _path_elsewhere(folder, elsewhere)
        return _write(folder, replace(graph, path=path), converted)


def _trace(model: "SentenceTransformer") -> Any:
    import openvino
    import torch

    class Embedding(torch.nn.Module):
        """The whole pipeline, pooling and normalisation included, as one function of tensors."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            return self.model(features)["sentence_embedding"]  # type: ignore[no-any-return]

    sample = model.tokenizer(list(_SAMPLES[:2]), padding=True, return_tensors="pt")
    any_shape = openvino.PartialShape([-1, -1])
    with torch.no_grad(), warnings.catch_warnings():
        # The tracer warns of each Python condition; _check tells whether one of them matters.
        warnings.simplefilter("ignore")
        return openvino.convert_model(
            Embedding().eval(),
            example_input=(sample["input_ids"], sample["attention_mask"]),
            input=[any_shape, any_shape],
        )


def _check(folder: ModelFolder, model: "SentenceTransformer", converted: Any, graph: Graph) -> None:
    import openvino

    inputs = model.tokenizer(
        list(_SAMPLES), padding=True, truncation=True, max_length=graph.max_tokens
    )
    compiled = openvino.compile_model(converted, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    ours: Vectors = compiled(
        [
            np.asarray(inputs["input_ids"], np.int64),
            np.asarray(inputs["attention_mask"], np.int64),
        ]
    )[0]
    ours = ours / np.linalg.norm(ours, axis=1, keepdims=True)
    theirs = model.encode(list(_SAMPLES), prompt="", normalize_embeddings=True)
    worst = float((ours * np.asarray(theirs)).sum(axis=1).min())
    if not worst >= _FAITHFUL:
        raise ModelUnavailable(
            f"The OpenVINO graph of {folder.name} has a cosine of {worst:.4f} to the model's own "
            f"vectors, less than {_FAITHFUL}: use the torch runtime for this model."
        )


def _write(folder: ModelFolder, graph: Graph, converted: Any) -> Graph:
    import openvino

    def is_there() -> bool:
        return _read_graph(graph.path, folder) is not None

    with written_whole(graph.path, is_there=is_there) as partial:
        # Half precision on disk halves what is read at start; it moves no cosine before the sixth
        # decimal. The arithmetic stays in the precision that the runtime chooses.
        openvino.save_model(converted, partial / GRAPH, compress_to_fp16=True)
        settings = asdict(graph) | {"fingerprint": folder.fingerprint, "version": _VERSION}
        del settings["path"]
        write_vocabulary(folder.path / "tokenizer.json", partial)
        (partial / _SETTINGS).write_bytes(orjson.dumps(settings, option=orjson.OPT_INDENT_2))
        if not is_there():  # Else another process was quicker, and may be using it.
            shutil.rmtree(graph.path, ignore_errors=True)
    return graph


def _path_elsewhere(folder: ModelFolder, elsewhere: Path) -> Path:
    return elsewhere / f".{FOLDER}" / folder.fingerprint[:16]
