"""What in a page is furniture: told from roles, links and fields first, and from names last."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from corpus.readers.web.elements import HEADINGS, children_of
from corpus.text import fold

_TAGS = frozenset(("nav", "footer", "dialog"))
_ROLES = frozenset(
    "navigation banner contentinfo search complementary dialog alertdialog menu menubar".split()
)
_NOTES = frozenset(("doc-endnotes", "doc-footnote", "doc-endnote"))
# Parts of a table or of its list are never furniture by their own name.
_NEVER_BY_NAME = frozenset(HEADINGS) | frozenset("caption col td th tr tbody thead tfoot".split())
# Words that name nothing but furniture; as one word of a class, whatever stands beside it.
_PLAIN = re.compile(
    r"cookiebanner|tarteaucitron\w*|axeptio|didomi|onetrust|orejime|breadcrumbs?|skiplinks?"
    r"|sharedaddy|sidebars?|sidemenu|navbar|pagination|pager|comments|commentlist|disqus|popup"
    r"|relatedposts|advert\w*|commentaires|comentarios|kommentare",
    re.IGNORECASE,
)
# Words that name furniture, or the subject of a section ("Comment saisir la CADA", "RGPD").
_EITHER = re.compile(
    r"cookies?|consent|gdpr|rgpd|ariane|share|shares|sharing|partage\w*|social\w*|newsletter"
    r"|related\w*|similar|recommend\w*|menus?|navigation|comment\w*|respond|sponsor\w*|promo|modal"
    r"|tags|feedback",
    re.IGNORECASE,
)
# Words that say nothing of the subject beside the others of a name ("comment-1536").
_NEUTRAL = re.compile(
    r"\d+|lists?|items?|wrap|wrapper|container|block|bloc|box|bar|inner|outer|area|zone|widget"
    r"|links?|buttons?|icons?|group|main|top|bottom|left|right|header|footer|site|banner|bandeau|notice"
    r"|overlay|law",
    re.IGNORECASE,
)
# Names that say how the page is, not what the element is ("no-sidebar", "tag-elections").
_STATES = re.compile(
    r"(?:has|no|with|without|is|tag|category|post|type|status|format|col|layout)[-_]"
)
_OF_SITE = re.compile(
    r"(?:fr[-_](?:header|footer|follow)|(?:site|page|global)[-_](?:header|footer|follow))\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[-_]+")
# A heading with a sentence under it, and no field to fill in, is a section of its own.
_LINKED = 0.5
_HARDLY_LINKED = 0.1
_LONG_PROSE = 150
_SENTENCE = 40  # characters of it, without white space
# Where no element says that it is the content, lists of links are not.
_LISTED = 0.6
_FEWEST_LINKS = 3
_FEWEST_TARGETS = 2
# A form with less prose than this is to be filled in, not read.
_PROSE_OF_A_FORM = 300


@dataclass(slots=True)
class Weight:
    """Characters that are seen in an element, those in links and in paragraphs, and its parts."""

    seen: int = 0
    linked: int = 0
    prose: int = 0
    links: int = 0
    fields: int = 0
    headings: int = 0
    within: int = 0  # links that lead to a place of the same page

    def add(self, other: "Weight") -> None:
        """Counts in what an element within holds."""
        self.seen += other.seen
        self.linked += other.linked
        self.prose += other.prose
        self.links += other.links
        self.fields += other.fields
        self.headings += other.headings
        self.within += other.within


def is_furniture(node: LexborNode, weight: Weight) -> bool:
    """Whether an element is no part of what the page says."""
    attributes = node.attributes
    tag, role = node.tag or "", attributes.get("role")
    if role in _NOTES:
        return False
    if tag in _TAGS or role in _ROLES:
        return not _is_of_text(node, tag, attributes)
    if tag == "header" and node.parent is not None and node.parent.tag == "body":
        return not _is_title(node, weight)
    if tag == "form" and weight.fields:
        return weight.prose < _PROSE_OF_A_FORM
    if tag in _NEVER_BY_NAME:
        return False
    classes = (attributes.get("class") or "").split()
    named = [(name, False) for name in classes] + [(attributes.get("id") or "", True)]
    return any(name and _is_named(node, name, weight, is_id) for name, is_id in named)


def is_contents(node: LexborNode, weight: Weight) -> bool:
    """Whether a list only leads to places of the same page: a table of contents, a row of tabs."""
    if node.tag not in ("ul", "ol") or weight.links < _FEWEST_TARGETS:
        return False
    return weight.within == weight.links and weight.linked == weight.seen


def is_links(node: LexborNode, weight: Weight) -> bool:
    """Whether an element is a list of links, with hardly a word beside them."""
    listing = node.tag in ("ul", "ol", "div", "section", "aside", "table")
    return listing and weight.links >= _FEWEST_LINKS and weight.linked > _LISTED * weight.seen


def _is_of_text(node: LexborNode, tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether a footer belongs to the text: notes, or who is quoted."""
    if tag != "footer" or node.parent is None:
        return False
    notes = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
    return node.parent.tag == "blockquote" or "footnote" in notes or "endnote" in notes


def _is_title(node: LexborNode, weight: Weight) -> bool:
    """Whether the header of a page holds the page's title, and not the name of the site."""
    heading = node.css_first("h1")
    if heading is None or node.css_first("nav, form") is not None:
        return False
    return heading.css_first("a") is None and weight.linked <= _LINKED * weight.seen


def _is_named(node: LexborNode, name: str, weight: Weight, is_id: bool) -> bool:
    """Whether a class or an id says that an element is furniture, and its words agree."""
    if _OF_SITE.search(name):
        return not weight.headings or weight.links > weight.headings
    if _STATES.match(name):
        return False
    words = [word for word in _PARTS.split(name) if word and not _NEUTRAL.fullmatch(word)]
    plain = [word for word in words if _PLAIN.fullmatch(word)]
    known = [word for word in words if word in plain or _EITHER.fullmatch(word)]
    if not known:
        return False
    if plain and (not is_id or len(known) == len(words)):
        return True
    return not _is_section(node, known, weight, is_id=is_id, whole=len(known) == len(words))


def _is_section(
    node: LexborNode, known: list[str], weight: Weight, *, is_id: bool, whole: bool
) -> bool:
    """Whether an element is about what its name says: its words are read, not clicked or filled."""
    if weight.fields or weight.linked > _LINKED * weight.seen:
        return False
    heading = _first_heading(node)
    if heading is None:
        prose = weight.prose > _SENTENCE and not weight.links and node.css_first("button") is None
        return prose and not whole
    if len(node.text().split()) <= len(heading.text().split()) or _leads_away(heading):
        return False
    about = fold(heading.text()).split()
    if any(fold(word) in about for word in known):
        return True
    return not whole and (is_id or _is_prose(weight))


def _is_prose(weight: Weight) -> bool:
    """Whether an element is one text without links, and no list of teasers."""
    text = weight.prose > _LONG_PROSE and weight.headings <= 2
    return text and weight.linked < _HARDLY_LINKED * weight.seen


def _leads_away(heading: LexborNode) -> bool:
    """Whether a heading is the title of another page, as teasers have it."""
    link = heading.css_first("a[href]") or heading.parent
    target = link.attributes.get("href") if link is not None and link.tag == "a" else None
    return bool(target) and not str(target).startswith("#")


def _first_heading(node: LexborNode) -> LexborNode | None:
    pending = [node]
    while pending:
        one = pending.pop()
        if one.tag in HEADINGS:
            return one
        pending.extend(reversed(children_of(one)))
    return None
