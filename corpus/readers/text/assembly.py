"""Lines of plain text put together again into blocks: paragraphs, items, headings and rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.document import BlockKind
from corpus.readers.hyphenation.hyphens import join_lines
from corpus.readers.text.lines import (
    TextLine,
    is_rule,
    wrap_width,
)
from corpus.readers.text.outline import (
    PROVISION_RANK,
    Surroundings,
    heading_rank,
)
from corpus.readers.text.provisions import Provisions, Role

_BULLET = re.compile(r"([●•▪◦‣⁃∙·►➢➤✓✔■□❖*+‐-―-])\s+(?=\S)|o\s+(?=[A-ZÀ-Ý«])")
_NUMBER = re.compile(r"(?:\(?\d{1,2}[.)°]|\(?[a-z][.)]|\([ivx]+\))\s+(?=\S)")
_ALINEA = re.compile(r"\d{1,2}(?:bis|ter)? [A-ZÀ-Ý]")  # Swiss laws number theirs: "2 Elle …"
_DASHES = frozenset("-–—―‐+*·")
_FIELD = re.compile(r"[A-Za-zÀ-ÿ][\w-]{1,20}:\s")
_WRAPPED = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_CELLS = re.compile(r"\t+| {3,}")
_ENDED = re.compile(r"[.!?…:;]['’\"”»)\]]*\s*$")
_END = 40  # characters in which a sentence's end is looked for
_LONGEST_END = 2_000  # characters of a block that a line may still change
# A line that could have held the next word, and yet ends, was ended on purpose.
_FULL = 0.82


@dataclass(slots=True)
class Chunk:
    """A block under way: the lines that it came from, and its text so far.

    `text` is the end of a long one and `before` what goes before it: a block of a million lines
    would be copied as often otherwise.
    """

    kind: BlockKind
    text: str
    page: int | None
    last: TextLine
    level: int = 0
    rank: int = 0
    bullet: str = ""
    before: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The whole text so far."""
        return "".join((*self.before, self.text))

    def go_on(self, text: str, line: TextLine) -> None:
        """Takes `line` in; `text` is the end of the block with its words."""
        if len(text) > 2 * _LONGEST_END:
            self.before.append(text[:-_LONGEST_END])
            text = text[-_LONGEST_END:]
        self.text, self.last = text, line


