"""Claims: what a text quotes, and which article it says that the words are of."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.law.citation_grammar import Mention

# Quotations that are looked for; each may cost a search.
MOST_QUOTATIONS = 50
# Fewer words between marks are a term, or said with a raised eyebrow.
_FEWEST_WORDS = 4
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(
    r"^[ \t]*>[ \t]?(?P<block>[^\n]+)"
    r"|«(?P<french>[^«»]{1,50000})»|“(?P<english>[^“”]{1,50000})”"
    r'|(?<!\w)"(?P<plain>[^"\n]{1,50000})"',
    re.MULTILINE,
)
# Where a paragraph ends, but for what announces a quotation with a colon.
_PARAGRAPH = re.compile(r"(?<!:)\n[ \t]*\n|[.!?]\s?[»”\")\]]?[ \t]*\n")
_SOURCE_FOLLOWS = re.compile(r"[\s.,;:»”\"]{0,8}[(\[,–—-]")
# A citation after a quotation stands so near to it, in characters, and one before it so near.
_NEAR_AFTER = 120
_NEAR_BEFORE = 300


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks of quotation, from `start` to `end` of the text, without the marks.

    `mention` is the article that the text says they are of; None where it names none near them.
    """

    start: int
    end: int
    mention: Mention | None = None


def find_quotations(text: str, mentions: Sequence[Mention]) -> tuple[Quotation, ...]:
    """The quotations of a text, in its order, each with the article named with it.

    `mentions` are those of the text, in its order.
    """
    spans = _spans(text)
    outside = [one for one in mentions if not _within(one.start, spans)]
    return tuple(Quotation(*span, _named_with(span, text, outside)) for span in spans)


def outside_quotations(
    mentions: Sequence[Mention], quotations: Sequence[Quotation]
) -> tuple[Mention, ...]:
    """The mentions that are the text's own: one within a quotation is quoted with it."""
    spans = [(one.start, one.end) for one in quotations]
    return tuple(one for one in mentions if not _within(one.start, spans))


def _spans(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in _QUOTED.finditer(text):
        name = next(name for name, words in match.groupdict().items() if words is not None)
        words = match[name]
        if len(_WORD.findall(words)) >= _FEWEST_WORDS:
            start = match.start(name) + len(words) - len(words.lstrip())
            found.append((start, start + len(words.strip())))
    return found


def _within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    before = bisect_right(spans, (place, 1 << 40)) - 1
    return before >= 0 and place < spans[before][1]


def _named_with(span: tuple[int, int], text: str, mentions: Sequence[Mention]) -> Mention | None:
    """The article in brackets after the words, else the last one before them, else the next."""
    start, end = span
    following = bisect_left(mentions, end, key=lambda one: one.start)
    after = next(iter(mentions[following : following + 1]), None)
    if after is not None and not _joined(text, end, after.start, within=_NEAR_AFTER):
        after = None
    if after is not None and _SOURCE_FOLLOWS.match(text, end):
        return after
    if after is not None and "\n" in text[end : after.start]:
        after = None
    before = mentions[following - 1] if following else None
    if before is not None and _joined(text, before.end, start, within=_NEAR_BEFORE):
        return before
    return after


def _joined(text: str, start: int, end: int, *, within: int) -> bool:
    """Whether nothing but words of one paragraph is between two places, and not many."""
    return end - start <= within and _PARAGRAPH.search(text, start, end) is None
