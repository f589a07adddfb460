"""The words of an OpenDocument paragraph, as a person sees them, and what hangs on it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from corpus.readers.office.odf.mathml import line_of
from corpus.readers.office.odf.names import children, name, names, number, value
from corpus.readers.office.odf.package import OdfFile
from corpus.readers.office.odf.styles import OdfStyles, TextLook
from corpus.readers.office.signs.raised import lowered, raised
from corpus.readers.office.signs.symbols import POINTS, signs_of
from corpus.text import MISSING

_MOST_SPACES = 100  # that one element stands for
_WHITE = re.compile(r"[ \t\r\n]+")
_DRAWING = name("draw:frame").rpartition("}")[0] + "}"
_FRAME, _NOTE = name("draw:frame"), name("text:note")
# Numbers of lists and of notes, programs, forms, and what is no text of the paragraph.
_SILENT = names("text", "number note-citation script soft-page-break ruby-text") | names(
    "office", "annotation annotation-end forms event-listeners"
)
_REMARK, _RUBY = name("office:annotation"), name("text:ruby-text")
_HIDDEN_FIELDS = names("text", "hidden-text hidden-paragraph")
_PICTURES = names("draw", "image")
_SIGN = "a sign of a symbol font"
_ENDED = re.compile(r"[.!?…][\s»”\"')\]]*$")
_BLOCKS = names("text", "p h list numbered-paragraph section") | {name("table:table")}


@dataclass(slots=True)
class Paragraph:
    """What was read of a paragraph: its text, and what is told apart from it.

    `shapes` hold text of their own; `unread` names what could not be read ("a formula").
    """

    text: str = ""
    bold: bool = False
    notes: list[etree._Element] = field(default_factory=list)
    shapes: list[etree._Element] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ParagraphReader:
    """Reads the paragraphs of one file, and counts what it leaves out of them on purpose."""

    file: OdfFile
    styles: OdfStyles
    left_out: Counter[str] = field(default_factory=Counter)

    def read(self, node: etree._Element) -> Paragraph:
        """The words of a <text:p> or <text:h>."""
        if any(value(one, "text:is-hidden") == "true" for one in _hiding(node)):
            self.left_out["hidden text"] += 1
            return Paragraph()
        look = self.styles.look("paragraph", value(node, "text:style-name"), TextLook())
        words = _Words(self)
        words.inside(node, look)
        return words.done()

    def read_frame(self, frame: etree._Element) -> Paragraph:
        """What a frame shows that stands in no paragraph."""
        words = _Words(self)
        words.frame(frame)
        return words.done()


@dataclass(slots=True)
class _Words:
    reader: ParagraphReader
    made: Paragraph = field(default_factory=Paragraph)
    parts: list[str] = field(default_factory=list)
    pictures: list[tuple[int, str]] = field(default_factory=list)
    plain: bool = False

    def done(self) -> Paragraph:
        self._mark_pictures()
        self.made.text = "".join(self.parts)
        self.made.bold = not self.plain and bool(self.made.text.strip())
        return self.made

    def inside(self, node: etree._Element, look: TextLook) -> None:
        self._say(node.text, look)
        for one in children(node):
            self._take(one, look)
            self._say(one.tail, look)

    def _say(self, text: str | None, look: TextLook) -> None:
        if not text:
            return
        words = _WHITE.sub(" ", text)
        if look.hidden or look.struck:
            if words.strip():
                self.reader.left_out["hidden text" if look.hidden else "struck text"] += 1
            return
        if not look.symbols and not any(part.strip() for part in self.parts):
            words = POINTS.sub("•", words, count=1)
        words = signs_of(look.symbols, words)
        if MISSING in words and _SIGN not in self.made.unread:
            self.made.unread.append(_SIGN)
        if words.strip() and not look.bold:
            self.plain = True
        if look.position:
            words = raised(words) if look.position == "super" else lowered(words)
        self.parts.append(words)

    def _take(self, node: etree._Element, look: TextLook) -> None:
        if node.tag in _SILENT:
            if node.tag == _REMARK:
                self.reader.left_out["comments"] += 1
            elif node.tag == _RUBY:
                self.reader.left_out["ruby text"] += 1
        elif value(node, "text:display") == "none":
            self.reader.left_out["hidden text"] += 1
        elif node.tag in _HIDDEN_FIELDS:
            self._hidden_field(node, look)
        elif node.tag == name("text:s"):
            self.parts.append(" " * number(node, "text:c", 1, most=_MOST_SPACES))
        elif node.tag == name("text:tab"):
            self.parts.append(" ")
        elif node.tag == name("text:line-break"):
            self.parts.append("\n")
        elif node.tag == _NOTE:
            self.made.notes.append(node)
        elif node.tag == _FRAME:
            self.frame(node)
        elif str(node.tag).startswith(_DRAWING) and node.tag != name("draw:a"):
            self.made.shapes.append(node)
        else:
            called = value(node, "text:style-name")
            styled = node.tag in (name("text:span"), name("text:a")) and called
            self.inside(node, self.reader.styles.look("text", called, look) if styled else look)

    def _hidden_field(self, node: etree._Element, look: TextLook) -> None:
        if value(node, "text:is-hidden") == "true":
            self.reader.left_out["hidden text"] += 1
        elif node.text or len(node):
            self.inside(node, look)
        elif node.tag == name("text:hidden-text"):
            self._say(value(node, "text:string-value"), look)

    def frame(self, frame: etree._Element) -> None:
        """What a frame shows: the first of its children that is something to see."""
        for one in children(frame):
            if one.tag in (name("draw:text-box"), name("table:table")):
                self.made.shapes.append(one)
                return
            if one.tag in _PICTURES:
                self._picture(frame, "a picture in a line of text")
                return
            if one.tag == name("draw:object"):
                self._object(frame, one)
                return
            if one.tag in names("draw", "object-ole plugin applet floating-frame"):
                self._picture(frame, "an embedded object")
                self.made.unread.append("an embedded object")
                return

    def _object(self, frame: etree._Element, node: etree._Element) -> None:
        link = value(node, "xlink:href")
        root = self.reader.file.embedded(link) if link else None
        if root is None:
            root = next(children(node), None)
        kind = what_is(root)
        if kind == "a formula" and root is not None:
            line = line_of(root)
            if line is None:
                self.made.unread.append(kind)
            self.parts.append(line or MISSING)
            return
        self._picture(frame, kind)
        self.made.unread.append(kind)

    def _picture(self, frame: etree._Element, what: str) -> None:
        """Keeps the place of what may stand for a word of the line: it is drawn in it."""
        if value(frame, "text:anchor-type") == "as-char":
            self.pictures.append((len(self.parts), what))
            self.parts.append("")

    def _mark_pictures(self) -> None:
        """Marks the pictures that stand for words: in a sentence that they do not end."""
        after = ""
        following: dict[int, str] = {}
        places = {place for place, _ in self.pictures}
        for place in range(len(self.parts) - 1, -1, -1):
            if place in places:
                following[place] = after
            after = self.parts[place].strip() or after
        before, whats = "", dict(self.pictures)
        for place, part in enumerate(self.parts):
            if place in places and _is_hole(before, following[place]):
                self.parts[place] = MISSING
                if whats[place] not in self.made.unread:
                    self.made.unread.append(whats[place])
            before = part.strip() or before


def what_is(root: etree._Element | None) -> str:
    """What an embedded object is, in words."""
    if root is None:
        return "an embedded object"
    if root.tag == name("math:math") or etree.QName(root).localname == "math":
        return "a formula"
    chart = next(root.iter(name("office:chart")), None)
    return "a chart" if chart is not None else "an embedded object"


def _hiding(node: etree._Element) -> Iterator[etree._Element]:
    """The fields that may hide the whole paragraph that they stand in."""
    pending = list(children(node))
    while pending:
        one = pending.pop()
        if one.tag == name("text:hidden-paragraph"):
            yield one
        elif one.tag not in (_NOTE, _REMARK, _FRAME):
            pending.extend(children(one))


def _is_hole(before: str, after: str) -> bool:
    return after[:1].islower() or (bool(before) and not _ENDED.search(before[-8:]))
