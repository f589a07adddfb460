"""DOCX: Word documents, by their styles, lists, tables and notes."""

import io
import re
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from docx import Document as open_docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from corpus.builder import DocumentBuilder
from corpus.errors import UnreadableFile
from corpus.readers.archives import check_archive
from corpus.readers.metadata import language_of
from corpus.readers.office.docx_numbering import Numbering
from corpus.readers.office.docx_styles import DEEPEST_HEADING, Style, Styles, is_on, value_of
from corpus.readers.titles import is_headline, office_title
from corpus.reading import Reading, SourceFile

_CONTENTS_STYLE = re.compile(r"^(?:toc|table of figures|tm|contents)\b", re.IGNORECASE)
_LIST_STYLE = re.compile(r"^list (?:bullet|number|paragraph)?\s*(\d)?", re.IGNORECASE)
_BULLET = re.compile(r"^[•●▪■◦‣·–-]\s+")
_SPACES = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# Words that were taken out, codes of fields, and second versions of what stands beside them.
_UNSEEN = frozenset(
    (
        qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"), qn("w:pPr"),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
        qn("w:txbxContent"),
    )
)  # fmt: skip


def read(file: SourceFile) -> Reading:
    """The document that a DOCX file holds. Raises UnreadableFile where it has none to give."""
    where = file.where
    check_archive(file.raw, where)
    try:
        word = open_docx(io.BytesIO(file.raw))
        builder = DocumentBuilder()
        walk = _Walk(builder, Styles.of(word), _numbering(word), _notes(word))
        walk.blocks(word.element.body)
        walk.write_notes()
    except (OpcError, etree.XMLSyntaxError, KeyError, ValueError, AttributeError) as error:
        raise UnreadableFile(
            where, "its parts are damaged or missing", "open it in Word and save it again"
        ) from error
    if not builder.length:
        raise UnreadableFile(where, "it has no text", "give the document with its text, or as PDF")
    properties = word.core_properties
    document = builder.build(
        file=file,
        title=office_title(builder, file.path, styled=walk.title, property=properties.title),
        language=language_of(properties.language),
        published=_day(properties.created),
        modified=_day(properties.modified),
    )
    return Reading((document,))


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _numbering(word: Any) -> Numbering:
    try:
        part = word.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        return Numbering()
    return Numbering.of(part.element)


def _notes(word: Any) -> dict[str, Any]:
    """The footnotes and endnotes by what refers to them."""
    found: dict[str, Any] = {}
    for kind, tag in (
        (RELATIONSHIP_TYPE.FOOTNOTES, "w:footnote"),
        (RELATIONSHIP_TYPE.ENDNOTES, "w:endnote"),
    ):
        try:
            blob = word.part.part_related_by(kind).blob
        except KeyError:
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        for note in etree.fromstring(blob, parser).iter(qn(tag)):
            if note.get(qn("w:type")) is None:
                found[tag + note.get(qn("w:id"), "")] = note
    return found


