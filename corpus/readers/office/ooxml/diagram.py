"""Diagrams (SmartArt): the words of their shapes, by the tree that the diagram is drawn from."""

from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from corpus.readers.office.ooxml.opc import child, inside
from corpus.readers.office.ooxml.slide_text import Line, paragraph_text

_SHOWN = frozenset(("node", "asst"))
_DEEPEST = 6


def diagram_lines(data: etree._Element, *, told: list[str]) -> Iterator[Line]:
    """The words of a diagram's shapes, each under the one that it belongs to."""
    words: dict[str, str] = {}
    roots: list[str] = []
    shown: list[str] = []
    for point in inside(data, "pt"):
        kind, key = point.get("type", "node"), point.get("modelId", "")
        if kind == "doc":
            roots.append(key)
        elif kind in _SHOWN:
            shown.append(key)
            words[key] = _words(point, told)
    below: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for link in inside(data, "cxn"):
        if link.get("type", "parOf") == "parOf":
            order = link.get("srcOrd", "0")
            place = int(order) if order.isdecimal() else 0
            below[link.get("srcId", "")].append((place, link.get("destId", "")))
    yield from _tree(roots, words, below)
    for key in shown:  # what no link leads to
        if key in words and words[key].strip():
            yield Line(words[key], 1)


def _tree(
    roots: list[str], words: dict[str, str], below: dict[str, list[tuple[int, str]]]
) -> Iterator[Line]:
    """The words under the roots, depth first; each is told once and taken out of `words`."""
    pending = [(key, 0) for key in reversed(roots)]
    while pending:
        key, depth = pending.pop()
        text = words.pop(key, "")
        if text.strip():
            yield Line(text, min(max(depth, 1), _DEEPEST))
        under = sorted(below.pop(key, []), reverse=True)
        pending.extend((lower, depth + 1) for _, lower in under)


def _words(point: etree._Element, told: list[str]) -> str:
    body = child(point, "t")
    lines = [] if body is None else [paragraph_text(one, told) for one in inside(body, "p")]
    return "\n".join(line for line in lines if line.strip())
