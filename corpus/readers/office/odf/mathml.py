"""Formulas in MathML as one line of text, as UnicodeMath writes them, or not at all.

https://www.unicode.org/notes/tn28/: a fraction is "a/b", with brackets around what is more than one
word.
"""

import re

from lxml import etree

from corpus.readers.office.signs.raised import exponent, index

_ROWS = frozenset("math mrow mstyle mpadded merror".split())
_WORDS = frozenset("mi mn mtext ms".split())
_SPACED = frozenset("=≠<>≤≥+−-–×÷·⋅∙*±→⇒≈∈")
_INVISIBLE = dict.fromkeys(range(0x2061, 0x2065))  # "applied to", "times" and the like
_ONE_WORD = re.compile(r"\w+(?:[.,]\d+)?")
_ROOTS = {"2": "√", "3": "∛", "4": "∜"}


def line_of(formula: etree._Element) -> str | None:
    """The formula as one line of text; None where none says it without loss, as of a matrix."""
    written = _written(formula)
    return None if written is None else " ".join(written.split()) or None


def _written(node: etree._Element) -> str | None:
    kind = etree.QName(node).localname
    if kind in _WORDS:
        words = " ".join((node.text or "").translate(_INVISIBLE).split())
        return f" {words} " if len(words) > 1 and words.isalpha() else words
    if kind == "mo":
        sign = (node.text or "").translate(_INVISIBLE).strip()
        return f" {sign} " if sign in _SPACED else sign
    if kind == "mspace":
        return " "
    parts = list(node.iterchildren(etree.Element))
    if kind == "semantics":
        parts = parts[:1]  # the others say the same in other languages
    lines = [_written(part) for part in parts]
    told = [line.strip() if kind not in _ROWS else line for line in lines if line is not None]
    return _joined(kind, node, told) if len(told) == len(lines) else None


def _joined(kind: str, node: etree._Element, parts: list[str]) -> str | None:
    """The parts of a formula as one line, by what joins them."""
    line: str | None = None
    match kind, parts:
        case ("mfrac", [over, under]):
            line = f"{_bracketed(over)}/{_bracketed(under)}"
        case ("msup" | "mover", [base, high]):
            line = base + exponent(high)
        case ("msub" | "munder", [base, low]):
            line = base + index(low)
        case ("msubsup" | "munderover", [base, low, high]):
            line = base + index(low) + exponent(high)
        case ("mroot", [base, degree]) if degree in _ROOTS:
            line = _ROOTS[degree] + _bracketed(base)
        case ("msqrt", [*rows]):
            line = "√" + _bracketed("".join(rows))
        case ("mfenced", [*rows]):
            mark = node.get("separators", ",")[:1]
            line = node.get("open", "(") + f"{mark} ".join(rows) + node.get("close", ")")
        case _ if kind in _ROWS or kind == "semantics":
            line = "".join(parts)
    return line


def _bracketed(text: str) -> str:
    return text if _ONE_WORD.fullmatch(text) else f"({text})"
