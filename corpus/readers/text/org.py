"""Org mode, Emacs's plain text with outlines: what its export shows, block by block."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import takewhile

from corpus.builder import DocumentBuilder
from corpus.readers.text.places import shortened
from corpus.text import MISSING

_LINK = re.compile(r"\[\[([^\[\]\n]{1,500})\](?:\[([^\[\]\n]{1,500})\])?\]")
_NAMED_LINK = re.compile(r"\[\[[^\[\]\n]{1,500}\]\[[^\[\]\n]{1,500}\]\]")
_HEADING = re.compile(r"^(\*{1,30})\s+(\S.*)$")
_FIELD = re.compile(r"^[ \t]*#\+([\w-]+)(?:\[[^\]\n]*\])?:[ \t]*(.*)$", re.MULTILINE)
_FIXED = re.compile(r"^[ \t]*:[ \t](?=\S)", re.MULTILINE)
_PRIORITY = re.compile(r"^((?:[A-Z]+ )?)\[#\w\]\s+")
_DRAWER = re.compile(r"\s*:([\w-]{1,60}):\s*$")
_BLOCK = re.compile(r"\s*#\+(begin|end)_(\w{1,40})\b", re.IGNORECASE)
_REMARK = re.compile(r"\s*#(?: |$)")
_PLANNED = re.compile(r"\s*(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):")
_ROW = re.compile(r"\s*\|")
_RULE = re.compile(r"\s*\|-[-+|\s]*$")
_PROPERTY = re.compile(r"\s*:[^\s:]+:")
# Where an item begins to count, and whether a task is done.
_OF_ITEM = re.compile(r"^(\s*(?:[-+]|\w{1,3}[.)])\s+)\[(?:@\w{1,5}|[ xX-])\]\s+", re.MULTILINE)
_NOT_EXPORTED = re.compile(r"COMMENT\b|.*:noexport:(?:\w+:)*\s*$")
_PICTURE = re.compile(
    r"(?:file:|https?:|\.{0,2}/)\S+\.(?:png|jpe?g|gif|svg|webp|pdf)$", re.IGNORECASE
)
# One pass from left to right: what is code keeps its signs, and so does what no sign surrounds.
_MARKUP = re.compile(
    r"(?P<macro>\{\{\{[^{}\n]{1,300}\}\}\})"
    r"|\\\((?P<inline>(?:[^\\\n]|\\(?![()])){1,1000})\\\)|\\\[(?:[^\\]|\\(?![\[\]])){1,2000}\\\]"
    r"|\\begin\{(?P<env>[a-z]{1,20})\*?\}(?:[^\\]|\\(?!(?:begin|end)\{)){0,5000}\\end\{(?P=env)\*?\}"
    r"|(?<![\w$\\])\$(?P<dollar>(?![\s$.,;])[^$\n]{1,300}(?<![\s.,;]))\$(?![\w$])"
    r"|\[fn:(?P<note>[^\[\]\s:]{0,60})(?::(?P<said>[^\[\]]{1,2000}))?\]"
    r"|(?<![^\s\-('\"{’‘“«])(?:(?P<sign>[=~*/_])"
    r"(?P<words>(?!\s)(?:[ ](?P=sign)(?=[ ])|(?!(?P=sign))[^\n]|\n(?!\s*\n)){1,500}(?<!\s))"
    r"(?P=sign)"
    r"|(?P<struck>\+(?!\s)(?:[^\n]|\n(?!\s*\n)){1,300}?(?<!\s)\+))"
    r"(?=[\s\-.,:;!?'\")}\[’”»…]|$)"
)
# A formula on a line of its own is of the sentence around it.
_SET_APART = re.compile(rf"(?:\n[ \t]*){{1,2}}{MISSING}")
_PLAIN_FORMULA = re.compile(r"[\w\s=<>+.,()-]{1,40}$")
_DEEPEST = 4  # marks within marks
_HIDDEN_DRAWERS = frozenset(("properties", "logbook", "clock"))
_UNSEEN_BLOCKS = frozenset(("comment", "export", "html", "latex"))
_VERBATIM_BLOCKS = frozenset(("src", "example", "verse"))


def is_org(text: str, *, named: bool = False) -> bool:
    """Whether a text is of Org mode, by its links or its fields; `named` says its file is."""
    if _NAMED_LINK.search(text) or org_title(text) is not None:
        return True
    return named and any(_HEADING.match(line) or _BLOCK.match(line) for line in text.split("\n"))


def org_title(text: str) -> str | None:
    """The title that a field states ("#+TITLE: …"), if one does."""
    fields = {match[1].lower(): match[2].strip() for match in _FIELD.finditer(text)}
    return fields.get("title") or None


def write_org(
    builder: DocumentBuilder, text: str, write_text: Callable[[DocumentBuilder, str], object]
) -> tuple[str, ...]:
    """Appends a text of Org mode to `builder`; `write_text` does its prose.

    Leaves out what its export does: comments, drawers, headings that are not exported. Returns
    what is to be warned of.
    """
    writer = _Writer(builder, write_text)
    for line in text.split("\n"):
        writer.take(line)
    writer.end()
    for note in writer.notes:
        builder.paragraph(note)
    return tuple(dict.fromkeys(writer.warnings))


@dataclass(slots=True)
class _Writer:
    """Takes in a text line by line."""

    builder: DocumentBuilder
    write_text: Callable[[DocumentBuilder, str], object]
    prose: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    hidden: int = 0
    drawer: str = ""
    block: str = ""

    def take(self, line: str) -> None:
        heading = _HEADING.match(line)
        if heading and not self.block:
            self._head(heading)
        elif self.hidden or self._is_mark(line):
            return
        elif self.block in _VERBATIM_BLOCKS:
            self.prose.append(line.removeprefix(","))
        elif _ROW.match(line):
            self._say_prose()
            self.rows.append(line)
        else:
            self._say_rows()
            self.prose.append(line)

    def end(self) -> None:
        """Writes the rest, and tells of a block that nothing ended."""
        if self.block in _UNSEEN_BLOCKS:
            self.warnings.append(f"what follows “#+begin_{self.block}” has no end, and is not read")
        self.say()

    def say(self) -> None:
        """Writes what has been taken in."""
        self._say_prose()
        self._say_rows()

    def _head(self, heading: re.Match[str]) -> None:
        level = len(heading[1])
        self.drawer = ""
        if self.hidden and level > self.hidden:
            return
        self.say()
        self.hidden = level if _NOT_EXPORTED.match(heading[2]) else 0
        if not self.hidden:
            self.builder.heading(self._read(_PRIORITY.sub(r"\1", heading[2])), level=min(level, 6))

    def _is_mark(self, line: str) -> bool:
        """Whether a line is a mark, or stands where nothing is shown."""
        block = _BLOCK.match(line)
        if block and (
            not self.block or (block[1].lower(), block[2].lower()) == ("end", self.block)
        ):
            self._turn(block)
            return True
        if self.block in _UNSEEN_BLOCKS:
            return True
        if self.block in _VERBATIM_BLOCKS:
            return False
        drawer = _DRAWER.match(line)
        if drawer:
            self.drawer = drawer[1].lower()
            return True
        if self.drawer == "properties" and not _PROPERTY.match(line):
            self.drawer = ""
        stated = _FIELD.match(line)
        if stated and stated[1].lower() == "caption":
            self.say()
            self.builder.paragraph(self._read(stated[2]))
        hidden = self.drawer in _HIDDEN_DRAWERS
        return hidden or bool(stated or _REMARK.match(line) or _PLANNED.match(line))

    def _turn(self, mark: re.Match[str]) -> None:
        """Begins a block, or ends it."""
        verbatim = self.block in _VERBATIM_BLOCKS
        if verbatim:
            self.builder.paragraph("\n".join(line for line in self.prose if line.strip()))
            self.prose.clear()
        self.say()
        begins = mark[1].lower() == "begin" and mark[2].lower() not in ("quote", "center")
        self.block = mark[2].lower() if begins else ""
        if self.block in _UNSEEN_BLOCKS - {"comment"}:
            self.warnings.append("what it holds for the export to HTML or LaTeX alone is not read")

    def _say_prose(self) -> None:
        if self.prose:
            self.write_text(self.builder, self._read("\n".join(self.prose)))
            self.prose.clear()

    def _say_rows(self) -> None:
        if not self.rows:
            return
        head = len(list(takewhile(lambda row: not _RULE.match(row), self.rows)))
        rows = [
            [self._read(cell.strip()) for cell in row.strip().strip("|").split("|")]
            for row in self.rows
            if not _RULE.match(row)
        ]
        self.builder.table(rows, head=head if 0 < head < len(rows) else 0)
        self.rows.clear()

    def _read(self, text: str) -> str:
        text = re.sub(r"\\\\[ \t]*$", "", text, flags=re.MULTILINE)
        text = _LINK.sub(self._words_of_link, _FIXED.sub("", _OF_ITEM.sub(r"\1", text)))
        text = _MARKUP.sub(lambda found: self._said(found, 0), text)
        return _SET_APART.sub(f" {MISSING}", text)

    def _said(self, found: re.Match[str], depth: int) -> str:
        """What a reader sees in place of a mark."""
        if found["note"] is not None:
            if found["said"]:
                self.notes.append(found["said"].strip())
            return ""
        if found["struck"]:
            return ""
        words, sign = found["words"], found["sign"]
        if sign is None:
            formula = found["inline"] or found["dollar"] or "\\"
            if not found["macro"] and _PLAIN_FORMULA.match(formula):
                return formula
            what = "what a macro writes" if found["macro"] else "a formula"
            self.warnings.append(f"{what} could not be read, {shortened(found.group())}")
            return MISSING
        if sign in "=~" or depth == _DEEPEST:
            return str(words)
        return _MARKUP.sub(lambda inner: self._said(inner, depth + 1), words)

    def _words_of_link(self, link: re.Match[str]) -> str:
        words = str(link[2] or link[1])
        if not _PICTURE.match(words):
            return words
        start, end = link.span()
        alone = link.string[:start].rpartition("\n")[2] + link.string[end:].partition("\n")[0]
        if not alone.strip():
            return ""
        self.warnings.append(f"a picture could not be read, {shortened(words)}")
        return MISSING
