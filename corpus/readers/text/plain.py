"""Plain text: paragraphs, items and headings found again in lines that were wrapped for paper."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePath

from corpus.builder import DocumentBuilder
from corpus.decoding import decode
from corpus.document import BlockKind
from corpus.errors import UnreadableFile
from corpus.kinds import law_title
from corpus.readers.text.hyphens import join_lines, mend_cut_words, told_of_cut_words
from corpus.readers.text.lines import (
    TextLine,
    drawn_table,
    is_rule,
    lines_of,
    refuse_many_lines,
    wrap_width,
)
from corpus.readers.text.org import is_org, org_title, write_org
from corpus.readers.text.outline import (
    PROVISION_RANK,
    Surroundings,
    heading_rank,
    levels,
    may_be_title,
)
from corpus.readers.text.provisions import Provisions, Role
from corpus.readers.titles import first_words, is_part_name, title_for
from corpus.reading import Reading, SourceFile

_BULLET = re.compile(r"([●•▪◦‣⁃∙·►➢➤✓✔■□❖*+‐-―-])\s+(?=\S)|o\s+(?=[A-ZÀ-Ý«])")
_NUMBER = re.compile(r"(?:\(?\d{1,2}[.)°]|\(?[a-z][.)]|\([ivx]+\))\s+(?=\S)")
_ALINEA = re.compile(r"\d{1,2}(?:bis|ter)? [A-ZÀ-Ý]")  # Swiss laws number theirs: "2 Elle …"
_DASHES = frozenset("-–—―‐+*·")
_MOST_LINES = 1_000_000  # twelve seconds; the largest French code has a fifth as many
_LONGEST_TITLE = 250
_FARTHEST_TITLE = 1_000  # characters before a heading that names only what comes after it
_SENTENCE_END = re.compile(r"[.,;:!…]$|[^\W\d][.!?]\s+[A-ZÀ-Ý]")
_FIELD = re.compile(r"[A-Za-zÀ-ÿ][\w-]{1,20}:\s")
_WRAPPED = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_CELLS = re.compile(r"\t+| {3,}")
_ENDED = re.compile(r"[.!?…:;]['’\"”»)\]]*\s*$")
_END = 40  # characters in which a sentence's end is looked for
_LONGEST_END = 2_000  # characters of a block that a line may still change
# A line that could have held the next word, and yet ends, was ended on purpose.
_FULL = 0.82


def read(file: SourceFile) -> Reading:
    """The document that a file of plain text holds."""
    where = file.where
    text, warning = decode(file.raw, path=where)
    refuse_many_lines(text, most=_MOST_LINES, where=where)
    text, cut = mend_cut_words(text)
    builder = DocumentBuilder()
    title = org_title(text)
    unread: tuple[str, ...] = ()
    if is_org(text, named=PurePath(file.path).suffix.lower() == ".org"):
        unread = write_org(builder, text, partial(write_text, titled=False))
    else:
        write_text(builder, text)
        if drawn := drawn_table(text):
            line = text.count("\n", 0, drawn[0]) + 1
            unread = (f"line {line}: {drawn[1]}",)
    if not builder.length:
        raise UnreadableFile(where, "it holds no text", "write its text, or take it out")
    document = builder.build(
        file=file,
        title=title or _title(builder, file.path),
    )
    return Reading((document,), (), file.warnings(warning, told_of_cut_words(cut), *unread))


def _title(builder: DocumentBuilder, path: str) -> str:
    """The title by the first heading, where it stands near the beginning, else by the words."""
    first = next((one for one in builder.blocks if one.kind is BlockKind.HEADING), None)
    if first is not None and first.start > _FARTHEST_TITLE:
        return first_words(builder.text)
    return title_for(builder, path, file_names=False)


@dataclass(slots=True)
class _Chunk:
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


def write_text(builder: DocumentBuilder, text: str, *, titled: bool = True) -> None:
    """Appends plain text to `builder`: wrapped lines are joined, headings and items told.

    `titled` says that the text may begin with its own title.
    """
    chunks = _Assembly(lines_of(text)).chunks()
    own = _law_title(chunks) if titled else None
    if own is not None:
        for chunk in chunks[:own]:
            chunk.kind = BlockKind.PARAGRAPH
        chunks[own].kind = BlockKind.HEADING
    elif titled:
        _name_title(chunks)
    headings = [chunk for chunk in chunks if chunk.kind is BlockKind.HEADING]
    titled = own is not None or (
        titled
        and bool(headings)
        and headings[0] is chunks[0]
        and may_be_title(headings[0].rank)
        and not is_part_name(headings[0].words)
    )
    places = levels([heading.rank for heading in headings], titled=titled)
    for heading, level in zip(headings, places, strict=True):
        heading.level = level
    for chunk in chunks:
        if chunk.kind is BlockKind.HEADING:
            builder.heading(chunk.words, level=chunk.level, page=chunk.page)
        else:
            builder.add(chunk.kind, chunk.words, level=chunk.level, page=chunk.page)


def _law_title(chunks: Sequence[_Chunk]) -> int | None:
    """The place of a law's own title, under its letterhead."""
    builder = DocumentBuilder()
    for chunk in chunks:
        builder.add(chunk.kind, chunk.words)
    title = law_title(builder.text, builder.blocks, first=True)
    return None if title is None else builder.blocks.index(title)


