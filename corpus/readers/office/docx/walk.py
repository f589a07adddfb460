"""One pass over a Word document in its order, into blocks."""

import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

from corpus.builder import DocumentBuilder
from corpus.readers.office.docx.chunks import Chunks
from corpus.readers.office.docx.containers import INSERTED, LINES, blocks_in
from corpus.readers.office.docx.fields import Fields
from corpus.readers.office.docx.lines import Line, LineReader
from corpus.readers.office.docx.names import at, is_on, number_at, r, w
from corpus.readers.office.docx.numbering import Marker, Numbering
from corpus.readers.office.docx.package import Link
from corpus.readers.office.docx.remarks import NotRead, Remarks
from corpus.readers.office.docx.styles import DEEPEST_HEADING, Style, Styles
from corpus.readers.office.docx.tables import Cell, rows_of
from corpus.readers.titles import is_headline
from corpus.text import MISSING

_CONTENTS_STYLE = re.compile(r"^(?:toc|table of figures|tm|contents)\b", re.IGNORECASE)
_LIST_STYLE = re.compile(r"^list (?:bullet|number|paragraph)?\s*(\d)?", re.IGNORECASE)
_BULLET = re.compile(r"^[•●▪■◦‣·–➢➤►➔-]\s+")
_MOST_REPEATED = 1_000_000  # characters of merged cells, over the whole document
_DEEPEST_DOCUMENT = 3  # documents inserted in one another


@dataclass(frozen=True, slots=True)
class Source:
    """What the parts around a document's body say of it."""

    styles: Styles
    numbering: Numbering
    notes: dict[str, Any]
    links: dict[str, Link]
    chunks: Chunks
    depth: int = 0


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph to be written, with what Word puts before it."""

    text: str
    style: Style
    heading: int
    marker: Marker | None
    bold: bool

    @property
    def numbered(self) -> str:
        return self.marker.before(self.text) if self.marker else self.text

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list; what a marker names ("Article 1") is none."""
        if self.marker is not None:
            return not self.marker.names
        return _LIST_STYLE.match(self.style.name) is not None


