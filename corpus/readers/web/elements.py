"""Elements of HTML: what they are to a reader."""

import re

from selectolax.lexbor import LexborNode

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form header hgroup hr html legend li main menu nav ol p pre search "
    "section summary table tbody td tfoot th thead tr ul".split()
) | frozenset(HEADINGS)
# Nothing that a reader of the page reads as its text, and what its author has struck through.
_DROPPED = frozenset(
    "head script style noscript template svg iframe object embed video audio canvas map input "
    "select textarea datalist option progress meter frame frameset noframes applet rp -comment "
    "del s strike".split()
)
_SPOKEN_ONLY = re.compile(r"\b(?:sr-only|visually-hidden|screen-reader-text|fr-sr-only)\b")
_OFF_SCREEN = re.compile(
    r"(?:^|[;\s])(?:(?:left|top)\s*:\s*-\d{4,}(?:px|em)|clip\s*:\s*rect\((?:[01](?:px)?[\s,]*){4}\))"
)
_ANCHOR_MARK = re.compile(
    r"\b(?:header-?anchor|headerlink|anchor-?link|footnote-back(?:ref)?|doc-backlink"
    r"|msocomanchor|mw-editsection)\b"
)
_ANCHOR_TEXTS = frozenset(("#", "¶", "§", "🔗", "↩", "↩︎", "↑", "⇧", "^"))
_ICON = re.compile(r"icon|glyph|symbols|\bfa[bsr]?\b|emoji", re.IGNORECASE)
_NOTE_NUMBER = re.compile(
    r"[\[(]?\s*+(?:\d{1,3}|[a-z]|[ivx]{1,5}|\*{1,3}|†|‡|note \d{1,3})\s*+[\])]?"
)
# The places to which the number of a note leads, and from the note back to its number.
_NOTE_TARGET = re.compile(r"fn|ftn|foot|note|cmnt|msocom", re.IGNORECASE)
_NOTE_SOURCE = re.compile(r"ref|anc|retour|back", re.IGNORECASE)
_MOST_WORDS_OF_AN_ICON = 5
_MOST_PARTS = 40


def children_of(node: LexborNode) -> list[LexborNode]:
    """The children of a node, texts and comments among them."""
    found: list[LexborNode] = []
    child = node.first_child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def short_text(node: LexborNode) -> str | None:
    """The words of an element that has few parts; None where it has more than a sign has.

    It costs no more than these few, however deep elements are nested in each other.
    """
    parts: list[str] = []
    pending = [node]
    for _ in range(_MOST_PARTS):
        if not pending:
            return "".join(parts).strip()
        one = pending.pop()
        if one.is_text_node:
            parts.append(one.text_content or "")
        else:
            pending.extend(reversed(children_of(one)))
    return None


def short_link(node: LexborNode) -> LexborNode | None:
    """The first link in an element that has few parts."""
    pending = [node]
    for _ in range(_MOST_PARTS):
        if not pending:
            return None
        one = pending.pop()
        if one.tag == "a":
            return one
        pending.extend(reversed(children_of(one)))
    return None


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
    if attributes.get("aria-hidden") == "true" and _is_sign(node, tag, style):
        return True
    return bool(_SPOKEN_ONLY.search(style) or _OFF_SCREEN.search(attributes.get("style") or ""))


def _is_sign(node: LexborNode, tag: str, style: str) -> bool:
    """Whether what no screen reader is told is a sign: it has no words, or is set as an icon."""
    said = short_text(node)
    if said is None:
        return False
    if not any(character.isalnum() for character in said):
        return True
    words = said.split()
    if len(words) >= _MOST_WORDS_OF_AN_ICON:
        return False
    return tag in ("i", "a", "button") or bool(_ICON.search(style)) or "_" in words[0]


def _names_no_target(node: LexborNode) -> bool:
    """Whether the words of a link are a sign or the name of a file, not words."""
    words = short_text(node) or ""
    return words in _ANCHOR_TEXTS or (
        words.endswith(".md") and words == (node.attributes.get("href") or "").lstrip("./")
    )


def is_note_call(node: LexborNode, tag: str) -> bool:
    """Whether an element is the number of a footnote, which would stick to the word before it."""
    link = node if tag == "a" else short_link(node)
    if link is None:
        return False
    attributes = link.attributes
    target = attributes.get("href") or ""
    if tag == "sup":
        return target.startswith("#") and not is_note_number(node, target)
    number = _note_number(node)
    if tag == "span":  # SPIP
        return number and attributes.get("rel") == "appendix"
    if "#" not in target or not number or is_note_number(node, target):
        return False
    named = _NOTE_TARGET.search(target.partition("#")[2]) is not None
    return named or node.css_first("sup") is not None


def is_note_number(node: LexborNode, target: str) -> bool:
    """Whether a link is the number before the text of a footnote, which leads back to its call."""
    return bool(_NOTE_SOURCE.search(target.partition("#")[2])) and _note_number(node)


def _note_number(node: LexborNode) -> bool:
    return bool(_NOTE_NUMBER.fullmatch((short_text(node) or "").lower()))
