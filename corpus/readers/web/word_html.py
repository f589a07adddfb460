"""What Word, LibreOffice and Google Docs write into their HTML beside the text of a document."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

_CLASS = re.compile(r"(?:^|\s)(Mso[A-Z]\w*|msocomanchor)")
_ITEM = re.compile(r"mso-list\s*:\s*\S+\s+level(\d)")
_PARTS = re.compile(
    r"mso-element\s*:\s*(?:header|footer|comment-list|comment|footnote-separator"
    r"|footnote-continuation)"
)
_BULLET = re.compile(r"\A\s*(?:[·•§ØüÞ▪◦●○■–-]|o(?=\s\s|\s*\u00a0)|[\ue000-\uf8ff])[\s\u00a0]+")
_NUMBER = re.compile(r"\A\s*(\(?[\w.]{1,8}[.)°-])[\s\u00a0]+")
_COUNTER = re.compile(
    r"\.(lst-kix_[\w-]{1,60})>li:before\{content:\"([^\"]{0,9})\"[ ]?"
    r"counter\(lst-ctn-[\w-]{1,60},([a-z-]{1,20})\)[ ]?\"([^\"]{0,9})\""
)
_TITLE = frozenset(("MsoTitle", "MsoTitleCxSpFirst"))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What a paragraph of Word is, by its style: a heading or an item of `level`, or nothing."""

    kind: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class ListFormat:
    """What stands before and after the number of an item, and how the number is written."""

    before: str
    style: str
    after: str


def word_paragraph(node: LexborNode) -> Paragraph | None:
    """What a <p> of Word is beyond a paragraph; None where it is one, or of no such program."""
    attributes = node.attributes
    stated = attributes.get("class") or ""
    if "title" in stated and is_title(node):
        return Paragraph("heading")
    named = _CLASS.search(stated)
    name = named[1] if named else ""
    if not name:
        return None
    if name in _TITLE:
        return Paragraph("heading")
    if name.startswith("MsoToc") or name in ("MsoCommentText", "MsoHeader", "MsoFooter"):
        return Paragraph("dropped")
    listed = _ITEM.search(attributes.get("style") or "")
    if listed or name.startswith("MsoListParagraph"):
        return Paragraph("item", int(listed[1]) if listed else 1)
    return None


def is_title(node: LexborNode) -> bool:
    """Whether a paragraph is styled as the title of a document by Word or Google Docs."""
    names = (node.attributes.get("class") or "").split()
    if "title" not in names:
        return any(name in _TITLE for name in names)
    around = node.parent
    return around is not None and "doc-content" in (around.attributes.get("class") or "")


def list_formats(css: str) -> dict[str, ListFormat]:
    """How Google Docs numbers the items of each list, by the class of the list."""
    return {found[1]: ListFormat(found[2], found[3], found[4]) for found in _COUNTER.finditer(css)}


def without_bullet(text: str) -> str:
    """The words of an item of Word; its number stays, its bullet goes."""
    bullet = _BULLET.match(text)
    if bullet:
        return text[bullet.end() :]
    number = _NUMBER.match(text)
    return f"{number[1]} {text[number.end() :]}" if number else text


def find_debris(tree: LexborHTMLParser) -> set[int]:
    """The `mem_id` of headers, footers and comments that such programs write among the text."""
    found: set[int] = set()
    for node in tree.css("[style*=mso-element], div[title=header], div[title=footer]"):
        attributes = node.attributes
        if attributes.get("title") or _PARTS.search(attributes.get("style") or ""):
            found.add(node.mem_id)
    for link in tree.css('a[href^="#cmnt_ref"]'):  # a comment of Google Docs
        paragraph = link.parent
        while paragraph is not None and paragraph.tag not in ("p", "body"):
            paragraph = paragraph.parent
        if paragraph is not None and paragraph.tag == "p":
            around = paragraph.parent
            alone = around is not None and around.tag == "div" and _first(around) == paragraph
            found.add(around.mem_id if alone and around is not None else paragraph.mem_id)
    return found


def _first(node: LexborNode) -> LexborNode | None:
    child = node.first_child
    while child is not None and not child.is_element_node:
        child = child.next
    return child
