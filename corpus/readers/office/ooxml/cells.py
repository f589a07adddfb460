"""The values of spreadsheet cells, as a person sees them: shared words, styles, formats."""

import math
import re
from dataclasses import dataclass, field

from lxml import etree

from corpus.language import detect_language
from corpus.readers.office.ooxml.number_formats import NumberFormat
from corpus.readers.office.ooxml.opc import OpcFile, child, inside, is_true, local
from corpus.readers.office.signs.raised import lowered, raised
from corpus.readers.office.signs.symbols import signs_of, symbol_font
from corpus.text import MISSING

_GENERAL = NumberFormat("General")
_SAMPLE = 20_000  # characters by which the language is told
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How the cells of a style are shown."""

    format: NumberFormat = _GENERAL
    struck: bool = False
    symbols: str = ""


@dataclass(slots=True)
class Words:
    """Words that cells hold, whether any were struck out, and whether runs name their fonts."""

    text: str
    struck: bool = False
    in_fonts: bool = False


@dataclass(slots=True)
class CellReader:
    """Reads the cells of one workbook. `unread` says where a formula has no result."""

    shared: list[Words]
    styles: list[CellStyle]
    language: str
    from_1904: bool = False
    unread: list[str] = field(default_factory=list)
    struck: int = 0
    unknown: int = 0

    @classmethod
    def of(
        cls, file: OpcFile, workbook: str, *, language: str | None, from_1904: bool
    ) -> "CellReader":
        """The reader for a workbook; the words of its cells tell the language if nothing does."""
        shared = [
            _words(one)
            for part in file.related(workbook, "sharedStrings")
            for one in file.part(part).iterchildren("{*}si")
        ]
        styles = [
            style for part in file.related(workbook, "styles") for style in _styles(file.part(part))
        ]
        if not language:
            sample = " ".join(one.text for one in shared)[:_SAMPLE]
            language = detect_language(sample) if sample.strip() else "fr"
        return cls(shared, styles, language, from_1904)

    def shown(self, cell: etree._Element) -> str:
        """What a cell shows."""
        style = self._style(cell.get("s"))
        words = self._value(cell, style)
        if words and style.struck:
            self.struck += 1
            return ""
        return words

    def _signs(self, words: str, font: str) -> str:
        said = signs_of(font, words)
        self.unknown += said.count(MISSING)
        return said

    def _value(self, cell: etree._Element, style: CellStyle) -> str:
        kind = cell.get("t", "n")
        held = child(cell, "v")
        stored = "" if held is None else (held.text or "")
        if child(cell, "f") is not None and not stored and kind != "str":
            self.unread.append(cell.get("r", ""))
            return MISSING
        match kind:
            case "inlineStr":
                words = self._said(_words(cell), style)
            case "s":
                words = self._shared(stored, style)
            case "str":
                words = self._signs(_unescaped(stored), style.symbols)
            case "n" if stored:
                return self._signs(self._figure(stored, style.format), style.symbols)
            case _:
                return self._truth(stored) if kind == "b" else stored
        return style.format.shown_words(words)

    def _truth(self, stored: str) -> str:
        said = ("FAUX", "VRAI") if self.language == "fr" else ("FALSE", "TRUE")
        return said[int(stored)] if stored in ("0", "1") else stored

    def _figure(self, stored: str, format: NumberFormat) -> str:
        try:
            value = float(stored)
        except ValueError:
            return stored
        if not math.isfinite(value):
            return stored
        return format.shown(value, language=self.language, from_1904=self.from_1904)

    def _shared(self, stored: str, style: CellStyle) -> str:
        number = int(stored) if stored.isdecimal() else -1
        return self._said(self.shared[number], style) if 0 <= number < len(self.shared) else ""

    def _said(self, words: Words, style: CellStyle) -> str:
        self.struck += words.struck
        return self._signs(words.text, "" if words.in_fonts else style.symbols)

    def _style(self, said: str | None) -> CellStyle:
        number = int(said) if said is not None and said.isdecimal() else 0
        return self.styles[number] if number < len(self.styles) else CellStyle()


def _words(node: etree._Element) -> Words:
    """The words of an item: its runs, without what tells how to say them, or is struck out."""
    parts: list[str] = []
    struck = in_fonts = False
    for one in inside(node, "t"):
        around = one.getparent()
        if around is not None and local(around) == "rPh":
            continue
        properties = child(around, "rPr") if around is not None else None
        if properties is not None and _is_struck(properties):
            struck = True
            continue
        font = None if properties is None else child(properties, "rFont")
        in_fonts = in_fonts or font is not None
        family = "" if font is None else symbol_font(font.get("val", ""))
        said = _unescaped(one.text or "")
        parts.append(_placed(signs_of(family, said) if family else said, properties))
    return Words("".join(parts), struck, in_fonts)


def _placed(text: str, properties: etree._Element | None) -> str:
    """Text, with figures above or below the line by their own letters."""
    shift = None if properties is None else child(properties, "vertAlign")
    match None if shift is None else shift.get("val"):
        case "superscript":
            return raised(text)
        case "subscript":
            return lowered(text)
    return text


def _unescaped(text: str) -> str:
    """Text with the characters that "_x000D_" and the like stand for."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _is_struck(font: etree._Element) -> bool:
    struck = child(font, "strike")
    return struck is not None and is_true(struck.get("val", "1"))


def _look(font: etree._Element | None) -> tuple[bool, str]:
    """Whether a font strikes its words out, and its name where its letters are signs."""
    if font is None:
        return False, ""
    name = child(font, "name")
    return _is_struck(font), "" if name is None else symbol_font(name.get("val", ""))


def _styles(root: etree._Element) -> list[CellStyle]:
    codes = {
        int(one.get("numFmtId", "0")): one.get("formatCode", "")
        for one in inside(root, "numFmt")
        if one.get("numFmtId", "").isdecimal()
    }
    holder = child(root, "fonts")
    fonts = [] if holder is None else list(holder.iterchildren("{*}font"))
    formats = child(root, "cellXfs")
    made: list[CellStyle] = []
    for one in [] if formats is None else formats.iterchildren("{*}xf"):
        number, font = one.get("numFmtId", "0"), one.get("fontId", "0")
        look = fonts[int(font)] if font.isdecimal() and int(font) < len(fonts) else None
        code = int(number) if number.isdecimal() else 0
        made.append(CellStyle(NumberFormat.of(code, codes), *_look(look)))
    return made
