"""HTML pages: their main content, without menus, banners, footers and what else surrounds it."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.builder import DocumentBuilder
from corpus.decoding import decode
from corpus.errors import UnreadableFile
from corpus.readers.broken_markup import mend
from corpus.readers.markup import write_node
from corpus.readers.nodes import node_text
from corpus.readers.page_head import PageHead
from corpus.readers.titles import title_for
from corpus.reading import Reading, SourceFile

# Where the content of a page is, the surest sign first.
_CONTENT = (
    "main", "[role=main]", "article", "[itemprop=articleBody]", "#content", "#main-content",
    "#main", "#contenu", "#corps", ".entry-content", ".post-content", ".article-content",
)  # fmt: skip
_FEWEST_WORDS = 20
_FURNITURE = (
    "nav, footer, dialog, aside[role], [role=navigation], [role=banner], [role=contentinfo], "
    "[role=search], [role=complementary], [role=dialog], [role=alertdialog], [role=menu], "
    "[role=menubar]"
)
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|rgpd|tarteaucitron|axeptio|didomi|onetrust|orejime"
    r"|breadcrumbs?|ariane|skip-?links?|skiplinks|share|sharing|partage|social|newsletter|related"
    r"|sidebar|sidemenu|menu|navbar|pagination|pager|comments?|respond|advert|popup|modal"
    r"|(?:site|fr|page)-(?:header|footer|follow))(?:$|[\s_-])",
    re.IGNORECASE,
)
# Furniture is small: an element with most of the page's words is the page, whatever its name.
_MOST = 0.5


def read(file: SourceFile) -> Reading:
    """The document that a page holds."""
    where = file.location or file.path
    text, warning = decode(file.raw, path=where)
    tree = LexborHTMLParser(mend(text))
    head = PageHead(tree)
    builder = DocumentBuilder()
    title = ""
    content = _content(tree)
    if content is not None:
        title = _first_heading(content) or head.shared_title or _first_heading(tree.body)
        write_node(builder, content, skipped=_furniture(content))
    if not builder.length:
        raise UnreadableFile(
            where,
            "the page has no text of its own",
            "save it from the browser once it is shown whole, or as PDF",
        )
    document = builder.build(
        id=None,
        source_path=file.path,
        title=title or head.title or title_for(builder, file.path, file_names=False),
        kind=file.kind,
        language=file.language or head.language(builder.text),
        url=head.url or file.url,
        published=head.published,
        modified=head.modified,
        licence=file.licence or head.licence,
        publisher=file.publisher or head.publisher,
    )
    return Reading((document,), (), (warning,) if warning else ())


def _first_heading(node: LexborNode | None) -> str:
    heading = node.css_first("h1") if node is not None else None
    return node_text(heading) if heading is not None else ""


def _content(tree: LexborHTMLParser) -> LexborNode | None:
    """The element that holds the page's own text; of several of one sort none is the page."""
    for selector in _CONTENT:
        nodes = tree.css(selector)
        if len(nodes) == 1 and len(nodes[0].text(separator=" ").split()) >= _FEWEST_WORDS:
            return nodes[0]
    return tree.body


def _furniture(content: LexborNode) -> frozenset[int]:
    """The elements in `content` that are not its text, by their place in memory."""
    candidates = content.css(_FURNITURE)
    if content.tag == "body":
        candidates += content.css("body > header")
    for node in content.css("[class], [id]"):
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if _FURNITURE_NAMES.search(names):
            candidates.append(node)
    most = _MOST * max(1, len(content.text()))
    return frozenset(
        node.mem_id
        for node in candidates
        if node.mem_id != content.mem_id and len(node.text()) < most
    )
