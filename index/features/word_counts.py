"""Word counts: how often the documents have each word, for the mending of spelling."""

import re
from collections import Counter
from collections.abc import Iterable

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


def commonest(counts: Counter[str]) -> tuple[str, ...]:
    """The words that are there, the commonest first, equals in alphabetical order."""
    there = [word for word, count in counts.items() if count > 0]
    return tuple(sorted(there, key=lambda word: (-counts[word], word)))
