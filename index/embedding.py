"""Texts into vectors: from the cache where they are known, else from the encoder."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from index.cache import VectorCache, text_key
from index.encoder import Encoder

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
    progress: Callable[[int, int], None] | None = None,
) -> Embedded:
    """The vectors of the texts. New ones are computed longest first, and kept as they come."""
    keys = [text_key(text) for text in texts]
    missing = sorted(cache.missing(keys), key=lambda place: (-len(texts[place]), place))
    for start in range(0, len(missing), _KEPT_EVERY):
        part = missing[start : start + _KEPT_EVERY]

        def report(done: int, total: int, *, start: int = start) -> None:
            if progress is not None and total:
                progress(start + done, len(missing))

        vectors = encoder.encode_passages([texts[place] for place in part], progress=report)
        cache.add([keys[place] for place in part], vectors)
    return Embedded(vectors=cache.gather(keys), computed=len(missing))
