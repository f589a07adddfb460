"""Documents as tests write them down: one line a block, such as "h2 Titre" or "li1 Un point"."""

from corpus.document import BlockKind, Document
from corpus.readers import read
from corpus.reading import Reading, SourceFile

_NAMES = {
    BlockKind.HEADING: "h",
    BlockKind.PARAGRAPH: "p",
    BlockKind.LIST_ITEM: "li",
    BlockKind.TABLE_ROW: "tr",
}


def reading(text: str | bytes, path: str = "fichier.md") -> Reading:
    """What the readers make of a file of this name with these words."""
    raw = text.encode() if isinstance(text, str) else text
    return read(SourceFile(path=path, raw=raw))


def only(text: str | bytes, path: str = "fichier.md") -> Document:
    """The one document of a file."""
    (document,) = reading(text, path).documents
    return document


def outline(document: Document) -> list[str]:
    """The blocks of a document, those in a box marked with "> "."""
    return [
        f"{'> ' if block.box else ''}{_NAMES[block.kind]}{block.level or ''} "
        f"{document.text[block.start : block.end]}"
        for block in document.blocks
    ]
