"""Selecting: evidence to the quotes of an answer, and to what is only related.

The unit that leads is quoted with its whole rule, then what answers as well in its own article,
then what derogates from it, then an article that cites it or is cited by it and answers as well.
Whatever else was found near is related: no part of the answer. A question for the difference
between things gets the definition of each, and nothing else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Role
from assistant.compose.figures.leading import led_by_figure
from assistant.compose.ranking import Ranking
from assistant.compose.selection.candidates import Candidate, candidates_of
from assistant.compose.selection.definitions import definitions_of_each
from assistant.compose.selection.leading import leading
from assistant.compose.selection.limiting_quotes import derogations_of, scopes_of_derogations
from assistant.compose.selection.said_again import says_again
from assistant.compose.selection.sections import in_order_of_headings
from assistant.compose.spans.limits import names_article
from assistant.compose.spans.quote import Quote
from assistant.compose.spans.scored_span import ScoredSpan
from assistant.compose.spans.stretch import Stretch, opening_of, stretch_around
from assistant.compose.tuning import TUNING, Tuning
from assistant.evidence.evidence_set import Evidence

MOST_RELATED = 3
# The longest beginning of an article that is read for who asks what it says, in characters.
_LONGEST_READ = 1500


@dataclass(frozen=True, slots=True)
class Selected:
    """The quotes that answer, in the order a person would give them, and what is only related."""

    quotes: tuple[Quote, ...] = ()
    related: tuple[Quote, ...] = ()


def select_quotes(evidence: Evidence, *, most: int, tuning: Tuning = TUNING) -> Selected:
    """The quotes that answer; none where nothing can be quoted.

    `most` bounds the citations that sentences stand on.
    """
    ranking = Ranking(evidence, tuning)
    if definitions := definitions_of_each(ranking):
        return Selected(bounded([quote_of(one, ranking) for one in definitions], most=most))
    candidates = in_order_of_headings(candidates_of(ranking), ranking)
    found = leading(candidates, ranking) if candidates else ()
    if not found:
        return Selected()
    led_by = led_by_figure(found, candidates, ranking)
    quotes = bounded([*_answering(led_by, candidates, ranking)], most=most)
    near = [one for one in candidates if led_by[0].merit - one.merit <= tuning.far]
    rule = led_by[-1]
    scopes = [
        Candidate(one.unit, (one,), merit=rule.merit)
        for one in scopes_of_derogations(rule.best, rule.unit, ranking)
    ]
    return Selected(quotes, _related([*scopes, *near], quotes))


def select_openings(evidence: Evidence, *, most: int) -> Selected:
    """The beginning of each unit, in reading order: for who asks what an article says."""
    openings = [
        Quote(unit, stretch, stretch.shown[0], unit.score, role=Role.OTHER)
        for unit in evidence.units
        if (stretch := opening_of(unit, longest=_LONGEST_READ)) is not None
    ]
    return Selected(bounded(openings, most=most))


def _answering(
    led_by: Sequence[Candidate], candidates: Sequence[Candidate], ranking: Ranking
) -> Iterator[Quote]:
    """All quotes of the answer, the most needed first."""
    rule = led_by[-1]
    if len(led_by) > 1:
        yield replace(quote_of(led_by[0].best, ranking), role=Role.PLAIN)
    leading_quote = quote_of(rule.best, ranking)
    yield replace(leading_quote, role=Role.RULE) if rule.is_law else leading_quote
    if len(rule.spans) > 1 and rule.best.score - rule.spans[1].score <= ranking.tuning.as_good:
        yield quote_of(rule.spans[1], ranking)
    for limit in derogations_of(rule.best, rule.unit, ranking):
        yield replace(quote_of(limit, ranking), role=Role.EXCEPTION)
    for other in candidates:
        tied = rule.merit - other.merit <= ranking.tuning.tied
        if other is not rule and other.is_law and rule.is_law and tied:
            quote = replace(quote_of(other.best, ranking), role=Role.RULE)
            if _cites(leading_quote, quote) or _cites(quote, leading_quote):
                yield quote


def _cites(one: Quote, other: Quote) -> bool:
    return names_article(one.text, other.unit.key[1])


def quote_of(found: ScoredSpan, ranking: Ranking) -> Quote:
    """A span with the whole rule around it."""
    likeness = ranking.likeness(found.unit)
    stretch = stretch_around(found.unit, found.span, likeness, bounds=ranking.tuning.bounds)
    return Quote(found.unit, stretch, found.span.core, found.score)


def bounded(quotes: Sequence[Quote], *, most: int) -> tuple[Quote, ...]:
    """The quotes that say something new, as far as there is room for all their citations."""
    kept: list[Quote] = []
    room = most
    for quote in quotes:
        if any(quote.overlaps(other) or says_again(quote, other) for other in kept):
            continue
        if kept and len(quote.parts) > room:
            continue
        kept.append(quote if len(quote.parts) <= room else _first_parts(quote, room))
        room -= len(kept[-1].parts)
    return tuple(kept)


def _first_parts(quote: Quote, room: int) -> Quote:
    """The quote as far as its citations have room: those that begin with the one that answers."""
    spans = [span for _, span in quote.parts]
    core = next((n for n, one in enumerate(spans) if one[0] <= quote.core[0] < one[1]), 0)
    first = min(core, len(spans) - room)
    shown = tuple(spans[first : first + room])
    stretch = Stretch(
        shown,
        cut_before=quote.stretch.cut_before or first > 0,
        cut_after=quote.stretch.cut_after or first + room < len(spans),
    )
    return replace(quote, stretch=stretch)


def _related(candidates: Sequence[Candidate], quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The best passages of the other units, each once, none of which is quoted already."""
    kept: list[Quote] = []
    for one in candidates:
        start, end = one.best.span.core
        passage = next(
            (passage for passage in one.unit.passages if passage.start <= start < passage.end), None
        )
        if passage is None:
            continue
        unit = replace(one.unit, passages=(passage,))
        stretch = Stretch(((passage.start, passage.end),))
        quote = Quote(unit, stretch, (start, end), one.best.score)
        same = [other for other in (*quotes, *kept) if other.unit.key == one.unit.key]
        new = not any(quote.overlaps(other) or says_again(quote, other) for other in quotes)
        if new and not same:
            kept.append(quote)
    return tuple(kept[:MOST_RELATED])
