"""The styles of OpenDocument files: titles, headings, bold, hidden and struck words, numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from corpus.readers.office.odf.names import child, children, name, value
from corpus.readers.office.odf.numbering import ListStyle
from corpus.readers.office.signs.symbols import symbol_font

_BOLD = frozenset(("bold", "600", "700", "800", "900"))
_LIST_STYLES = (name("text:list-style"), name("text:outline-style"))


@dataclass(frozen=True, slots=True)
class TextLook:
    """How words look: what a style says of it goes before what surrounds it.

    `position` is "super" or "sub" for words above or below the line; `symbols` is the font, where
    it is one whose letters are signs.
    """

    bold: bool = False
    hidden: bool = False
    struck: bool = False
    symbols: str = ""
    position: str = ""


@dataclass(slots=True)
class OdfStyles:
    """The styles by family and name, and the styles of lists by name."""

    elements: dict[tuple[str, str], etree._Element] = field(default_factory=dict)
    lists: dict[str, ListStyle] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)
    outline: str | None = None

    @classmethod
    def of(cls, groups: Iterable[etree._Element]) -> "OdfStyles":
        """The styles of a file; those of the document itself go before the common ones."""
        styles = cls()
        for one in (one for group in groups for one in children(group)):
            called = value(one, "style:name") or ""
            if one.tag == name("style:style"):
                styles.elements[value(one, "style:family") or "", called] = one
            elif one.tag == name("style:font-face"):
                styles.fonts[called] = value(one, "svg:font-family") or called
            elif one.tag in _LIST_STYLES:
                if one.tag == name("text:outline-style"):
                    called = styles.outline = called or "Outline"
                styles.lists[called] = ListStyle.of(one)
        return styles

    def _line(self, family: str, called: str | None) -> Iterator[etree._Element]:
        """A style, then those that it is based on."""
        passed: set[str] = set()
        while called is not None and (family, called) in self.elements and called not in passed:
            passed.add(called)
            style = self.elements[family, called]
            yield style
            called = value(style, "style:parent-style-name")

    def is_title(self, called: str | None) -> bool:
        """Whether paragraphs of this style are the title of the document."""
        names = [value(one, "style:name") for one in self._line("paragraph", called)]
        return "Title" in (called, *names)

    def heading_level(self, called: str | None) -> int:
        """The outline level that a style gives to what is no heading by itself; 0 for none."""
        for one in self._line("paragraph", called):
            level = value(one, "style:default-outline-level")
            if level is not None:
                return int(level) if level.isdecimal() else 0
        return 0

    def list_of(self, called: str | None) -> str | None:
        """The style of lists that a paragraph's style asks for; empty where it asks for none."""
        for one in self._line("paragraph", called):
            said = value(one, "style:list-style-name")
            if said is not None:
                return said
        return None

    def is_centred(self, called: str | None) -> bool:
        """Whether the lines of paragraphs of this style stand in the middle."""
        for one in self._line("paragraph", called):
            properties = child(one, "style:paragraph-properties")
            said = None if properties is None else value(properties, "fo:text-align")
            if said is not None:
                return said == "center"
        return False

    def look(self, family: str, called: str | None, around: TextLook) -> TextLook:
        """How words of this style look within `around`."""
        bold = self._property(family, called, "fo:font-weight")
        shown = self._property(family, called, "text:display")
        struck = self._struck(family, called)
        font = self._property(family, called, "style:font-name", "fo:font-family")
        position = self._property(family, called, "style:text-position")
        return TextLook(
            bold=around.bold if bold is None else bold in _BOLD,
            hidden=around.hidden if shown is None else shown == "none",
            struck=around.struck if struck is None else struck,
            symbols=around.symbols if font is None else symbol_font(self.fonts.get(font, font)),
            position=around.position if position is None else _position(position),
        )

    def is_shown(self, family: str, called: str | None) -> bool:
        """Whether a table of this style, or a slide, is shown at all."""
        for one in self._line(family, called):
            for properties in children(one):
                if value(properties, "table:display") == "false":
                    return False
                if value(properties, "presentation:visibility") == "hidden":
                    return False
        return True

    def _property(self, family: str, called: str | None, *shorts: str) -> str | None:
        """What the nearest style that says something of it says of a property of text."""
        for one in self._line(family, called):
            properties = child(one, "style:text-properties")
            for short in shorts if properties is not None else ():
                said = None if properties is None else value(properties, short)
                if said:
                    return said
        return None

    def _struck(self, family: str, called: str | None) -> bool | None:
        said = self._property(
            family, called, "style:text-line-through-style", "style:text-line-through-type"
        )
        return None if said is None else said != "none"


def _position(said: str) -> str:
    """What is above or below the line: "super 58%", or by how much, "33% 58%"."""
    first = said.split(maxsplit=1)[0]
    if first in ("super", "sub"):
        return first
    shift = first.removesuffix("%")
    if not shift.removeprefix("-").replace(".", "", 1).isdecimal() or float(shift) == 0:
        return ""
    return "sub" if shift.startswith("-") else "super"