@dataclass(slots=True)
class Assembly:
    """Puts lines together into blocks, one after the other."""

    lines: Sequence[TextLine]
    made: list[Chunk] = field(default_factory=list)
    width: int = 0
    provisions: Mapping[int, Role] = field(default_factory=dict)
    indents: list[int] = field(default_factory=list)

    def chunks(self) -> list[Chunk]:
        self.width = wrap_width(self.lines)
        self.provisions = Provisions.of(self.lines, width=self.width).roles
        table = _table_rows(self.lines)
        for index, line in enumerate(self.lines):
            if is_rule(line.text):
                continue
            if index in table:
                cells = " | ".join(cell.strip() for cell in _CELLS.split(line.text))
                self.made.append(Chunk(BlockKind.TABLE_ROW, cells, line.page, line))
                continue
            self._take(index, line)
        return self.made

    def _take(self, index: int, line: TextLine) -> None:
        before = self.made[-1] if self.made else None
        role = self.provisions.get(index)
        if role is not None:
            kind = BlockKind.PARAGRAPH if role is Role.WORDS else BlockKind.HEADING
            self.made.append(Chunk(kind, line.text, line.page, line, rank=PROVISION_RANK))
            return
        marker = self._marker(line, before)
        bulleted = marker is not None and not _NUMBER.match(line.text)
        rank = None if bulleted else heading_rank(line.text, self._around(index, line, before))
        if rank is not None and not (before and self._runs_on(before, line)):
            if before and self._continues_heading(before, line, rank):
                before.go_on(f"{before.text} {line.text}", line)
                return
            self.made.append(Chunk(BlockKind.HEADING, line.text, line.page, line, rank=rank))
        elif marker:
            self._open_item(line, marker)
        elif before and self._goes_on(before, line):
            before.go_on(join_lines(before.text, line.text), line)
        else:
            self.made.append(Chunk(BlockKind.PARAGRAPH, line.text, line.page, line))

    def _open_item(self, line: TextLine, marker: re.Match[str]) -> None:
        while self.indents and self.indents[-1] > line.indent + 1:
            self.indents.pop()
        if not self.indents or line.indent > self.indents[-1] + 1:
            self.indents.append(line.indent)
        bullet = marker.group().strip()
        numbering = _numbering(line.text)
        words = line.text if numbering else line.text[marker.end() :]
        self.made.append(
            Chunk(
                BlockKind.LIST_ITEM,
                words,
                line.page,
                line,
                level=min(len(self.indents), 6),
                bullet=numbering or bullet,
            )
        )

    def _marker(self, line: TextLine, before: Chunk | None) -> re.Match[str] | None:
        """The mark that begins an item; a dash within a sentence is none."""
        marker = _BULLET.match(line.text) or _NUMBER.match(line.text)
        if marker is None:
            return None
        doubtful = marker.group()[0] in _DASHES or not _BULLET.match(line.text)
        if not doubtful or before is None or line.gap or before.kind is BlockKind.HEADING:
            return marker
        among_items = before.kind is BlockKind.LIST_ITEM and (
            before.bullet in (marker.group().strip(), _numbering(line.text))
        )
        return (
            marker
            if among_items or _ENDED.search(before.text[-_END:]) or before.text[-1] in ",—–"
            else None
        )

    def _around(self, index: int, line: TextLine, before: Chunk | None) -> Surroundings:
        after = self.lines[index + 1] if index + 1 < len(self.lines) else None
        underline = None
        if after and after.gap == 0 and is_rule(after.text) and len(set(after.text)) == 1:
            underline = after.text[0]
        numbering = _numbering(line.text)
        among_items = before is not None and before.bullet == numbering
        return Surroundings(
            gap_before=line.gap if index else 1,
            gap_after=after.gap if after else 1,
            underline=underline,
            words_after=len(after.text.split()) if after else 0,
            lower_after=after is not None and after.text[0].islower(),
            series=bool(numbering)
            and (among_items or (after is not None and _numbering(after.text) == numbering)),
            full=bool(self.width) and len(line.text) > _FULL * self.width,
        )

    def _continues_heading(self, before: Chunk, line: TextLine, rank: int) -> bool:
        """Whether a heading too long for one line goes on in this one."""
        return before.kind is BlockKind.HEADING and line.gap == 0 and rank == before.rank

    def _goes_on(self, before: Chunk, line: TextLine) -> bool:
        """Whether `line` belongs to the block before it."""
        if before.kind not in _WRAPPED:
            return False
        if line.gap:
            return self._runs_on(before, line)
        first = line.text.split()[0]
        full = len(before.last.text) + 1 + len(first) > _FULL * self.width
        if _FIELD.match(line.text) and not (self.width and full):
            return False
        if first[0].islower() or before.text.endswith(("-", "\u00ad")):
            return True
        return bool(self.width) and full and not _begins_alinea(before.text, line.text)

    def _runs_on(self, before: Chunk, line: TextLine) -> bool:
        """Whether a sentence goes on over the gap before `line`: a page's end, or a stray blank."""
        if before.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or _ENDED.search(
            before.text
        ):
            return False
        if line.text[0].islower():
            return True
        full = bool(self.width) and len(before.last.text) > _FULL * self.width
        return line.turns_page and full and not line.text.isupper()


def _begins_alinea(before: str, line: str) -> bool:
    """Whether a line begins the next of a list of grounds, or a quoted or numbered alinéa."""
    if line[0] == "«" or _ALINEA.match(line):
        return _ENDED.search(before[-_END:]) is not None
    return before.endswith(";") and line[0].isupper()


def _numbering(text: str) -> str:
    """How a line is numbered: "1.", "a)", "1°"; nothing where it is not."""
    marker = _NUMBER.match(text)
    if not marker:
        return ""
    mark = marker.group().strip()
    return ("1" if any(c.isdigit() for c in mark) else "a") + mark[-1]


def _table_rows(lines: Sequence[TextLine]) -> frozenset[int]:
    """The lines that are rows: three at least, one under another, with as many cells."""
    cells = [len(_CELLS.split(line.text)) for line in lines]
    rows: set[int] = set()
    start = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and cells[index] == cells[start] and lines[index].gap <= 1:
            continue
        if cells[start] >= 2 and index - start >= 3:
            rows.update(range(start, index))
        start = index
    return frozenset(rows)
