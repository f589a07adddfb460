"""The paragraphs of a shape: their words, how deep they stand in a list, and their numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from corpus.readers.numerals import letters_repeated, roman
from corpus.readers.office.ooxml.opc import child, inside, local
from corpus.readers.office.signs.formulas import formula_text
from corpus.readers.office.signs.raised import lowered, raised
from corpus.readers.office.signs.symbols import signs_of, symbol_font
from corpus.text import MISSING

_MOST_LEVELS = 9
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_SIGNS = re.compile("[\uf000-\uf0ff]")
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
                said = _in_fonts(words.replace("\v", "\n"), properties)
                if MISSING in said:
                    told.append("a sign of a font of symbols was not read")
                parts.append(_placed(said, properties))
        elif kind == "br":
            parts.append("\n")
        elif kind in ("m", "AlternateContent", "oMath", "oMathPara"):
            formula = _formula(one)
            if formula is None:
                told.append("a formula was not read")
            parts.append(formula or MISSING)
    return "".join(parts)


def _formula(node: etree._Element) -> str | None:
    """The formula in an element, on one line; None where none says it without loss."""
    found = next(node.iter(f"{_MATH}Para", _MATH), None)
    return None if found is None else formula_text(found)


def _in_fonts(words: str, properties: etree._Element | None) -> str:
    """Words as the signs that they show, where a run is in a font of symbols.

    The font of symbols holds for codes of signs, and for a lone letter beyond ASCII: the arrow of
    Wingdings is kept as "à".
    """
    if properties is None:
        return signs_of("", words)
    of_signs, of_words = (_family(properties, kind) for kind in ("sym", "latin"))
    alone = len(words.strip()) == 1 and words.strip() > "\x7f"
    return signs_of((of_signs if alone or _SIGNS.search(words) else "") or of_words, words)


def _family(properties: etree._Element, kind: str) -> str:
    font = child(properties, kind)
    return "" if font is None else symbol_font(font.get("typeface", ""))


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
            letter = letters_repeated(count)
            return around.format(letter if form == "alphaLc" else letter.upper())
        if form in ("romanLc", "romanUc"):
            figures = roman(count)
            return around.format(figures if form == "romanLc" else figures.upper())
    return ""
