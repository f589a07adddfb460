"""The styles of Word documents: what they make of paragraphs and of runs of letters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from corpus.readers.metadata import language_of
from corpus.readers.office.docx.names import (
    as_number,
    at,
    is_on,
    local,
    number_at,
    value_at,
    value_of,
    w,
)

DEEPEST_HEADING = 6
_NO_HEADING = 9  # the outline level of body text
_HEADING_STYLE = re.compile(r"^(?:heading|titre|überschrift)\s*(\d)", re.IGNORECASE)
_DEEPEST_LINE = 20  # styles that are based on one another


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says of its paragraphs; `heading` is a level, or 0.

    `line` are its id and those that it is based on; `list_id` and `depth` are of its list.
    """

    name: str = ""
    line: tuple[str, ...] = ()
    heading: int = 0
    list_id: str | None = None
    depth: int | None = None
    alignment: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What a run of letters looks like, as far as it says what to read."""

    hidden: bool = False
    struck: bool = False
    bold: bool = False
    raised: str = ""
    font: str | None = None
    font_beyond_ascii: str | None = None


@dataclass(slots=True)
class Styles:
    """The styles by their ids, the default one of paragraphs under no id."""

    elements: dict[str, Any] = field(default_factory=dict)
    known: dict[str, Style] = field(default_factory=dict)
    default: str = ""
    defaults: Any | None = None
    looks: dict[tuple[str, str], Look] = field(default_factory=dict)
    said: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Any | None) -> "Styles":
        """Reads `w:styles`; no styles where there is none."""
        styles = cls()
        if root is None:
            return styles
        styles.defaults = at(root, "docDefaults", "rPrDefault", "rPr")
        for one in root.iterchildren(w("style")):
            styles.elements.setdefault(one.get(w("styleId"), ""), one)
            if one.get(w("type")) == "paragraph" and one.get(w("default")) in ("1", "true", "on"):
                styles.default = styles.default or one.get(w("styleId"), "")
        return styles

    @property
    def language(self) -> str | None:
        """The language that numbers in words are written in."""
        found = at(self.defaults, "lang")
        return None if found is None else language_of(found.get(w("val")))

    def style(self, properties: Any | None) -> Style:
        """The style of the paragraph with this `w:pPr`."""
        style_id = value_at(properties, "pStyle") or ""
        if style_id not in self.known:
            own = self.elements.get(style_id)
            is_own = own is not None and own.get(w("type")) == "paragraph"
            self.known[style_id] = self._style(style_id if is_own else self.default)
        return self.known[style_id]

    def list_of(self, style_id: str) -> str | None:
        """The list that a style of lists stands for."""
        return value_at(self.elements.get(style_id), "pPr", "numPr", "numId")

    def _line(self, style_id: str) -> Iterator[tuple[str, Any]]:
        """A style, then those that it is based on."""
        passed: set[str] = set()
        while style_id in self.elements and style_id not in passed and len(passed) < _DEEPEST_LINE:
            passed.add(style_id)
            element = self.elements[style_id]
            yield style_id, element
            style_id = value_at(element, "basedOn") or ""

    def _style(self, style_id: str) -> Style:
        name, heading, list_id, depth, alignment = "", None, None, None, ""
        line = tuple(self._line(style_id))
        for _, element in line:
            own = value_at(element, "name") or ""
            name = name or own
            if heading is None:
                heading = _heading(own, number_at(element, "pPr", "outlineLvl"))
            alignment = alignment or value_at(element, "pPr", "jc") or ""
            numbered = at(element, "pPr", "numPr")
            if numbered is not None:
                list_id = list_id or value_at(numbered, "numId")
                depth = number_at(numbered, "ilvl") if depth is None else depth
        ids = tuple(one for one, _ in line)
        return Style(name, ids, min(heading or 0, DEEPEST_HEADING), list_id, depth, alignment)

    @staticmethod
    def is_centred(properties: Any | None, style: Style) -> bool:
        """Whether the lines of the paragraph with this `w:pPr` stand in the middle."""
        return (value_at(properties, "jc") or style.alignment) == "center"

    def look(self, run: Any | None, style: Style) -> Look:
        """How a run looks: by itself, by its own style, by that of its paragraph."""
        properties = at(run, "rPr")
        own = {} if properties is None else {one.tag: one for one in properties}
        character = value_of(own.get(w("rStyle"))) or ""
        by_style = self._by_style(style.line[0] if style.line else "", character)
        if not own:
            return by_style

        def is_shown(name: str, otherwise: bool) -> bool:
            direct = is_on(own.get(w(name)))
            return otherwise if direct is None else direct

        fonts = own.get(w("rFonts"))
        struck = (is_shown(name, by_style.struck) for name in ("strike", "dstrike"))
        return Look(
            hidden=is_shown("vanish", by_style.hidden),
            struck=any(struck),
            bold=is_shown("b", by_style.bold),
            raised=value_of(own.get(w("vertAlign"))) or by_style.raised,
            font=_font(fonts, "ascii") or by_style.font,
            font_beyond_ascii=_font(fonts, "hAnsi") or by_style.font_beyond_ascii,
        )

    def _by_style(self, paragraph: str, character: str) -> Look:
        """How a run looks by its styles: what is on in both is off."""
        key = (paragraph, character)
        if key not in self.looks:
            defaults = _says(self.defaults)
            of_paragraph, of_letters = self._said(paragraph), self._said(character)
            nearest = defaults | of_paragraph | of_letters

            def is_shown(name: str) -> bool:
                both = bool(of_paragraph.get(name)) != bool(of_letters.get(name))
                return both or bool(defaults.get(name))

            self.looks[key] = Look(
                hidden=is_shown("vanish"),
                struck=is_shown("strike") or is_shown("dstrike"),
                bold=is_shown("b"),
                raised=nearest.get("vertAlign", ""),
                font=nearest.get("ascii"),
                font_beyond_ascii=nearest.get("hAnsi"),
            )
        return self.looks[key]

    def _said(self, style_id: str) -> dict[str, Any]:
        """What a style says of letters, by itself or by those that it is based on."""
        if style_id not in self.said:
            said: dict[str, Any] = {}
            for _, element in self._line(style_id):
                said = _says(at(element, "rPr")) | said
            self.said[style_id] = said
        return self.said[style_id]


def _says(properties: Any | None) -> dict[str, Any]:
    """What `w:rPr` says of how letters look."""
    said: dict[str, Any] = {}
    for one in () if properties is None else properties:
        name = local(one)
        if name in ("vanish", "strike", "dstrike", "b"):
            said[name] = is_on(one)
        elif name == "vertAlign":
            said[name] = value_of(one) or ""
        elif name == "rFonts":
            fonts = {kind: _font(one, kind) for kind in ("ascii", "hAnsi")}
            said |= {kind: font for kind, font in fonts.items() if font}
    return said


def _font(fonts: Any | None, kind: str) -> str | None:
    """The font that is named for letters of a kind; one of the theme goes before it."""
    if fonts is None:
        return None
    name = fonts.get(w(f"{kind}Theme")) or fonts.get(w(kind))
    return None if name is None else str(name)


def _heading(name: str, outline: int | None) -> int | None:
    """The level of headings of a style; None where it says nothing of it."""
    matched = _HEADING_STYLE.match(name)
    if matched:
        return as_number(matched[1])
    if outline is None:
        return None
    return outline + 1 if 0 <= outline < _NO_HEADING else 0
