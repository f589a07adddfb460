"""Stretch: how much of a unit is quoted around a sentence, so that the whole rule is read.

Of a law, the whole article where it is short. Of a longer one, the alinéa of the sentence with
those that lean on each other ("Toutefois", "Ce délai"), and of a long list its opening, the item
that answers and its closing words. Of any other document, the section, or what follows in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.compose.spans.folding import Likeness, fold
from assistant.compose.spans.layout import Span, stretches_of
from assistant.compose.spans.limits import alineas_named, is_limit
from assistant.compose.spans.points import (
    Point,
    alineas_of,
    extent,
    holds,
    leans,
    length,
    points_around,
)
from assistant.compose.spans.quotable_spans import QuotableSpan
from assistant.evidence.evidence_set import Unit
from corpus.document import Document, DocumentKind
from corpus.text import is_whole


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long a stretch may be, in characters; tests/benchmarks/composition.py compares values.

    `article` is the longest article that is quoted whole, `rule` the longest stretch of a longer
    one, `section` that of any other document, `opened` the longest that goes back to the opening of
    its section, and `list` the longest list without folds.
    """

    article: int = 900
    rule: int = 900
    section: int = 600
    opened: int = 900
    list: int = 1200


BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is quoted of a document, in spans of its text and in reading order.

    `shown` is read at once, `folded` on demand: items of a list that the question does not ask for.
    `cut_before` says that the first alinéa shown begins earlier, or leans on one that is left out;
    `cut_after` that the last one goes on, or that one that leans on it or limits it is left out. Of
    what is no law they say that its section begins earlier, or goes on.
    """

    shown: tuple[Span, ...]
    folded: tuple[Span, ...] = ()
    cut_before: bool = False
    cut_after: bool = False

    def __post_init__(self) -> None:
        spans = sorted((*self.shown, *self.folded))
        if not self.shown or any(one[1] > other[0] for one, other in pairwise(spans)):
            raise ValueError(f"a stretch shows spans that do not overlap, not {spans}")


@dataclass(frozen=True, slots=True)
class _Around:
    """The points to quote, from the first to the last, of those of a section; and their bounds."""

    points: Sequence[Point]
    first: int
    last: int
    longest: int
    longest_list: int


def stretch_around(
    unit: Unit, span: QuotableSpan, likeness: Likeness, *, bounds: Bounds = BOUNDS
) -> Stretch:
    """The stretch to quote for a span of a unit. `likeness` says how well a line answers."""
    document = unit.document
    is_law = document.kind is DocumentKind.LAW
    start, end = unit.floor, unit.passages[-1].end
    if is_law and unit.key[1] and end - start <= bounds.article:
        found = Stretch(((start, end),))
    else:
        found = _around_in_text(unit, span, likeness, bounds)
    whole = all(is_whole(document.text[slice(*one)]) for one in (*found.shown, *found.folded))
    return found if whole else _alone(span)


def _alone(span: QuotableSpan) -> Stretch:
    return Stretch((*span.antecedents, (span.start, span.end)))


def _around_in_text(unit: Unit, span: QuotableSpan, likeness: Likeness, bounds: Bounds) -> Stretch:
    """The points around a span; itself alone where it is no running text."""
    document = unit.document
    is_law = document.kind is DocumentKind.LAW
    stretches = stretches_of(document, unit.passages)
    lines = next((one for one in stretches if holds(one, span.core)), [])
    points = points_around(lines, span.core)
    if not points:
        return _alone(span)
    longest = bounds.rule if is_law else bounds.section
    first, last = _chain(points, span.core, longest=longest)
    if not is_law:
        first, last = _section(points, first, last, bounds=bounds)
    around = _Around(points, first, last, longest, bounds.list)
    found = _stretch(document, around, span, likeness)
    if is_law:
        return _with_limits(document, around, found)
    cut_before, cut_after = first > 0, last + 1 < len(points)
    return replace(
        found,
        cut_before=found.cut_before or cut_before,
        cut_after=found.cut_after or cut_after,
    )


def opening_of(unit: Unit, *, longest: int) -> Stretch | None:
    """The beginning of a unit in whole lines, marked where it goes on; None where it is none."""
    lines = [one for one in next(stretches_of(unit.document, unit.passages)) if not one.skipped]
    if not lines:
        return None
    start, end = lines[0].span
    for line in lines[1:]:
        if line.span[1] - start > longest:
            break
        end = line.span[1]
    goes_on = bool(unit.document.text[end : unit.passages[-1].end].strip())
    return Stretch(((start, end),), cut_after=goes_on)


def _chain(points: Sequence[Point], core: Span, *, longest: int) -> tuple[int, int]:
    """The first and last of the points that lean on each other around a sentence."""
    first = last = next(n for n, point in enumerate(points) if holds(point, core))
    while first > 0 and leans(points[first]) and length(points[first - 1], points[last]) <= longest:
        first -= 1
    while (
        last + 1 < len(points)
        and leans(points[last + 1])
        and length(points[first], points[last + 1]) <= longest
    ):
        last += 1
    return first, last


def _section(points: Sequence[Point], first: int, last: int, *, bounds: Bounds) -> tuple[int, int]:
    """The points with those that follow in their section, from its opening where that is near."""
    while last + 1 < len(points) and length(points[first], points[last + 1]) <= bounds.section:
        last += 1
    if length(points[0], points[last]) <= bounds.opened:
        return 0, last
    while first > 0 and length(points[first - 1], points[last]) <= bounds.section:
        first -= 1
    return first, last


def _stretch(
    document: Document, around: _Around, span: QuotableSpan, likeness: Likeness
) -> Stretch:
    """The points as they are quoted, and above them what they lean on further up."""
    points, first, last = around.points, around.first, around.last
    shown: list[Span] = []
    folded: list[Span] = []
    before = after = False
    for point in points[first : last + 1]:
        if length(point) > around.longest and not any(line.item_level for line in point):
            start, end = _sentences(point, span, longest=around.longest)
            before, after = start > extent(point)[0], end < extent(point)[1]
            shown.append((start, end))
        else:
            for part, is_shown in fold(point, span.core, likeness, longest=around.longest_list):
                (shown if is_shown else folded).append(part)
    begin = min((*shown, *folded))[0]
    above = [one for one in span.antecedents if one[1] <= begin]
    folded += _items_of(points[:first], above)
    left_out = first > 0 and leans(points[first]) and not above
    goes_on = last + 1 < len(points) and leans(points[last + 1])
    return Stretch(
        _joined(document, (*above, *shown)),
        _joined(document, folded),
        cut_before=before or left_out,
        cut_after=after or goes_on,
    )


def _with_limits(document: Document, around: _Around, found: Stretch) -> Stretch:
    """The alinéas with those further down the article that limit them by their number.

    What does not fit is folded. The cut says where the article limits more, by words that leave
    open what.
    """
    points, first, last = around.points, around.first, around.last
    numbers = alineas_of(points)
    quoted = {number for point in numbers[first : last + 1] for number in point}
    room = around.longest - sum(end - start for start, end in found.shown)
    shown, folded, goes_on = list(found.shown), list(found.folded), found.cut_after
    for point in points[last + 1 :]:
        words = point[0].text
        named = alineas_named(words)
        if named & quoted:
            room -= length(point)
            (shown if room >= 0 else folded).append(extent(point))
            goes_on = goes_on or room < 0
        elif is_limit(words) and not named:
            goes_on = True
    return replace(
        found,
        shown=_joined(document, shown),
        folded=_joined(document, folded),
        cut_after=goes_on,
    )


def _items_of(points: Sequence[Point], introductions: Sequence[Span]) -> Iterator[Span]:
    """The lists that the introductions open, which are shown without them."""
    for point in points:
        for at, line in enumerate(point[:-1]):
            if line.introduces and line.span in introductions:
                yield extent(point[at + 1 :])


def _sentences(point: Point, span: QuotableSpan, *, longest: int) -> Span:
    """A span and the sentences that follow it in an alinéa that is too long to quote whole."""
    start, end = max(span.start, extent(point)[0]), span.end
    for line in point:
        if line.span[1] > end and line.span[1] - start <= longest:
            end = line.span[1]
    return start, end


def _joined(document: Document, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in reading order, those as one between which there is nothing."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and not document.text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)
