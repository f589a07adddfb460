"""The lines of a plain text that begin the provisions of a law: headings, or words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from corpus.kinds import names_a_law
from corpus.language import detect_language
from corpus.law.designations import (
    Designation,
    Form,
    Line,
    Place,
    annex_of,
    place_after,
)
from corpus.law.numbering import told
from corpus.readers.text.lines import TextLine
from corpus.readers.text.outline import is_division

# A line so much shorter than the margin allows was ended on purpose.
_FULL = 0.82
_LONGEST_TITLE = 110
_TITLE_WORDS = 14
_SAMPLE = 20_000  # characters that tell the language
_OPENING = 12  # lines in which a law gives its title
_FEW_WORDS = 6
_STOPPED = (".", ";", ",", ":", "—", "–")
# What begins lines of its own: a signature, a paragraph of an article, the number of a journal.
_SIGNED = re.compile(r"Fait\s(?:à|le|en)\s|Done\s(?:at|in)\s|§+\s*\d")
# "1 La présente loi", "1. La présente loi": what follows the title of an article.
_FIRST_PARAGRAPH = re.compile(r"(?:\(1\)|1[.)]?)\s+[A-ZÀ-Ý«]")
_JOURNAL = re.compile(r"NOR\s?:")
_VISA = re.compile(r"Vu\s(?:le|la|les|l[’']|l\s|son|sa)")


class Role(Enum):
    """What a line with a designation is."""

    HEADING = auto()
    """The number alone, or with the provision's title: its words come under it."""
    WORDS = auto()
    """The number, and the beginning of the words themselves."""
    TITLE_ABOVE = auto()
    """No designation: the title that stands above one ("Short title", then "1 This Act …")."""


@dataclass(frozen=True, slots=True)
class Provisions:
    """The role of each line, by its index, that begins a provision or titles one."""

    roles: dict[int, Role]

    @classmethod
    def of(cls, lines: Sequence[TextLine], *, width: int) -> "Provisions":
        """Those of a text wrapped at `width` characters; 0 where it is not wrapped."""
        placed = [
            Line(
                line.text, place_after(before, gap=line.gap > 0, full=_is_full(before, line, width))
            )
            for before, line in zip(("", *(line.text for line in lines)), lines, strict=False)
        ]
        sample = "\n".join(line.text for line in lines)[:_SAMPLE]
        law = any(names_a_law(line.text) for line in lines[:_OPENING])
        found = told(placed, language=detect_language(sample), law=law)
        roles = {index: _role(lines, index, one, found, width) for index, one in found.items()}
        for index, one in found.items():
            if one.form is Form.COUNTED:
                for above in _titles_above(lines, index, roles, width):
                    roles[above] = Role.TITLE_ABOVE
        for index in (*_visas(lines, placed), *_signatures(placed)):
            roles.setdefault(index, Role.WORDS)
        return cls(roles)


def _visas(lines: Sequence[TextLine], placed: Sequence[Line]) -> Iterator[int]:
    """The lines that say in view of what a law is made, and the one above, which says by whom."""
    visas = [index for index, line in enumerate(placed) if _VISA.match(line.text)]
    yield from visas
    for index in visas[:1]:
        maker = lines[index - 1].text if index else ""
        if maker[:1].isupper() and maker.endswith(",") and len(maker.split()) <= _TITLE_WORDS:
            yield index - 1


def _is_full(before: str, line: TextLine, width: int) -> bool:
    """Whether the first word of `line` had no room in the line before, which is no title."""
    if not width or not before or is_division(before):
        return False
    return len(before) + 1 + len(line.text.partition(" ")[0]) > _FULL * width


def _role(
    lines: Sequence[TextLine],
    index: int,
    one: Designation,
    found: dict[int, Designation],
    width: int,
) -> Role:
    line = lines[index]
    own = line.text[one.words :]
    if not any(character.isalpha() for character in own):
        return Role.HEADING
    below = lines[index + 1] if index + 1 < len(lines) else None
    if own.startswith("("):
        return Role.WORDS
    if below is None or index + 1 in found or annex_of(below.text):
        return Role.WORDS
    if one.form is Form.COUNTED and below.text.startswith("(1)"):
        return Role.HEADING
    titled = not line.text.endswith(_STOPPED) and len(own.split()) <= _TITLE_WORDS
    if titled and _FIRST_PARAGRAPH.match(below.text):
        return Role.HEADING
    runs_on = not below.gap and (below.text[:1].islower() or _is_full(line.text, below, width))
    long = len(line.text) > _LONGEST_TITLE or len(line.text.split()) > _TITLE_WORDS
    return Role.WORDS if long or runs_on or line.text.endswith(_STOPPED) else Role.HEADING


def _signatures(placed: Sequence[Line]) -> Iterator[int]:
    """The lines of a signature, a paragraph or a number, which go on nothing before them."""
    for index, line in enumerate(placed):
        runs_on = line.place is Place.RUNS_ON
        if _JOURNAL.match(line.text) or (not runs_on and _SIGNED.match(line.text)):
            yield index


def _titles_above(
    lines: Sequence[TextLine], index: int, roles: Mapping[int, Role], width: int
) -> Iterator[int]:
    """The line right above a section that is its title, and the titles set apart above that."""
    above = index - 1
    while above > 0 and above not in roles and _is_title_above(lines, above, width):
        words = len(lines[above].text.split())
        if above < index - 1 and (words > _FEW_WORDS or not lines[above + 1].gap):
            return
        yield above
        above -= 1


def _is_title_above(lines: Sequence[TextLine], index: int, width: int) -> bool:
    line = lines[index]
    first = index == 0 or line.gap > 0 or not _is_full(lines[index - 1].text, line, width)
    return (
        first
        and line.text[:1].isupper()
        and not is_division(line.text)
        and len(line.text.split()) <= _TITLE_WORDS
        and not line.text.endswith(_STOPPED)
    )
