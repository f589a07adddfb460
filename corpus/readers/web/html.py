"""HTML pages: their main content, without menus, banners, footers and what else surrounds it."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.builder import DocumentBuilder
from corpus.decoding import decode
from corpus.errors import UnreadableFile
from corpus.readers.titles import title_for
from corpus.readers.web.broken_markup import mend
from corpus.readers.web.markup import write_node
from corpus.readers.web.nodes import node_text
from corpus.readers.web.page_body import find_body
from corpus.readers.web.page_head import PageHead
from corpus.reading import Reading, SourceFile


def read(file: SourceFile) -> Reading:
    """The document that a page holds."""
    where = file.where
    text, warning = decode(file.raw, path=where)
    tree = LexborHTMLParser(mend(text))
    head = PageHead(tree)
    builder = DocumentBuilder()
    title = ""
    content, furniture = find_body(tree)
    if content is not None:
        title = _first_heading(content) or head.shared_title or _first_heading(tree.body)
        write_node(builder, content, skipped=furniture)
        if not builder.length:  # all of it looked like furniture
            write_node(builder, content)
    if not builder.length:
        raise UnreadableFile(
            where,
            "the page has no text of its own",
            "save it from the browser once it is shown whole, or as PDF",
        )
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
    return Reading((document,), (), file.warnings(warning))


def _first_heading(node: LexborNode | None) -> str:
    heading = node.css_first("h1") if node is not None else None
    return node_text(heading) if heading is not None else ""
