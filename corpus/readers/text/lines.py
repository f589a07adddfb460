"""Lines of plain text: where pages end, which lines are furniture, and which go on in the next."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.errors import UnreadableFile

_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page\s*|p\.\s*)?\d{1,4}(?:\s*(?:/|sur|of|de)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)
_RULE = re.compile(r"[\W_]{3,}")
_PART = re.compile(
    r"(?:article|art\.|chapitre|chapter|titre|title|section|partie|part|livre|axe|annexe|annex|"
    r"engagement|commitment)\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_GRID = re.compile(r"^[ \t]*\+(?:[-=:]{3,}\+)+[ \t]*\n[ \t]*\|", re.MULTILINE)
_COLUMNS = re.compile(
    r"^[^\n]{0,200}\S {2,40}\S[^\n]{0,200}\n[ \t]*-{3,}(?: +-{3,})+ *$", re.MULTILINE
)
# Blank lines that stand for the end of a page where form feeds were lost.
_PAGE_GAP = 3
_WIDEST_WRAP = 160
_NARROWEST_WRAP = 30


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line with words. `gap` counts the blank lines before it; a page's end is a gap too."""

    text: str
    indent: int
    gap: int
    page: int | None
    turns_page: bool = False


def refuse_many_lines(text: str, *, most: int, where: str) -> None:
    """Raises UnreadableFile where a text has more lines than are read in a minute."""
    lines = text.count("\n")
    if lines > most:
        raise UnreadableFile(
            where,
            f"it has {lines:,} lines, more than the {most:,} that are read",
            "split it into smaller documents",
        )


def lines_of(text: str) -> list[TextLine]:
    """The lines of `text` that have words, without page numbers and running heads.

    A form feed ends a page; pages are numbered only where there is one.
    """
    pages = text.split("\f")
    while pages and not pages[-1].strip():
        pages.pop()
    furniture = _running_heads(pages)
    lines: list[TextLine] = []
    gap = 0
    for number, page in enumerate(pages, start=1):
        turns = number > 1
        bare = _without_page_numbers(page.split("\n")) if len(pages) > 1 else page.split("\n")
        for raw in bare:
            words = raw.strip()
            if not words or _shape(words) in furniture:
                gap += 1
                continue
            indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
            turned = turns or gap >= _PAGE_GAP
            page_number = number if len(pages) > 1 else None
            lines.append(TextLine(words, indent, gap, page_number, turned and bool(lines)))
            gap, turns = 0, False
        gap += 1
    lines = _without_lone_numbers(lines)
    return _single_spaced(lines)


def drawn_table(text: str, *, dashed: bool = False) -> tuple[int, str] | None:
    """Where a first table drawn with signs ("+---+") begins, and what is to be warned of.

    `dashed` takes in those of which only the columns are underlined.
    """
    for form in (_GRID, _COLUMNS)[: 1 + dashed]:
        found = form.search(text)
        if found:
            return (
                found.start(),
                "a table drawn with signs is read line by line: its cells may be mixed",
            )
    return None


def is_rule(text: str) -> bool:
    """Whether a line is drawn rather than written ("-----")."""
    return bool(_RULE.fullmatch(text)) and not any(c.isalnum() for c in text)


def wrap_width(lines: Sequence[TextLine]) -> int:
    """The length at which lines were wrapped, in characters; 0 where they were not."""
    lengths = sorted(len(line.text) for line, after in pairwise(lines) if after.gap == 0)
    if not lengths:
        return 0
    width = lengths[int(0.9 * (len(lengths) - 1))]
    return width if _NARROWEST_WRAP <= width <= _WIDEST_WRAP else 0


def _shape(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.split()))


def _running_heads(pages: Sequence[str]) -> frozenset[str]:
    """What stands first or last on most pages, but for its number; parts are never furniture."""
    if len(pages) < 3:
        return frozenset()
    seen: Counter[str] = Counter()
    for page in pages:
        lines = [line.strip() for line in page.split("\n") if line.strip()]
        edges = {
            *lines[:1],
            *lines[-1:],
            *(line for line in lines[1:2] if not _DIGITS.search(line)),
        }
        seen.update({_shape(line) for line in edges if not _PART.match(line)})
    return frozenset(shape for shape, times in seen.items() if times >= max(3, len(pages) * 0.6))


def _without_page_numbers(page: list[str]) -> list[str]:
    """The lines of a page, its first and last emptied where they only number it."""
    bare = list(page)
    filled = [index for index, line in enumerate(bare) if line.strip()]
    for index in {*filled[:1], *filled[-1:]}:
        if _PAGE_NUMBER.fullmatch(bare[index].strip()):
            bare[index] = ""
    return bare


def _without_lone_numbers(lines: list[TextLine]) -> list[TextLine]:
    """Page numbers left between pages that no form feed parts: alone, and counting up."""
    lone = [
        index
        for index, line in enumerate(lines)
        if _PAGE_NUMBER.fullmatch(line.text)
        and line.gap > 0
        and (index + 1 == len(lines) or lines[index + 1].gap > 0)
    ]
    numbers = [int(match[0]) for i in lone if (match := _DIGITS.search(lines[i].text))]
    if len(numbers) < 2 or any(b != a + 1 for a, b in pairwise(numbers)):
        return lines
    kept: list[TextLine] = []
    dropped = False
    for index, line in enumerate(lines):
        if index in lone:
            dropped = True
        else:
            kept.append(replace(line, turns_page=bool(kept)) if dropped else line)
            dropped = False
    return kept


def _single_spaced(lines: list[TextLine]) -> list[TextLine]:
    """Lines with a blank one after each, as some converters write them, brought together."""
    gaps = [line.gap for line in lines[1:]]
    if len(gaps) < 10 or gaps.count(0) > 0.05 * len(gaps) or gaps.count(1) < 0.7 * len(gaps):
        return lines
    running_on = sum(
        1 for line, after in pairwise(lines) if line.text[-1].isalnum() and after.text[0].islower()
    )
    if running_on < 0.3 * len(gaps):
        return lines
    return [replace(line, gap=max(0, line.gap - 1)) for line in lines]
