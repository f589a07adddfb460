"""Quotable spans: what can be quoted of a unit and understood alone.

A span is a sentence; or a list with the sentence that introduces it; or one item of a long list,
whose introduction is then quoted before it; or a row of a table, with
what stands over it; or a sentence with an anaphora ("Cette demande ..."), quoted with its
antecedent. Headings, questions and clauses cut short are no spans, nor is what lacks words that
could not be read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose.spans.anaphora import (
    Anaphora,
    anaphora_of,
    is_about_its_document,
    is_named_above,
)
from assistant.compose.spans.layout import LayoutSentence, Span, stretches_of
from corpus.document import Document
from corpus.passage import Passage
from corpus.text import is_whole

# No span but a list grows beyond this, in characters; a longer list is quoted item by item.
LONGEST_SPAN = 900
LONGEST_LIST = 1200
_MOST_SENTENCES = 3
_CLOSED = re.compile(r"[.!…;][)\]»”\"'’]*(?:\s[»”])?$|[»”\"]$")
# An item that nothing introduces is quoted only if it says something by itself.
_FEWEST_WORDS_OF_ITEM = 5


@dataclass(frozen=True, slots=True)
class QuotableSpan:
    """A stretch of a document to quote: `start` to `end`, characters of its text.

    `core` is the sentence it was made for. `antecedents` are the sentences to quote before it where
    they are not next to it: the introductions of a list of which the span is one item, or what its
    anaphora stands for. `counted` are the starts of what a reader would count as sentences, a list
    as one.
    """

    start: int
    end: int
    core: Span
    antecedents: tuple[Span, ...] = ()
    counted: frozenset[int] = frozenset()

    @property
    def sentences(self) -> int:
        """What a reader would count, antecedents included."""
        return max(1, len(self.counted)) + len(self.antecedents)


def quotable_spans(document: Document, passages: Sequence[Passage]) -> list[QuotableSpan]:
    """The spans of passages that follow each other, in reading order."""
    spans: dict[QuotableSpan, None] = {}
    for lines in stretches_of(document, passages):
        for number, line in enumerate(lines):
            span = None if line.skipped else _span(lines, number)
            if span is not None and _is_whole(document, span):
                spans.setdefault(span)
    return list(spans)


def _is_whole(document: Document, span: QuotableSpan) -> bool:
    quoted = ((span.start, span.end), *span.antecedents)
    return all(is_whole(document.text[start:end]) for start, end in quoted)


def _span(lines: Sequence[LayoutSentence], number: int) -> QuotableSpan | None:
    line = lines[number]
    if is_about_its_document(line.text):
        return None
    if line.item_level:
        return _item(lines, number)
    if line.introduces:
        return _list(lines, number, core=line.span)
    if not _CLOSED.search(line.text) or line.text[:1].islower():
        return None
    return _with_antecedent(lines, number, end=line.span[1], core=line.span, longest=LONGEST_SPAN)


def _list(lines: Sequence[LayoutSentence], head: int, *, core: Span) -> QuotableSpan | None:
    """The list that the line introduces, whole; None where it is too long or has no items."""
    last = _last_item(lines, head)
    end = lines[last].span[1]
    if last == head or end - lines[head].span[0] > LONGEST_LIST:
        return None
    return _with_antecedent(lines, head, end=end, core=core, longest=LONGEST_LIST)


def _last_item(lines: Sequence[LayoutSentence], head: int, *, above: int = 0) -> int:
    """The last line of the list after `head` whose items are deeper than `above`."""
    last = head
    while last + 1 < len(lines) and lines[last + 1].item_level > above:
        last += 1
    return last


def _item(lines: Sequence[LayoutSentence], number: int) -> QuotableSpan | None:
    """The item with what introduces its list: the whole list where it is short."""
    first = number
    while first > 0 and lines[first - 1].item_level:
        first -= 1
    head = first - 1
    line = lines[number]
    if line.is_row:
        return _row(lines, number, first=first)
    if head < 0 or lines[head].skipped or not lines[head].introduces:
        return _sentence_of_list(line)
    whole = _list(lines, head, core=line.span)
    if whole is not None:
        return whole
    above = _items_above(lines, number, first=first)
    antecedents = [lines[head].span]
    for position in (*above, number):
        begin = lines[position].span[0]
        end = lines[_last_item(lines, position, above=lines[position].item_level)].span[1]
        if end - begin <= LONGEST_SPAN or position == number:
            if position == number and lines[position].introduces and end - begin > LONGEST_SPAN:
                return None
            counted = frozenset((begin,))
            return QuotableSpan(
                begin, end, core=line.span, antecedents=tuple(antecedents), counted=counted
            )
        antecedents.append(lines[position].span)
    return None


def _row(lines: Sequence[LayoutSentence], number: int, *, first: int) -> QuotableSpan | None:
    """The row of a table with what stands over the table, and its first row, which names columns.

    A table that nothing stands over is not understood alone.
    """
    if first == 0 or lines[first - 1].skipped or number == first or not lines[first].is_row:
        return None
    span = lines[number].span
    over = (lines[first - 1].span, lines[first].span)
    return QuotableSpan(*span, core=span, antecedents=over, counted=frozenset((span[0],)))


def _sentence_of_list(line: LayoutSentence) -> QuotableSpan | None:
    """An item that nothing introduces, as a sentence of its own."""
    whole = _CLOSED.search(line.text) and not line.text.endswith(";")
    if not whole or line.words < _FEWEST_WORDS_OF_ITEM or anaphora_of(line.text):
        return None
    return QuotableSpan(*line.span, core=line.span, counted=frozenset((line.span[0],)))


def _items_above(lines: Sequence[LayoutSentence], number: int, *, first: int) -> list[int]:
    """The items in whose lists the line is, outermost first."""
    above: list[int] = []
    level = lines[number].item_level
    for position in range(number - 1, first - 1, -1):
        if lines[position].item_level < level:
            above.append(position)
            level = lines[position].item_level
    return above[::-1]


def _with_antecedent(
    lines: Sequence[LayoutSentence], number: int, *, end: int, core: Span, longest: int
) -> QuotableSpan | None:
    """The lines from `number` to `end` with what they lean on; None where that cannot be had."""
    begin = lines[number].span[0]
    counted = {begin}
    first, anaphora = number, anaphora_of(lines[number].text)
    while anaphora is Anaphora.BEFORE:
        first -= 1
        if first < 0 or lines[first].skipped:
            first += 1
            if not is_named_above(lines[first].text, lines[first].above):
                return None
            anaphora = None
            break
        if len(counted) == _MOST_SENTENCES:
            return None
        while lines[first].item_level and first > 0:
            first -= 1
        counted.add(lines[first].span[0])
        anaphora = anaphora_of(lines[first].text)
    antecedents: tuple[Span, ...] = ()
    opening = next((line for line in lines if not line.skipped), lines[number])
    if anaphora is Anaphora.OPENING and opening.span[0] < lines[first].span[0]:
        antecedents = (opening.span,)
    if end - lines[first].span[0] <= longest:
        begin = lines[first].span[0]
        return QuotableSpan(
            begin, end, core=core, antecedents=antecedents, counted=frozenset(counted)
        )
    if len(counted) == 2 and not antecedents:
        # Together they are too long for one quote.
        antecedent = (lines[first].span,)
        return QuotableSpan(
            begin, end, core=core, antecedents=antecedent, counted=frozenset((begin,))
        )
    if len(counted) == 1:
        return QuotableSpan(
            begin, end, core=core, antecedents=antecedents, counted=frozenset((begin,))
        )
    return None
