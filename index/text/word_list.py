"""The words of French and English, looked up in a list that is never read whole.

The list is pyspellchecker's. As its own dictionary both languages take half a second and 50 MB; as
the sorted text that the package holds, some hundredths of a second and 5 MB.
"""

import gzip
import pkgutil
from functools import cache


def is_word(text: str, *, language: str) -> bool:
    """Whether `text`, in lower case, is a word of "fr" or "en", rare ones included."""
    lines = _lines(language)
    key = f'\n"{text}": '.encode()
    low, high = lines.index(b"\n"), lines.rindex(b"\n")
    while low < high:
        middle = lines.rfind(b"\n", low, (low + high) // 2 + 1)
        if lines[middle : middle + len(key)] < key:
            low = lines.index(b"\n", middle + 1)
        else:
            high = middle
    return lines.startswith(key, low)


@cache
def _lines(language: str) -> bytes:
    """A line '"word": times,' for each word, in the order of their bytes."""
    packed = pkgutil.get_data("spellchecker", f"resources/{language}.json.gz")
    if packed is None:
        raise FileNotFoundError(f"pyspellchecker holds no list of words in {language!r}.")
    return gzip.decompress(packed)