def _name_title(chunks: list[_Chunk]) -> None:
    """Makes a heading of a first paragraph that can only be the title."""
    if len(chunks) < 2 or chunks[0].kind is not BlockKind.PARAGRAPH:
        return
    first = chunks[0]
    begins_well = first.words[0].isupper() or first.words[0] in '«“"'
    if begins_well and len(first.words) <= _LONGEST_TITLE and first.text[-1] not in ".,;:!…":
        first.kind = BlockKind.HEADING


@dataclass(slots=True)
class _Assembly:
    """Puts lines together into blocks, one after the other."""

    lines: Sequence[TextLine]
    made: list[_Chunk] = field(default_factory=list)
    width: int = 0
    provisions: Mapping[int, Role] = field(default_factory=dict)
    indents: list[int] = field(default_factory=list)

    def chunks(self) -> list[_Chunk]:
        self.width = wrap_width(self.lines)
        self.provisions = Provisions.of(self.lines, width=self.width).roles
        table = _table_rows(self.lines)
        for index, line in enumerate(self.lines):
            if is_rule(line.text):
                continue
            if index in table:
                cells = " | ".join(cell.strip() for cell in _CELLS.split(line.text))
                self.made.append(_Chunk(BlockKind.TABLE_ROW, cells, line.page, line))
                continue
            self._take(index, line)
        return self.made

    def _take(self, index: int, line: TextLine) -> None:
        before = self.made[-1] if self.made else None
        role = self.provisions.get(index)
        if role is not None:
            kind = BlockKind.PARAGRAPH if role is Role.WORDS else BlockKind.HEADING
            self.made.append(_Chunk(kind, line.text, line.page, line, rank=PROVISION_RANK))
            return
        marker = self._marker(line, before)
        bulleted = marker is not None and not _NUMBER.match(line.text)
        rank = None if bulleted else heading_rank(line.text, self._around(index, line, before))
        if rank is not None and not (before and self._runs_on(before, line)):
            if before and self._continues_heading(before, line, rank):
                before.go_on(f"{before.text} {line.text}", line)
                return
            self.made.append(_Chunk(BlockKind.HEADING, line.text, line.page, line, rank=rank))
        elif marker:
            self._open_item(line, marker)
        elif before and self._goes_on(before, line):
            before.go_on(join_lines(before.text, line.text), line)
        else:
            self.made.append(_Chunk(BlockKind.PARAGRAPH, line.text, line.page, line))

    def _open_item(self, line: TextLine, marker: re.Match[str]) -> None:
        while self.indents and self.indents[-1] > line.indent + 1:
            self.indents.pop()
        if not self.indents or line.indent > self.indents[-1] + 1:
            self.indents.append(line.indent)
        bullet = marker.group().strip()
        numbering = _numbering(line.text)
        words = line.text if numbering else line.text[marker.end() :]
        self.made.append(
            _Chunk(
                BlockKind.LIST_ITEM,
                words,
                line.page,
                line,
                level=min(len(self.indents), 6),
                bullet=numbering or bullet,
            )
        )

    def _marker(self, line: TextLine, before: _Chunk | None) -> re.Match[str] | None:
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

    def _around(self, index: int, line: TextLine, before: _Chunk | None) -> Surroundings:
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

    def _continues_heading(self, before: _Chunk, line: TextLine, rank: int) -> bool:
        """Whether a heading too long for one line goes on in this one."""
        return before.kind is BlockKind.HEADING and line.gap == 0 and rank == before.rank

    def _goes_on(self, before: _Chunk, line: TextLine) -> bool:
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

    def _runs_on(self, before: _Chunk, line: TextLine) -> bool:
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
