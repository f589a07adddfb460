"""The paragraph styles of Word documents: what each makes of a paragraph."""

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

DEEPEST_HEADING = 6
_HEADING_STYLE = re.compile(r"^(?:heading|titre|überschrift)\s*(\d)", re.IGNORECASE)
_OFF = frozenset(("0", "false", "off", "none"))


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its paragraphs; `heading` is a level, or 0."""

    name: str
    heading: int = 0
    list_id: str | None = None
    depth: int = 0
    bold: bool = False


@dataclass(slots=True)
class Styles:
    """The paragraph styles by their ids, the default one under no id."""

    known: dict[str, Style] = field(default_factory=dict)

    @classmethod
    def of(cls, word: Any) -> "Styles":
        """The styles of a document of python-docx."""
        styles = cls()
        elements = {
            one.get(qn("w:styleId"), ""): one
            for one in word.styles.element.iter(qn("w:style"))
            if one.get(qn("w:type")) == "paragraph"
        }
        for style_id in elements:
            styles.known[style_id] = _style(style_id, elements)
        default = next((i for i, e in elements.items() if e.get(qn("w:default")) == "1"), None)
        if default is not None:
            styles.known[""] = styles.known[default]
        return styles

    def style(self, paragraph: Any) -> Style:
        """The style of a paragraph."""
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = found.get(qn("w:val"), "") if found is not None else ""
        return self.known.get(name) or self.known.get("") or Style(name)


def _style(style_id: str, elements: dict[str, Any]) -> Style:
    """A style with what it takes over from those it is based on."""
    name, heading, list_id, depth, bold = "", 0, None, None, None
    at: str | None = style_id
    passed: set[str] = set()
    while at is not None and at in elements and at not in passed:
        passed.add(at)
        element = elements[at]
        own = value_of(element.find(qn("w:name"))) or ""
        name = name or own
        outline = value_of(element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}"))
        matched = _HEADING_STYLE.match(own)
        if not heading and matched:
            heading = int(matched[1])
        elif not heading and outline is not None and outline.isdecimal() and int(outline) < 9:
            heading = int(outline) + 1
        numbered = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if list_id is None and numbered is not None:
            list_id = value_of(numbered.find(qn("w:numId")))
            deep = value_of(numbered.find(qn("w:ilvl")))
            depth = int(deep) if deep and deep.isdecimal() else None
        if bold is None:
            bold = is_on(element.find(f"{qn('w:rPr')}/{qn('w:b')}"))
        at = value_of(element.find(qn("w:basedOn")))
    if depth is None:
        depth = max(heading - 1, 0)
    return Style(name, min(heading, DEEPEST_HEADING), list_id, depth, bool(bold))


def value_of(element: Any | None) -> str | None:
    """The `w:val` of an element, if there is one."""
    return None if element is None else element.get(qn("w:val"))


def is_on(element: Any | None) -> bool | None:
    """Whether a property that is on or off is on; None where nothing is said."""
    if element is None:
        return None
    return element.get(qn("w:val"), "1").lower() not in _OFF
