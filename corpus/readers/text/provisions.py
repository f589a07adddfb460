"""The lines of a plain text that begin the provisions of a law, and what each is: heading or words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from corpus.language import detect_language
from corpus.law.designations import (
    Designation,
    Form,
    Line,
    annex_of,
    place_after,
    told,
)
from corpus.readers.text.lines import TextLine

# A line so much shorter than the margin allows was ended on purpose.
_FULL = 0.82
_LONGEST_TITLE = 110
_TITLE_WORDS = 14
_SAMPLE = 20_000  # characters that tell the language
_STOPPED = (".", ";", ",", ":")


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
        found = told(placed, language=detect_language(sample), law=False)
        roles = {index: _role(lines, index, one, found, width) for index, one in found.items()}
        for index, one in found.items():
            if one.form is Form.COUNTED and index and index - 1 not in roles:
                if _is_title_above(lines, index - 1, width):
                    roles[index - 1] = Role.TITLE_ABOVE
        return cls(roles)


def _is_full(before: str, line: TextLine, width: int) -> bool:
    """Whether the first word of `line` had no room in the line before."""
    if not width or not before:
        return False
    return len(before) + 1 + len(line.text.split(maxsplit=1)[0]) > _FULL * width


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
    if below is None or index + 1 in found or annex_of(below.text):
        return Role.WORDS
    if one.form is Form.COUNTED and below.text.startswith("(1)"):
        return Role.HEADING
    runs_on = not below.gap and (below.text[0].islower() or _is_full(line.text, below, width))
    long = len(line.text) > _LONGEST_TITLE or len(line.text.split()) > _TITLE_WORDS
    return Role.WORDS if long or runs_on or line.text.endswith(_STOPPED) else Role.HEADING


def _is_title_above(lines: Sequence[TextLine], index: int, width: int) -> bool:
    line = lines[index]
    first = index == 0 or line.gap > 0 or not _is_full(lines[index - 1].text, line, width)
    return (
        first
        and line.text[0].isupper()
        and len(line.text.split()) <= _TITLE_WORDS
        and not line.text.endswith(_STOPPED)
    )
