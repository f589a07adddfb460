"""Formulas in pages, once and on one line: MathML, and what KaTeX and MathJax make of it."""

import re
from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.readers.web.elements import children_of
from corpus.text import MISSING

# What draws a formula twice or more: for the eye, for a screen reader, and as it was written.
_DRAWN = re.compile(r"(?:^|\s)(?:katex|MathJax(?:_CHTML|_SVG|_Display)?|mwe-math-element)(?:\s|$)")
_PREVIEW = re.compile(r"(?:^|\s)MathJax(?:_Preview|_Processing)(?:\s|$)")
_ANNOTATIONS = frozenset(("annotation", "annotation-xml", "mphantom", "none", "mprescripts"))
_WHITE = re.compile(r"\s+")
_OPERATORS = frozenset("= ≠ ≤ ≥ < > + − - × ÷ ± ≈ ≡ → ⇒ ⇔ ∈ ∉ ⊂ ∪ ∩ · ∗ ∧ ∨ ∝ ≪ ≫".split())
_UNSEEN = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064\u200b"))
_TOKENS = frozenset(("mi", "mn", "mtext", "ms", "mo"))
_SIMPLE = re.compile(r"[\w.,′']+|\([^()]*\)")
_DEEPEST = 60


def is_formula(node: LexborNode, tag: str) -> bool:
    """Whether an element is a formula, in whatever markup."""
    if tag in ("math", "mjx-container"):
        return True
    return tag in ("span", "div") and bool(_DRAWN.search(node.attributes.get("class") or ""))


def is_preview(node: LexborNode) -> bool:
    """Whether an element only holds the place of a formula until it is drawn."""
    return bool(_PREVIEW.search(node.attributes.get("class") or ""))


def formula_text(node: LexborNode) -> str:
    """A formula as people write it on one line; MISSING where its signs cannot be read."""
    math = node if node.tag == "math" else node.css_first("math")
    if math is None:
        kept = node.attributes.get("data-mathml") or _kept(node)
        math = LexborHTMLParser(kept).css_first("math") if kept else None
    if math is not None:
        said = _WHITE.sub(" ", _written(math, 0)).strip()
        return said or _stated(math) or MISSING
    picture = node.css_first("img[alt]")
    return (_stated(picture) if picture is not None else "") or MISSING


def _kept(node: LexborNode) -> str:
    inner = node.css_first("[data-mathml]")
    return (inner.attributes.get("data-mathml") or "") if inner is not None else ""


def _stated(node: LexborNode) -> str:
    """What a formula is called in words, where it has no signs that can be read."""
    attributes = node.attributes
    return " ".join((attributes.get("alttext") or attributes.get("alt") or "").split())


def _written(node: LexborNode, depth: int) -> str:
    tag = node.tag or ""
    if tag == "-text":
        return _clean(node.text_content or "")
    if tag in _ANNOTATIONS or tag.startswith("-"):
        return ""
    if tag in _TOKENS:
        return _token(node, tag)
    if depth > _DEEPEST:
        return MISSING
    parts = [_written(child, depth + 1) for child in children_of(node) if child.is_element_node]
    if tag == "mfenced":
        return _fenced(node, parts)
    write = _LAYOUTS.get((tag, len(parts))) or _LAYOUTS.get((tag, 0)) or "".join
    return write(parts)


def _over(parts: list[str]) -> str:
    sign = parts[1].strip()
    return f"{parts[0]}^{_grouped(sign)}" if sign.isalnum() else parts[0]


def _below_and_above(parts: list[str]) -> str:
    return f"{parts[0].strip()}_{_grouped(parts[1])}^{_grouped(parts[2])}"


# How an element with so many parts is written; 0 is any number of them.
_LAYOUTS: dict[tuple[str, int], Callable[[list[str]], str]] = {
    ("mspace", 0): lambda _parts: " ",
    ("semantics", 0): lambda parts: parts[0] if parts else "",
    ("mtable", 0): lambda parts: "; ".join(part for part in parts if part.strip()),
    ("mtr", 0): lambda parts: " ".join(part.strip() for part in parts),
    ("msqrt", 0): lambda parts: f"√{_grouped(''.join(parts), always=True)}",
    ("mroot", 2): lambda parts: f"{_grouped(parts[1])}√({parts[0].strip()})",
    ("mfrac", 2): lambda parts: f"{_grouped(parts[0])}/{_grouped(parts[1])}",
    ("msup", 2): lambda parts: f"{_grouped(parts[0])}^{_grouped(parts[1])}",
    ("mover", 2): _over,
    ("msub", 2): lambda parts: f"{parts[0].strip()}_{_grouped(parts[1])}",
    ("munder", 2): lambda parts: f"{parts[0].strip()}_{_grouped(parts[1])}",
    ("msubsup", 3): _below_and_above,
    ("munderover", 3): _below_and_above,
}


def _clean(text: str) -> str:
    return _WHITE.sub(" ", text).translate(_UNSEEN)


def _token(node: LexborNode, tag: str) -> str:
    said = _clean(node.text())
    if tag == "mtext":
        return said
    said = said.strip()
    if tag != "mo":
        return said
    if said == "," and _beside_number(node.prev) and _beside_number(node.next):
        return said  # 0,18 as TeX is written by people who count in French
    return f" {said} " if said in _OPERATORS else said + (" " if said in {",", ";"} else "")


def _beside_number(node: LexborNode | None) -> bool:
    return node is not None and node.tag == "mn"


def _fenced(node: LexborNode, parts: list[str]) -> str:
    attributes = node.attributes
    begin, end = attributes.get("open", "("), attributes.get("close", ")")
    between = (attributes.get("separators") or ",").strip()[:1]
    return f"{begin or ''}{f'{between} '.join(part.strip() for part in parts)}{end or ''}"


def _grouped(said: str, *, always: bool = False) -> str:
    said = said.strip()
    if not always and _SIMPLE.fullmatch(said):
        return said
    return said if said.startswith("(") and _SIMPLE.fullmatch(said) else f"({said})"