@dataclass(slots=True)
class Walk:
    """The pass: what has been written, and what is still to be."""

    builder: DocumentBuilder
    source: Source
    remarks: Remarks
    write_word: "Callable[[bytes, Walk], None]"
    title: str | None = None
    centred: set[str] = field(default_factory=set)
    above: int = 0
    pictures: int = 0
    called: list[Any] = field(default_factory=list)
    repeated: int = 0
    lines: LineReader = field(init=False)

    def story(self, root: Any) -> None:
        """Appends a body, a note or a box."""
        outer = getattr(self, "lines", None)
        self.lines = LineReader(self.source.styles, Fields.of(root))
        self.blocks(root)
        if outer is not None:
            self.lines = outer

    def blocks(self, parent: Any) -> None:
        """Appends the paragraphs, tables and inserted files in `parent`."""
        for element, line in self._pieces(parent):
            if line is not None:
                self._paragraph(element, line)
            elif element.tag == w("tbl"):
                self._table(element)
            else:
                self._chunk(element, self.builder)

    def write_notes(self) -> None:
        """Appends the notes called since the last heading."""
        called, self.called = self.called, []
        for note in called:
            with self.builder.boxed():
                self.story(note)

    def _pieces(self, parent: Any) -> Iterator[tuple[Any, Line | None]]:
        """What `parent` holds; a paragraph whose mark is gone is one with the next."""
        line, owner = Line(), None
        for element in blocks_in(parent):
            if element.tag not in LINES:
                if owner is not None:
                    yield owner, line
                    line, owner = Line(), None
                if element.tag == w("sdt"):
                    self.remarks.tell(NotRead.PROMPT)
                else:
                    yield element, None
                continue
            properties = at(element, "pPr")
            style = self.source.styles.style(properties)
            before = line.said
            self.lines.read(element if element.tag == w("p") else (element,), line, style)
            if owner is None or not before or line.said > before:
                owner = element
            if not self._is_joined_to_next(properties, style):
                yield owner, line
                line, owner = Line(), None
        if owner is not None and (line.boxes or line.notes or line.said):
            yield owner, line

    def _is_joined_to_next(self, properties: Any | None, style: Style) -> bool:
        mark = at(properties, "rPr")
        if mark is not None and any(at(mark, name) is not None for name in ("del", "moveFrom")):
            return True
        frame = at(properties, "framePr")
        if frame is not None and frame.get(w("dropCap")) in ("drop", "margin"):
            return True
        if not self.source.styles.look(properties, style).hidden:
            return False
        # Word's style separator ends a heading that goes on in its line with other words.
        is_separator = bool(is_on(at(mark, "specVanish")))
        return not is_separator or not self._heading_level(properties, style)

    def _paragraph(self, element: Any, line: Line) -> None:
        properties = at(element, "pPr")
        style = self.source.styles.style(properties)
        if _CONTENTS_STYLE.match(style.name):
            return
        text = line.close(self.remarks)
        marker = self.source.numbering.marker(properties, style)
        if text.strip():
            heading = self._heading_level(properties, style)
            if marker and MISSING in marker.text:
                self.remarks.tell(NotRead.NUMBER, text)
            self._write(_Paragraph(text, style, heading, marker, line.all_bold))
            if Styles.is_centred(properties, style):
                self.centred.add(text)
        self._take(line)
        for box in line.boxes:
            with self.builder.boxed():
                self.story(box)
        for words in line.lettering:
            with self.builder.boxed():
                self.builder.paragraph(words)

    def _write(self, one: _Paragraph) -> None:
        if one.style.name.casefold() in ("title", "titre") and self.title is None:
            self.title = one.text
            self._heading(one.numbered, 1)
            self.above = 0
        elif one.heading:
            self._heading(one.numbered, one.heading)
            self.above = one.heading
        elif one.is_item:
            by_style = _LIST_STYLE.match(one.style.name)
            deeper = int(by_style[1]) - 1 if by_style and by_style[1] else 0
            depth = one.marker.depth if one.marker else 0
            self.builder.list_item(one.numbered, level=max(depth, deeper) + 1)
        elif one.bold and is_headline(" ".join(one.numbered.split())):
            self._heading(one.numbered, min(self.above + 1, DEEPEST_HEADING))
        elif _BULLET.match(one.numbered):
            self.builder.list_item(_BULLET.sub("", one.numbered))
        else:
            self.builder.paragraph(one.numbered)

    def _heading(self, text: str, level: int) -> None:
        self.write_notes()
        self.builder.heading(text, level=level)
        self.remarks.heading = text

    def _heading_level(self, properties: Any | None, style: Style) -> int:
        own = number_at(properties, "outlineLvl")
        if own is None:
            return style.heading
        return min(own + 1, DEEPEST_HEADING) if 0 <= own < 9 else 0

    def _take(self, line: Line) -> None:
        """Keeps the notes that a paragraph calls, each for the first call, and its pictures."""
        self.pictures += line.pictures
        for call in line.notes:
            note = self.source.notes.pop(call, None)
            if note is not None:
                self.called.append(note)

    def _table(self, table: Any) -> None:
        rows = rows_of(table)
        is_layout = self._is_layout(rows)
        if is_layout or max(map(len, rows), default=0) < 2:
            for cell in (cell for row in rows for cell in row):
                if cell.element is not None and not cell.goes_on:
                    with nullcontext() if is_layout else self.builder.boxed():
                        self.blocks(cell.element)
            return
        above: dict[int, str] = {}
        self.builder.table([self._cell(cell, above) for cell in row] for row in rows)

    def _cell(self, cell: Cell, above: dict[int, str]) -> str:
        """The words of a cell in each row that it spans; `above` are the merged ones over it."""
        if cell.goes_on and cell.column in above:
            text = above[cell.column]
            self.repeated += len(text)
            if self.repeated > _MOST_REPEATED:
                self.remarks.tell("cells that span rows are too long to be repeated in each row")
                return ""
            return text
        text = "" if cell.element is None else self._cell_text(cell.element)
        above.pop(cell.column, None)
        if cell.is_merged:
            above[cell.column] = " ".join(text.split())
        return text

    def _cell_text(self, cell: Any) -> str:
        words: list[str] = []
        for element, line in self._pieces(cell):
            if line is None:
                words.append(self._words_of(element))
                continue
            text = line.close(self.remarks)
            properties = at(element, "pPr")
            style = self.source.styles.style(properties)
            marker = self.source.numbering.marker(properties, style)
            words.append(marker.before(text) if marker and text.strip() else text)
            self._take(line)
            for box in line.boxes:
                outer, self.lines = self.lines, LineReader(self.source.styles, Fields.of(box))
                words.append(self._cell_text(box))
                self.lines = outer
            words += line.lettering
        return " ".join(filter(str.strip, words))

    def _words_of(self, element: Any) -> str:
        """The words of a table, or of an inserted file, that lies in a cell."""
        if element.tag in INSERTED:
            builder = DocumentBuilder()
            self._chunk(element, builder)
            return builder.text
        cells = (one for row in rows_of(element) for one in row if not one.goes_on)
        return " ".join(self._cell_text(one.element) for one in cells if one.element is not None)

    def _is_layout(self, rows: list[tuple[Cell, ...]]) -> bool:
        """Whether a table only lays out the page: it holds tables or headings.

        Where every cell of its first row is a heading, and no other, these are of its columns.
        """
        headings: list[list[bool]] = []
        for row in rows:
            headings.append([])
            for cell in row:
                blocks = [] if cell.element is None else list(blocks_in(cell.element))
                if any(block.tag == w("tbl") for block in blocks):
                    return True
                headings[-1].append(any(map(self._is_heading, blocks)))
        of_columns = bool(headings) and len(headings[0]) > 1 and all(headings[0])
        return any(map(any, headings[1:] if of_columns else headings))

    def _is_heading(self, block: Any) -> bool:
        if block.tag != w("p"):
            return False
        properties = at(block, "pPr")
        return self._heading_level(properties, self.source.styles.style(properties)) > 0

    def _chunk(self, element: Any, builder: DocumentBuilder) -> None:
        """Appends an inserted file, or tells that it is not read."""
        if element.tag == w("subDoc"):
            self.remarks.tell("a subdocument, which is a file of its own, is not read")
            return
        link = self.source.links.get(element.get(r("id"), ""))
        if link is None or link.external:
            self.remarks.tell("an inserted file is missing")
            return
        told = self.source.chunks.write(link.target, builder, self._write_inserted)
        if told:
            self.remarks.tell(told)

    def _write_inserted(self, raw: bytes) -> None:
        if self.source.depth + 1 < _DEEPEST_DOCUMENT:
            self.write_word(raw, self)
        else:
            self.remarks.tell("an inserted file is not read, since it lies too deep in others")
