"""A second opinion on the words of a page: what pypdf reads of it, beside what pdfium gave."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from pypdf import PdfReader

from corpus.readers.pdf.structure.values import DAMAGE
from corpus.text import MISSING, letters, without_accents

# Pages of a file that are read a second time, beside those that gave hardly any words. All pages
# of the British plans and of the law in the tests: 5.5 s beside 6.1 s; so many: 1.4 s.
MOST_CHECKED = 12
_MOST_STEPS = 100_000  # of the drawing of a page
_MOST_BYTES = 500_000  # of its drawing
_MOST_DOUBTFUL = 100  # pages
# So many letters, and such a share of those read, are more than a sign or a page number.
_FEWEST = 20
_SHARE = 0.05


class _TooLong(Exception):
    """The drawing of a page has too many steps."""


def pages_to_check(doubtful: Sequence[int], numbers: Sequence[int]) -> list[int]:
    """Of the numbers of all pages, those of which few words were read, and some spread evenly."""
    step = max(1, -(-len(numbers) // MOST_CHECKED))
    return sorted({*doubtful[:_MOST_DOUBTFUL], *numbers[step // 2 :: step]})


def letters_missed(reader: PdfReader, number: int, read: str) -> int:
    """How many letters pypdf sees on a page that are not among those `read`.

    Signs read as MISSING are letters that could not be told. 0 where there are no more than a few,
    or pypdf cannot tell.
    """
    there = Counter(letters(without_accents(read)))
    more = Counter(letters(without_accents(_second_reading(reader, number))))
    more.subtract(there)
    count = sum(extra for extra in more.values() if extra > 0) - read.count(MISSING)
    return count if count >= max(_FEWEST, _SHARE * there.total()) else 0


def _second_reading(reader: PdfReader, number: int) -> str:
    steps = 0

    def count(*_: Any) -> None:
        nonlocal steps
        steps += 1
        if steps > _MOST_STEPS:
            raise _TooLong

    try:
        page = reader.pages[number - 1]
        contents = page.get_contents()
        if contents is None or len(contents.get_data()) > _MOST_BYTES:
            return ""
        return page.extract_text(visitor_operand_before=count)
    except (*DAMAGE, _TooLong):
        return ""  # a second opinion is missing, no words
