"""The blocks of a PDF: lines put together into headings, paragraphs and items."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.builder import DocumentBuilder
from corpus.document import BlockKind
from corpus.readers.hyphenation.hyphens import join_lines
from corpus.readers.pdf.lines import NAMED_PART, PdfLine, body_size, leading
from corpus.readers.pdf.notes import Note
from corpus.readers.pdf.provisions import roles_of
from corpus.readers.text.provisions import Role
from corpus.text import MISSING

_MOST_WORDS = 20
_HEADING_LINES = 4
# So much larger than the body's letters, in points, a line's are a heading's.
_LARGER = 0.7
# As many times as large, they are those of the title of a part.
_MUCH_LARGER = 1.5
# A bold line of so many words that goes on in the next one is a sentence.
_SENTENCE_WORDS = 8
# A gap of so many usual ones ends a paragraph.
_GAP = 1.35
_ODD_GAP = 2.0
_MOST_LEADING = 2.5  # of the size, where no two lines tell what is usual
_ENDED = re.compile(r"[.!?…:;]['’\"”»)\]]*$")
_NUMBERED_ITEM = re.compile(r"^(?:\d{1,2}[.)°]|[a-z][.)]|\([a-z\d]{1,3}\)|[-–—☐☑☒])\s+\S")
_ARTICLE = re.compile(r"^article\s+\S+(?:\s+\S+)?\s*[:–—-]\s", re.IGNORECASE)
_LEVELS = 6


@dataclass(slots=True)
class _Chunk:
    """A block under way."""

    kind: BlockKind
    text: str
    first: PdfLine
    last: PdfLine
    lines: int = 1
    recognised: bool = False


def write_blocks(
    builder: DocumentBuilder, pages: Sequence[Sequence[PdfLine]], notes: Sequence[Note] = ()
) -> tuple[tuple[int, int], ...]:
    """Appends the lines of all pages, in reading order, as blocks.

    Gives where, in the text, words stand that were recognised from pictures.

    A line of larger letters, or short and bold, is a heading; a paragraph goes on over the end of
    a column or a page where its sentence does. A footnote follows the last block that begins on
    its page.
    """
    lines = [line for page in pages for line in page]
    if not lines and not notes:
        return ()
    size = body_size(lines or [note.first for note in notes])
    chunks = _without_long_headings(_chunks(pages, size), size)
    levels = _levels(chunk for chunk in chunks if chunk.kind is BlockKind.HEADING)
    recognised: list[tuple[int, int]] = []
    for chunk in _with_notes(chunks, notes):
        page = chunk.first.page
        if chunk.kind is BlockKind.HEADING:
            block = builder.heading(chunk.text, level=levels[_look(chunk)], page=page)
        else:
            level = 1 if chunk.kind is BlockKind.LIST_ITEM else 0
            block = builder.add(chunk.kind, chunk.text, level=level, page=page)
        if block is not None and chunk.recognised:
            recognised.append((block.start, block.end))
    return tuple(recognised)


def _with_notes(chunks: Sequence[_Chunk], notes: Sequence[Note]) -> Iterator[_Chunk]:
    waiting = deque(notes)
    for chunk in chunks:
        while waiting and waiting[0].first.page < chunk.first.page:
            yield _of_note(waiting.popleft())
        yield chunk
    for note in waiting:
        yield _of_note(note)


def _of_note(note: Note) -> _Chunk:
    first = note.first
    return _Chunk(BlockKind.PARAGRAPH, note.text, first, first, recognised=first.recognised)


def _chunks(pages: Sequence[Sequence[PdfLine]], size: float) -> list[_Chunk]:
    chunks: list[_Chunk] = []
    missing = False
    roles, number = roles_of(pages), -1
    for page in pages:
        usual = leading(page)
        for line in page:
            number += 1
            kind = _kind(line, size)
            if not line.text:
                continue
            if line.text == MISSING:
                missing = _leave_hole(chunks)
                continue
            text = line.text
            if missing and kind is BlockKind.PARAGRAPH and text[0].islower():
                text = f"{MISSING} {text}"
            missing = False
            told = kind in (BlockKind.HEADING, BlockKind.TABLE_ROW)
            role = None if told else roles.get(number)
            if role is not None:
                words = role is Role.WORDS
                kind = BlockKind.PARAGRAPH if words else BlockKind.HEADING
                chunks.append(_Chunk(kind, text, line, line, recognised=line.recognised))
            elif chunks and _goes_on(chunks[-1], line, kind, usual):
                last = chunks[-1]
                last.text = join_lines(last.text, text)
                last.last = line
                last.lines += 1
                last.recognised |= line.recognised
            else:
                chunks.append(_Chunk(kind, text, line, line, recognised=line.recognised))
    return chunks


def _leave_hole(chunks: Sequence[_Chunk]) -> bool:
    """Tells that words are missing after the last block, where its sentence has no end.

    Gives whether they may be missing from the beginning of the next one.
    """
    if not chunks or chunks[-1].kind in (BlockKind.HEADING, BlockKind.TABLE_ROW):
        return True
    if _ENDED.search(chunks[-1].text):
        return True
    chunks[-1].text += f" {MISSING}"
    return False


def _kind(line: PdfLine, size: float) -> BlockKind:
    if line.row:
        return BlockKind.TABLE_ROW
    if line.bullet:
        return BlockKind.LIST_ITEM
    words = len(line.text.split())
    if NAMED_PART.match(line.text) and words <= _MOST_WORDS:
        return BlockKind.HEADING
    if (line.size >= size + _LARGER or line.bold) and any(map(str.isalpha, line.text)):
        return BlockKind.HEADING
    if _NUMBERED_ITEM.match(line.text):
        return BlockKind.LIST_ITEM
    return BlockKind.PARAGRAPH


def _goes_on(chunk: _Chunk, line: PdfLine, kind: BlockKind, usual: float) -> bool:
    """Whether the line goes on with the block before it."""
    last = chunk.last
    # The figures of a chart are no beginning of a sentence.
    figures = line.text[:1].isupper() and not any(map(str.isalpha, chunk.text))
    if figures or BlockKind.TABLE_ROW in (kind, chunk.kind):
        return False
    same_place = last.page == line.page and last.column == line.column and last.y > line.y
    gap = last.y - line.y
    if chunk.kind is BlockKind.HEADING and _runs_on(chunk, line, kind, usual):
        chunk.kind = BlockKind.PARAGRAPH
        return True
    if chunk.kind is BlockKind.HEADING:
        return (
            kind is BlockKind.HEADING
            and same_place
            and abs(last.size - line.size) < 0.3
            and last.bold == line.bold
            and gap <= 1.7 * line.size
            and not NAMED_PART.match(line.text)
            and not NAMED_PART.match(chunk.text)
        )
    alike = last.bold == line.bold and abs(last.size - line.size) < 0.3
    item = chunk.kind is BlockKind.LIST_ITEM
    if kind is BlockKind.HEADING and item and alike and not NAMED_PART.match(line.text):
        kind = BlockKind.PARAGRAPH  # an item in bold or large letters goes on in them
    if kind is not BlockKind.PARAGRAPH or abs(last.size - line.size) > 1.0:
        return False
    if same_place:
        near = gap <= (max(_GAP * usual, 1.2 * line.size) if usual else _MOST_LEADING * line.size)
        # A sentence goes on over a gap that a raised number or an odd line makes.
        open_sentence = not _ENDED.search(chunk.text) and line.text[:1].islower()
        near = near or (open_sentence and gap <= _ODD_GAP * usual)
        outdented = chunk.kind is BlockKind.LIST_ITEM and line.x < chunk.first.x - 2
        ended_short = _ENDED.search(chunk.text) and last.right < line.right - 0.35 * (
            line.right - line.x
        )
        return near and not outdented and not (ended_short and line.x > last.x + line.size)
    return not _ENDED.search(chunk.text) and line.text[:1].islower()


def _runs_on(chunk: _Chunk, line: PdfLine, kind: BlockKind, usual: float) -> bool:
    """Whether words that open a sentence as a heading would go on in a line of plain ones.

    They are bold, or an article whose words begin right after its number.
    """
    last = chunk.last
    part = NAMED_PART.match(chunk.text)
    article = _ARTICLE.match(chunk.text) and last.bold == line.bold
    return (
        kind is BlockKind.PARAGRAPH
        and last.page == line.page
        and last.column == line.column
        and 0 < last.y - line.y <= max(_GAP * usual, 1.2 * line.size)
        and abs(last.size - line.size) < 0.3
        and len(last.text.split()) >= _SENTENCE_WORDS
        and not _ENDED.search(chunk.text)
        and (article or not part)
    )


def _without_long_headings(chunks: Sequence[_Chunk], size: float) -> list[_Chunk]:
    """What is bold or large and runs on for lines, or ends as sentences do, is a paragraph.

    The title of a part, in the largest letters, may take a whole column.
    """
    for chunk in chunks:
        if chunk.kind is not BlockKind.HEADING:
            continue
        room = 2 if chunk.first.size >= _MUCH_LARGER * size else 1
        long = len(chunk.text.split()) > room * _MOST_WORDS or chunk.lines > room * _HEADING_LINES
        larger = chunk.first.size >= size + _LARGER
        if long or (not larger and chunk.text.endswith((".", ";", ","))):
            chunk.kind = BlockKind.PARAGRAPH
    return list(chunks)


def _look(chunk: _Chunk) -> tuple[float, bool]:
    return (round(chunk.first.size), chunk.first.bold)


def _levels(headings: Iterable[_Chunk]) -> dict[tuple[float, bool], int]:
    """The level of each look of a heading: larger before smaller, bold before light."""
    looks = sorted({_look(heading) for heading in headings}, reverse=True)
    return {look: min(place, _LEVELS) for place, look in enumerate(looks, 1)}
