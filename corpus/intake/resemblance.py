"""Resemblance: documents that have nearly all their words in common, or many of them.

Their pairs of words are compared by MinHash, so that the time grows with the words and not with the
pairs of documents (Broder, "On the resemblance and containment of documents", 1997).
"""

from collections import defaultdict
from collections.abc import Sequence
from operator import eq
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

# Of two texts that share nine words in ten, these shares of the pairs of words of either are in
# both: 0.8 where the rest stands in one place, 0.7 where it is strewn about.
_ALIKE = 0.7
# 128 numbers estimate a resemblance of 0.7 to 0.04. Two texts of that resemblance meet in one of 32
# bands of 4 in 9,998 cases of 10,000.
_BANDS, _ROWS = 32, 4
_SEED = 20260101
_LONGEST = 50_000  # words of a document that are compared
_CROWDED = 100  # documents of a bucket that are compared with another one

_Numbers = NDArray[np.uint64]


def find_alike(texts: Sequence[str], *, fewest: int) -> list[list[int]]:
    """The groups of `fewest` texts or more that are nearly the same, by their places."""
    signatures = _signatures(texts)
    leaders = list(range(len(texts)))
    buckets = defaultdict[tuple[int, bytes], list[int]](list)
    for place, signature in enumerate(signatures):
        if signature is None:
            continue
        keys = [
            (band, signature[band * _ROWS : (band + 1) * _ROWS].tobytes()) for band in range(_BANDS)
        ]
        # A bucket holds the first one of each group only.
        met = sorted({one for key in keys for one in buckets[key]})
        if met:
            found = (np.array([signatures[one] for one in met]) == signature).mean(axis=1)
            if found.max() >= _ALIKE:
                leaders[place] = met[int(found.argmax())]
                continue
        for key in keys:
            if len(buckets[key]) < _CROWDED:
                buckets[key].append(place)
    groups = defaultdict[int, list[int]](list)
    for place, leader in enumerate(leaders):
        groups[leader].append(place)
    return [group for group in groups.values() if len(group) >= fewest]


def signature(text: str) -> tuple[int, ...]:
    """What tells a text, or one like it, again without its words; empty where it has no two."""
    (numbers,) = _signatures([text])
    return () if numbers is None else tuple(int(one) for one in numbers >> np.uint64(32))


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of the pairs of words of two texts that both have, by their signatures."""
    if not one or not other:
        return 0.0
    same: int = sum(map(eq, one, other))
    return same / len(one)


def _signatures(texts: Sequence[str]) -> list[_Numbers | None]:
    """For each text, the smallest of its pairs in each of many orders; None where it has none."""
    factors = np.random.default_rng(_SEED).integers(
        1, 2**63, size=(_BANDS * _ROWS, 1), dtype=np.uint64
    ) | np.uint64(1)
    words = dict[str, int]()
    pairs = (_pairs(text, words) for text in texts)
    return [(one * factors).min(axis=1) if len(one) else None for one in pairs]


def _pairs(text: str, known: dict[str, int]) -> _Numbers:
    """The pairs of words of a text, each once, as numbers."""
    words = text.casefold().split(maxsplit=_LONGEST)[:_LONGEST]
    numbers = np.array(
        [known.get(word) or known.setdefault(word, crc32(word.encode()) + 1) for word in words],
        np.uint64,
    )
    mixed = numbers[:-1] * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(29))) + numbers[1:] * np.uint64(0xBF58476D1CE4E5B9)
    return np.unique(mixed ^ (mixed >> np.uint64(31)))
