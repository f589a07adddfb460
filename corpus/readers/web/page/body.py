"""Where the text of an HTML page is, and what in it is furniture: menus, banners, teasers."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.readers.web.elements import HEADINGS, children_of
from corpus.readers.web.page.furniture import Weight, is_contents, is_furniture, is_links

# Elements that hold the content of a page, the surest sign first.
_CONTENT = (
    "main", "[role=main]", "[itemprop=articleBody]", "#main-content", "#content", "#main",
    "#contenu", "#corps", ".entry-content", ".post-content", ".article-content", ".article-body",
)  # fmt: skip
# The bounds below were chosen on the 990 pages of trafilatura's evaluation: 0.97 of the sentences
# that belong to the text are kept, 0.69 of those that do not are left out. Losing text costs more.
_FEWEST_CHARACTERS = 100
_INVISIBLE = frozenset(("script", "style", "noscript", "template", "svg", "head"))
# Furniture is small: an element with most of the page's words is the page, whatever its name.
_MOST = 0.5
# An article is the page where it has twice the prose of the others, and most of the element's.
_TEASERS = 2
_NEARLY_ALL = 0.8
_FIELDS = frozenset(("input", "select", "textarea"))
_NO_FIELDS = frozenset(("hidden", "submit", "button", "image", "reset"))


def find_body(tree: LexborHTMLParser) -> tuple[LexborNode | None, frozenset[int]]:
    """The element that holds the page's own text, and the `mem_id` of the furniture in it."""
    if tree.body is None:
        return None, frozenset()
    weights = _weigh(tree.body)
    content = _content(tree, tree.body, weights)
    return content, _furniture(content, weights)


def _content(tree: LexborHTMLParser, body: LexborNode, weights: dict[int, Weight]) -> LexborNode:
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


def _main_article(tree: LexborHTMLParser, weights: dict[int, Weight]) -> LexborNode | None:
    """The one article of a page, or the one beside which the others are teasers."""
    articles = sorted(tree.css("article"), key=lambda node: -_weight(node, weights).prose)
    if not articles or _weight(articles[0], weights).seen < _FEWEST_CHARACTERS:
        return None
    others = sum(_weight(node, weights).prose for node in articles[1:])
    return articles[0] if _weight(articles[0], weights).prose > _TEASERS * others else None


def _furniture(content: LexborNode, weights: dict[int, Weight]) -> frozenset[int]:
    whole = content.tag == "body"
    most = _MOST * max(1, weights[content.mem_id].seen)
    found: set[int] = set()
    pending = children_of(content)
    while pending:
        node = pending.pop()
        weight = weights.get(node.mem_id)
        if weight is None:
            continue
        if weight.seen < most and (
            is_furniture(node, weight)
            or is_contents(node, weight)
            or (whole and is_links(node, weight))
        ):
            found.add(node.mem_id)
        else:
            pending.extend(children_of(node))
    return frozenset(found)


def _weight(node: LexborNode, weights: dict[int, Weight]) -> Weight:
    return weights.get(node.mem_id) or Weight()


def _weigh(root: LexborNode) -> dict[int, Weight]:
    """The weight of each element, children before parents, in one pass."""
    weights: dict[int, Weight] = {}
    pending: list[tuple[LexborNode, int | None, bool]] = [(root, None, False)]
    while pending:
        node, parent, leaving = pending.pop()
        tag = node.tag or ""
        if leaving:
            own = weights[node.mem_id]
            if tag == "a":
                own.linked, own.links = own.seen, 1
                own.within = (node.attributes.get("href") or "").startswith("#")
            if tag == "p":
                own.prose = own.seen
            own.headings += tag in HEADINGS
            own.fields += _is_field(node, tag)
            if parent is not None:
                weights[parent].add(own)
        elif tag == "-text":
            if parent is not None:
                weights[parent].seen += len("".join((node.text_content or "").split()))
        elif tag not in _INVISIBLE and not tag.startswith("-"):
            weights[node.mem_id] = Weight()
            pending.append((node, parent, True))
            pending.extend((child, node.mem_id, False) for child in children_of(node))
    return weights


def _is_field(node: LexborNode, tag: str) -> bool:
    """Whether an element is there to be filled in or ticked."""
    return tag in _FIELDS and (node.attributes.get("type") or "text").lower() not in _NO_FIELDS
