"""ODS: the sheets of an OpenDocument spreadsheet, each with its rows under their heads."""

from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from corpus.builder import DocumentBuilder
from corpus.errors import UnreadableFile
from corpus.readers.metadata import language_of
from corpus.readers.office.odf.names import child, children, name, names, value
from corpus.readers.office.odf.package import OdfFile, open_odf
from corpus.readers.office.odf.paragraphs import ParagraphReader, what_is
from corpus.readers.office.odf.styles import OdfStyles
from corpus.readers.office.odf.tables import Grid, grid_of
from corpus.readers.office.odf.text import modified_of
from corpus.readers.tables.grid import MOST_COLUMNS, MOST_ROWS, is_nameless, write_grid
from corpus.readers.titles import table_title
from corpus.reading import Reading, ReadingWarning, SourceFile
from corpus.text import MISSING

_PARAGRAPHS = (name("text:p"), name("text:h"))
# Where a cell keeps its value where it has no words for it.
_VALUES = ("office:string-value", "office:date-value", "office:time-value", "office:value")
_REMARK = name("office:annotation")


def read(file: SourceFile) -> Reading:
    """The document that a spreadsheet holds. Raises UnreadableFile where it has none to give."""
    odf = open_odf(file, "office:spreadsheet")
    builder = DocumentBuilder()
    styles = OdfStyles.of(odf.styles)
    book = _Book(file, odf, styles, ParagraphReader(odf, styles))
    book.write(builder)
    if not builder.length:
        raise UnreadableFile(
            file.where, "its sheets have no text that is shown", "fill them, or take it out"
        )
    document = builder.build(
        file=file,
        title=table_title(
            builder,
            file.path,
            property=odf.properties.get(name("dc:title")),
            sheets=len(book.shown),
        ),
        language=language_of(odf.properties.get(name("dc:language"))),
        modified=modified_of(odf),
    )
    return Reading((document,), (), tuple(book.warnings))


@dataclass(slots=True)
class _Book:
    file: SourceFile
    odf: OdfFile
    styles: OdfStyles
    reader: ParagraphReader
    left: int = MOST_ROWS
    unread: Counter[str] = field(default_factory=Counter)
    shapes: list[etree._Element] = field(default_factory=list)
    warnings: list[ReadingWarning] = field(default_factory=list)

    @property
    def shown(self) -> list[etree._Element]:
        """The sheets that are not hidden."""
        sheets = self.odf.body.iterchildren(name("table:table"))
        return [one for one in sheets if self._is_shown(one)]

    def write(self, builder: DocumentBuilder) -> None:
        """Writes the sheets that are shown, each under its name."""
        sheets = list(self.odf.body.iterchildren(name("table:table")))
        hidden = [value(one, "table:name") or "" for one in sheets if not self._is_shown(one)]
        if hidden:
            self._warn(f"left out: hidden sheets ({', '.join(hidden)})")
        for sheet in self.shown:
            self._write_sheet(builder, sheet, alone=len(self.shown) == 1)

    def _is_shown(self, sheet: etree._Element) -> bool:
        return self.styles.is_shown("table", value(sheet, "table:style-name"))

    def _write_sheet(self, builder: DocumentBuilder, sheet: etree._Element, *, alone: bool) -> None:
        called = value(sheet, "table:name") or ""
        grid = grid_of(sheet, self._cell, most_rows=self.left)
        for holder in sheet.iterchildren(name("table:shapes")):
            self._look_at_shapes(holder)
        told = sum(1 for row in grid.rows if row)
        self.left -= told
        named = not alone or not is_nameless(called)
        words = [self._shape_words(one) for one in self.shapes]
        self.shapes = []
        if named and (told or any(words)):
            builder.heading(called, level=1)
        rows = [row[:MOST_COLUMNS] for row in grid.rows]
        write_grid(builder, rows, level=2 if named else 1, heads=grid.head or None)
        for text in words:
            with builder.boxed():
                builder.paragraph(text)
        self._tell(f"of the sheet “{called}”", grid)

    def _tell(self, place: str, grid: Grid) -> None:
        """What of a sheet was not read, and what was left out of it on purpose."""
        for what, times in self.unread.items():
            self._warn(f"{what} {place} were not read ({times:,})")
        self.unread.clear()
        if grid.cut:
            told = sum(map(bool, grid.rows))
            self._warn(
                f"only the first {told:,} rows {place} were read; give the part that people ask "
                "about, or a page that describes the data"
            )
        if max(map(len, grid.rows), default=0) > MOST_COLUMNS:
            self._warn(f"only the first {MOST_COLUMNS} columns {place} were read")
        if grid.hidden:
            self._warn(f"left out {place}: hidden rows and columns ({grid.hidden:,})")
        for what, times in sorted(self.reader.left_out.items()):
            self._warn(f"left out {place}: {what} ({times:,})")
        self.reader.left_out.clear()

    def _cell(self, cell: etree._Element) -> str:
        """What a cell shows: its words, or its value where no program has written words for it."""
        words = " ".join(self._paragraph(one) for one in cell.iterchildren(*_PARAGRAPHS))
        self._look_at_shapes(cell)
        if words.strip():
            return words
        for short in _VALUES:
            said = value(cell, short)
            if said:
                return said
        if value(cell, "table:formula") and value(cell, "office:value-type") != "string":
            self.unread["formulas without their results"] += 1
            return MISSING
        return ""

    def _paragraph(self, node: etree._Element) -> str:
        read = self.reader.read(node)
        self.unread.update(read.unread)
        self.shapes += read.shapes
        return read.text

    def _look_at_shapes(self, holder: etree._Element) -> None:
        """Keeps the shapes that are drawn over a sheet, and counts what cannot be read of them."""
        drawing = name("draw:frame").rpartition("}")[0]
        for one in children(holder):
            if one.tag == _REMARK:
                self.reader.left_out["comments"] += 1
            elif one.tag == name("draw:frame"):
                self._look_at_frame(one)
            elif str(one.tag).startswith(drawing):
                self.shapes.append(one)

    def _look_at_frame(self, frame: etree._Element) -> None:
        box = child(frame, "draw:text-box")
        if box is not None:
            self.shapes.append(box)
            return
        held = child(frame, "draw:object")
        if held is not None:
            link = value(held, "xlink:href")
            root = self.odf.embedded(link) if link else next(children(held), None)
            self.unread[f"{what_is(root).split(' ', 1)[1]}s"] += 1
        elif any(one.tag in names("draw", "image") for one in children(frame)):
            self.unread["pictures"] += 1
        else:
            self.unread["embedded objects"] += 1

    def _shape_words(self, shape: etree._Element) -> str:
        lines = [self.reader.read(one).text for one in shape.iter(*_PARAGRAPHS)]
        return "\n".join(line for line in lines if line.strip())

    def _warn(self, message: str) -> None:
        self.warnings.append(self.file.warning(message))
