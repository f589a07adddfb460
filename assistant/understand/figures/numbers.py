"""Numbers in a text, in digits or in words, with where they stand."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from text_to_num import find_numbers

# What has words for numbers here; in any other language digits alone are read.
_LANGUAGES = ("fr", "en")
_DIGITS = re.compile(
    r"(?<![\w.,/°*’'-])(?<!\d )(?P<digits>\d{1,3}(?:[ ,]\d{3})+(?!\d)"
    r"|\d{1,9})(?P<rest>[.,]\d{1,4})?"
    r"(?![\d°º]|[.-]\d|er\b|e\b|ème|ère|(?:st|nd|rd|th)\b)"
)
# What the digits after it number, and do not count.
_NUMBERED = re.compile(
    r"\b(?:articles?|art\.|n[°o]\.?|numéro|number|section|chapitre|chapter|titre|page|figure|table"
    r"|tableau|annexe?|alinéa|étape|step|[LRDA]\.)\s?\*?\s?\Z",
    re.IGNORECASE,
)
_NUMBERED_BEFORE = 12
_GROUPS = re.compile(r"[ ,]")
_MULTIPLE = re.compile(
    r"\s?(?:(?P<thousand>mille|thousand|k)|(?P<million>millions?|m|mn)"
    r"|(?P<billion>milliards?|billions?|bn))\b",
    re.IGNORECASE,
)
_MULTIPLES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_TOKEN = re.compile(r"[^\W\d_]+|[^\w\s]|\d+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands in its text. `in_words` where it is not written in digits."""

    value: float
    start: int
    end: int
    in_words: bool


def numbers_in(text: str, *, language: str) -> list[Number]:
    """The cardinal numbers of a text, in its order; not those of articles, laws and items."""
    digits = list(_in_digits(text))
    ends = [one.end for one in digits]
    # "million" stands in "2 millions" already.
    words = (one for one in _in_words(text, language) if not _within(one, digits, ends))
    return sorted((*digits, *words), key=lambda one: one.start)


@lru_cache(maxsize=1 << 14)
def is_number_word(word: str) -> bool:
    """Whether a word is a cardinal number in French or in English."""
    return any(
        one.end == len(word) and one.start == 0
        for language in _LANGUAGES
        for one in _in_words(word, language)
    )


def _within(one: Number, others: Sequence[Number], ends: Sequence[int]) -> bool:
    place = bisect_right(ends, one.start)
    return place < len(others) and others[place].start <= one.start


def _in_digits(text: str) -> Iterator[Number]:
    for match in _DIGITS.finditer(text):
        if _NUMBERED.search(text[max(0, match.start() - _NUMBERED_BEFORE) : match.start()]):
            continue
        value = float(_GROUPS.sub("", match["digits"]) + (match["rest"] or "").replace(",", "."))
        end = match.end()
        multiple = _MULTIPLE.match(text, end)
        if multiple is not None and multiple.lastgroup is not None:
            value, end = value * _MULTIPLES[multiple.lastgroup], multiple.end()
        yield Number(value, match.start(), end, in_words=False)


class _Word:
    """A word as find_numbers wants it."""

    __slots__ = ("end", "start", "written")

    def __init__(self, match: re.Match[str]) -> None:
        self.written = match.group()
        self.start, self.end = match.span()

    def text(self) -> str:
        return self.written

    def text_lowercase(self) -> str:
        return self.written.lower()

    def nt_separated(self, previous: "_Word") -> bool:
        return previous.end > self.start

    def not_a_number_part(self) -> bool:
        return self.written[0].isdigit()


def _in_words(text: str, language: str) -> Iterator[Number]:
    if language not in _LANGUAGES:
        return
    words = [_Word(match) for match in _TOKEN.finditer(text)]
    for found in find_numbers(words, language, threshold=0.0):
        if not found.is_ordinal:
            start, end = words[found.start].start, words[found.end - 1].end
            yield Number(found.value, start, end, in_words=True)
