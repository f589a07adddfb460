"""The folder of a model: its name, its prompts and the digest of all that decides its vectors."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from index.errors import ModelUnavailable

SEAL = "parvis.json"
_DECISIVE = (".safetensors", ".bin", ".json", ".txt", ".model")
_QUERY_PROMPTS = ("query",)
_PASSAGE_PROMPTS = ("document", "passage", "corpus")
_E5_PROMPTS = {"query": "query: ", "document": "passage: "}


@dataclass(frozen=True, slots=True)
class Prompts:
    """What the model wants to read before a question and before a passage."""

    query: str = ""
    passage: str = ""


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A sentence-transformers folder. `fingerprint` digests all that decides its vectors."""

    path: Path
    name: str
    fingerprint: str
    prompts: Prompts


def open_model(path: Path) -> ModelFolder:
    """What the folder says of its model. Raises ModelUnavailable where it holds none."""
    if not (path / "modules.json").is_file():
        raise ModelUnavailable(
            f"{path} is no sentence-transformers model, for it has no modules.json: "
            "name a folder written by SentenceTransformer.save, or a model of the hub."
        )
    seal = _read_json(path / SEAL)
    if seal.get("files") != _stamp(path):
        name = str(seal.get("name") or path.resolve().name)
        seal = {"name": name, "fingerprint": _hash_files(path)}
        # A model on a read-only disk works all the same; it is hashed again at each start.
        with suppress(OSError):
            _write_seal(path, name=name, fingerprint=seal["fingerprint"])
    return ModelFolder(
        path=path,
        name=seal["name"],
        fingerprint=seal["fingerprint"],
        prompts=tell_prompts(seal["name"], _read_json(path / "config_sentence_transformers.json")),
    )


def seal_model(path: Path, *, name: str) -> None:
    """Writes the model's public name and its fingerprint into the folder.

    Hashing the weights takes a second, so it is done once; the files' sizes and times, kept beside
    the fingerprint, tell whether it still stands.
    """
    _write_seal(path, name=name, fingerprint=_hash_files(path))


@contextmanager
def written_whole(folder: Path, *, is_there: Callable[[], bool]) -> Iterator[Path]:
    """A folder to fill in the `with` block, which then becomes `folder`, or goes if that fails.

    Where another process was quicker, and `is_there`, its folder is as good as ours and stays.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield partial
        partial.chmod(0o755)
        try:
            partial.rename(folder)
        except OSError:
            if not is_there():
                raise
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def tell_prompts(name: str, settings: Mapping[str, Any]) -> Prompts:
    """The prompts that the model's settings name; those of the E5 family for its models."""
    given: Mapping[str, str] = settings.get("prompts") or {}
    if not any(given.values()) and "e5" in name.lower().replace("/", "-").split("-"):
        given = _E5_PROMPTS
    default = given.get(settings.get("default_prompt_name") or "", "")
    return Prompts(
        query=next((given[key] for key in _QUERY_PROMPTS if given.get(key)), default),
        passage=next((given[key] for key in _PASSAGE_PROMPTS if given.get(key)), default),
    )


def _write_seal(path: Path, *, name: str, fingerprint: str) -> None:
    seal = {"name": name, "fingerprint": fingerprint, "files": _stamp(path)}
    (path / SEAL).write_bytes(orjson.dumps(seal, option=orjson.OPT_INDENT_2))


def _decisive_files(folder: Path) -> list[Path]:
    """Weights, vocabulary, pooling and prompts; not what a runtime made of them."""
    return sorted(
        path
        for pattern in ("*", "[0-9]_*/*")
        for path in folder.glob(pattern)
        if path.is_file() and path.suffix in _DECISIVE and path.name != SEAL
    )


def _hash_files(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in _decisive_files(folder):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def _stamp(folder: Path) -> dict[str, list[int]]:
    return {
        path.relative_to(folder).as_posix(): [path.stat().st_size, path.stat().st_mtime_ns]
        for path in _decisive_files(folder)
    }


def _read_json(path: Path) -> dict[str, Any]:
    """The object in the file; an empty one where there is no such file."""
    if not path.is_file():
        return {}
    content = orjson.loads(path.read_bytes())
    return content if isinstance(content, dict) else {}
