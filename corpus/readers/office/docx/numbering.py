"""The numbers that Word puts before paragraphs and does not write into them."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from corpus.readers.office.docx.names import at, is_on, number_at, shown, value_at, w
from corpus.readers.office.docx.numerals import numeral
from corpus.readers.office.docx.styles import Style, Styles
from corpus.text import MISSING

_WITHOUT_NUMBER = frozenset(("bullet", "none"))
_PLACE = re.compile(r"%([1-9])")
_ZEROS = re.compile(r"0*1, ")
_WORD = re.compile(r"[^\W\d_]{2}|§")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: the form of its number, and what is written around it."""

    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    suffix: str = "tab"
    style: str | None = None
    digits: int = 0

    @classmethod
    def of(cls, element: Any) -> "Level":
        """Reads `w:lvl`."""
        form, digits = "decimal", 0
        for child in shown(element):
            if child.tag == w("numFmt"):
                form = child.get(w("val"), "decimal")
                zeros = _ZEROS.match(child.get(w("format"), ""))
                if form == "custom" and zeros:
                    form, digits = "decimal", len(zeros[0]) - 2
        start = number_at(element, "start")
        hidden = is_on(at(element, "rPr", "vanish")) or at(element, "lvlPicBulletId") is not None
        return cls(
            "bullet" if hidden else form,
            value_at(element, "lvlText") or "",
            1 if start is None else start,
            number_at(element, "lvlRestart"),
            bool(is_on(at(element, "isLgl"))),
            value_at(element, "suff") or "tab",
            value_at(element, "pStyle"),
            digits,
        )


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before a paragraph in a list; nothing before those with a bullet.

    `names` is whether it says what the paragraph is ("Article 1"), and not only which one.
    """

    depth: int
    text: str = ""
    apart: bool = True
    names: bool = False

    def before(self, text: str) -> str:
        """The paragraph's words with what stands before them."""
        touching = self.text[-1:].isalnum() and text[:1].isalnum()
        return f"{self.text}{' ' if self.text and (self.apart or touching) else ''}{text}"


@dataclass(frozen=True, slots=True)
class _List:
    """A list: its levels, where its own start, and which others it counts together with."""

    counted_with: str
    levels: dict[int, Level]
    starts: dict[int, int]

    def start(self, depth: int) -> int:
        own = self.starts.get(depth)
        return self.levels.get(depth, Level()).start if own is None else own


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    lists: dict[str, _List] = field(default_factory=dict)
    language: str | None = None
    counters: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: Any | None, styles: Styles) -> "Numbering":
        """Reads `w:numbering`; no lists where there is none."""
        numbering = cls(language=styles.language)
        if root is None:
            return numbering
        abstracts = {
            one.get(w("abstractNumId"), ""): one for one in root.iterchildren(w("abstractNum"))
        }
        nums = {one.get(w("numId"), ""): one for one in root.iterchildren(w("num"))}
        levels = {name: _levels(one) for name, one in abstracts.items()}
        for list_id, num in nums.items():
            name = _abstract_of(list_id, nums, abstracts, styles)
            overrides, starts = _overrides(num)
            numbering.lists[list_id] = _List(name, levels.get(name, {}) | overrides, starts)
        return numbering

    def marker(self, properties: Any | None, style: Style) -> Marker | None:
        """Counts a paragraph, and gives what stands before it; None where it is in no list."""
        own = at(properties, "numPr")
        list_id = value_at(own, "numId") or style.list_id
        one = self.lists.get(list_id or "")
        if list_id is None or one is None:
            return None
        depth = number_at(own, "ilvl")
        if depth is None:
            linked = (place for s in style.line for place, v in one.levels.items() if v.style == s)
            depth = next(linked, None)
        if depth is None:
            depth = style.depth or 0
        level = one.levels.get(depth)
        if level is None:
            return Marker(depth) if 0 <= depth < 9 else None
        count = self._count(list_id, one, depth)
        if level.form == "bullet":
            return Marker(depth)
        text = self._text(one, level, depth, count)
        names = bool(_WORD.search(_PLACE.sub("", level.pattern)))
        return Marker(depth, text, apart=level.suffix != "nothing", names=names)

    def _count(self, list_id: str, one: _List, depth: int) -> int:
        counters = self.counters[one.counted_with]
        if (list_id, depth) not in self.begun:
            self.begun.add((list_id, depth))
            if depth in one.starts:
                counters.pop(depth, None)
        count = counters[depth] + 1 if depth in counters else one.start(depth)
        counters[depth] = count
        for deeper in [place for place in counters if place > depth]:
            restart = one.levels.get(deeper, Level()).restart
            if restart is None or depth < restart:
                del counters[deeper]
        # A level that was passed over counts as begun.
        for above in range(depth):
            counters.setdefault(above, one.start(above))
        return count

    def _text(self, one: _List, level: Level, depth: int, count: int) -> str:
        counters = self.counters[one.counted_with]

        def number(place: re.Match[str]) -> str:
            at_depth = int(place[1]) - 1
            named = one.levels.get(at_depth, Level())
            if at_depth > depth or named.form in _WITHOUT_NUMBER:
                return ""
            value = count if at_depth == depth else counters[at_depth]
            if named.digits:
                return f"{value:0{named.digits}}"
            form = "decimal" if level.legal else named.form
            written = numeral(value, form, language=self.language)
            return MISSING if written is None else written

        return _PLACE.sub(number, level.pattern).strip()


def _levels(element: Any) -> dict[int, Level]:
    return {
        depth: Level.of(one)
        for one in element.iterchildren(w("lvl"))
        if (depth := _depth(one)) is not None
    }


def _overrides(num: Any) -> tuple[dict[int, Level], dict[int, int]]:
    """What a list says of its levels itself, and where it starts each anew."""
    levels: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for one in num.iterchildren(w("lvlOverride")):
        depth = _depth(one)
        if depth is None:
            continue
        own = at(one, "lvl")
        if own is not None:
            levels[depth] = Level.of(own)
        start = number_at(one, "startOverride")
        if start is not None:
            starts[depth] = start
    return levels, starts


def _depth(element: Any) -> int | None:
    depth = element.get(w("ilvl"), "0")
    return int(depth) if depth in set("012345678") else None


def _abstract_of(
    list_id: str, nums: dict[str, Any], abstracts: dict[str, Any], styles: Styles
) -> str:
    """The definition that a list follows, through the styles of lists that lead to it."""
    passed: set[str] = set()
    while True:
        name = value_at(nums.get(list_id), "abstractNumId") or ""
        style = value_at(abstracts.get(name), "numStyleLink")
        following = styles.list_of(style) if style else None
        if not following or list_id in passed or following not in nums:
            return name
        passed.add(list_id)
        list_id = following
