"""Links whose addresses may name a provision of a law; others are not kept."""

from selectolax.lexbor import LexborNode

from corpus.builder import DocumentBuilder
from corpus.law.addresses import may_cite
from corpus.readers.web.elements import short_text


def note_link(builder: DocumentBuilder, link: LexborNode) -> None:
    """Records where a link of the block under way leads, if that may be a provision."""
    target = (link.attributes.get("href") or "").strip()
    if may_cite(target):
        builder.coming_link(short_text(link) or "", target)


def note_links(builder: DocumentBuilder, node: LexborNode) -> None:
    """Records those of all the links within a node likewise."""
    for link in node.css("a[href]"):
        note_link(builder, link)
