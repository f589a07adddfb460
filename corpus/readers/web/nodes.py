"""Nodes of HTML: what they are to a reader, and their words."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form header hgroup hr html legend li main menu nav ol p pre search "
    "section summary table tbody td tfoot th thead tr ul".split()
) | frozenset(HEADINGS)
# Nothing that a reader of the page reads as its text.
_DROPPED = frozenset(
    "head script style noscript template svg iframe object embed video audio canvas map input "
    "select textarea datalist option progress meter -comment".split()
)
_SPOKEN_ONLY = re.compile(r"\b(?:sr-only|visually-hidden|screen-reader-text|fr-sr-only)\b")
_ANCHOR_MARK = re.compile(r"\b(?:header-?anchor|headerlink|anchor-?link|footnote-backref)\b")
_ANCHOR_TEXTS = frozenset(("#", "¶", "§", "🔗", "↩", "↩︎", "↑", "⇧"))
_WHITE = re.compile(r"[ \t\n\r\f]+")


def plain_text(html: str) -> str:
    """The words of an HTML fragment on one line ("Open&nbsp;data" in a title)."""
    body = LexborHTMLParser(html).body
    return "" if body is None else node_text(body)


def node_text(root: LexborNode) -> str:
    """The words of a node on one line; items of a list in it are parted by semicolons."""
    parts: list[str] = []
    pending: list[tuple[LexborNode, bool]] = [(root, False)]
    while pending:
        node, leaving = pending.pop()
        tag = node.tag or ""
        if leaving:
            parts.append(" ")
        elif tag == "-text":
            parts.append(node.text_content or "")
        elif tag == "br":
            parts.append(" ")
        elif not is_dropped(node, tag):
            if tag == "li" and _needs_parting(parts):
                parts.append("; ")
            if tag in BLOCKS:
                parts.append(" ")
                pending.append((node, True))
            pending.extend((child, False) for child in reversed(children_of(node)))
    text = _WHITE.sub(" ", "".join(parts)).strip()
    return text.replace(" ; ", "; ")


def _needs_parting(parts: list[str]) -> bool:
    said = "".join(parts[-20:]).rstrip()
    return bool(said) and said[-1] not in ".;:!?,"


def children_of(node: LexborNode) -> list[LexborNode]:
    """The children of a node, texts and comments among them."""
    found: list[LexborNode] = []
    child = node.first_child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def is_dropped(node: LexborNode, tag: str) -> bool:
    """Whether a node holds nothing that a person reads as the text of the page."""
    if tag in _DROPPED:
        return True
    attributes = node.attributes
    if not attributes:
        return False
    style = (attributes.get("class") or "") + " " + (attributes.get("role") or "")
    if tag == "a" and (_ANCHOR_MARK.search(style) or _names_no_target(node)):
        return True
    if attributes.get("aria-hidden") == "true" and len(node.text().split()) < 5:
        return True
    return bool(_SPOKEN_ONLY.search(style))


def _names_no_target(node: LexborNode) -> bool:
    """Whether the words of a link are a sign or the name of a file, not words."""
    words = node.text().strip()
    return words in _ANCHOR_TEXTS or (
        words.endswith(".md") and words == (node.attributes.get("href") or "").lstrip("./")
    )


def is_note_call(node: LexborNode) -> bool:
    """Whether a <sup> is the number of a footnote, which would stick to the word before it."""
    link = node.css_first("a")
    return link is not None and (link.attributes.get("href") or "").startswith("#")