@dataclass(slots=True)
class _Walk:
    """One pass over the body in document order."""

    builder: DocumentBuilder
    styles: Styles
    numbering: Numbering
    notes: dict[str, Any]
    title: str | None = None
    above: int = 0
    called: list[Any] = field(default_factory=list)

    def blocks(self, parent: Any) -> None:
        """Appends the paragraphs and tables in `parent`."""
        for element in _blocks_in(parent):
            if element.tag == qn("w:p"):
                self._paragraph(element)
            else:
                self._table(element)

    def write_notes(self) -> None:
        """Appends the notes called since the last heading."""
        called, self.called = self.called, []
        for note in called:
            with self.builder.boxed():
                for paragraph in note.iter(qn("w:p")):
                    self.builder.paragraph(_text(paragraph))

    def _paragraph(self, paragraph: Any) -> None:
        style = self.styles.style(paragraph)
        if _CONTENTS_STYLE.match(style.name):
            return
        text = _text(paragraph)
        heading = self._heading_level(paragraph, style)
        marker, depth = self._marker(paragraph, style) if text.strip() else (None, 0)
        numbered = f"{marker} {text}" if marker else text
        if text.strip():
            if style.name.casefold() in ("title", "titre") and self.title is None:
                self.title = text
                self._heading(text, 1)
                self.above = 0
            elif heading:
                self._heading(numbered, heading)
                self.above = heading
            elif marker is not None or _LIST_STYLE.match(style.name):
                self._item(numbered, style, depth)
            elif _is_bold(paragraph, style) and is_headline(" ".join(text.split())):
                self._heading(text, min(self.above + 1, DEEPEST_HEADING))
            elif _BULLET.match(text):
                self.builder.list_item(_BULLET.sub("", text))
            else:
                self.builder.paragraph(text)
        self._call_notes(paragraph)
        for box in _text_boxes(paragraph):
            with self.builder.boxed():
                self.blocks(box)

    def _heading(self, text: str, level: int) -> None:
        self.write_notes()
        self.builder.heading(text, level=level)

    def _heading_level(self, paragraph: Any, style: Style) -> int:
        own = value_of(paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}"))
        if own is not None and own.isdecimal():
            return min(int(own) + 1, DEEPEST_HEADING) if int(own) < 9 else 0
        return style.heading

    def _marker(self, paragraph: Any, style: Style) -> tuple[str | None, int]:
        """What Word puts before the paragraph, and how deep; None where it is in no list."""
        numbered = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        list_id, depth = style.list_id, style.depth
        if numbered is not None:
            list_id = value_of(numbered.find(qn("w:numId"))) or list_id
            own = value_of(numbered.find(qn("w:ilvl")))
            depth = int(own) if own and own.isdecimal() else depth
        if list_id is None or list_id == "0":
            return None, depth
        return self.numbering.marker(list_id, depth), depth

    def _item(self, text: str, style: Style, depth: int) -> None:
        by_style = _LIST_STYLE.match(style.name)
        deeper = int(by_style[1]) - 1 if by_style and by_style[1] else 0
        self.builder.list_item(text, level=max(depth, deeper) + 1)

    def _call_notes(self, element: Any) -> None:
        for call in element.iter(qn("w:footnoteReference"), qn("w:endnoteReference")):
            tag = "w:" + etree.QName(call).localname.removesuffix("Reference")
            note = self.notes.pop(tag + call.get(qn("w:id"), ""), None)
            if note is not None:
                self.called.append(note)

    def _table(self, table: Any) -> None:
        rows = [list(_cells(row)) for row in _rows(table)]
        layout = self._is_layout(table)
        if layout or max(map(len, rows), default=0) < 2:
            for cell in (cell for row in rows for cell in row):
                with nullcontext() if layout else self.builder.boxed():
                    self.blocks(cell)
            return
        self.builder.table([_cell_text(cell) for cell in row] for row in rows)
        self._call_notes(table)

    def _is_layout(self, table: Any) -> bool:
        """Whether a table only lays out the page: it holds tables or headings."""
        if next(table.iterdescendants(qn("w:tbl")), None) is not None:
            return True
        return any(
            self._heading_level(paragraph, self.styles.style(paragraph))
            for paragraph in table.iter(qn("w:p"))
        )


def _blocks_in(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables in `parent`, through what wraps them."""
    pending = list(reversed(parent))
    while pending:
        element = pending.pop()
        if element.tag in (qn("w:p"), qn("w:tbl")):
            yield element
        elif isinstance(element.tag, str) and element.tag not in _UNSEEN:
            pending.extend(reversed(element))


def _rows(table: Any) -> Iterator[Any]:
    for element in table.iter(qn("w:tr")):
        if next(element.iterancestors(qn("w:tbl"))) is table:
            yield element


def _cells(row: Any) -> Iterator[Any]:
    for element in row.iter(qn("w:tc")):
        if next(element.iterancestors(qn("w:tr"))) is row:
            merged = element.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merged is None or merged.get(qn("w:val")) == "restart":
                yield element


def _cell_text(cell: Any) -> str:
    return " ".join(_text(paragraph) for paragraph in cell.iter(qn("w:p")))


def _text(paragraph: Any) -> str:
    """The words of a paragraph as a person sees them, those of links among them."""
    parts: list[str] = []
    pending = list(reversed(paragraph))
    while pending:
        element = pending.pop()
        if element.tag == qn("w:t"):
            parts.append(element.text or "")
        elif element.tag in _SPACES:
            parts.append(_SPACES[element.tag])
        elif element.tag == qn("w:r") and is_on(element.find(f"{qn('w:rPr')}/{qn('w:vanish')}")):
            continue
        elif isinstance(element.tag, str) and element.tag not in _UNSEEN:
            pending.extend(reversed(element))
    return "".join(parts)


def _text_boxes(paragraph: Any) -> list[Any]:
    """The text boxes anchored in a paragraph, each once."""
    fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    return [
        box
        for box in paragraph.iterdescendants(qn("w:txbxContent"))
        if next(box.iterancestors(fallback), None) is None
        and next(box.iterancestors(qn("w:txbxContent")), None) is None
    ]


def _is_bold(paragraph: Any, style: Style) -> bool:
    """Whether every word of a paragraph is bold."""
    runs = [run for run in paragraph.iter(qn("w:r")) if "".join(run.itertext()).strip()]
    for run in runs:
        own = is_on(run.find(f"{qn('w:rPr')}/{qn('w:b')}"))
        if not (style.bold if own is None else own):
            return False
    return bool(runs)
