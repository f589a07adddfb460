"""Where the text of an HTML page is, and what in it is furniture: menus, banners, teasers."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.readers.web.nodes import children_of

# Elements that hold the content of a page, the surest sign first.
_CONTENT = (
    "main", "[role=main]", "[itemprop=articleBody]", "#main-content", "#content", "#main",
    "#contenu", "#corps", ".entry-content", ".post-content", ".article-content", ".article-body",
)  # fmt: skip
# The bounds below were chosen on the 990 pages of trafilatura's evaluation: 0.97 of the sentences
# that belong to the text are kept, 0.67 of those that do not are left out. Losing text costs more.
_FEWEST_CHARACTERS = 100
_FURNITURE_TAGS = frozenset(("nav", "footer", "dialog"))
_FURNITURE_ROLES = frozenset(
    "navigation banner contentinfo search complementary dialog alertdialog menu menubar".split()
)
_FURNITURE_WORDS = re.compile(
    r"cookies?|consent|gdpr|rgpd|tarteaucitron\w*|axeptio|didomi|onetrust|orejime|breadcrumbs?|ariane"
    r"|skiplinks?|share|shares|sharing|sharedaddy|partage\w*|social\w*|newsletter|related\w*|similar"
    r"|recommend\w*|sidebars?|sidemenu|menus?|navbar|navigation|pagination|pager|comment\w*|respond"
    r"|disqus|advert\w*|sponsor\w*|promo|popup|modal|tags",
    re.IGNORECASE,
)
# Names that say how the page is, not what the element is ("no-sidebar", "tag-elections").
_STATES = re.compile(
    r"(?:has|no|with|without|is|tag|category|post|type|status|format|col|layout)[-_]"
)
_OF_SITE = re.compile(r"(?:site|fr|page|global)[-_](?:header|footer|follow)\b", re.IGNORECASE)
_INVISIBLE = frozenset(("script", "style", "noscript", "template", "svg", "head"))
# Furniture is small: an element with most of the page's words is the page, whatever its name.
_MOST = 0.5
# An article is the page where it has twice the prose of the others, and most of the element's.
_TEASERS = 2
_NEARLY_ALL = 0.8
# Where no element says that it is the content, lists of links are not.
_LINKED = 0.6
_FEWEST_LINKS = 3


@dataclass(slots=True)
class _Weight:
    """Characters that are seen in an element, those in links and in paragraphs, and the links."""

    seen: int = 0
    linked: int = 0
    prose: int = 0
    links: int = 0


def find_body(tree: LexborHTMLParser) -> tuple[LexborNode | None, frozenset[int]]:
    """The element that holds the page's own text, and the `mem_id` of the furniture in it."""
    if tree.body is None:
        return None, frozenset()
    weights = _weigh(tree.body)
    content = _content(tree, tree.body, weights)
    return content, _furniture(content, weights)


def _content(tree: LexborHTMLParser, body: LexborNode, weights: dict[int, _Weight]) -> LexborNode:
    article = _main_article(tree, weights)
    prose = weights[article.mem_id].prose if article is not None else 0
    for selector in _CONTENT:
        nodes = tree.css(selector)
        if len(nodes) != 1 or _weight(nodes[0], weights).seen < _FEWEST_CHARACTERS:
            continue
        if article is not None and prose > _NEARLY_ALL * _weight(nodes[0], weights).prose:
            return article
        return nodes[0]
    return article if article is not None else body


def _main_article(tree: LexborHTMLParser, weights: dict[int, _Weight]) -> LexborNode | None:
    """The one article of a page, or the one beside which the others are teasers."""
    articles = sorted(tree.css("article"), key=lambda node: -_weight(node, weights).prose)
    if not articles or _weight(articles[0], weights).seen < _FEWEST_CHARACTERS:
        return None
    others = sum(_weight(node, weights).prose for node in articles[1:])
    return articles[0] if _weight(articles[0], weights).prose > _TEASERS * others else None


def _furniture(content: LexborNode, weights: dict[int, _Weight]) -> frozenset[int]:
    whole = content.tag == "body"
    most = _MOST * max(1, weights[content.mem_id].seen)
    found: set[int] = set()
    pending = children_of(content)
    while pending:
        node = pending.pop()
        weight = weights.get(node.mem_id)
        if weight is None:
            continue
        if weight.seen < most and (_is_furniture(node) or (whole and _is_links(node, weight))):
            found.add(node.mem_id)
        else:
            pending.extend(children_of(node))
    return frozenset(found)


def _is_furniture(node: LexborNode) -> bool:
    attributes = node.attributes
    if node.tag in _FURNITURE_TAGS or attributes.get("role") in _FURNITURE_ROLES:
        return True
    if node.tag == "header" and node.parent is not None and node.parent.tag == "body":
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".split()
    return any(_names_furniture(name) for name in names)


def _names_furniture(name: str) -> bool:
    if _OF_SITE.search(name):
        return True
    if _STATES.match(name):
        return False
    return any(_FURNITURE_WORDS.fullmatch(word) for word in re.split(r"[-_]+", name))


def _is_links(node: LexborNode, weight: _Weight) -> bool:
    listing = node.tag in ("ul", "ol", "div", "section", "aside", "table")
    return listing and weight.links >= _FEWEST_LINKS and weight.linked > _LINKED * weight.seen


def _weight(node: LexborNode, weights: dict[int, _Weight]) -> _Weight:
    return weights.get(node.mem_id) or _Weight()


def _weigh(root: LexborNode) -> dict[int, _Weight]:
    """The weight of each element, children before parents, in one pass."""
    weights: dict[int, _Weight] = {}
    pending: list[tuple[LexborNode, int | None, bool]] = [(root, None, False)]
    while pending:
        node, parent, leaving = pending.pop()
        tag = node.tag or ""
        if leaving:
            own = weights[node.mem_id]
            if tag == "a":
                own.linked, own.links = own.seen, 1
            if tag == "p":
                own.prose = own.seen
            if parent is not None:
                above = weights[parent]
                above.seen += own.seen
                above.linked += own.linked
                above.prose += own.prose
                above.links += own.links
        elif tag == "-text":
            if parent is not None:
                weights[parent].seen += len("".join((node.text_content or "").split()))
        elif tag not in _INVISIBLE and not tag.startswith("-"):
            weights[node.mem_id] = _Weight()
            pending.append((node, parent, True))
            pending.extend((child, node.mem_id, False) for child in children_of(node))
    return weights
