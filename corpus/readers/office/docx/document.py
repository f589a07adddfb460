"""Word documents: DOCX, DOCM, templates and "Word XML", by styles, lists, tables and notes.

What a person sees once every tracked change is accepted is read; headers, footers, remarks and the
table of contents, which only repeat or accompany the text, are not.
"""

from typing import Any

from lxml import etree

from corpus.builder import DocumentBuilder
from corpus.errors import UnreadableFile
from corpus.readers.office.docx.chunks import Budget, Chunks
from corpus.readers.office.docx.names import at, w
from corpus.readers.office.docx.numbering import Numbering
from corpus.readers.office.docx.package import DamagedPackage, Package
from corpus.readers.office.docx.properties import Properties
from corpus.readers.office.docx.remarks import Remarks
from corpus.readers.office.docx.styles import Styles
from corpus.readers.office.docx.walk import Source, Walk
from corpus.readers.titles import office_title
from corpus.reading import Reading, SourceFile
from corpus.text import MISSING

_FEW_WORDS = 30  # with which a document with pictures is likely to be made of pictures of text


def read(file: SourceFile) -> Reading:
    """The document that a Word file holds. Raises UnreadableFile where it has none to give."""
    where = file.where
    builder, remarks = DocumentBuilder(), Remarks()
    try:
        package = Package.of(file.raw, where)
        main = package.main()
        properties = Properties.of(package, main)
        walk = _write(package, main, builder, remarks)
    except (etree.XMLSyntaxError, DamagedPackage) as error:
        raise UnreadableFile(
            where, "its parts are damaged or missing", "open it in Word and save it again"
        ) from error
    if not builder.length:
        raise UnreadableFile(where, "it has no text", "give the document with its text, or as PDF")
    if properties.is_damaged:
        remarks.of_whole("its properties are damaged: no title or date is taken from them")
    if walk.pictures and len(builder.text.split()) < _FEW_WORDS:
        remarks.of_whole("it holds pictures and few words: what is written in pictures is not read")
    title = office_title(
        builder, file.path, styled=walk.title, property=properties.title, centred=walk.centred
    )
    document = builder.build(
        file=file,
        title=title.replace(MISSING, "…"),
        language=properties.language,
        published=properties.published,
        modified=properties.modified,
    )
    return Reading((document,), warnings=remarks.warnings(file))


def _write(
    package: Package,
    main: str,
    builder: DocumentBuilder,
    remarks: Remarks,
    *,
    inside: Walk | None = None,
) -> Walk:
    """Appends a document to `builder`, or one that is inserted `inside` another."""
    styles = Styles.of(package.related(main, "styles"))
    chunks = Chunks(package, Budget() if inside is None else inside.source.chunks.budget)
    source = Source(
        styles,
        Numbering.of(package.related(main, "numbering"), styles),
        _notes(package, main),
        package.links(main),
        chunks,
        0 if inside is None else inside.source.depth + 1,
    )
    walk = Walk(builder, source, remarks, _write_inserted)
    if inside is not None:
        walk.above = inside.above
    body = at(package.tree(main), "body")
    if body is None:
        raise DamagedPackage("the document has no body")
    walk.story(body)
    walk.write_notes()
    return walk


def _write_inserted(raw: bytes, outer: Walk) -> None:
    """Appends a Word document that another one holds as a file."""
    try:
        package = Package.of(raw, "")
        outer.source.chunks.budget.take(package.size)
        inner = _write(package, package.main(), outer.builder, outer.remarks, inside=outer)
    except (etree.XMLSyntaxError, DamagedPackage) as error:
        raise UnreadableFile("", "its parts are damaged or missing", "insert it again") from error
    outer.pictures += inner.pictures


def _notes(package: Package, main: str) -> dict[str, Any]:
    """The footnotes and endnotes by what refers to them."""
    found: dict[str, Any] = {}
    for kind in ("footnote", "endnote"):
        root = package.related(main, f"{kind}s")
        for note in () if root is None else root.iter(w(kind)):
            if note.get(w("type"), "normal") == "normal":
                found[kind + note.get(w("id"), "")] = note
    return found
