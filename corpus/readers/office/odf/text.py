"""ODT: OpenDocument texts, by their outline, styles, lists, tables and notes; flat ones too."""

from datetime import date

from corpus.builder import DocumentBuilder
from corpus.errors import UnreadableFile
from corpus.readers.metadata import date_of, language_of
from corpus.readers.office.odf.names import name
from corpus.readers.office.odf.package import OdfFile, open_odf
from corpus.readers.office.odf.walk import Walk
from corpus.readers.titles import office_title
from corpus.reading import Reading, SourceFile


def read(file: SourceFile) -> Reading:
    """The document that an ODT file holds. Raises UnreadableFile where it has none to give."""
    odf = open_odf(file, "office:text")
    builder = DocumentBuilder()
    walk = Walk.over(file, odf, builder)
    walk.blocks(odf.body)
    walk.write_notes()
    if not builder.length:
        raise UnreadableFile(
            file.where, "it has no text", "give the document with its text, or as PDF"
        )
    document = builder.build(
        file=file,
        title=office_title(
            builder,
            file.path,
            styled=walk.title,
            property=odf.properties.get(name("dc:title")),
            centred=walk.centred,
        ),
        language=language_of(odf.properties.get(name("dc:language"))),
        modified=modified_of(odf),
    )
    return Reading((document,), (), (*walk.warnings, *walk.left_out()))


def modified_of(odf: OdfFile) -> date | None:
    """The day on which a file was last saved, where it says so."""
    said = odf.properties.get(name("dc:date"))
    return date_of(said[:10]) if said else None
