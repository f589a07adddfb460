"""The tree of a sheet, from XML or from the JSON that xml-js makes of it."""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import orjson

from corpus.errors import UnreadableFile
from corpus.reading import SourceFile
from corpus.xml.trees import parse

DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
REMEDY = "download the sheet again"
# Elements that may be stuck to the word before them.
_STUCK = frozenset(("Exposant", "Indice"))
_OPEN = frozenset("'’([«-/ \u00a0")


def tree_of(file: SourceFile) -> Element:
    """The root element of a sheet. Raises UnreadableFile."""
    if not file.raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return parse(file)
    try:
        value = orjson.loads(file.raw.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise UnreadableFile(file.path, f"its JSON is broken ({error})", REMEDY) from error
    nodes = value.get("children") if isinstance(value, dict) else None
    for node in nodes if isinstance(nodes, list) else ():
        if _is_element(node):
            root = Element(_tag(node), _attributes(node))
            _fill(root, node)
            return root
    raise UnreadableFile(file.path, "it is no tree of a sheet", REMEDY)


def _fill(element: Element, node: Mapping[str, Any]) -> None:
    """Puts into `element` what is in the node of JSON.

    xml-js drops spaces that stand alone between two elements: they are put back, but for what is
    one link cut in two ("C" and "arte bancaire").
    """
    last: Element | None = None
    nodes = node.get("children")
    for inside in nodes if isinstance(nodes, list) else ():
        if not isinstance(inside, dict):
            continue
        if not _is_element(inside):
            words = inside.get("text") or inside.get("cdata")
            if isinstance(words, str):
                _say(element, last, words)
            continue
        part = SubElement(element, _tag(inside), _attributes(inside))
        _fill(part, inside)
        if last is not None and not last.tail and _were_apart(last, part):
            last.tail = " "
        last = part


def _say(element: Element, last: Element | None, words: str) -> None:
    if last is None:
        element.text = (element.text or "") + words
    else:
        last.tail = (last.tail or "") + words


def _were_apart(one: Element, other: Element) -> bool:
    if other.tag in _STUCK or (one.tag == other.tag and one.attrib == other.attrib != {}):
        return False
    before, after = _end(one), _start(other)
    return bool(before and after) and before not in _OPEN and (after.isalnum() or after in "«(")


def _end(element: Element) -> str:
    """The last character in an element."""
    while True:
        inside = element[-1] if len(element) else None
        said = inside.tail if inside is not None else element.text
        if said or inside is None:
            return (said or "")[-1:]
        element = inside


def _start(element: Element) -> str:
    """The first character in an element."""
    while not element.text and len(element):
        element = element[0]
    return (element.text or "")[:1]


def _is_element(node: Any) -> bool:
    return isinstance(node, dict) and isinstance(node.get("name"), str) and bool(node["name"])


def _tag(node: Mapping[str, Any]) -> str:
    name = str(node["name"])
    return DUBLIN_CORE + name[3:] if name.startswith("dc:") else name.rpartition(":")[2]


def _attributes(node: Mapping[str, Any]) -> dict[str, str]:
    said = node.get("attributes")
    return {str(name): str(value) for name, value in said.items()} if isinstance(said, dict) else {}
