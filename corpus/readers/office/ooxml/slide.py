"""One slide: its title, then the text, the tables and the diagrams that are drawn on it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from corpus.builder import DocumentBuilder
from corpus.readers.office.ooxml.diagram import diagram_lines
from corpus.readers.office.ooxml.opc import OpcFile, child, inside, is_true, local, reference
from corpus.readers.office.ooxml.slide_text import Line, lines_of
from corpus.readers.tables.grid import heads_of
from corpus.readers.titles import is_headline

_TITLES = frozenset(("title", "ctrTitle"))
# What stands on each slide and is no part of what it says.
_FURNITURE = frozenset(("dt", "ftr", "sldNum", "hdr", "sldImg"))
# Placeholders in which a paragraph is an item unless it says that it is none.
_LISTS = frozenset(("body", "obj", None))
_DRAWN = frozenset(
    ("sp", "grpSp", "graphicFrame", "pic", "cxnSp", "AlternateContent", "contentPart")
)


@dataclass(slots=True)
class SlideReader:
    """Writes one slide into `builder`; `told` is what of it was not read, or left out."""

    opc: OpcFile
    part: str
    builder: DocumentBuilder
    number: int
    told: list[str] = field(default_factory=list)

    def write(self, slide: etree._Element, *, first: bool) -> None:
        """Writes the title of a slide as a heading, then its shapes in the file's order."""
        tree = next(inside(slide, "spTree"), None)
        shapes = [] if tree is None else list(self._shapes(tree))
        if any(relation.kind == "comments" for relation in self.opc.relations(self.part).values()):
            self.told.append("left out: comments")
        title = next((one for one in shapes if _role(one) in _TITLES and _has_words(one)), None)
        if title is None:
            title = next((one for one in shapes if self._is_headline(one)), None)
        if title is not None:
            words = " ".join(line.text for line in self._lines(title, in_list=False))
            opening = first and (_role(title) == "ctrTitle" or len(shapes) == 1)
            self.builder.heading(words, level=1 if opening else 2, page=self.number)
        for shape in shapes:
            if shape is not title:
                self._shape(shape)

    def _shapes(self, tree: etree._Element) -> Iterator[etree._Element]:
        """The shapes of a slide in the file's order, those in groups among them."""
        pending = list(reversed([one for one in tree if local(one) in _DRAWN]))
        while pending:
            one = pending.pop()
            if local(one) == "AlternateContent":
                # The first choice says it best; the others say the same again.
                choice = next(one.iterchildren(etree.Element), None)
                inner = [] if choice is None else list(choice.iterchildren(etree.Element))
                pending.extend(reversed(inner))
            elif local(one) == "grpSp" and not _is_hidden(one):
                pending.extend(reversed([part for part in one if local(part) in _DRAWN]))
            elif _is_hidden(one):
                if _has_words(one):
                    self.told.append("left out: a hidden shape")
            elif _role(one) not in _FURNITURE:
                yield one

    def _shape(self, shape: etree._Element) -> None:
        if local(shape) == "graphicFrame":
            self._graphic(shape)
            return
        placeholder = next(inside(shape, "ph"), None)
        in_list = placeholder is not None and placeholder.get("type") in _LISTS
        for line in self._lines(shape, in_list=in_list):
            self._write(line)

    def _lines(self, shape: etree._Element, *, in_list: bool) -> list[Line]:
        body = child(shape, "txBody")
        return [] if body is None else list(lines_of(body, in_list=in_list, told=self.told))

    def _write(self, line: Line) -> None:
        if line.level:
            self.builder.list_item(line.text, level=line.level, page=self.number)
        else:
            self.builder.paragraph(line.text, page=self.number)

    def _graphic(self, frame: etree._Element) -> None:
        table = next(inside(frame, "tbl"), None)
        diagram = next(inside(frame, "relIds"), None)
        if table is not None:
            self._table(table)
        elif diagram is not None:
            relation = self.opc.relations(self.part).get(reference(diagram, "dm"))
            if relation is None or relation.target not in self.opc.names:
                self.told.append("a diagram was not read")
                return
            for line in diagram_lines(self.opc.part(relation.target), told=self.told):
                self._write(line)
        else:
            uri = next((one.get("uri", "") for one in inside(frame, "graphicData")), "")
            what = "a chart" if "chart" in uri else "an embedded object"
            self.told.append(f"{what} was not read")

    def _table(self, table: etree._Element) -> None:
        """Writes a table by row; a cell that spans rows is told in each of them."""
        properties = child(table, "tblPr")
        headed = properties is not None and is_true(properties.get("firstRow"))
        rows: list[list[str]] = []
        for row in inside(table, "tr"):
            cells: list[str] = []
            for column, cell in enumerate(row.iterchildren("{*}tc")):
                if is_true(cell.get("vMerge")):
                    above = rows[-1] if rows else []
                    cells.append(above[column] if column < len(above) else "")
                elif is_true(cell.get("hMerge")):
                    cells.append("")
                else:
                    cells.append(" ".join(one.text for one in self._lines(cell, in_list=False)))
            rows.append(cells)
        for cells in rows:
            while cells and not cells[-1].strip():
                cells.pop()
        head = 1 if headed else heads_of(rows) if rows else 0
        self.builder.table(rows, head=head, page=self.number)

    def _is_headline(self, shape: etree._Element) -> bool:
        """Whether a shape holds one line that can be the title of a slide without one."""
        if local(shape) != "sp":
            return False
        lines = list(lines_of_shape(shape))
        return len(lines) == 1 and is_headline(lines[0])


def lines_of_shape(shape: etree._Element) -> Iterator[str]:
    """The paragraphs with words of a shape, each on one line."""
    body = child(shape, "txBody")
    for line in () if body is None else lines_of(body, in_list=False, told=[]):
        yield " ".join(line.text.split())


def _role(shape: etree._Element) -> str | None:
    """What a shape is on its slide; None for any but placeholders."""
    for properties in shape.iterchildren("{*}nvSpPr", "{*}nvPicPr", "{*}nvGraphicFramePr"):
        for placeholder in inside(properties, "ph"):
            return placeholder.get("type", "obj")
    return None


def _is_hidden(shape: etree._Element) -> bool:
    return any(
        is_true(one.get("hidden")) for holder in shape for one in holder.iterchildren("{*}cNvPr")
    )


def _has_words(shape: etree._Element) -> bool:
    return any((one.text or "").strip() for one in inside(shape, "t"))
