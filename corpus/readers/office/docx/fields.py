"""The fields of Word: of what a program works out, what it shows, and not how."""

import re
from dataclasses import dataclass, field
from typing import Any

from corpus.readers.office.docx.names import at, is_on, number_at, shown, w
from corpus.readers.office.docx.remarks import NotRead
from corpus.readers.office.signs.symbols import symbol
from corpus.text import MISSING

_DELETED = frozenset((w("del"), w("moveFrom")))
_CODE = re.compile(r"\s*(?:0x([0-9A-Fa-f]{1,6})|(\d{1,7}))\b")
_FONT = re.compile(r'\\f\s+"?([^"\\]{1,60})', re.IGNORECASE)
# Their numbers are nowhere in the file: Word counts them each time that it shows them.
_COUNTED = frozenset(("LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"))


@dataclass(slots=True)
class _Field:
    begin: Any
    instruction: list[str] = field(default_factory=list)
    in_result: bool = False
    has_result: bool = False

    @property
    def is_contents(self) -> bool:
        return _is_contents("".join(self.instruction[:3]))


@dataclass(slots=True)
class Fields:
    """The fields that are open at the place where the reading is, the outermost first."""

    broken: set[Any] = field(default_factory=set)
    open: list[_Field] = field(default_factory=list)
    unseen: int = 0  # of the open fields, those whose words at this place are not shown

    @classmethod
    def of(cls, story: Any) -> "Fields":
        """The fields of a body, a note or a box; those that are never closed are passed over."""
        begun: list[Any] = []
        pending = list(shown(story))[::-1]
        while pending:
            one = pending.pop()
            if one.tag == w("fldChar"):
                kind = one.get(w("fldCharType"))
                if kind == "begin":
                    begun.append(one)
                elif kind == "end" and begun:
                    begun.pop()
            elif one.tag not in _DELETED and one.tag != w("txbxContent"):
                pending.extend(list(shown(one))[::-1])
        return cls(set(begun))

    @property
    def are_shown(self) -> bool:
        """Whether words at this place are what a person sees."""
        return not self.unseen

    @property
    def in_instruction(self) -> bool:
        """Whether words at this place tell what to work out."""
        return bool(self.open) and not self.open[-1].in_result

    def say(self, instruction: str) -> None:
        """Adds to the instruction of the innermost field."""
        if self.in_instruction:
            self.open[-1].instruction.append(instruction)

    def pass_words(self) -> None:
        """Marks the innermost field as having words of its own to show."""
        if self.open:
            self.open[-1].has_result = True

    def turn(self, mark: Any) -> str | NotRead:
        """Goes on at a `w:fldChar`; what a field shows that ends here and has no words for it."""
        kind = mark.get(w("fldCharType"))
        if kind == "begin" and mark not in self.broken:
            self.open.append(_Field(mark))
            self.unseen += 1
        elif kind == "separate" and self.in_instruction:
            self.open[-1].in_result = True
            self.unseen -= not self.open[-1].is_contents
        elif kind == "end" and self.open:
            return self._end(self.open.pop())
        return ""

    def _end(self, ended: _Field) -> str | NotRead:
        self.unseen -= not ended.in_result or ended.is_contents
        if ended.has_result:
            self.pass_words()
        elif self.are_shown:
            return _without_result("".join(ended.instruction), ended.begin)
        return ""


def simple_field(element: Any) -> str | NotRead:
    """What a `w:fldSimple` without words shows."""
    return _without_result(element.get(w("instr"), ""), element)


def is_contents_field(element: Any) -> bool:
    """Whether a `w:fldSimple` is a table of contents."""
    return _is_contents(element.get(w("instr"), ""))


def _is_contents(instruction: str) -> bool:
    return instruction.lstrip()[:4].upper().rstrip("\\ ") == "TOC"


def _without_result(instruction: str, begin: Any) -> str | NotRead:
    name, _, rest = instruction.strip().partition(" ")
    name = name.upper()
    if name == "FORMCHECKBOX":
        box = at(begin, "ffData", "checkBox")
        own = is_on(at(box, "checked"))
        return "☒" if (is_on(at(box, "default")) if own is None else own) else "☐"
    if name == "FORMDROPDOWN":
        return _chosen(at(begin, "ffData", "ddList"))
    if name == "SYMBOL":
        code = _CODE.match(rest)
        font = _FONT.search(rest)
        number = 0 if code is None else int(code[1], 16) if code[1] else int(code[2])
        sign = symbol(font[1].strip() if font else None, number)
        return NotRead.SYMBOL if sign == MISSING else sign
    if name in ("MACROBUTTON", "GOTOBUTTON"):
        return rest.strip().partition(" ")[2]
    if name == "EQ":
        return NotRead.FORMULA
    return NotRead.NUMBER if name in _COUNTED else ""


def _chosen(choices: Any | None) -> str:
    if choices is None:
        return ""
    entries = [one.get(w("val"), "") for one in choices.iterchildren(w("listEntry"))]
    chosen = number_at(choices, "result")
    chosen = number_at(choices, "default") if chosen is None else chosen
    chosen = chosen or 0
    return entries[chosen] if 0 <= chosen < len(entries) else ""
