"""What stands within a line of text: words, formulas, pictures, quotation marks, note calls."""

import re
from dataclasses import dataclass, field
from typing import ClassVar

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.language import detect_language
from corpus.readers.web.elements import (
    BLOCKS,
    children_of,
    is_dropped,
    is_note_call,
    is_note_number,
    short_text,
)
from corpus.readers.web.formulas import formula_text, is_formula, is_preview
from corpus.readers.web.lists import ListNumbers
from corpus.readers.web.unread import Unread, is_bullet, is_of_signs
from corpus.text import MISSING

_WHITE = re.compile(r"[ \t\n\r\f]+")
_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_RAISABLE = re.compile(r"[-−+]?\d{1,3}")
_MARKS = {"fr": ("« ", " »"), "de": ("„", "“"), "es": ("«", "»"), "it": ("«", "»")}
_FAR_ABOVE = 100  # elements within each other, in which a language is looked for
_LONGEST_SIGN = 12  # characters beyond which letters in a font of signs are words


@dataclass(slots=True)
class Phrasing:
    """Reads what is no text of its own; `skipped` are the `mem_id` of elements passed over."""

    skipped: frozenset[int] = frozenset()
    unread: Unread = field(default_factory=Unread)

    def words_for(self, node: LexborNode, tag: str, before: str) -> str | None:
        """What is said in place of an element, after `before`; None: what is in it is read.

        Elements that say nothing give an empty string.
        """
        if self.skipped and node.mem_id in self.skipped:
            return ""
        if tag == "img":
            return self.unread.picture(node)
        if is_formula(node, tag):
            said = formula_text(node)
            return said.replace(MISSING, self.unread.hole("a formula")) if MISSING in said else said
        if is_dropped(node, tag):
            mark = self.unread.inserted(node, tag)
            return self._script(node) if tag == "script" else mark
        read = self._READ.get(tag)
        return read(self, node, before) if read is not None else None

    def _link(self, node: LexborNode, _before: str) -> str | None:
        if is_note_call(node, "a"):
            return ""
        if is_note_number(node, node.attributes.get("href") or ""):
            return f"{short_text(node)} "
        return None

    def _script(self, node: LexborNode) -> str:
        """A formula that a script would have drawn, where it has not."""
        if not (node.attributes.get("type") or "").startswith("math/"):
            return ""
        before = node.prev
        drawn = before is not None and "MathJax" in (before.attributes.get("class") or "")
        return "" if drawn else self.unread.hole("a formula")

    def _raised(self, node: LexborNode, before: str) -> str | None:
        if is_note_call(node, "sup"):
            return ""
        said = short_text(node) or ""
        if before[-1:].isdigit() and _RAISABLE.fullmatch(said):
            return said.translate(_RAISED)  # 10⁶ is not 106
        return None

    def _sign(self, node: LexborNode, before: str) -> str | None:
        if is_preview(node) or ("note" in _class(node) and is_note_call(node, "span")):
            return ""
        if not is_of_signs(node, node.tag or ""):
            return None
        said = short_text(node)
        if not said or len(said) > _LONGEST_SIGN or all(ord(c) > 0xFF for c in said):
            return None
        if is_bullet(said) and not before.strip():
            return " "
        return None if said in {"·", "•"} else self.unread.hole("a sign of a symbol font")

    _READ: ClassVar = {"sup": _raised, "a": _link, "span": _sign, "font": _sign}


def _class(node: LexborNode) -> str:
    return node.attributes.get("class") or ""


def quotation_marks(node: LexborNode) -> tuple[str, str]:
    """The marks that a browser sets around a <q>, by the language around it.

    Where no element states one it is told from the sentence.
    """
    above: LexborNode | None = node
    for _ in range(_FAR_ABOVE):
        if above is None:
            break
        language = (above.attributes.get("lang") or "")[:2].lower() if above.is_element_node else ""
        if language:
            return _MARKS.get(language, ("“", "”"))
        above = above.parent
    said = short_text(node.parent) if node.parent is not None else None
    return _MARKS.get(detect_language(said or ""), ("“", "”"))


def enclosing(node: LexborNode, tag: str) -> tuple[str, str] | None:
    """What is said before and after the words of an element."""
    if tag == "q":
        return quotation_marks(node)
    return (" (", ")") if tag == "rt" else None


def plain_text(html: str) -> str:
    """The words of an HTML fragment on one line ("Open&nbsp;data" in a title)."""
    body = LexborHTMLParser(html).body
    return "" if body is None else node_text(body)


def node_text(root: LexborNode, phrasing: Phrasing | None = None) -> str:
    """The words of a node on one line; items of a list in it are parted by semicolons."""
    phrasing = phrasing or Phrasing()
    parts: list[str] = []
    numbers: list[ListNumbers] = []
    pending: list[tuple[LexborNode, str | None]] = [(root, None)]
    while pending:
        node, ending = pending.pop()
        tag = node.tag or ""
        if ending is not None:
            parts.append(ending)
            if tag in ("ol", "ul", "menu"):
                numbers.pop()
        elif tag == "-text":
            parts.append(node.text_content or "")
        elif tag == "br":
            parts.append(" ")
        else:
            before = parts[-1] if parts else ""
            said = phrasing.words_for(node, tag, before) if node is not root else None
            if said is not None:
                parts.append(said)
                continue
            if tag == "li":
                parts.append("; " if _needs_parting(parts) else " ")
                parts.append(numbers[-1].marker(node) if numbers else "")
            elif tag in ("ol", "ul", "menu"):
                numbers.append(ListNumbers.of(node))
            begin, end = (" ", " ") if tag in BLOCKS else enclosing(node, tag) or ("", "")
            parts.append(begin)
            pending.append((node, end))
            pending.extend((child, None) for child in reversed(children_of(node)))
    text = _WHITE.sub(" ", phrasing.unread.settle("".join(parts))).strip()
    return text.replace(" ; ", "; ")


def _needs_parting(parts: list[str]) -> bool:
    said = "".join(parts[-20:]).rstrip()
    return bool(said) and said[-1] not in ".;:!?,"
