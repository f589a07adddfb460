"""HTML into blocks: the one way that pages, WordPress content and Markdown take to a document."""

import re
from contextlib import ExitStack
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.builder import DocumentBuilder
from corpus.readers.titles import is_headline
from corpus.readers.web.nodes import (
    BLOCKS,
    HEADINGS,
    children_of,
    is_dropped,
    is_note_call,
    node_text,
)

_LISTS = frozenset(("ul", "ol", "menu"))
_BOLD = frozenset(("b", "strong"))
_BOXES = frozenset(("blockquote", "aside", "details"))
_WHITE = re.compile(r"[ \t\n\r\f]+")
_BLANK_LINES = re.compile(r"\n\s*\n")
# A line break that only lays out a sentence would cut it in two.
_BREAK_IN_SENTENCE = re.compile(r"(?<=[^\s.:;!?…])[ \t]*\n[ \t]*(?=[a-zà-öø-ÿœ(])")
# An image's description of five words says something; a shorter one names the image.
_DESCRIPTION_WORDS = 5


def write_markup(builder: DocumentBuilder, html: str) -> None:
    """Appends the text of an HTML fragment or page to `builder`, block by block."""
    body = LexborHTMLParser(html).body
    if body is not None:
        write_node(builder, body)


def write_node(
    builder: DocumentBuilder, root: LexborNode, *, skipped: frozenset[int] = frozenset()
) -> None:
    """Appends the text of `root` and of what is in it to `builder`, block by block.

    `skipped` are the `mem_id` of elements that are passed over.
    """
    _Walk(builder, skipped, _layout_tables(root)).run(root)


def _layout_tables(root: LexborNode) -> frozenset[int]:
    """The tables with tables or headings in them, which only lay out the page."""
    layouts: set[int] = set()
    pending: list[tuple[LexborNode, int | None]] = [(root, None)]
    while pending:
        node, table = pending.pop()
        if table is not None and (node.tag == "table" or node.tag in HEADINGS):
            layouts.add(table)
        inside = node.mem_id if node.tag == "table" else table
        pending.extend((child, inside) for child in children_of(node))
    return frozenset(layouts)


@dataclass(slots=True)
class _Item:
    """A list item under way: what has been read of it, and the number that it begins with."""

    level: int
    marker: str
    parts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _List:
    ordered: bool
    next_number: int = 1


