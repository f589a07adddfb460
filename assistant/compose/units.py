"""Units: what can be quoted of a passage and understood alone.

A unit is a sentence; or a list with the sentence that introduces it; or one item of a long list,
whose introduction is then quoted before it; or a sentence that leans on the one before ("Cette
demande ..."), quoted with it. Headings, table rows and clauses cut short are no units.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Block, BlockKind, Document
from corpus.passage import Passage
from corpus.sentences import sentence_spans

Span = tuple[int, int]

# A list longer than this is quoted item by item, and no unit grows beyond it, in characters.
LONGEST_UNIT = 900
_MOST_LEANING = 3
_ITEM = re.compile(r"(?:\(?\d{1,2}(?:°|\)|\.)|[a-z]\)|[ivx]{1,4}\)|[-–—•●▪*])\s*\S", re.IGNORECASE)
_LEANING = re.compile(
    r"(?:il en (?:est|va) de même|(?:ces|cette|cet|ce|celui-ci|celle-ci|ceux-ci|celles-ci"
    r"|ledit|ladite|lesdits|lesdites|il|elle|ils|elles|toutefois|cependant|néanmoins|en outre"
    r"|dans ce cas|en ce cas|dans tous les cas|dans les mêmes conditions|à défaut|à ce titre"
    r"|à cet effet|à cette fin|de même|par ailleurs|enfin|ainsi|dès lors|en conséquence|lorsque tel"
    r"|tel est|faute de quoi|le cas échéant|passé ce délai|leurs?|lui|y|en"
    r"|this|these|those|that|it|they|however|therefore|in (?:this|that|such) case|otherwise"
    r"|such|nevertheless|moreover|furthermore|its|their|he|she)\b(?!['’-])"
    r"|(?:lorsque|si|quand|dès que) (?:celui|celle|ceux|celles)-ci\b"
    r"|(?:lorsqu['’]|dès qu['’]|s['’]|si )(?:il|elle|ils|elles)\b"
    r"|.{0,60}\b(?:alinéa précédent|précédent alinéa|phrase précédente|preceding paragraph)\b)",
    re.IGNORECASE,
)
# "Il" and "it" stand for nothing in these, and "ces" points within its own sentence.
_IMPERSONAL = re.compile(
    r"(?:il (?:est|n['’]est|peut être|y a|existe|s['’]agit|appartient|revient|convient|ne peut être"
    r"|faut|doit être)\b|it (?:is|will be|was) (?:\w+ )?(?:to|that|possible|necessary)\b"
    r"|ce (?:qui|que|dont)\b|ceux qui|celui qui|celle qui|that (?:the|a)\b|en (?!outre|ce)\w+"
    r"|leurs? (?:sont|est)|le cas échéant, (?:le|la|les|l['’]))",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[.!?…;:,][)\]»”\"'’]*(?:\s[»”])?$|[»”\"]$")
_WORDS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a document to quote: `start` to `end`, characters of its text.

    `core` is the sentence it was made for. `lead` is the sentence to quote before it where that is
    not next to it: the introduction of a list of which the unit is one item. `sentences` counts
    what a reader would count, a list as one.
    """

    start: int
    end: int
    core: Span
    lead: Span | None = None
    sentences: int = 1


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence and what it is in its document."""

    span: Span
    text: str
    item_level: int = 0
    skipped: bool = False

    @property
    def introduces(self) -> bool:
        return self.text.endswith(":")


def quotable_units(document: Document, passage: Passage, *, floor: int | None = None) -> list[Unit]:
    """The units of a passage, in reading order.

    `floor` is where what the passage leans on may begin: its article's start, or its own.
    """
    first = passage.start if floor is None else min(floor, passage.start)
    lines = list(_lines(document, first, passage.end))
    units: list[Unit] = []
    for number, line in enumerate(lines):
        if line.skipped or line.span[0] < passage.start:
            continue
        unit = _unit(lines, number, start=passage.start)
        if unit is not None and unit not in units:
            units.append(unit)
    return units


def _lines(document: Document, start: int, end: int) -> Iterator[_Line]:
    for begin, finish in sentence_spans(document.text[start:end]):
        span = (start + begin, start + finish)
        text = document.text[slice(*span)]
        place = bisect_right(document.blocks, span[0], key=_start_of) - 1
        block = document.blocks[place] if place >= 0 else None
        if block is not None and block.end <= span[0]:
            block = None
        yield _Line(
            span=span,
            text=text,
            item_level=_item_level(block, span, text),
            skipped=(block is not None and block.kind in (BlockKind.HEADING, BlockKind.TABLE_ROW))
            or len(_WORDS.findall(text)) < 3,
        )


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


def _unit(lines: Sequence[_Line], number: int, *, start: int) -> Unit | None:
    line = lines[number]
    if line.item_level:
        return _item(lines, number, start=start)
    if line.introduces:
        return _list(lines, number)
    if not _CLOSED.search(line.text) or line.text[:1].islower():
        return None
    return _with_antecedent(lines, number, start=start)


def _list(lines: Sequence[_Line], number: int) -> Unit | None:
    """The list that the line introduces, whole; None where it is too long or has no items."""
    last = number
    while last + 1 < len(lines) and lines[last + 1].item_level:
        last += 1
    begin, end = lines[number].span[0], lines[last].span[1]
    if last == number or end - begin > LONGEST_UNIT:
        return None
    return Unit(begin, end, core=lines[number].span)


def _item(lines: Sequence[_Line], number: int, *, start: int) -> Unit | None:
    """The item with the sentence that introduces its list: the whole list where it is short."""
    level = lines[number].item_level
    first = number
    while first > 0 and lines[first - 1].item_level:
        first -= 1
    head = first - 1
    if head < 0 or lines[head].skipped or not lines[head].introduces:
        # A list that nothing introduces: its items are sentences.
        return Unit(*lines[number].span, core=lines[number].span)
    if lines[head].span[0] >= start:
        whole = _list(lines, head)
        if whole is not None:
            return Unit(whole.start, whole.end, core=lines[number].span)
    top, last = number, number
    while top > first and lines[top].item_level > 1 and lines[top - 1].item_level >= level:
        top -= 1
    if lines[top].item_level > 1 and top > first and lines[top - 1].item_level < level:
        top -= 1
    while last + 1 < len(lines) and lines[last + 1].item_level > lines[top].item_level:
        last += 1
    begin, end = lines[top].span[0], lines[last].span[1]
    if end - begin > LONGEST_UNIT or begin < start:
        begin, end = lines[number].span
    lead = lines[head].span
    if number == first and lead[0] >= start and end - lead[0] <= LONGEST_UNIT:
        return Unit(lead[0], end, core=lines[number].span)
    return Unit(begin, end, core=lines[number].span, lead=lead, sentences=2)


def _with_antecedent(lines: Sequence[_Line], number: int, *, start: int) -> Unit | None:
    """The sentence with those before it that it leans on; None where they cannot be had."""
    first, count = number, 1
    while leans(lines[first].text):
        first -= 1
        if first < 0 or lines[first].skipped or count == _MOST_LEANING:
            return None
        while lines[first].item_level and first > 0:
            first -= 1
        count += 1
    begin, end = lines[first].span[0], lines[number].span[1]
    if end - begin <= LONGEST_UNIT and begin >= start:
        return Unit(begin, end, core=lines[number].span, sentences=count)
    if first == number - 1 and not lines[first].item_level:
        # What it leans on stands in the passage before: it is quoted from there.
        span = lines[number].span
        return Unit(*span, core=span, lead=lines[first].span, sentences=count)
    return None


def leans(sentence: str) -> bool:
    """Whether the sentence means nothing without the one before it."""
    return _LEANING.match(sentence) is not None and _IMPERSONAL.match(sentence) is None
