"""The numbers that Word puts before paragraphs and does not write into them."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_DEEPEST = 9
_BULLETS = frozenset(("bullet", "none"))


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document, each with how far it has counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, root: Any | None) -> "Numbering":
        """Reads `w:numbering`; no lists where there is none."""
        numbering = cls()
        if root is None:
            return numbering
        for abstract in root.iter(qn("w:abstractNum")):
            numbering.levels[abstract.get(qn("w:abstractNumId"), "")] = {
                int(level.get(qn("w:ilvl"), "0")): _Level(
                    _value(level, "w:numFmt", "decimal"),
                    _value(level, "w:lvlText", ""),
                    _number(_value(level, "w:start", "1")),
                )
                for level in abstract.iter(qn("w:lvl"))
            }
        for one in root.iter(qn("w:num")):
            numbering.lists[one.get(qn("w:numId"), "")] = _value(one, "w:abstractNumId", "")
        return numbering

    def marker(self, list_id: str, depth: int) -> str:
        """Counts a paragraph, and gives what stands before it; nothing for bullets."""
        abstract = self.lists.get(list_id, "")
        levels = self.levels.get(abstract, {})
        level = levels.get(depth)
        if level is None or level.form in _BULLETS:
            return ""
        counters = self.counters[abstract]
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [one for one in counters if one > depth]:
            del counters[deeper]
        marker = level.pattern
        for place in range(_DEEPEST):
            if f"%{place + 1}" in marker:
                above = levels.get(place, level)
                count = counters.setdefault(place, above.start)
                marker = marker.replace(f"%{place + 1}", _written(count, above.form))
        return marker.strip()


def _value(element: Any, name: str, default: str) -> str:
    child = element.find(qn(name))
    return default if child is None else child.get(qn("w:val"), default)


def _number(text: str) -> int:
    return int(text) if text.lstrip("-").isdecimal() else 1


def _written(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman = _roman(count)
        return roman if form == "upperRoman" else roman.lower()
    if form == "decimalZero":
        return f"{count:02}"
    return str(count)


def _roman(count: int) -> str:
    signs = "M:1000 CM:900 D:500 CD:400 C:100 XC:90 L:50 XL:40 X:10 IX:9 V:5 IV:4 I:1"
    written = ""
    for sign, value in (pair.split(":") for pair in signs.split()):
        written += sign * (count // int(value))
        count %= int(value)
    return written
