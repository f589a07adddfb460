"""Lines: a document's text block by block, with the pages, articles and passages that begin in it.

The terminal and the page show the same lines.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.preview.read_documents import ReadDocument
from corpus.document import Block, BlockKind
from corpus.passage import Passage
from corpus.reading import ReadingWarning
from corpus.text import MISSING


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a block that stands in one passage, given by its number from 1, or in none.

    `begins` says that the passage begins here. `parts` are its words, and None where words of the
    document could not be read.
    """

    passage: int | None
    begins: bool
    parts: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A block. `page` is the page that begins with it, `articles` the numbers of those that do.

    `commitment` is the number of the one that its passages begin to tell of. `warnings` are those
    of the page that begins.
    """

    kind: BlockKind
    level: int
    stretches: tuple[Stretch, ...]
    page: int | None = None
    articles: tuple[str, ...] = ()
    commitment: str | None = None
    warnings: tuple[ReadingWarning, ...] = ()


def lines_of(read: ReadDocument) -> Iterator[Line]:
    """The lines of a document, in its order; a text without blocks is one paragraph."""
    text = read.document.text
    blocks = read.document.blocks or ((Block(BlockKind.PARAGRAPH, 0, len(text)),) if text else ())
    pending = deque(sorted(read.articles, key=lambda one: one.start))
    cutter = _Cutter(text, read.passages)
    page: int | None = None
    commitment: str | None = None
    for block in blocks:
        begins = block.page if block.page != page else None
        page = block.page
        begun: list[str] = []
        while pending and pending[0].start < block.end:
            begun.append(pending.popleft().number)
        stretches = tuple(cutter.cut(block))
        told = [
            read.passages[one.passage - 1].locator.commitment
            for one in stretches
            if one.passage is not None and one.begins
        ]
        other = next((one for one in told if one != commitment), commitment)
        new = other if other != commitment else None
        commitment = other
        yield Line(
            kind=block.kind,
            level=block.level,
            stretches=stretches,
            page=begins,
            articles=tuple(begun),
            commitment=new,
            warnings=tuple(one for one in read.warnings if begins and one.page == begins),
        )


def unplaced_warnings(read: ReadDocument) -> tuple[ReadingWarning, ...]:
    """The warnings of a document that no line of it shows: of no page, or of one without text."""
    pages = {block.page for block in read.document.blocks}
    return tuple(one for one in read.warnings if one.page is None or one.page not in pages)


@dataclass(slots=True)
class _Cutter:
    """Cuts one block after another where passages begin and end."""

    text: str
    passages: Sequence[Passage]
    first: int = 0

    def cut(self, block: Block) -> Iterator[Stretch]:
        while self.first < len(self.passages) and self.passages[self.first].end <= block.start:
            self.first += 1
        at = block.start
        number = self.first
        while number < len(self.passages) and self.passages[number].start < block.end:
            one = self.passages[number]
            if one.end > at:
                yield from self._stretch(None, False, at, max(at, one.start))
                start, end = max(at, one.start), min(one.end, block.end)
                yield from self._stretch(number + 1, one.start >= block.start, start, end)
                at = max(at, end)
            number += 1
        yield from self._stretch(None, False, at, block.end)

    def _stretch(
        self, passage: int | None, begins: bool, start: int, end: int
    ) -> Iterator[Stretch]:
        words = self.text[start:end]
        if words.strip():
            yield Stretch(passage, begins, tuple(_parts(words)))


def _parts(words: str) -> Iterator[str | None]:
    for place, part in enumerate(words.split(MISSING)):
        if place:
            yield None
        if part:
            yield part
