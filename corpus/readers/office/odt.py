"""ODT: OpenDocument texts, by their outline, styles, lists, tables and notes."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from xml.sax import SAXParseException

from odf.namespaces import DCNS, DRAWNS, METANS, OFFICENS, STYLENS, TABLENS, TEXTNS
from odf.opendocument import load

from corpus.builder import DocumentBuilder
from corpus.errors import UnreadableFile
from corpus.readers.archives import check_archive
from corpus.readers.metadata import date_of, language_of
from corpus.readers.office.odt_styles import OdtStyles, attribute, children
from corpus.readers.titles import is_headline, office_title
from corpus.reading import Reading, SourceFile

_DEEPEST_HEADING = 6
_MOST_REPEATED = 100  # spaces that one element stands for
_P, _H, _LIST, _TABLE = (TEXTNS, "p"), (TEXTNS, "h"), (TEXTNS, "list"), (TABLENS, "table")
_ITEMS = frozenset(((TEXTNS, "list-item"), (TEXTNS, "list-header")))
_NOTE = (TEXTNS, "note")
# Lists of contents and of figures, words taken out, remarks and forms.
_UNSEEN = frozenset(
    (
        (TEXTNS, "table-of-content"), (TEXTNS, "illustration-index"), (TEXTNS, "table-index"),
        (TEXTNS, "alphabetical-index"), (TEXTNS, "tracked-changes"), (OFFICENS, "annotation"),
        (OFFICENS, "forms"), (TEXTNS, "sequence-decls"), (TEXTNS, "variable-decls"),
        (TEXTNS, "user-field-decls"), (TEXTNS, "note-citation"),
    )
)  # fmt: skip
_BULLET = re.compile(r"^[•●▪■◦‣·–-]\s+")


def read(file: SourceFile) -> Reading:
    """The document that an ODT file holds. Raises UnreadableFile where it has none to give."""
    where = file.where
    check_archive(file.raw, where)
    builder = DocumentBuilder()
    try:
        odt = load(io.BytesIO(file.raw))
        walk = _Walk(builder, OdtStyles.of(odt))
        walk.blocks(odt.text)
        walk.write_notes()
        properties = _properties(odt)
    # odfpy says in no other way that a part is missing or no XML.
    except (
        SAXParseException,
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        IndexError,
    ) as error:
        raise UnreadableFile(
            where, "its parts are damaged or missing", "open it in LibreOffice and save it again"
        ) from error
    if not builder.length:
        raise UnreadableFile(where, "it has no text", "give the document with its text, or as PDF")
    document = builder.build(
        file=file,
        title=office_title(
            builder, file.path, styled=walk.title, property=properties.get((DCNS, "title"))
        ),
        language=language_of(properties.get((DCNS, "language"))),
        published=_day(properties.get((METANS, "creation-date"))),
        modified=_day(properties.get((DCNS, "date"))),
    )
    return Reading((document,))


def _day(text: str | None) -> date | None:
    return date_of(text[:10]) if text else None


def _properties(odt: Any) -> dict[tuple[str, str], str]:
    return {child.qname: "".join(_words(child)).strip() for child in children(odt.meta)}


@dataclass(slots=True)
class _Walk:
    """One pass over the text in document order."""

    builder: DocumentBuilder
    styles: OdtStyles
    title: str | None = None
    above: int = 0
    called: list[Any] = field(default_factory=list)

    def blocks(self, parent: Any) -> None:
        """Appends the paragraphs, lists and tables in `parent`, through what wraps them."""
        for node in children(parent):
            if node.qname in (_P, _H):
                self._paragraph(node)
            elif node.qname == _LIST:
                self._list(node, 1, None)
            elif node.qname == _TABLE:
                self._table(node)
            elif node.qname not in _UNSEEN:
                self.blocks(node)

    def write_notes(self) -> None:
        """Appends the notes called since the last heading."""
        called, self.called = self.called, []
        for note in called:
            with self.builder.boxed():
                for body in children(note):
                    if body.qname == (TEXTNS, "note-body"):
                        self.blocks(body)

    def _paragraph(self, node: Any) -> None:
        text = "".join(_words(node))
        style = attribute(node, TEXTNS, "style-name")
        level = self._level(node, style)
        if text.strip():
            if self.styles.is_title(style) and self.title is None:
                self.title = text
                self._heading(text, 1)
                self.above = 0
            elif level:
                self._heading(text, level)
                self.above = level
            elif self._is_bold(node, style) and is_headline(" ".join(text.split())):
                self._heading(text, min(self.above + 1, _DEEPEST_HEADING))
            elif _BULLET.match(text):
                self.builder.list_item(_BULLET.sub("", text))
            else:
                self.builder.paragraph(text)
        self._after(node)

    def _after(self, node: Any) -> None:
        """Keeps the notes called in a paragraph, and appends the text boxes anchored in it."""
        self.called += [one for one in _inside(node) if one.qname == _NOTE]
        for one in _inside(node):
            if one.qname == (DRAWNS, "text-box"):
                with self.builder.boxed():
                    self.blocks(one)

    def _heading(self, text: str, level: int) -> None:
        self.write_notes()
        self.builder.heading(text, level=min(level, _DEEPEST_HEADING))

    def _level(self, node: Any, style: str | None) -> int:
        if node.qname == _H:
            level = attribute(node, TEXTNS, "outline-level") or ""
            return int(level) if level.isdecimal() and int(level) > 0 else 1
        return self.styles.is_heading(style)

    def _is_bold(self, node: Any, style: str | None) -> bool:
        """Whether every word of a paragraph is bold."""
        if self.styles.is_bold(style):
            return True
        plain, spans = [], []
        for child in node.childNodes:
            if child.nodeType == child.TEXT_NODE:
                plain.append(str(child))
            elif child.qname == (TEXTNS, "span"):
                spans.append(attribute(child, TEXTNS, "style-name"))
        return bool(spans) and not "".join(plain).strip() and all(map(self.styles.is_bold, spans))

    def _list(self, node: Any, depth: int, outer: str | None) -> None:
        name = attribute(node, TEXTNS, "style-name") or outer
        level = self.styles.lists.get(name or "", {}).get(depth)
        count = 0
        for item in children(node):
            if item.qname not in _ITEMS:
                continue
            marker = ""
            if level is not None and item.qname == (TEXTNS, "list-item"):
                start = attribute(level, TEXTNS, "start-value") or "1"
                value = attribute(item, TEXTNS, "start-value") or ""
                begun = int(start) if start.isdecimal() else 1
                count = int(value) if value.isdecimal() else max(count + 1, begun)
                marker = _marker(level, count)
            self._item(item, depth, name, marker)

    def _item(self, item: Any, depth: int, name: str | None, marker: str) -> None:
        for child in children(item):
            if child.qname == _LIST:
                self._list(child, depth + 1, name)
                continue
            style = attribute(child, TEXTNS, "style-name")
            words = "".join(_words(child))
            if child.qname == _H or (child.qname == _P and self.styles.is_heading(style)):
                text = f"{marker} {words}" if marker else words
                level = self._level(child, style)
                if words.strip():
                    self._heading(text, level)
                    self.above = level
            elif child.qname == _P:
                self.builder.list_item(f"{marker} {words}" if marker else words, level=depth)
            else:
                self.blocks(child)
                continue
            self._after(child)
            marker = ""

    def _table(self, table: Any) -> None:
        rows = [
            [cell for cell in children(row) if cell.qname == (TABLENS, "table-cell")]
            for row in _rows(table)
        ]
        layout = any(one.qname in (_TABLE, _H) for one in _inside(table))
        if layout or max(map(len, rows), default=0) < 2:
            for cell in (cell for row in rows for cell in row):
                if layout:
                    self.blocks(cell)
                else:
                    with self.builder.boxed():
                        self.blocks(cell)
            return
        self.builder.table([_cell_text(cell) for cell in row] for row in rows)
        self.called += [one for one in _inside(table) if one.qname == _NOTE]


def _inside(node: Any) -> Iterator[Any]:
    """The elements in a node at any depth, in document order, but not those in its notes."""
    pending = list(reversed(children(node)))
    while pending:
        one = pending.pop()
        yield one
        if one.qname != _NOTE:
            pending.extend(reversed(children(one)))


def _rows(table: Any) -> list[Any]:
    """The rows of a table, those in its header and its groups among them."""
    rows: list[Any] = []
    pending = list(reversed(children(table)))
    while pending:
        one = pending.pop()
        if one.qname == (TABLENS, "table-row"):
            rows.append(one)
        elif one.qname in {
            (TABLENS, "table-header-rows"),
            (TABLENS, "table-rows"),
            (TABLENS, "table-row-group"),
        }:
            pending.extend(reversed(children(one)))
    return rows


def _cell_text(cell: Any) -> str:
    return " ".join("".join(_words(one)) for one in _inside(cell) if one.qname in (_P, _H))


def _words(node: Any) -> Iterator[str]:
    """The words of a paragraph as a person sees them, without its notes, remarks and boxes."""
    pending = list(reversed(node.childNodes))
    while pending:
        one = pending.pop()
        if one.nodeType != one.ELEMENT_NODE:
            yield str(one)
        elif one.qname == (TEXTNS, "s"):
            count = attribute(one, TEXTNS, "c") or "1"
            yield " " * min(int(count) if count.isdecimal() else 1, _MOST_REPEATED)
        elif one.qname == (TEXTNS, "tab"):
            yield " "
        elif one.qname == (TEXTNS, "line-break"):
            yield "\n"
        elif one.qname not in _UNSEEN and one.qname not in (_NOTE, (DRAWNS, "frame")):
            pending.extend(reversed(one.childNodes))


def _marker(level: Any, count: int) -> str:
    form = attribute(level, STYLENS, "num-format") or ""
    if not form:
        return ""
    written = chr(ord(form) + (count - 1) % 26) if form in ("a", "A") else str(count)
    before = attribute(level, STYLENS, "num-prefix") or ""
    return f"{before}{written}{attribute(level, STYLENS, 'num-suffix') or ''}".strip()
