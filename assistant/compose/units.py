"""Units: what can be quoted of a place and understood alone.

A unit is a sentence; or a list with the sentence that introduces it; or one item of a long list,
whose introduction is then quoted before it; or a sentence that leans on another one ("Cette
demande ..."), quoted with it. Headings, table rows, questions and clauses cut short are no units.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose.anaphora import Leans, leans_on, speaks_of_itself
from assistant.compose.layout import Line, Span, runs_of
from corpus.document import Document
from corpus.passage import Passage

# No unit but a list grows beyond this, in characters; a longer list is quoted item by item.
LONGEST_UNIT = 900
LONGEST_LIST = 1200
_MOST_LEANING = 3
_CLOSED = re.compile(r"[.!…;][)\]»”\"'’]*(?:\s[»”])?$|[»”\"]$")
# An item that nothing introduces is quoted only if it says something by itself.
_FEWEST_WORDS_OF_ITEM = 5


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a document to quote: `start` to `end`, characters of its text.

    `core` is the sentence it was made for. `leads` are the sentences to quote before it where they
    are not next to it: the introductions of a list of which the unit is one item, or what it leans
    on. `counted` are the starts of what a reader would count as sentences, a list as one.
    """

    start: int
    end: int
    core: Span
    leads: tuple[Span, ...] = ()
    counted: frozenset[int] = frozenset()

    @property
    def sentences(self) -> int:
        """What a reader would count, leads included."""
        return max(1, len(self.counted)) + len(self.leads)


def quotable_units(document: Document, passages: Sequence[Passage]) -> list[Unit]:
    """The units of passages that follow each other, in reading order."""
    units: dict[Unit, None] = {}
    for lines in runs_of(document, passages):
        for number, line in enumerate(lines):
            unit = None if line.skipped else _unit(lines, number)
            if unit is not None:
                units.setdefault(unit)
    return list(units)


def _unit(lines: Sequence[Line], number: int) -> Unit | None:
    line = lines[number]
    if speaks_of_itself(line.text):
        return None
    if line.item_level:
        return _item(lines, number)
    if line.introduces:
        return _list(lines, number, core=line.span)
    if not _CLOSED.search(line.text) or line.text[:1].islower():
        return None
    return _with_antecedent(lines, number, end=line.span[1], core=line.span, longest=LONGEST_UNIT)


def _list(lines: Sequence[Line], head: int, *, core: Span) -> Unit | None:
    """The list that the line introduces, whole; None where it is too long or has no items."""
    last = _last_item(lines, head)
    end = lines[last].span[1]
    if last == head or end - lines[head].span[0] > LONGEST_LIST:
        return None
    return _with_antecedent(lines, head, end=end, core=core, longest=LONGEST_LIST)


def _last_item(lines: Sequence[Line], head: int, *, above: int = 0) -> int:
    """The last line of the list after `head` whose items are deeper than `above`."""
    last = head
    while last + 1 < len(lines) and lines[last + 1].item_level > above:
        last += 1
    return last


def _item(lines: Sequence[Line], number: int) -> Unit | None:
    """The item with what introduces its list: the whole list where it is short."""
    first = number
    while first > 0 and lines[first - 1].item_level:
        first -= 1
    head = first - 1
    line = lines[number]
    if head < 0 or lines[head].skipped or not lines[head].introduces:
        return _sentence_of_list(line)
    whole = _list(lines, head, core=line.span)
    if whole is not None:
        return whole
    above = _items_above(lines, number, first=first)
    leads = [lines[head].span]
    for place in (*above, number):
        begin = lines[place].span[0]
        end = lines[_last_item(lines, place, above=lines[place].item_level)].span[1]
        if end - begin <= LONGEST_UNIT or place == number:
            if place == number and lines[place].introduces and end - begin > LONGEST_UNIT:
                return None
            counted = frozenset((begin,))
            return Unit(begin, end, core=line.span, leads=tuple(leads), counted=counted)
        leads.append(lines[place].span)
    return None


def _sentence_of_list(line: Line) -> Unit | None:
    """An item that nothing introduces, as a sentence of its own."""
    whole = _CLOSED.search(line.text) and not line.text.endswith(";")
    if not whole or line.words < _FEWEST_WORDS_OF_ITEM or leans_on(line.text):
        return None
    return Unit(*line.span, core=line.span, counted=frozenset((line.span[0],)))


def _items_above(lines: Sequence[Line], number: int, *, first: int) -> list[int]:
    """The items in whose lists the line is, outermost first."""
    above: list[int] = []
    level = lines[number].item_level
    for place in range(number - 1, first - 1, -1):
        if lines[place].item_level < level:
            above.append(place)
            level = lines[place].item_level
    return above[::-1]


def _with_antecedent(
    lines: Sequence[Line], number: int, *, end: int, core: Span, longest: int
) -> Unit | None:
    """The lines from `number` to `end` with what they lean on; None where that cannot be had."""
    begin = lines[number].span[0]
    counted = {begin}
    first, leans = number, leans_on(lines[number].text)
    while leans is Leans.BEFORE:
        first -= 1
        if first < 0 or lines[first].skipped or len(counted) == _MOST_LEANING:
            return None
        while lines[first].item_level and first > 0:
            first -= 1
        counted.add(lines[first].span[0])
        leans = leans_on(lines[first].text)
    leads: tuple[Span, ...] = ()
    opening = next((line for line in lines if not line.skipped), lines[number])
    if leans is Leans.OPENING and opening.span[0] < lines[first].span[0]:
        leads = (opening.span,)
    if end - lines[first].span[0] <= longest:
        begin = lines[first].span[0]
        return Unit(begin, end, core=core, leads=leads, counted=frozenset(counted))
    if len(counted) == 2 and not leads:
        # Together they are too long for one quote.
        lead = (lines[first].span,)
        return Unit(begin, end, core=core, leads=lead, counted=frozenset((begin,)))
    if len(counted) == 1:
        return Unit(begin, end, core=core, leads=leads, counted=frozenset((begin,)))
    return None
