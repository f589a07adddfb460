"""The names of OpenDocument: "text:p" as lxml writes it, and what elements and attributes hold."""

from collections.abc import Iterator
from functools import cache

from lxml import etree

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMESPACES = {
    "office": _OASIS + "office:1.0",
    "text": _OASIS + "text:1.0",
    "table": _OASIS + "table:1.0",
    "draw": _OASIS + "drawing:1.0",
    "presentation": _OASIS + "presentation:1.0",
    "style": _OASIS + "style:1.0",
    "meta": _OASIS + "meta:1.0",
    "fo": _OASIS + "xsl-fo-compatible:1.0",
    "svg": _OASIS + "svg-compatible:1.0",
    "manifest": _OASIS + "manifest:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "math": "http://www.w3.org/1998/Math/MathML",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


@cache
def name(short: str) -> str:
    """The name "text:p" with its namespace written out."""
    prefix, _, local = short.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def names(prefix: str, words: str) -> frozenset[str]:
    """Several names of one namespace."""
    return frozenset(name(f"{prefix}:{word}") for word in words.split())


def children(node: etree._Element) -> Iterator[etree._Element]:
    """The elements in a node, without its texts."""
    return node.iterchildren(etree.Element)


def child(node: etree._Element, short: str) -> etree._Element | None:
    """The first element of this name in a node."""
    return node.find(name(short))


def value(node: etree._Element, short: str) -> str | None:
    """An attribute of an element, where it has it."""
    return node.get(name(short))


def number(node: etree._Element, short: str, default: int, *, most: int = 1_000_000) -> int:
    """An attribute that counts, or `default` where it is none; never more than `most`."""
    said = (value(node, short) or "").strip()
    return min(int(said), most) if said.isdecimal() and len(said) < 10 else default


def words_of(node: etree._Element) -> str:
    """All the text in a node, as it is written."""
    return "".join(str(part) for part in node.itertext())
