"""The words of a paragraph as Word shows them, and what hangs on it: notes, boxes, gaps."""

import re
from dataclasses import dataclass, field
from typing import Any

from corpus.readers.office.docx.containers import is_prompt
from corpus.readers.office.docx.fields import Fields, is_contents_field, simple_field
from corpus.readers.office.docx.graphics import graphic
from corpus.readers.office.docx.names import at, inside, m, shown, w
from corpus.readers.office.docx.remarks import NotRead, Remarks
from corpus.readers.office.docx.styles import Look, Style, Styles
from corpus.readers.office.signs.formulas import formula_text
from corpus.readers.office.signs.raised import lowered, raised
from corpus.readers.office.signs.symbols import (
    POINTS,
    PRIVATE_AREA,
    in_symbols,
    is_symbol_font,
    symbol,
)
from corpus.text import MISSING

_WHITE = re.compile("[\t\r\n\x0b\x0c\x85\u2028\u2029]+")
# A line break that only lays out a sentence would cut it in two.
_BREAK_IN_SENTENCE = re.compile(r"(?<=[^\s.:;!?…])[ \t]*\n[ \t]*(?=[a-zà-öø-ÿœ(])")
# What Word shows where what is referred to is no longer there.
_BROKEN_REFERENCE = re.compile(
    r"(?:Erreur[ \u00a0\u202f]?!|Error!)[ \u00a0](?:Source du renvoi introuvable|Signet non défini"
    r"|Reference source not found|Bookmark not defined)\.?"
)
_NEXT_FORMULA = "\v"  # a line break that is never one in a sentence
_ENDS_A_SENTENCE = ".!?:;…»"
_SPACES = {
    w("tab"): " ", w("ptab"): " ", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-",
}  # fmt: skip
_GRAPHICS = frozenset((w("drawing"), w("pict"), w("object")))
_CALLS = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
# Words that were taken out or moved away, and what is written about words.
_UNSEEN = frozenset(
    w(name)
    for name in ("del", "moveFrom", "pPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "rPr")
)
_FEW = 5  # pieces of a paragraph among which its first words are


@dataclass(slots=True)
class Line:
    """What was read of a paragraph, or of several that one mark ends."""

    parts: list[str] = field(default_factory=list)
    gaps: list[tuple[int, str, bool]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    lettering: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pictures: int = 0
    said: int = 0  # pieces with words
    all_bold: bool = True
    struck: bool = False
    hidden: bool = False
    formula_ends: int = -1
    text: str = ""

    def say(self, words: str, *, bold: bool = False) -> None:
        """Adds words as they stand in the document."""
        self.parts.append(words)
        if words.strip():
            self.said += 1
            self.all_bold = self.all_bold and bold

    def miss(self, what: str, *, surely: bool = True) -> None:
        """Leaves a gap; one that is not sure is a gap only in the midst of a sentence."""
        self.gaps.append((len(self.parts), what, surely))
        self.parts.append("")

    def close(self, remarks: Remarks) -> str:
        """The text, with MISSING where it has a gap; tells what stood there."""
        told: list[str] = []
        last, begun = "", 0
        for place, what, surely in self.gaps:
            for part in self.parts[begun:place]:
                last = part.rstrip()[-1:] or last
            begun = place
            is_gap = self.said > 0 if surely else bool(last) and last not in _ENDS_A_SENTENCE
            if is_gap:
                self.parts[place] = MISSING
            if is_gap or what != NotRead.PICTURE:
                told.append(what)
        text, broken = _BROKEN_REFERENCE.subn(MISSING, "".join(self.parts))
        if broken:
            told.append(NotRead.REFERENCE)
        text = _BREAK_IN_SENTENCE.sub(" ", text)
        self.text = text.replace(_NEXT_FORMULA, "\n")
        if self.struck:
            told.append(NotRead.STRUCK)
        if self.hidden:
            told.append(NotRead.HIDDEN)
        for what in dict.fromkeys(told):
            remarks.tell(what, self.text)
        return self.text


@dataclass(slots=True)
class LineReader:
    """Reads the paragraphs of one story: the body, a note, a box."""

    styles: Styles
    fields: Fields

    def read(self, paragraph: Any, line: Line, style: Style) -> None:
        """Adds the words of a paragraph to `line`."""
        pending = list(shown(paragraph))[::-1]
        while pending:
            element = pending.pop()
            if element.tag == w("r"):
                self._run(element, line, style)
            elif element.tag in (m("oMath"), m("oMathPara")):
                self._formula(element, line)
            elif element.tag == w("sdt") and is_prompt(element):
                line.miss(NotRead.PROMPT)
            elif element.tag in _GRAPHICS or element.tag == w("txbxContent"):
                self._graphic(element, line)
            elif element.tag == w("fldSimple"):
                if is_contents_field(element):
                    continue
                if not any(one.tag == w("r") for one in inside(element)):
                    self._say_field(simple_field(element), line)
                pending.extend(list(shown(element))[::-1])
            elif element.tag not in _UNSEEN:
                pending.extend(list(shown(element))[::-1])

    def _formula(self, element: Any, line: Line) -> None:
        if not self.fields.are_shown:
            return
        text = formula_text(element)
        if text:
            text = text.replace("\n", _NEXT_FORMULA)
            # Two formulas side by side are not one.
            line.say(f" {text}" if line.formula_ends == len(line.parts) else text)
            line.formula_ends = len(line.parts)
        elif any(one.text for one in inside(element) if one.tag in (m("t"), w("t"))):
            line.miss(NotRead.FORMULA)

    def _run(self, run: Any, line: Line, style: Style) -> None:
        look = self.styles.look(run, style)
        for child in shown(run):
            if child.tag == w("fldChar"):
                words = self.fields.turn(child)
                if not look.hidden:
                    self._say_field(words, line)
            elif child.tag == w("instrText"):
                self.fields.say(child.text or "")
            elif self.fields.are_shown and not look.hidden:
                self._piece(child, line, look, style)
            elif self.fields.are_shown and child.tag == w("t"):
                line.hidden = line.hidden or bool((child.text or "").strip())

    def _say_field(self, words: str | NotRead, line: Line) -> None:
        if isinstance(words, NotRead):
            line.miss(words)
        elif words:
            line.say(words)

    def _piece(self, child: Any, line: Line, look: Look, style: Style) -> None:
        """Adds one thing of a run that is shown."""
        if child.tag == w("t"):
            self._text(child.text or "", line, look)
        elif child.tag in _SPACES:
            line.parts.append(_SPACES[child.tag])
        elif child.tag == w("sym"):
            self._symbol(child, line, look)
        elif child.tag in _GRAPHICS or child.tag == w("txbxContent"):
            self._graphic(child, line)
        elif child.tag in _CALLS:
            self.fields.pass_words()
            line.notes.append(_CALLS[child.tag] + child.get(w("id"), ""))
        elif child.tag == w("ruby"):
            self._ruby(child, line, style)
        elif child.tag in (m("oMath"), m("oMathPara")):
            self._formula(child, line)

    def _text(self, text: str, line: Line, look: Look) -> None:
        text = _WHITE.sub(" ", text)
        if text.strip():
            self.fields.pass_words()
        if look.struck:
            line.struck = line.struck or bool(text.strip())
            return
        if is_symbol_font(look.font) or is_symbol_font(look.font_beyond_ascii):
            text = _in_fonts(text, look)
        elif look.raised == "superscript":
            text = raised(text)
        elif look.raised == "subscript":
            text = lowered(text)
        if not any(part.strip() for part in line.parts[:_FEW]):
            text = POINTS.sub("•", text, count=1)
        text = PRIVATE_AREA.sub(MISSING, text)
        for place, words in enumerate(text.split(MISSING)):
            if place:
                line.miss(NotRead.SYMBOL)
            line.say(words, bold=look.bold)

    def _symbol(self, child: Any, line: Line, look: Look) -> None:
        self.fields.pass_words()
        if look.struck:
            return
        try:
            code = int(child.get(w("char"), ""), 16)
        except ValueError:
            code = 0
        sign = symbol(child.get(w("font")) or look.font, code)
        if sign == MISSING:
            line.miss(NotRead.SYMBOL)
        else:
            line.say(sign, bold=True)

    def _graphic(self, element: Any, line: Line) -> None:
        if element.tag == w("txbxContent"):
            line.boxes.append(element)
            return
        found = graphic(element)
        line.boxes += found.boxes
        line.lettering += found.lettering
        line.pictures += found.is_picture and not found.is_described
        if found.unread:
            line.miss(found.unread, surely=found.is_formula)
        elif found.is_picture and found.stands_in_line:
            line.miss(NotRead.PICTURE, surely=False)

    def _ruby(self, ruby: Any, line: Line, style: Style) -> None:
        """The words, then in brackets how they are to be read."""
        for name, before, after in (("rubyBase", "", ""), ("rt", " (", ")")):
            part = Line()
            self.read(at(ruby, name) if at(ruby, name) is not None else (), part, style)
            if "".join(part.parts).strip():
                line.say(before + "".join(part.parts) + after)


def _in_fonts(text: str, look: Look) -> str:
    """A text of which some letters are signs, by the font that each is in."""
    return "".join(in_symbols(look.font if c < "\x80" else look.font_beyond_ascii, c) for c in text)
