"""The numbers of list items, as a browser shows them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from corpus.readers.numerals import MOST_ROMAN, letters, roman
from corpus.readers.web.word_html import ListFormat

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*[^;]{0,60}?\b(none|decimal|(?:lower|upper)-\w+)")
_TYPES = {
    "1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman",
}  # fmt: skip
_INTEGER = re.compile(r"\s*+[-+]?\d{1,9}")
_NO_FORMATS: Mapping[str, ListFormat] = {}


@dataclass(slots=True)
class ListItem:
    """A list item under way: what has been read of it, and the number that it begins with."""

    level: int
    marker: str
    parts: list[str] = field(default_factory=list)
    of_word: bool = False


@dataclass(slots=True)
class ListNumbers:
    """The number that the next item of a list has; none in a list without order."""

    ordered: bool
    style: str = "decimal"
    number: int = 1
    step: int = 1
    around: tuple[str, str] = ("", ". ")

    @staticmethod
    def of(node: LexborNode, formats: Mapping[str, ListFormat] = _NO_FORMATS) -> "ListNumbers":
        """What an <ol>, <ul> or <menu> begins with; `formats` are told by the classes of lists."""
        if node.tag != "ol":
            return ListNumbers(False)
        attributes = node.attributes
        reverse = "reversed" in attributes
        start = _integer(attributes.get("start"))
        if start is None:
            start = _items(node) if reverse else 1
        numbers = ListNumbers(True, _style(attributes) or "decimal", start, -1 if reverse else 1)
        for name in (attributes.get("class") or "").split() if formats else ():
            if name in formats:
                stated = formats[name]
                numbers.style, numbers.around = stated.style, (stated.before, stated.after)
        return numbers

    def marker(self, item: LexborNode) -> str:
        """What is shown before an item; the list goes on from it."""
        if not self.ordered:
            return ""
        attributes = item.attributes
        value = _integer(attributes.get("value"))
        number = self.number if value is None else value
        self.number = number + self.step
        shown = _written(number, _style(attributes) or self.style)
        return f"{self.around[0]}{shown}{self.around[1].rstrip()} " if shown else ""


def repeats(marker: str, text: str) -> bool:
    """Whether a text begins with the number that its marker says ("2. 2° Les …")."""
    number = marker.strip(".() ")
    said = text.lstrip(" (").replace("\u00a0", " ")
    if not number or not said.lower().startswith(number.lower()):
        return False
    return said[len(number) : len(number) + 1] in (".", ")", "°", "º")


def _style(attributes: dict[str, str | None]) -> str:
    stated = _STYLE.search((attributes.get("style") or "").lower())
    return stated[1] if stated else _TYPES.get((attributes.get("type") or "").strip(), "")


def _integer(value: str | None) -> int | None:
    found = _INTEGER.match(value or "")
    return int(found[0]) if found else None


def _items(node: LexborNode) -> int:
    count = 0
    child = node.first_child
    while child is not None:
        count += child.tag == "li"
        child = child.next
    return count


def _written(number: int, style: str) -> str:
    if style == "none":
        return ""
    if number > 0 and style.endswith(("-alpha", "-latin")):
        said = letters(number)
    elif 0 < number <= MOST_ROMAN and style.endswith("-roman"):
        said = roman(number)
    else:
        return str(number)
    return said.upper() if style.startswith("upper") else said
