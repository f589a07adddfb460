"""Lines: the sentences of a document, and what each one is in it: item, introduction, heading."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    """A sentence and what it is. `item_level` is 0 outside lists; `skipped` ones say nothing."""

    span: Span
    text: str
    item_level: int = 0
    skipped: bool = False

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
            lines = [*lines, *_lines(document, passage)]
    yield lines


def _lines(document: Document, passage: Passage) -> Iterator[LayoutSentence]:
    for begin, finish in sentence_spans(passage.text):
        span = (passage.start + begin, passage.start + finish)
        text = document.text[slice(*span)]
        position = bisect_right(document.blocks, span[0], key=_start_of) - 1
        block = document.blocks[position] if position >= 0 else None
        if block is not None and block.end <= span[0]:
            block = None
        line = LayoutSentence(span, text, item_level=_item_level(block, span, text))
        skipped = block is not None and block.kind in (BlockKind.HEADING, BlockKind.TABLE_ROW)
        short = line.words < _FEWEST_WORDS and not line.item_level and not line.introduces
        if skipped or short:
            line = LayoutSentence(span, text, skipped=True)
        yield line


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
