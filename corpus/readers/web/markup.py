"""HTML into blocks: the one way that pages, WordPress content and Markdown take to a document."""

import re
from contextlib import ExitStack
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.builder import DocumentBuilder
from corpus.readers.titles import is_headline
from corpus.readers.web.elements import BLOCKS, HEADINGS, children_of
from corpus.readers.web.links import note_link, note_links
from corpus.readers.web.lists import ListItem, ListNumbers, repeats
from corpus.readers.web.nodes import Phrasing, enclosing, node_text
from corpus.readers.web.questions import NO_QUESTIONS, Questions, find_questions
from corpus.readers.web.tables import heads_of, layout_tables, rows_of, spread_rows
from corpus.readers.web.unread import Unread
from corpus.readers.web.visibility import Visibility, find_hidden
from corpus.readers.web.word_html import without_bullet, word_paragraph

_LISTS = frozenset(("ul", "ol", "menu"))
_ITEMS = ("li", "dt", "dd")  # the last two at the levels 1 and 2
_BOLD = frozenset(("b", "strong"))
_BOXES = frozenset(("blockquote", "aside", "details"))
_WHITE = re.compile(r"[ \t\n\r\f]+")
_BLANK_LINES = re.compile(r"\n\s*\n")
# A line break that only lays out a sentence would cut it in two.
_BREAK_IN_SENTENCE = re.compile(r"(?<=[^\s.:;!?…])[ \t]*\n[ \t]*(?=[a-zà-öø-ÿœ(])")
_FEW_WORDS = 50  # beside them, pictures may hold what the page says
_HIDDEN_WORDS = 5  # fewer are the label of a control


def write_markup(builder: DocumentBuilder, html: str, *, told: bool = False) -> tuple[str, ...]:
    """Appends the text of an HTML fragment or page to `builder`, block by block.

    Gives a message for each thing that could not be read, with its place; `told` says that there
    is one already for each MISSING in `html`.
    """
    tree = LexborHTMLParser(html)
    if tree.body is None:
        return ()
    questions = find_questions(tree)
    return write_node(builder, tree.body, seen=find_hidden(tree), questions=questions, told=told)


def write_node(
    builder: DocumentBuilder,
    root: LexborNode,
    *,
    seen: Visibility,
    questions: Questions = NO_QUESTIONS,
    furniture: frozenset[int] = frozenset(),
    told: bool = False,
) -> tuple[str, ...]:
    """Appends the text of `root` and of what is in it to `builder`, block by block.

    `furniture` are the `mem_id` of elements that are passed over. Gives a message for each thing
    that could not be read, with its place.
    """
    unread = Unread(told=told)
    phrasing = Phrasing(furniture | seen.hidden | seen.struck, unread)
    walk = _Walk(builder, phrasing, seen, questions, layout_tables(root))
    walk.run(root)
    if unread.pictures and len(builder.text.split()) < _FEW_WORDS:
        unread.note(
            "a picture without a description is not read"
            if unread.pictures == 1
            else f"{unread.pictures} pictures without a description are not read"
        )
    seen.tell(walk.hidden, unread.note)
    return tuple(unread.all())


