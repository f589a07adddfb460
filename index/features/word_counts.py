"""Word counts: how often the documents have each word, for the mending of spelling."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[^\W\d_]{2,}")


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often the texts have each word, in lower case."""
    written = Counter[str]()
    for text in texts:
        written.update(_WORD.findall(text))
    counts = Counter[str]()
    for word, count in written.items():
        counts[word.lower()] += count
    return counts


def commonest(counts: Mapping[str, int]) -> tuple[str, ...]:
    """The words, the commonest first, equals in alphabetical order."""
    return tuple(sorted(counts, key=lambda word: (-counts[word], word)))
