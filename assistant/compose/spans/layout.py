"""Lines: the sentences of a document, and what each one is in it: item, introduction, heading."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.document import Block, BlockKind, Document
from corpus.passage import Passage
from corpus.segmenter import sentence_spans

Span = tuple[int, int]

_ITEM = re.compile(r"(?:\(?\d{1,2}(?:°|\)|\.)|[a-z]\)|[ivx]{1,4}\)|[-–—•●▪*])\s*\S", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class LayoutSentence:
    """A sentence and what it is.

    `item_level` is 0 outside lists, and 1 for a row of a table, which is one line however many
    sentences it holds. `skipped` ones say nothing. `opens` says that a block begins with it.
    `above` is what a citation shows over it: the title and the headings, nothing for an article.
    """

    span: Span
    text: str
    item_level: int = 0
    skipped: bool = False
    opens: bool = True
    is_row: bool = False
    above: str = ""

    @property
    def introduces(self) -> bool:
        """Whether a list should follow."""
        return self.text.endswith(":")

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(_WORDS.findall(self.text))


def stretches_of(document: Document, passages: Sequence[Passage]) -> Iterator[list[LayoutSentence]]:
    """The lines of passages in reading order, one list for each stretch without a gap."""
    lines: list[LayoutSentence] = []
    for before, passage in pairwise((None, *passages)):
        if before is not None and passage is not None:
            between = document.text[before.end : passage.start]
            if between.strip() or passage.start < before.end:
                yield lines
                lines = []
        if passage is not None:
            for line in _lines(document, passage):
                lines.append(_continued(line, lines[-1]) if lines else line)
    yield lines


def _lines(document: Document, passage: Passage) -> Iterator[LayoutSentence]:
    row: Block | None = None
    locator = passage.locator
    above = "" if locator.article else " ".join((document.title, *locator.heading_path))
    for begin, finish in sentence_spans(passage.text):
        span = (passage.start + begin, passage.start + finish)
        text = document.text[slice(*span)]
        position = bisect_right(document.blocks, span[0], key=_start_of) - 1
        block = document.blocks[position] if position >= 0 else None
        if block is not None and block.end <= span[0]:
            block = None
        if block is not None and block.kind is BlockKind.TABLE_ROW:
            if block is not row:
                yield _row(document, passage, block)
            row = block
            continue
        line = LayoutSentence(
            span,
            text,
            item_level=_item_level(block, span, text),
            opens=block is None or block.start == span[0],
            above=above,
        )
        heading = block is not None and block.kind is BlockKind.HEADING and not line.introduces
        short = line.words < _FEWEST_WORDS and not line.item_level and not line.introduces
        yield replace(line, skipped=heading or short)


def _row(document: Document, passage: Passage, block: Block) -> LayoutSentence:
    """The row of a table, as far as it stands in the passage."""
    span = (max(block.start, passage.start), min(block.end, passage.end))
    return LayoutSentence(span, document.text[slice(*span)], item_level=1, is_row=True)


def _continued(line: LayoutSentence, before: LayoutSentence) -> LayoutSentence:
    """The line; where it was taken for a heading, but goes on with an item cut short, a part of it.

    Files without marks of structure break lines so.
    """
    broken = before.item_level and not before.is_row and before.text[-1:].isalpha()
    if line.skipped and broken and line.text[:1].islower():
        return replace(line, skipped=False, opens=False, item_level=before.item_level)
    return line


def _start_of(block: Block) -> int:
    return block.start


def _item_level(block: Block | None, span: Span, text: str) -> int:
    """How deep the list is of which the sentence opens, or continues, an item; 0 for no list."""
    if block is not None and block.kind is BlockKind.LIST_ITEM:
        return max(1, block.level)
    opens_block = block is None or block.start == span[0]
    if not (opens_block and _ITEM.match(text)):
        return 0
    return 1 if text[0].isdigit() or text[0] == "(" else 2