@dataclass(slots=True)
class _Walk:
    """One pass over a tree, without recursion: real pages can be nested deeper than Python's."""

    builder: DocumentBuilder
    phrasing: Phrasing
    seen: Visibility
    questions: Questions
    layouts: frozenset[int]
    inline: list[str] = field(default_factory=list)
    lists: list[ListNumbers] = field(default_factory=list)
    items: list[ListItem] = field(default_factory=list)
    boxes: list[ExitStack] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    heading: int = 0
    asking: int = -1  # the question that is the heading under way
    above: int = 0
    pre: int = 0
    bold: int = 0
    plain: bool = False

    def run(self, root: LexborNode) -> None:
        pending: list[tuple[LexborNode, bool]] = [(root, False)]
        while pending:
            node, leaving = pending.pop()
            if leaving:
                self._leave(node, node.tag or "")
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
        asked = node.mem_id in self.questions.asked
        if (asked or tag == "button") and not self.heading:
            return self._ask(node) if asked else self._enter_button(node)
        said = self.phrasing.words_for(node, tag, self.inline[-1] if self.inline else "")
        if said is not None:
            self._pass_over(node, said)
            return False
        if tag in BLOCKS:
            return self._enter_block(node, tag)
        if tag == "a":
            note_link(self.builder, node)
        self.bold += tag in _BOLD
        self.inline.extend((enclosing(node, tag) or ())[:1])
        return True

    def _pass_over(self, node: LexborNode, said: str) -> None:
        if said:
            self.inline.append(said)
            self.plain = self.plain or bool(said.strip())
        elif node.mem_id in self.seen.hidden:
            words = node_text(node)
            if len(words.split()) >= _HIDDEN_WORDS:
                self.hidden.append(words)

    def _enter_button(self, node: LexborNode) -> bool:
        label = node.attributes.get("text")  # a component of VuePress
        if label:
            self._flush()
            self.inline.append(label)
            self.plain = True
            self._flush()
        return False

    def _enter_block(self, node: LexborNode, tag: str) -> bool:
        self._flush()
        if self._is_box(node, tag):
            box = ExitStack()
            if not self.items:
                box.enter_context(self.builder.boxed())
            self.boxes.append(box)
        if node.mem_id in self.seen.titles:
            self._entitle(node)
        if tag in HEADINGS:
            self._open_heading(HEADINGS[tag])
        elif tag == "summary":
            self.heading = min(self.above + 1, 6)
        elif tag == "p":
            return self._enter_paragraph(node)
        elif tag in _LISTS:
            self._say_item()
            self.lists.append(ListNumbers.of(node, self.seen.formats))
        elif tag in _ITEMS:
            self._say_item()
            marker = self.lists[-1].marker(node) if tag == "li" and self.lists else ""
            level = max(len(self.lists), 1) if tag == "li" else _ITEMS.index(tag)
            if node.mem_id not in self.questions.unlisted:
                self.items.append(ListItem(level, marker))
        elif tag == "table":
            return self._enter_table(node)
        elif tag == "pre":
            self.pre += 1
        return True

    def _ask(self, question: LexborNode) -> bool:
        """Writes the words of a question as the heading of its answer."""
        if question.mem_id in self.phrasing.skipped:
            return False
        self._flush()
        self.asking = question.mem_id
        self._open_heading(min(self.above + 1, 6))
        return True

    def _is_box(self, node: LexborNode, tag: str) -> bool:
        return tag in _BOXES or node.mem_id in self.questions.framed

    def _open_heading(self, level: int) -> None:
        self._say_item()
        self.heading = level

    def _entitle(self, panel: LexborNode) -> None:
        """Writes the words of a tab over what it opens, unless they are its heading too."""
        title = self.seen.titles[panel.mem_id]
        first = panel.css_first("h1, h2, h3, h4, h5, h6")
        if title and (first is None or node_text(first) != title):
            self.builder.heading(title, level=min(self.above + 1, 6))

    def _enter_paragraph(self, node: LexborNode) -> bool:
        styled = word_paragraph(node)
        if styled is None:
            return True
        if styled.kind == "heading":
            self._open_heading(styled.level)
        elif styled.kind == "item":
            self.items.append(ListItem(styled.level, "", of_word=True))
        return styled.kind != "dropped"

    def _leave(self, node: LexborNode, tag: str) -> None:
        if node.mem_id == self.asking:
            self._close_heading("summary")
            self.asking = -1
            return
        if tag not in BLOCKS:
            self.bold -= tag in _BOLD
            self.inline.extend((enclosing(node, tag) or ())[1:])
            return
        titled = tag == "p" and bool(self.heading) and word_paragraph(node) is not None
        if tag in HEADINGS or tag == "summary" or titled:
            self._close_heading(tag)
            return
        self._flush()
        if tag in _LISTS:
            self.lists.pop()
        elif node.mem_id in self.questions.unlisted:
            pass
        elif tag in _ITEMS or (tag == "p" and self.items and self.items[-1].of_word):
            self._close_item()
        elif tag == "pre":
            self.pre -= 1
        if self._is_box(node, tag):
            self.boxes.pop().close()

    def _enter_table(self, table: LexborNode) -> bool:
        """Writes a table row by row; one that only lays out the page is read like any block."""
        if table.mem_id in self.layouts:
            return True
        rows = rows_of(table, self.phrasing.skipped)
        if max((len(row.cells) for row in rows), default=0) < 2:
            return True
        self._say_item()
        if (caption := table.css_first("caption")) is not None:
            self.builder.paragraph(node_text(caption, self.phrasing))
        said, whole = spread_rows(rows, lambda cell: node_text(cell, self.phrasing))
        note_links(self.builder, table)
        heads = heads_of(table, rows)
        self.builder.table(([" | ".join(cells).strip(" |")] for cells in said), head=heads)
        if not whole:
            self.phrasing.unread.note("cells that span too many rows are not repeated in each")
        return False

    def _close_item(self) -> None:
        self._say_item()
        self.items.pop()

    def _say_item(self) -> None:
        """Writes what has been read of the innermost item; the rest of it comes without number."""
        if self.items and self.items[-1].parts:
            item = self.items[-1]
            text = "\n".join(item.parts)
            if item.of_word:
                text = without_bullet(text)
            marker = "" if repeats(item.marker, text) else item.marker
            self.builder.list_item(marker + text, level=item.level)
            item.parts.clear()
            item.marker = ""

    def _close_heading(self, tag: str) -> None:
        text = self.phrasing.unread.settle("".join(self.inline))
        self.inline.clear()
        if self.builder.heading(text, level=self.heading):
            self.phrasing.unread.heading = " ".join(text.split())
            if tag != "summary":
                self.above = self.heading
        self.heading = 0

    def _flush(self) -> None:
        """Ends the paragraph under way."""
        if self.heading:
            self.inline.append(" ")
            return
        text = self.phrasing.unread.settle("".join(self.inline))
        self.inline.clear()
        bold, self.plain = not self.plain, False
        inside, between = (_BLANK_LINES, "\n") if self.pre else (_BREAK_IN_SENTENCE, " ")
        text = inside.sub(between, text)
        if bold and not self.items and is_headline(text.strip()):
            self.builder.heading(text, level=min(self.above + 1, 6))
            return
        for paragraph in filter(str.strip, _BLANK_LINES.split(text)):
            if self.items:
                of_word = self.items[-1].of_word
                self.items[-1].parts.append(paragraph if of_word else paragraph.strip())
            else:
                self.builder.paragraph(paragraph)
