"""Formulas of Office in one line of text, as UnicodeMath writes them, or not at all.

https://www.unicode.org/notes/tn28/: fractions as "a/b", with brackets around what is more than one
word; powers and indices by the letters that Unicode has for them, else as "x^(…)" and "x_(…)".
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from corpus.readers.office.docx.names import local, m, shown, w
from corpus.readers.office.signs.raised import exponent, index

# Letters in italics or bold as mathematics has them, which are letters all the same.
_MATHEMATICAL = re.compile("[\U0001d400-\U0001d7ff]+")
_WORD = re.compile(r"[^\W\d_⁰-ₜ²³¹]*|\d+(?:[.,\u202f\u00a0 ]\d+)*")
_SIGN = re.compile(r"[^\W\d_⁰-ₜ²³¹]?|\d+(?:[.,]\d+)?")
_PROPERTIES = frozenset(
    m(name)
    for name in (
        "argPr", "boxPr", "ctrlPr", "dPr", "fPr", "funcPr", "limLowPr", "limUppPr", "naryPr",
        "oMathParaPr", "radPr", "rPr", "sSubPr", "sSubSupPr", "sSupPr",
    )
)  # fmt: skip
_WITHOUT_WORDS = frozenset(
    w(name) for name in ("rPr", "bookmarkStart", "bookmarkEnd", "proofErr", "del", "moveFrom")
) | {"{http://schemas.openxmlformats.org/drawingml/2006/main}rPr"}
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}


class NotInOneLine(ValueError):
    """A formula has a part that no line of text says without loss."""


def formula_text(formula: Any) -> str | None:
    """What `m:oMath` or `m:oMathPara` holds, a line for each formula; None where that fails."""
    try:
        text = _children(formula)
    except NotInOneLine:
        return None
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n")))) or None


def _children(element: Any) -> str:
    written, last = "", ""
    for child in shown(element):
        text = _part(child)
        if written and text:
            written += _between(written, last, text, child.tag)
        if text:
            last = child.tag
        written += text
    return written


def _between(before: str, last: str, text: str, tag: str) -> str:
    """What keeps two parts from being read as one number or one word, such as 2 and 1/2."""
    if tag == last == m("oMath"):
        return "\n"
    if m("f") in (tag, last):
        return " " if before[-1].isalnum() and text[0].isalnum() else ""
    plain = tag == last == m("r")
    return " " if not plain and before[-1].isdigit() and text[0].isdigit() else ""


def _part(element: Any) -> str:
    if element.tag in _PROPERTIES or element.tag in _WITHOUT_WORDS:
        return ""
    if element.tag in (m("r"), m("t"), w("t")):
        return _run(element)
    if element.tag in (w("r"), w("ins"), m("oMath"), m("oMathPara"), m("e"), m("box")):
        return _children(element)
    if element.tag == w("br"):
        return " "
    write = _WRITERS.get(local(element)) if element.tag == m(local(element)) else None
    if write is None:
        raise NotInOneLine(local(element))
    return write(element)


def _run(element: Any) -> str:
    if element.tag == m("r"):
        return _children(element)
    text = element.text or ""
    return _MATHEMATICAL.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def _argument(element: Any, name: str) -> str:
    found = element.find(m(name))
    return "" if found is None else _children(found).strip()


def _property(element: Any, name: str, default: str) -> str:
    """A property of a formula's part."""
    found = element.find(f"{m(local(element) + 'Pr')}/{m(name)}")
    return default if found is None else str(found.get(m("val"), ""))


def _grouped(text: str, *, alone: re.Pattern[str] = _WORD) -> str:
    """A part as an operand: in brackets, unless it has them or is one word or number."""
    return text if alone.fullmatch(text) or _is_bracketed(text) else f"({text})"


def _is_bracketed(text: str) -> bool:
    """Whether the bracket that opens a text is closed by the one that ends it."""
    if not (text.startswith("(") and text.endswith(")")):
        return False
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return place == len(text) - 1
    return False


def _fraction(element: Any) -> str:
    if _property(element, "type", "bar") == "noBar":
        raise NotInOneLine("noBar")
    return f"{_grouped(_argument(element, 'num'))}/{_grouped(_argument(element, 'den'))}"


def _power(element: Any) -> str:
    low = index(_argument(element, "sub"))
    high = exponent(_argument(element, "sup"))
    return _grouped(_argument(element, "e"), alone=_SIGN) + low + high


def _root(element: Any) -> str:
    sign = _ROOTS.get(_argument(element, "deg"))
    if sign is None:
        raise NotInOneLine("deg")
    return sign + _grouped(_argument(element, "e"), alone=_SIGN)


def _sum(element: Any) -> str:
    low = index(_argument(element, "sub"))
    high = exponent(_argument(element, "sup"))
    return f"{_property(element, 'chr', '∫')}{low}{high} {_argument(element, 'e')}"


def _brackets(element: Any) -> str:
    between = _property(element, "sepChr", "|")
    parts = between.join(_children(one).strip() for one in element.iterchildren(m("e")))
    return f"{_property(element, 'begChr', '(')}{parts}{_property(element, 'endChr', ')')}"


def _function(element: Any) -> str:
    return f"{_argument(element, 'fName')} {_argument(element, 'e')}"


def _limit(mark: str) -> Callable[[Any], str]:
    def write(element: Any) -> str:
        return f"{_argument(element, 'e')}{mark}({_argument(element, 'lim')})"

    return write


_WRITERS: dict[str, Callable[[Any], str]] = {
    "d": _brackets,
    "f": _fraction,
    "func": _function,
    "limLow": _limit("_"),
    "limUpp": _limit("^"),
    "nary": _sum,
    "rad": _root,
    "sSub": _power,
    "sSubSup": _power,
    "sSup": _power,
}
