"""HTML pages: their main content, without menus, banners, footers and what else surrounds it."""

import re
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.builder import DocumentBuilder
from corpus.decoding import decode, garbled, mend_double_encoding
from corpus.errors import UnreadableFile
from corpus.readers.titles import title_for
from corpus.readers.web.broken_markup import mend
from corpus.readers.web.markup import write_node
from corpus.readers.web.nodes import node_text
from corpus.readers.web.page.body import find_body
from corpus.readers.web.page.head import PageHead
from corpus.readers.web.page.stand_ins import refuse_stand_in
from corpus.readers.web.questions import find_questions
from corpus.readers.web.visibility import find_hidden
from corpus.reading import Reading, SourceFile

# Letters encoded twice and then written as references: "&Atilde;&copy;" for "é".
_DOUBLED = re.compile(r"&(?:Atilde|Acirc|acirc|#19[45]|#226|#[xX][cC][23]|#[xX][eE]2);")
_REFERENCE = re.compile(r"&(?:[A-Za-z]{2,10}|#\d{3,5}|#[xX][\da-fA-F]{2,5});")


def read(file: SourceFile) -> Reading:
    """The document that a page holds."""
    where = file.where
    text, warning = decode(file.raw, path=where, markup=True)
    if _DOUBLED.search(text):
        text, mended = mend_double_encoding(_REFERENCE.sub(_letter, text))
        warning = mended or warning
    tree = LexborHTMLParser(mend(text))
    head = PageHead(tree)
    builder = DocumentBuilder()
    title = ""
    unread: tuple[str, ...] = ()
    content, furniture = find_body(tree)
    if content is not None:
        title = _own_heading(content, head.title) or head.shared_title or _first_heading(tree.body)
        seen = find_hidden(tree)
        asked = find_questions(tree)
        unread = write_node(builder, content, seen=seen, questions=asked, furniture=furniture)
        if not builder.length:  # all of it looked like furniture
            unread = write_node(builder, content, seen=seen, questions=asked)
    if not builder.length:
        refuse_stand_in(tree, content, builder, where=where)
        if tree.css_first("frameset") is not None:
            raise UnreadableFile(where, "it only shows other pages in frames", "give those pages")
        raise UnreadableFile(
            where,
            "the page has no text of its own",
            "save it from the browser once it is shown whole, or as PDF",
        )
    login = refuse_stand_in(tree, content, builder, where=where)
    document = builder.build(
        file=file,
        title=title or head.title or title_for(builder, file.path, file_names=False),
        language=head.language(builder.text),
        url=head.url,
        published=head.published,
        modified=head.modified,
        licence=head.licence,
        publisher=head.publisher,
    )
    return Reading((document,), (), file.warnings(warning, garbled(document.text), login, *unread))


def _letter(reference: re.Match[str]) -> str:
    """The letter beyond ASCII that a reference stands for; marks of HTML stay as they are."""
    letter = unescape(reference[0])
    return letter if letter > "\x7f" else reference[0]


def _own_heading(node: LexborNode, named: str) -> str:
    """The first heading, or the one among several by which the window is named."""
    first = _first_heading(node)
    if first and named and first not in named:
        others = (node_text(heading) for heading in node.css("h1"))
        return next((other for other in others if other == named), first)
    return first


def _first_heading(node: LexborNode | None) -> str:
    heading = node.css_first("h1, .MsoTitle, .doc-content > .title") if node is not None else None
    return node_text(heading) if heading is not None else ""
