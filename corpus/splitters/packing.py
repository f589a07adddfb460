"""Packing: a run of blocks cut into stretches that fit a budget, where a cut hurts least."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.document import Block, BlockKind, Document
from corpus.segmenter import sentence_spans

# What cuts cost, counted in stretches: nothing but the stretch itself before a new paragraph;
# inside a list the more, the deeper; between an introduction and its list the most.
_STRETCH = 1.0
_CUT = {
    BlockKind.PARAGRAPH: 0.0,
    BlockKind.HEADING: 0.0,
    BlockKind.TABLE_ROW: 0.3,
    BlockKind.LIST_ITEM: 0.6,
}
_CUT_PER_LEVEL = 0.5
_CUT_IN_BLOCK = 0.8
_CUT_AFTER_INTRODUCTION = 2.0
_CRUMB_TOKENS = 24
_CRUMB = 0.5
# Among ways that cost the same, the one whose stretches are nearest to each other in length.
_UNEVEN = 0.1


@dataclass(frozen=True, slots=True)
class Piece:
    """What is never cut: a block, or one sentence of a block that is too long for the budget.

    `introduction` is the span of the words that this item or row is told under, where there are
    any: those that announce its list, or the head of its table.
    """

    start: int
    end: int
    kind: BlockKind
    level: int
    tokens: int
    begins_block: bool = True
    introduction: tuple[int, int] | None = None
    introduction_tokens: int = 0


def pieces(
    document: Document,
    blocks: Sequence[Block],
    *,
    count_tokens: Callable[[str], int],
    capacity: int,
) -> list[Piece]:
    """The pieces of `blocks`, in order, each item and row with the words that announce it.

    An introduction that takes more than half of `capacity`, or does not fit with its item, is left
    out.
    """
    heads = _Heads(document.text, count_tokens)
    made: list[Piece] = []
    announced: list[tuple[int, tuple[int, int], int]] = []
    for block in blocks:
        text = document.text[block.start : block.end]
        level = _depth(block)
        while announced and (announced[-1][0] >= level or level == 0):
            announced.pop()
        introduction, cost = announced[0][1:] if announced else (None, 0)
        if block.head:
            introduction, cost = block.head, heads.tokens(block.head)
        cut = list(_cut_block(block, text, count_tokens=count_tokens, capacity=capacity))
        for place, piece in enumerate(cut if block.head else cut[:1]):
            if introduction and cost <= capacity // 2 and piece.tokens + cost <= capacity:
                cut[place] = replace(piece, introduction=introduction, introduction_tokens=cost)
        made.extend(cut)
        if block.kind is BlockKind.PARAGRAPH or text.endswith(":"):
            start, end = sentence_spans(text)[-1]
            span = (block.start + start, block.start + end)
            announced.append((level, span, count_tokens(text[start:end])))
    return made


@dataclass(slots=True)
class _Heads:
    """What the heads of tables cost, counted once a table."""

    text: str
    count_tokens: Callable[[str], int]
    counted: tuple[tuple[int, int], int] | None = None

    def tokens(self, head: tuple[int, int]) -> int:
        if self.counted is None or self.counted[0] != head:
            self.counted = (head, self.count_tokens(self.text[slice(*head)]))
        return self.counted[1]


def pack(parts: Sequence[Piece], *, capacity: int) -> list[tuple[int, int]]:
    """The cheapest way to cut `parts` into stretches of at most `capacity` tokens, as index ranges.

    A piece that is larger than `capacity` makes a stretch of its own. A stretch that begins inside
    a list counts the tokens of the list's introduction too, since it is told beside it.
    """
    best = [0.0] + [float("inf")] * len(parts)
    cut_before = [0] * (len(parts) + 1)
    for first in range(len(parts)):
        opening = best[first] + _STRETCH + (_cost(parts, first) if first else 0.0)
        tokens = parts[first].introduction_tokens
        for last in range(first, len(parts)):
            tokens += parts[last].tokens
            if tokens > capacity and last > first:
                break
            cost = opening + _UNEVEN * (tokens / capacity) ** 2
            if tokens < _CRUMB_TOKENS:
                cost += _CRUMB
            if cost < best[last + 1]:
                best[last + 1], cut_before[last + 1] = cost, first
    return list(_ranges(cut_before))


def page_at(blocks: Sequence[Block], start: int) -> int | None:
    """The page of the block that holds the character at `start`."""
    return blocks[bisect_right(blocks, start, key=lambda block: block.start) - 1].page


def _cut_block(
    block: Block, text: str, *, count_tokens: Callable[[str], int], capacity: int
) -> Iterator[Piece]:
    """The block as one piece, or its sentences where it does not fit."""
    tokens = count_tokens(text)
    if tokens <= capacity:
        yield Piece(block.start, block.end, block.kind, _depth(block), tokens)
        return
    for index, (start, end) in enumerate(sentence_spans(text)):
        yield Piece(
            start=block.start + start,
            end=block.start + end,
            kind=block.kind,
            level=_depth(block),
            tokens=count_tokens(text[start:end]),
            begins_block=index == 0,
        )


def _depth(block: Block) -> int:
    if block.kind is BlockKind.LIST_ITEM:
        return max(1, block.level)
    return 1 if block.kind is BlockKind.TABLE_ROW else 0


def _cost(parts: Sequence[Piece], first: int) -> float:
    """What it costs to cut before the piece `first`."""
    piece, before = parts[first], parts[first - 1]
    if not piece.begins_block:
        return _CUT_IN_BLOCK
    cost = _CUT[piece.kind] + _CUT_PER_LEVEL * max(0, piece.level - 1)
    if piece.introduction and before.end == piece.introduction[1]:
        cost += _CUT_AFTER_INTRODUCTION
    return cost


def _ranges(cut_before: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Follows the cuts from the end back to the beginning, and gives them in reading order."""
    ends = []
    end = len(cut_before) - 1
    while end:
        ends.append(end)
        end = cut_before[end]
    first = 0
    for end in reversed(ends):
        yield first, end
        first = end