@dataclass(slots=True)
class _Walk:
    """One pass over a tree, without recursion: real pages can be nested deeper than Python's."""

    builder: DocumentBuilder
    skipped: frozenset[int]
    layouts: frozenset[int]
    inline: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)
    boxes: list[ExitStack] = field(default_factory=list)
    heading: int = 0
    above: int = 0
    pre: int = 0
    bold: int = 0
    plain: bool = False

    def run(self, root: LexborNode) -> None:
        pending: list[tuple[LexborNode, bool]] = [(root, False)]
        while pending:
            node, leaving = pending.pop()
            if leaving:
                self._leave(node.tag or "")
            elif self._enter(node, node.tag or ""):
                pending.append((node, True))
                pending.extend((child, False) for child in reversed(children_of(node)))
        self._flush()
        while self.items:
            self._close_item()

    def _enter(self, node: LexborNode, tag: str) -> bool:
        """Takes in what a node begins with; False where its children are not to be read."""
        if tag == "-text":
            text = node.text_content or ""
            self.inline.append(text if self.pre else _WHITE.sub(" ", text))
            self.plain = self.plain or (not self.bold and bool(text.strip()))
            return False
        if tag == "br":
            self.inline.append(" " if self.heading else "\n")
            return False
        if self._is_passed_over(node, tag):
            return False
        if tag in ("img", "button"):
            return self._enter_replaced(node, tag)
        if tag in BLOCKS:
            return self._enter_block(node, tag)
        self.bold += tag in _BOLD
        return True

    def _is_passed_over(self, node: LexborNode, tag: str) -> bool:
        if self.skipped and node.mem_id in self.skipped:
            return True
        return is_dropped(node, tag) or (tag == "sup" and is_note_call(node))

    def _enter_replaced(self, node: LexborNode, tag: str) -> bool:
        if tag == "img":
            words = (node.attributes.get("alt") or "").split()
            if len(words) >= _DESCRIPTION_WORDS:
                self._say(" " + " ".join(words) + " ")
            return False
        if self.heading:  # the title of an accordion is a button
            return True
        label = node.attributes.get("text")  # a component of VuePress
        if label:
            self._flush()
            self._say(label)
            self._flush()
        return False

    def _say(self, words: str) -> None:
        self.inline.append(words)
        self.plain = True

    def _enter_block(self, node: LexborNode, tag: str) -> bool:
        self._flush()
        if tag in HEADINGS:
            self._say_item()
            self.heading = HEADINGS[tag]
        elif tag == "summary":
            self.heading = min(self.above + 1, 6)
        elif tag in _LISTS:
            self._say_item()
            start = node.attributes.get("start") or "1"
            self.lists.append(_List(tag == "ol", int(start) if start.isdecimal() else 1))
        elif tag == "li":
            self._open_item(node)
        elif tag in ("dt", "dd"):
            self.items.append(_Item(1 if tag == "dt" else 2, ""))
        elif tag == "table":
            return self._enter_table(node)
        elif tag == "pre":
            self.pre += 1
        elif tag in _BOXES:
            box = ExitStack()
            if not self.items:
                box.enter_context(self.builder.boxed())
            self.boxes.append(box)
        return True

    def _leave(self, tag: str) -> None:
        if tag not in BLOCKS:
            self.bold -= tag in _BOLD
            return
        if tag in HEADINGS or tag == "summary":
            self._close_heading(tag)
            return
        self._flush()
        if tag in _LISTS:
            self.lists.pop()
        elif tag in ("li", "dt", "dd"):
            self._close_item()
        elif tag == "pre":
            self.pre -= 1
        elif tag in _BOXES:
            self.boxes.pop().close()

    def _enter_table(self, table: LexborNode) -> bool:
        """Writes a table row by row; one that only lays out the page is read like any block."""
        if table.mem_id in self.layouts:
            return True
        rows = [
            [cell for cell in children_of(row) if cell.tag in ("td", "th")]
            for row in table.css("tr")
        ]
        if max((len(row) for row in rows), default=0) < 2:
            return True
        self._say_item()
        caption = table.css_first("caption")
        if caption is not None:
            self.builder.paragraph(node_text(caption))
        for row in rows:
            cells = " | ".join(node_text(cell) for cell in row)
            self.builder.table_row(cells.strip(" |"))
        return False

    def _open_item(self, node: LexborNode) -> None:
        self._say_item()
        marker = ""
        if self.lists and self.lists[-1].ordered:
            value = node.attributes.get("value") or ""
            if value.isdecimal():
                self.lists[-1].next_number = int(value)
            marker = f"{self.lists[-1].next_number}. "
            self.lists[-1].next_number += 1
        self.items.append(_Item(max(len(self.lists), 1), marker))

    def _close_item(self) -> None:
        self._say_item()
        self.items.pop()

    def _say_item(self) -> None:
        """Writes what has been read of the innermost item; the rest of it comes without number."""
        if self.items and self.items[-1].parts:
            item = self.items[-1]
            self.builder.list_item(item.marker + "\n".join(item.parts), level=item.level)
            item.parts.clear()
            item.marker = ""

    def _close_heading(self, tag: str) -> None:
        text = "".join(self.inline)
        self.inline.clear()
        if self.builder.heading(text, level=self.heading) and tag != "summary":
            self.above = self.heading
        self.heading = 0

    def _flush(self) -> None:
        """Ends the paragraph under way."""
        if self.heading:
            self.inline.append(" ")
            return
        text = "".join(self.inline)
        self.inline.clear()
        bold, self.plain = not self.plain, False
        inside, between = (_BLANK_LINES, "\n") if self.pre else (_BREAK_IN_SENTENCE, " ")
        text = inside.sub(between, text)
        if bold and not self.items and is_headline(text.strip()):
            self.builder.heading(text, level=min(self.above + 1, 6))
            return
        for paragraph in _BLANK_LINES.split(text):
            if not paragraph.strip():
                continue
            if self.items:
                self.items[-1].parts.append(paragraph.strip())
            else:
                self.builder.paragraph(paragraph)
