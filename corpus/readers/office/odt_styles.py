"""The styles of OpenDocument texts: which are titles, which are bold, which number lists."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from odf.namespaces import FONS, STYLENS, TEXTNS

_BOLD = frozenset(("bold", "600", "700", "800", "900"))


def children(node: Any) -> list[Any]:
    """The elements in a node, without its texts."""
    return [child for child in node.childNodes if child.nodeType == child.ELEMENT_NODE]


def attribute(node: Any, namespace: str, name: str) -> str | None:
    """An attribute of an element of odfpy, if it has it."""
    value = (node.attributes or {}).get((namespace, name))
    return None if value is None else str(value)


@dataclass(slots=True)
class OdtStyles:
    """The styles by name: which are titles, which are bold, which number their lists."""

    elements: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, dict[int, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, odt: Any) -> "OdtStyles":
        """The styles of a document of odfpy."""
        styles = cls()
        for group in (odt.styles, odt.automaticstyles):
            for one in children(group):
                name = attribute(one, STYLENS, "name") or ""
                if one.qname == (STYLENS, "style"):
                    styles.elements[name] = one
                elif one.qname == (TEXTNS, "list-style"):
                    styles.lists[name] = {
                        int(attribute(level, TEXTNS, "level") or 1): level
                        for level in children(one)
                        if level.qname == (TEXTNS, "list-level-style-number")
                    }
        return styles

    def _line(self, name: str | None) -> Iterator[Any]:
        """A style, then those that it is based on."""
        passed: set[str] = set()
        while name is not None and name in self.elements and name not in passed:
            passed.add(name)
            yield self.elements[name]
            name = attribute(self.elements[name], STYLENS, "parent-style-name")

    def is_title(self, name: str | None) -> bool:
        """Whether paragraphs of this style are the title of the document."""
        names = [attribute(one, STYLENS, "name") for one in self._line(name)]
        return "Title" in (name, *names)

    def is_bold(self, name: str | None) -> bool:
        """Whether the words of this style are bold."""
        for one in self._line(name):
            for properties in children(one):
                weight = attribute(properties, FONS, "font-weight")
                if properties.qname == (STYLENS, "text-properties") and weight:
                    return weight in _BOLD
        return False

    def is_heading(self, name: str | None) -> int:
        """The outline level that a style gives to what is no heading by itself; 0 for none."""
        for one in self._line(name):
            level = attribute(one, STYLENS, "default-outline-level") or ""
            if level.isdecimal():
                return int(level)
        return 0
