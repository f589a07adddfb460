"""XLSX: the sheets of a workbook, each with its rows under the row that names their columns."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from corpus.builder import DocumentBuilder
from corpus.errors import UnreadableFile
from corpus.readers.metadata import language_of
from corpus.readers.office.ooxml.cells import CellReader
from corpus.readers.office.ooxml.opc import (
    OpcFile,
    child,
    damaged,
    inside,
    is_true,
    open_opc,
    reference,
)
from corpus.readers.office.ooxml.sheet import Sheet, read_sheet
from corpus.readers.tables.grid import MOST_COLUMNS, MOST_ROWS, is_nameless, write_grid
from corpus.readers.titles import table_title
from corpus.reading import Reading, ReadingWarning, SourceFile

_WORKBOOK = "xl/workbook.xml"
_MOST_TOLD = 5  # places that a warning names


def read(file: SourceFile) -> Reading:
    """The document that a workbook holds. Raises UnreadableFile where it has none to give."""
    opc = open_opc(file)
    builder = DocumentBuilder()
    try:
        properties = opc.properties()
        book = _Book.of(file, opc, properties.language)
        book.write(builder)
    except (etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise damaged(file, "Excel or LibreOffice") from error
    if not builder.length:
        raise UnreadableFile(
            file.where, "its sheets have no text that is shown", "fill them, or take it out"
        )
    document = builder.build(
        file=file,
        title=table_title(builder, file.path, property=properties.title, sheets=len(book.shown)),
        language=language_of(properties.language),
        modified=properties.modified,
    )
    return Reading((document,), (), tuple(book.warnings))


@dataclass(frozen=True, slots=True)
class _Tab:
    """A sheet as the workbook lists it; `part` is None where it is no part of the file."""

    name: str
    part: str | None
    kind: str
    hidden: bool


@dataclass(slots=True)
class _Book:
    file: SourceFile
    opc: OpcFile
    tabs: list[_Tab]
    cells: CellReader
    left: int = MOST_ROWS
    warnings: list[ReadingWarning] = field(default_factory=list)

    @classmethod
    def of(cls, file: SourceFile, opc: OpcFile, language: str | None) -> "_Book":
        main = opc.main(_WORKBOOK)
        root = opc.part(main)
        said = child(root, "workbookPr")
        cells = CellReader.of(
            opc,
            main,
            language=file.language or language_of(language),
            from_1904=said is not None and is_true(said.get("date1904")),
        )
        return cls(file, opc, list(_tabs(root, opc, main)), cells)

    @property
    def shown(self) -> list[_Tab]:
        """The sheets that are not hidden."""
        return [tab for tab in self.tabs if not tab.hidden]

    def write(self, builder: DocumentBuilder) -> None:
        """Writes the sheets that are shown, each under its name."""
        hidden = [tab.name for tab in self.tabs if tab.hidden]
        if hidden:
            self._warn(f"left out: hidden sheets ({_listed(hidden)})")
        for tab in self.shown:
            if tab.kind != "worksheet":
                self._warn(f"the sheet “{tab.name}” is a chart, which was not read")
                continue
            if tab.part is None:
                self._warn(f"the sheet “{tab.name}” is not in the file")
                continue
            with self.opc.opened(tab.part) as source:
                sheet = read_sheet(source, self.cells, most_rows=self.left)
            named = len(self.shown) > 1 or not is_nameless(tab.name)
            self._write_sheet(builder, tab, sheet, named=named)

    def _write_sheet(
        self, builder: DocumentBuilder, tab: _Tab, sheet: Sheet, *, named: bool
    ) -> None:
        self.left -= len(sheet.rows)
        drawn, shapes = self._drawn(tab)
        if named and (sheet.rows or shapes):
            builder.heading(tab.name, level=1)
        write_grid(builder, list(sheet.grid()), level=2 if named else 1)
        for words in shapes:
            with builder.boxed():
                builder.paragraph(words)
        self._tell(tab, sheet, drawn)

    def _tell(self, tab: _Tab, sheet: Sheet, drawn: Counter[str]) -> None:
        """What of a sheet was not read, and what was left out of it on purpose."""
        place = f"of the sheet “{tab.name}”"
        if self.cells.unread:
            cells = _listed(self.cells.unread)
            self._warn(f"formulas {place} have no result in the file, and were not read: {cells}")
            self.cells.unread.clear()
        if sheet.beyond:
            total = len(sheet.rows) + sheet.beyond
            self._warn(
                f"only the first {len(sheet.rows):,} of {total:,} rows {place} were read; give the "
                "part that people ask about, or a page that describes the data"
            )
        if sheet.too_wide:
            self._warn(f"only the first {MOST_COLUMNS} columns {place} were read")
        if sheet.hidden_rows:
            self._warn(f"left out {place}: hidden rows ({sheet.hidden_rows:,})")
        if sheet.hidden_columns:
            self._warn(f"left out {place}: hidden columns ({sheet.hidden_columns:,})")
        if self.cells.unknown:
            self._warn(f"signs of a font of symbols {place} were not read ({self.cells.unknown:,})")
            self.cells.unknown = 0
        if self.cells.struck:
            self._warn(f"left out {place}: struck text ({self.cells.struck:,})")
            self.cells.struck = 0
        if drawn.pop("comments", 0):
            self._warn(f"left out {place}: comments")
        for what, times in drawn.items():
            self._warn(f"{what} {place} were not read ({times:,})")

    def _drawn(self, tab: _Tab) -> tuple[Counter[str], list[str]]:
        """What is drawn over a sheet and cannot be read, and the words of its shapes."""
        drawn: Counter[str] = Counter()
        shapes: list[str] = []
        for relation in self.opc.relations(tab.part or "").values():
            if relation.kind in ("comments", "threadedComment"):
                drawn["comments"] += 1
            elif relation.kind in ("package", "oleObject"):
                drawn["embedded objects"] += 1
            elif relation.kind == "drawing" and relation.target in self.opc.names:
                root = self.opc.part(relation.target)
                drawn["pictures"] += sum(1 for _ in inside(root, "pic"))
                drawn["charts or diagrams"] += sum(1 for _ in inside(root, "graphicFrame"))
                shapes += [_shape_words(one) for one in inside(root, "txBody")]
        return +drawn, [words for words in shapes if words]

    def _warn(self, message: str) -> None:
        self.warnings.append(self.file.warning(message))


def _tabs(root: etree._Element, opc: OpcFile, main: str) -> Iterator[_Tab]:
    relations = opc.relations(main)
    for one in inside(root, "sheet"):
        relation = relations.get(reference(one, "id"))
        there = relation is not None and relation.target in opc.names
        yield _Tab(
            name=one.get("name", ""),
            part=relation.target if relation is not None and there else None,
            kind=relation.kind if relation is not None else "worksheet",
            hidden=one.get("state", "visible") != "visible",
        )


def _shape_words(body: etree._Element) -> str:
    lines = ("".join(one.text or "" for one in inside(p, "t")) for p in inside(body, "p"))
    return "\n".join(line for line in lines if line.strip())


def _listed(names: list[str]) -> str:
    told = ", ".join(names[:_MOST_TOLD])
    return told if len(names) <= _MOST_TOLD else f"{told} and {len(names) - _MOST_TOLD:,} more"
