"""The paragraphs of a shape: their words, how deep they stand in a list, and their numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from corpus.readers.office.ooxml.opc import child, inside, local
from corpus.readers.office.raised import lowered, raised
from corpus.text import MISSING

_MOST_LEVELS = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_AROUND = {"ParenBoth": "({})", "ParenR": "{})", "Period": "{}.", "Plain": "{}"}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with words; `level` is how deep it stands in a list, 0 where in none."""

    text: str
    level: int = 0


def lines_of(body: etree._Element, *, in_list: bool, told: list[str]) -> Iterator[Line]:
    """The paragraphs of a text body that have words.

    `in_list` says that they are items unless they say otherwise; `told` gets what was not read.
    """
    counts: dict[int, tuple[str, int]] = {}
    for paragraph in inside(body, "p"):
        text = paragraph_text(paragraph, told)
        if not text.strip():
            continue
        properties = child(paragraph, "pPr")
        level = _level(properties)
        number = _number(properties, level, counts)
        for deeper in [one for one in counts if one > level or (one == level and not number)]:
            del counts[deeper]
        item = bool(number) or _has_bullet(properties, in_list=in_list)
        yield Line(f"{number} {text}" if number else text, level + 1 if item else 0)


def paragraph_text(paragraph: etree._Element, told: list[str]) -> str:
    """The words of a paragraph, struck ones left out; MISSING stands for a formula."""
    parts: list[str] = []
    for one in paragraph.iterchildren(etree.Element):
        kind = local(one)
        if kind in ("r", "fld"):
            properties = child(one, "rPr")
            struck = properties is not None and properties.get("strike", "noStrike") != "noStrike"
            words = "".join(part.text or "" for part in one.iterchildren("{*}t"))
            if struck and words.strip():
                told.append("left out: struck text")
            elif not struck:
                parts.append(_placed(words.replace("\v", "\n"), properties))
        elif kind == "br":
            parts.append("\n")
        elif kind in ("m", "AlternateContent", "oMath", "oMathPara"):
            told.append("a formula was not read")
            parts.append(MISSING)
    return "".join(parts)


def _placed(words: str, properties: etree._Element | None) -> str:
    """Words, with figures above or below the line by their own letters."""
    shift = "" if properties is None else properties.get("baseline", "")
    if shift in ("", "0"):
        return words
    return lowered(words) if shift.startswith("-") else raised(words)


def _level(properties: etree._Element | None) -> int:
    said = "0" if properties is None else properties.get("lvl", "0")
    return min(int(said), _MOST_LEVELS - 1) if said.isdecimal() else 0


def _has_bullet(properties: etree._Element | None, *, in_list: bool) -> bool:
    if properties is None:
        return in_list
    if child(properties, "buNone") is not None:
        return False
    return in_list or any(child(properties, name) is not None for name in ("buChar", "buBlip"))


def _number(
    properties: etree._Element | None, level: int, counts: dict[int, tuple[str, int]]
) -> str:
    """The number of a paragraph that is numbered; those of one kind that follow count on."""
    automatic = None if properties is None else child(properties, "buAutoNum")
    if automatic is None:
        return ""
    kind, start = automatic.get("type", "arabicPeriod"), automatic.get("startAt", "1")
    before = counts.get(level)
    begun = int(start) if start.isdecimal() and len(start) < 6 else 1
    count = before[1] + 1 if before is not None and before[0] == kind + start else begun
    counts[level] = (kind + start, count)
    return _written(kind, count)


def _written(kind: str, count: int) -> str:
    """A number as ST_TextAutonumberScheme names its form; nothing for one of another script."""
    for ending, around in _AROUND.items():
        if not kind.endswith(ending):
            continue
        form = kind.removesuffix(ending)
        if form == "arabic":
            return around.format(count)
        if form in ("alphaLc", "alphaUc"):
            letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return around.format(letter if form == "alphaLc" else letter.upper())
        if form in ("romanLc", "romanUc"):
            roman = _roman(count)
            return around.format(roman if form == "romanLc" else roman.upper())
    return ""


def _roman(count: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        written += letters * (count // worth)
        count %= worth
    return written
