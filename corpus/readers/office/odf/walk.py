"""One pass over an OpenDocument text in document order: headings, lists, tables, notes, boxes."""

import re
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field

from lxml import etree

from corpus.builder import DocumentBuilder
from corpus.readers.office.odf.lists import ListPlace, Lists, first_paragraph, holds_paragraph
from corpus.readers.office.odf.names import children, name, names, value, words_of
from corpus.readers.office.odf.package import OdfFile
from corpus.readers.office.odf.paragraphs import Paragraph, ParagraphReader
from corpus.readers.office.odf.styles import OdfStyles
from corpus.readers.office.odf.tables import cells_of, grid_of, rows_of
from corpus.readers.titles import first_words, is_headline
from corpus.reading import ReadingWarning, SourceFile
from corpus.text import MISSING

_DEEPEST_HEADING = 6
_MOST_ROWS = 20_000
_P, _H, _LIST, _TABLE = name("text:p"), name("text:h"), name("text:list"), name("table:table")
_ITEM, _SECTION = name("text:list-item"), name("text:section")
_NUMBERED, _FRAME = name("text:numbered-paragraph"), name("draw:frame")
_ITEMS = frozenset((_ITEM, name("text:list-header")))
# Lists of contents and of figures, words taken out, remarks, forms, and what a slide says aside.
_UNSEEN = (
    names(
        "text",
        "table-of-content illustration-index table-index object-index user-index"
        " alphabetical-index tracked-changes sequence-decls variable-decls user-field-decls"
        " dde-connection-decls alphabetical-index-auto-mark-file index-title-template number",
    )
    | names("office", "annotation forms script event-listeners dde-source")
    | names("presentation", "notes animations")
)
_DRAWN = _FRAME.rpartition("}")[0] + "}"
_PARAGRAPHS = (_P, _H)
# A number that says what it counts ("Article 1") holds a word, which a roman numeral is not.
_NAMING = re.compile(r"\b(?![ivxlcdm]+\b)[^\W\d_]{3,}", re.IGNORECASE)
# Bullets that were typed, those of symbol fonts among them.
_BULLET = re.compile(r"^[•●▪■◦‣·–\ue000-\uf8ff-]\s+")


