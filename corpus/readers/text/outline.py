"""Headings of plain text: which lines are some, and how they lie one under another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LONGEST = 110
_MOST_WORDS = 14
_STOPPED = re.compile(r"[.,;:…!]$")
_ROMAN = re.compile(r"(?:[IVX]{1,5})\s?[.)/–—-]\s+\S|(?:[IVX]{2,5}|[IVX])\s[-–—]\s\S")
_LETTER = re.compile(r"[A-H]\s?[.)/–—]\s+\S|[A-H]\s-\s\S")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})(?:[.)]|\s?[-–—])?\s+[^\W\d_]")
_NAMED = tuple(
    (re.compile(pattern, re.IGNORECASE), rank)
    for pattern, rank in (
        (r"(?:partie|part)\s+(?:[\dIVX]+(?:re)?\b|premi|législative\b|réglementaire\b)", 8),
        (r"(?:livre|book)\s+(?:[\dIVX]+(?:er)?\b|premi)", 10),
        (r"(?:titre|title)\s+(?:[\dIVX]+(?:er)?\b|premi)", 12),
        (
            r"(?:chapitre|chapter|axe|th[èe]me|volet|pilier|pillar)\s+(?:[\dIVX]+(?:er)?\b|premi)",
            20,
        ),
        (r"(?:annexe|annex|appendix|schedule)(?:\s+[\dIVXA-H]+)?\b", 20),
        (r"sections?\s+(?:[\dIVX]+(?:re|ère)?\b|premi)", 30),
        (r"sous-section\s+(?:[\dIVX]+(?:re|ère)?\b|premi)", 40),
        (r"(?:engagement|commitment)\s*(?:n\s?[°º]\s*)?\d{1,3}\b", 50),
    )
)
# A reference such as "NOR : PRMX1234567C" is in capitals, and names nothing.
_CODE = re.compile(r"[A-Z]{2,}\d{3,}|^NOR\b")
_UNDERLINED = {"=": 60, "-": 80, "~": 85, "*": 75, "_": 85}
_CAPITALS, _ROMAN_RANK, _LETTER_RANK, _NUMBER_RANK, _PLAIN = 70, 90, 100, 110, 140
_TITLE_RANK = 0
# Of the numbers and titles of a law's provisions, which stand under all of its divisions.
PROVISION_RANK = 130


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a line that may be a heading stands between.

    `underline` is the character drawn under it, `words_after` counts the words of the next line,
    `series` says that items of its own numbering stand before or after it, and `full` that it
    reaches the margin.
    """

    gap_before: int
    gap_after: int
    underline: str | None
    words_after: int
    lower_after: bool
    series: bool
    full: bool


def heading_rank(text: str, around: Surroundings) -> int | None:
    """How far out a heading stands, the smaller the farther; None where the line is none."""
    words = text.split()
    if len(text) > _LONGEST or len(words) > _MOST_WORDS or not any(c.isalpha() for c in text):
        return None
    if around.underline:
        return _UNDERLINED.get(around.underline, _PLAIN)
    return _unmarked_rank(text, words, around)


def is_division(text: str) -> bool:
    """Whether a line names a part of a law or a plan: "Chapitre Ier", "PART 2"."""
    return any(form.match(text) for form, _ in _NAMED)


def may_be_title(rank: int) -> bool:
    """Whether a heading of this rank, standing first, can be the title of the whole."""
    return rank in (_TITLE_RANK, _CAPITALS, _PLAIN, *_UNDERLINED.values())


def _unmarked_rank(text: str, words: Sequence[str], around: Surroundings) -> int | None:
    running_on = around.lower_after and not around.gap_after
    named = next((rank for form, rank in _NAMED if form.match(text)), None)
    if named is not None:
        stopped = text[-1] in ",;" or (text[-1] == "." and len(words) > 4)
        return None if stopped or running_on else named
    if not around.words_after or _STOPPED.search(text) or _CODE.search(text):
        return None
    if _in_capitals(text):
        return _CAPITALS
    if not around.gap_before or not around.gap_after:
        return None
    return _numbered_rank(text, around)


def _numbered_rank(text: str, around: Surroundings) -> int | None:
    """The rank of a line set apart by blank lines, by the number before it if it has one."""
    if _ROMAN.match(text):
        return _ROMAN_RANK
    if _LETTER.match(text):
        return _LETTER_RANK
    number = _NUMBERED.match(text)
    if number:
        return None if around.series else _NUMBER_RANK + number[1].count(".")
    begins_well = text[0].isupper() or text[0] in "«“\"'¿"
    followed = around.words_after >= min(6, len(text.split()) + 1)
    return _PLAIN if begins_well and followed and not around.full and len(text) <= 80 else None


def _in_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 4 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


def levels(ranks: Sequence[int], *, titled: bool) -> list[int]:
    """The level, 1 to 6, of each heading from the ranks that the document uses.

    `titled` says that the first heading is the title of the whole.
    """
    placed = [_TITLE_RANK if titled and not index else rank for index, rank in enumerate(ranks)]
    order = sorted(set(placed))
    return [min(6, 1 + order.index(rank)) for rank in placed]
