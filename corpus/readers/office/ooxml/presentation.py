"""PPTX: the slides of a presentation in their order, each under its title."""

from dataclasses import dataclass, field

from lxml import etree

from corpus.builder import DocumentBuilder
from corpus.errors import UnreadableFile
from corpus.readers.metadata import language_of
from corpus.readers.office.ooxml.opc import OpcFile, damaged, inside, open_opc, reference
from corpus.readers.office.ooxml.slide import SlideReader
from corpus.readers.office.slides import tell_slides
from corpus.readers.titles import office_title
from corpus.reading import Reading, ReadingWarning, SourceFile

_PRESENTATION = "ppt/presentation.xml"


def read(file: SourceFile) -> Reading:
    """The document that a presentation holds. Raises UnreadableFile where it has none to give."""
    opc = open_opc(file)
    builder = DocumentBuilder()
    try:
        properties = opc.properties()
        deck = _Deck(file, opc)
        deck.write(builder)
    except (etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise damaged(file, "PowerPoint or LibreOffice") from error
    if not builder.length:
        raise UnreadableFile(
            file.where, "its slides have no text", "give the document with its text, or as PDF"
        )
    document = builder.build(
        file=file,
        title=office_title(builder, file.path, styled=None, property=properties.title),
        language=language_of(properties.language),
        modified=properties.modified,
    )
    return Reading((document,), (), tuple(deck.warnings))


@dataclass(slots=True)
class _Deck:
    file: SourceFile
    opc: OpcFile
    warnings: list[ReadingWarning] = field(default_factory=list)

    def write(self, builder: DocumentBuilder) -> None:
        """Writes the slides that are shown."""
        main = self.opc.main(_PRESENTATION)
        relations = self.opc.relations(main)
        hidden: list[int] = []
        noted: list[int] = []
        pictured: list[int] = []
        for number, one in enumerate(inside(self.opc.part(main), "sldId"), start=1):
            relation = relations.get(reference(one, "id"))
            if relation is None or relation.target not in self.opc.names:
                self._warn("the slide is not in the file", number)
                continue
            slide = self.opc.part(relation.target)
            if slide.get("show") in ("0", "false"):
                hidden.append(number)
                continue
            before = builder.length
            reader = SlideReader(self.opc, relation.target, builder, number)
            reader.write(slide, first=not before)
            for message in reader.told:
                self._warn(message, number)
            if self._has_notes(relation.target):
                noted.append(number)
            if builder.length == before and next(inside(slide, "pic"), None) is not None:
                pictured.append(number)
        self.warnings += tell_slides(self.file, hidden=hidden, noted=noted, pictured=pictured)

    def _has_notes(self, slide: str) -> bool:
        return any(
            (one.text or "").strip()
            for part in self.opc.related(slide, "notesSlide")
            for run in inside(self.opc.part(part), "r")
            for one in inside(run, "t")
        )

    def _warn(self, message: str, page: int) -> None:
        self.warnings.append(self.file.warning(message, page=page))