@dataclass(slots=True)
class Walk:
    """Writes what stands in an element into `builder`, and keeps what could not be read.

    `page` is the number of the slide that is being read.
    """

    file: SourceFile
    builder: DocumentBuilder
    reader: ParagraphReader
    lists: Lists
    page: int | None = None
    title: str | None = None
    centred: set[str] = field(default_factory=set)
    above: int = 0
    words: str = ""
    in_cell: bool = False
    called: list[etree._Element] = field(default_factory=list)
    warnings: list[ReadingWarning] = field(default_factory=list)

    @classmethod
    def over(cls, file: SourceFile, odf: OdfFile, builder: DocumentBuilder) -> "Walk":
        """A walk over the parts of a file."""
        styles = OdfStyles.of(odf.styles)
        return cls(file, builder, ParagraphReader(odf, styles), Lists(styles))

    @property
    def styles(self) -> OdfStyles:
        """The styles of the file."""
        return self.reader.styles

    def blocks(self, parent: etree._Element) -> None:
        """Appends the paragraphs, lists and tables in `parent`, through what wraps them."""
        for node in children(parent):
            if node.tag in _PARAGRAPHS:
                self._paragraph(node)
            elif node.tag == _LIST:
                self._list(node, None)
            elif node.tag == _NUMBERED:
                self._numbered_paragraph(node)
            elif node.tag == _TABLE:
                self.table(node)
            elif node.tag == _SECTION:
                self._section(node)
            elif str(node.tag).startswith(_DRAWN):
                self.shape(node)
            elif node.tag not in _UNSEEN:
                self.blocks(node)

    def shape(self, node: etree._Element, *, apart: bool = True) -> None:
        """Appends the text of a frame or a shape, `apart` from the text around it."""
        read = self.reader.read_frame(node) if node.tag == _FRAME else Paragraph(shapes=[node])
        self.builder.paragraph(read.text, page=self.page)
        self.after(read, apart=apart)

    def write_notes(self) -> None:
        """Appends the notes called since the last heading."""
        called, self.called = self.called, []
        for note in called:
            with self.builder.boxed():
                for body in children(note):
                    if body.tag == name("text:note-body"):
                        self.blocks(body)

    def left_out(self) -> Iterator[ReadingWarning]:
        """A warning for each sort of words that were left out on purpose."""
        for what, times in sorted(self.reader.left_out.items()):
            yield self.file.warning(f"left out: {what} ({times:,})")
        for form in sorted(self.lists.unknown):
            yield self.file.warning(f"numbers of the form “{form}” are not known and left out")

    def _paragraph(self, node: etree._Element) -> None:
        read = self.reader.read(node)
        style = value(node, "text:style-name")
        level = self._level(node, style)
        text = read.text
        if node.tag == _H and not self.styles.is_title(style):
            text = _numbered(self.lists.heading_number(node, level), text)
        if read.text.strip():
            if self.styles.is_title(style) and self.title is None:
                self.title = text
                self._heading(text, 1)
                self.above = 0
            elif level:
                self._heading(text, level)
                self.above = level
            elif read.bold and is_headline(" ".join(text.split())):
                self._heading(text, min(self.above + 1, _DEEPEST_HEADING))
            elif _BULLET.match(text):
                self.builder.list_item(_BULLET.sub("", text), page=self.page)
            else:
                self.builder.paragraph(text, page=self.page)
            if self.styles.is_centred(style):
                self.centred.add(text)
        self.after(read)

    def _heading(self, text: str, level: int) -> None:
        if not self.in_cell:
            self.write_notes()
        self.builder.heading(text, level=min(level, _DEEPEST_HEADING), page=self.page)

    def _level(self, node: etree._Element, style: str | None) -> int:
        if node.tag == _H:
            level = value(node, "text:outline-level") or ""
            return max(1, int(level)) if level.isdecimal() and len(level) < 3 else 1
        return self.styles.heading_level(style)

    def _list(self, node: etree._Element, around: ListPlace | None) -> None:
        place = self.lists.enter(node, around)
        for item in children(node):
            if item.tag not in _ITEMS:
                continue
            numbered = item.tag == _ITEM and holds_paragraph(item)
            self._item(item, place, self.lists.number(item, place) if numbered else "")

    def _item(self, item: etree._Element, place: ListPlace, marker: str) -> None:
        for one in children(item):
            if one.tag == _LIST:
                self._list(one, place)
            elif one.tag in _PARAGRAPHS:
                self._item_paragraph(one, place.depth, marker)
                marker = ""
            elif one.tag not in _UNSEEN:
                self._wrapped(one)

    def _wrapped(self, node: etree._Element) -> None:
        """What stands in an item that is neither a paragraph nor a list, such as a table."""
        if node.tag == _TABLE:
            self.table(node)
        elif node.tag == _SECTION:
            self._section(node)
        elif str(node.tag).startswith(_DRAWN):
            self.shape(node)
        else:
            self.blocks(node)

    def _item_paragraph(self, node: etree._Element, depth: int, marker: str) -> None:
        read = self.reader.read(node)
        level = self._level(node, value(node, "text:style-name"))
        text = _numbered(marker, read.text)
        if not read.text.strip():
            pass
        elif level:
            self._heading(text, level)
            self.above = level
        elif _NAMING.search(marker):
            self.builder.paragraph(text, page=self.page)
        else:
            text = text if marker else _BULLET.sub("", text)
            self.builder.list_item(text, level=depth, page=self.page)
        self.after(read)

    def _numbered_paragraph(self, node: etree._Element) -> None:
        place = self.lists.enter_alone(node)
        paragraph = first_paragraph(node)
        if paragraph is not None:
            self._item_paragraph(paragraph, place.depth, self.lists.number(node, place))

    def _section(self, node: etree._Element) -> None:
        if value(node, "text:display") == "none" or value(node, "text:is-hidden") == "true":
            if words_of(node).strip():
                self.reader.left_out["hidden sections"] += 1
            return
        before = self.builder.length
        self.blocks(node)
        for source in node.iterchildren(name("text:section-source")):
            linked = value(source, "xlink:href")
            if linked and self.builder.length == before:
                self._warn(f"the file {linked} that is inserted here was not read")

    def table(self, table: etree._Element) -> None:
        """Appends a table row by row; what only lays out the page, cell by cell."""
        cells = [cells_of(row.node) for row in rows_of(table)]
        layout = any(one is not table for one in table.iter(_TABLE, _H))
        if layout or max(map(len, cells), default=0) < 2:
            for cell in (cell for row in cells for cell in row):
                if layout:
                    self.blocks(cell)
                else:
                    with self.builder.boxed():
                        self.blocks(cell)
            return
        grid = grid_of(table, self._cell_text, most_rows=_MOST_ROWS)
        self.builder.table(grid.rows, head=grid.head or 1, page=self.page)
        if grid.hidden:
            self.reader.left_out["hidden rows and columns"] += grid.hidden
        if grid.cut:
            self._warn(f"of a table only the first {len(grid.rows):,} rows were read")

    def _cell_text(self, cell: etree._Element) -> str:
        outer, was_in_cell = self.builder, self.in_cell
        self.builder, self.in_cell = DocumentBuilder(), True
        try:
            self.blocks(cell)
            made = self.builder
        finally:
            self.builder, self.in_cell = outer, was_in_cell
        text = made.text
        return " ".join(text[block.start : block.end] for block in made.blocks)

    def after(self, read: Paragraph, *, apart: bool = True) -> None:
        """Keeps the notes called in a paragraph, and appends the boxes anchored in it."""
        self.words = read.text.strip() or self.words
        for what in read.unread:
            self._warn(f"{what} was not read")
        self.called += read.notes
        for one in read.shapes:
            with self.builder.boxed() if apart else nullcontext():
                if one.tag == _TABLE:
                    self.table(one)
                else:
                    self.blocks(one)

    def _warn(self, message: str) -> None:
        """Tells of what was not read at the place that was reached."""
        words = self.words.replace(MISSING, "…")
        if self.page is None and words:
            message += f", in or after the paragraph that begins “{first_words(words)}”"
        self.warnings.append(self.file.warning(message, page=self.page))


def _numbered(marker: str, words: str) -> str:
    return f"{marker} {words}" if marker else words
