"""Texts into vectors: from the cache where they are known, else from the encoder."""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.passage import Passage
from index.build.cache import VectorCache, text_key
from index.encoder import Encoder
from index.indexed_text import embedded_text, sentence_text
from index.snapshot.index import Index

# So many texts are embedded before they are kept: what an interrupted build loses at most.
_KEPT_EVERY = 512


@dataclass(frozen=True, slots=True)
class Embedded:
    """The vectors of texts, a row each, and how many of them had to be computed."""

    vectors: NDArray[Any]
    computed: int


def embed(
    texts: Sequence[str],
    *,
    encoder: Encoder,
    cache: VectorCache,
    known: VectorCache | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Embedded:
    """The vectors of the texts. New ones are computed longest first, and kept as they come.

    Those that `known` holds are taken from there: a passage of one sentence is embedded once.
    """
    keys = [text_key(text) for text in texts]
    vectors, missing = cache.find(keys)
    if known is not None and missing:
        held, unknown = known.find([keys[place] for place in missing])
        taken = np.delete(np.arange(len(missing)), unknown)
        vectors[np.array(missing)[taken]] = held[taken]
        cache.add(*_distinct(keys, vectors, [missing[number] for number in taken]))
        missing = [missing[number] for number in unknown]
    places: dict[bytes, list[int]] = {}
    for place in missing:
        places.setdefault(keys[place], []).append(place)
    new = sorted(places, key=lambda key: (-len(texts[places[key][0]]), places[key][0]))
    for start in range(0, len(new), _KEPT_EVERY):
        part = new[start : start + _KEPT_EVERY]

        def report(done: int, total: int, *, start: int = start) -> None:
            if progress is not None and total:
                progress(start + done, len(new))

        computed = encoder.encode_passages([texts[places[key][0]] for key in part], progress=report)
        cache.add(part, computed)
        for key, vector in zip(part, computed, strict=True):
            vectors[places[key]] = vector
    cache.join()
    return Embedded(vectors=vectors, computed=len(new))


def _distinct(
    keys: Sequence[bytes], vectors: NDArray[Any], places: Sequence[int]
) -> tuple[list[bytes], NDArray[Any]]:
    """The keys at these places, each once, and their vectors."""
    first = {keys[place]: place for place in reversed(places)}
    return list(first), vectors[list(first.values())]


def open_cache(root: Path, part: str, *, fingerprint: str, dimension: int) -> VectorCache:
    """The vectors that a model gave to "passages", in single precision, or "sentences", in half."""
    dtype = np.float32 if part == "passages" else np.float16
    shutil.rmtree(root / _older_folder(part, fingerprint), ignore_errors=True)
    return VectorCache(root / _folder(part, fingerprint), dimension=dimension, dtype=dtype)


def forget(root: Path, *, fingerprint: str) -> None:
    """Removes all that is kept of a model's vectors."""
    for part in ("passages", "sentences"):
        shutil.rmtree(root / _folder(part, fingerprint), ignore_errors=True)


def forget_all_but(root: Path, kept: Iterable[Index]) -> None:
    """Removes every vector that none of these snapshots needs."""
    needed = defaultdict[tuple[str, str, int], set[bytes]](set)
    for index in kept:
        model = (index.manifest.model.fingerprint, index.manifest.model.dimension)
        rows = range(len(index.passages))
        needed["passages", *model].update(text_key(embedded_text(one)) for one in index.passages)
        needed["sentences", *model].update(
            text_key(text)
            for row in rows
            for text in sentence_texts(index.passages[row], index.sentences(row))
        )
    for (part, fingerprint, dimension), keys in needed.items():
        open_cache(root, part, fingerprint=fingerprint, dimension=dimension).keep(keys)
    folders = {_folder(part, fingerprint) for part, fingerprint, _ in needed}
    for folder in root.iterdir() if root.is_dir() else ():
        if folder.name not in folders:
            shutil.rmtree(folder)


def sentence_texts(passage: Passage, bounds: Iterable[Sequence[int]]) -> Iterator[str]:
    """What the vectors of a passage's sentences stand for."""
    return (sentence_text(passage, int(start), int(end)) for start, end in bounds)


def _folder(part: str, fingerprint: str) -> str:
    return f"{_older_folder(part, fingerprint)}-sealed"


def _older_folder(part: str, fingerprint: str) -> str:
    """Where the first version kept vectors without their seals, which can no longer be read."""
    return f"{fingerprint[:16]}-{part}"
