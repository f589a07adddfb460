"""Facts: what a document tells without a sentence, in a line with its label or a row of a table.

"Lieu : Forum de Grenelle", "Lundi | 9h00 - 12h00" under "Jour | Horaires", "18h00 - 20h00" under
the heading "Horaires". A row is quoted with the rows that name its columns.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.compose.spans.anaphora import anaphora_of, is_about_its_document
from assistant.compose.spans.quotable_spans import QuotableSpan
from corpus.document import Block, BlockKind, Document
from corpus.passage import Passage
from corpus.segmenter import sentence_spans
from corpus.text import is_whole

# A longer line, or a longer table, is no single fact.
LONGEST_FACT = 300
LONGEST_TABLE = 500
_CELLS = " | "
_LABELLED = re.compile(
    r"(?:[-–—•●*] )?(?P<label>[^\W_][^:|\n.;!?]{0,50}?) ?: +(?P<value>[^\s:][^\n]*)"
)
_MOST_WORDS_OF_LABEL = 8
_MOST_ROWS_OF_HEAD = 4
_UNTOLD = re.compile(r"[:;,]$")
# A line without a label tells a fact where it holds a figure or an address, or asks a question; or
# where it is a word or two, all of the first line under a heading: "Gratuit." under "Coût".
_SAYS_A_VALUE = re.compile(r"\d|@|\?$")
_WORD_OR_TWO = re.compile(r"[^\W\d_][\w'’-]{0,30}(?: [\w'’-]{1,30})?[.!]")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Fact:
    """What can be quoted, what it is called where it stands, and what is told of that.

    `is_table` says that it is a whole table; its label is then the row of its columns.
    """

    span: QuotableSpan
    label: str
    value: str
    is_table: bool = False


def facts_of(document: Document, passages: Sequence[Passage]) -> Iterator[Fact]:
    """The facts of passages, in reading order; none that lacks words, or that leans on others."""
    for passage in passages:
        rows: list[Fact] = []
        for start, end in _lines(passage):
            block = _block_at(document, start)
            if block is not None and block.kind is BlockKind.TABLE_ROW:
                fact = _row(document, passage, block)
                if fact is not None:
                    rows.append(fact)
                continue
            fact = _line(document, passage, block, start, end)
            if fact is not None:
                yield fact
        yield from rows
        yield from _tables(document, rows)


def _lines(passage: Passage) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(passage.text):
        yield passage.start + line.start(), passage.start + line.end()


def _block_at(document: Document, place: int) -> Block | None:
    position = bisect_right(document.blocks, place, key=_start) - 1
    block = document.blocks[position] if position >= 0 else None
    return block if block is not None and place < block.end else None


def _line(
    document: Document, passage: Passage, block: Block | None, start: int, end: int
) -> Fact | None:
    text = document.text[start:end]
    whole = block is None or (block.start == start and block.end == end)
    if end - start > LONGEST_FACT or not whole or not _stands_alone(text):
        return None
    labelled = _LABELLED.fullmatch(text)
    if labelled is not None and len(labelled["label"].split()) <= _MOST_WORDS_OF_LABEL:
        return Fact(_span(passage, start, end), labelled["label"], labelled["value"])
    heading = next((one for one in reversed(passage.locator.heading_path) if one), "")
    is_heading = block is not None and block.kind is BlockKind.HEADING
    answers = bool(heading) and start == passage.start and _WORD_OR_TWO.fullmatch(text) is not None
    if passage.locator.article or is_heading or not (answers or _SAYS_A_VALUE.search(text)):
        return None
    return Fact(_span(passage, start, end), heading, text)


def _row(document: Document, passage: Passage, block: Block) -> Fact | None:
    """The row with what names its columns; a row that only names columns is none."""
    start, end = max(block.start, passage.start), min(block.end, passage.end)
    text = document.text[start:end]
    first, *others = text.split(_CELLS)
    if (
        _names_columns(document, block)
        or not any(cell.strip() for cell in others)
        or end - start > LONGEST_FACT
    ):
        return None
    head = block.head
    if not _stands_alone(text):
        return None
    if head is None or not passage.start <= head[0] < head[1] <= passage.end:
        return Fact(_span(passage, start, end), first, _CELLS.join(others))
    label = f"{document.text[slice(*head)]}\n{first}"
    led = _span(passage, start, end, head=head)
    if not document.text[head[1] : start].strip():
        led = _span(passage, head[0], end, core=(start, end))
    return Fact(led, label, _CELLS.join(others))


def _names_columns(document: Document, row: Block) -> bool:
    at = bisect_right(document.blocks, row.start, key=_start)
    heads = (block.head for block in document.blocks[at : at + _MOST_ROWS_OF_HEAD])
    return any(head is not None and head[0] <= row.start < head[1] for head in heads)


def _start(block: Block) -> int:
    return block.start


def _tables(document: Document, rows: Sequence[Fact]) -> Iterator[Fact]:
    """The short tables that the rows make, each whole."""
    heads: dict[tuple[int, int], list[Fact]] = {}
    for row in rows:
        head = row.label.partition("\n")
        if head[1]:
            start = row.span.antecedents[0] if row.span.antecedents else None
            first = start[0] if start else row.span.start
            heads.setdefault((first, len(head[0])), []).append(row)
    for (first, length), together in heads.items():
        end = max(row.span.end for row in together)
        if len(together) > 1 and end - first <= LONGEST_TABLE:
            core = (first, first + length)
            span = QuotableSpan(first, end, core=core, counted=frozenset((first,)))
            label = document.text[slice(*core)]
            yield Fact(span, label, document.text[core[1] : end], is_table=True)


def _stands_alone(text: str) -> bool:
    return (
        is_whole(text)
        and not _UNTOLD.search(text)
        and not is_about_its_document(text)
        and anaphora_of(text) is None
    )


def _span(
    passage: Passage,
    start: int,
    end: int,
    *,
    head: tuple[int, int] | None = None,
    core: tuple[int, int] | None = None,
) -> QuotableSpan:
    """The span of a fact; its core is the first sentence of the line, as the index has it."""
    line = core or (start, end)
    begin, finish = sentence_spans(passage.text[line[0] - passage.start : line[1] - passage.start])[
        0
    ]
    return QuotableSpan(
        start,
        end,
        core=(line[0] + begin, line[0] + finish),
        antecedents=(head,) if head else (),
        counted=frozenset((start,)),
    )
