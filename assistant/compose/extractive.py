"""Extractive: evidence to quoted sentences, with no language model.

The first sentence is the span of the best unit that is closest to the question. Then what limits
it: the unit's own reservations, and articles that derogate from it. Then the best span of each
unit found nearly as good. A law comes before a plan, and before pages little better. A question for
the difference between things gets the definition of each, and nothing else.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose.citations import OWN_PUBLISHER
from assistant.compose.definitions import definitions_of_each
from assistant.compose.figures.leading import led_by_figure
from assistant.compose.limiting_quotes import limits_of
from assistant.compose.ranking import Ranking
from assistant.compose.selection import Selection
from assistant.compose.spans.quote import Quote
from assistant.compose.tuning import TUNING, Tuning
from assistant.evidence.evidence_set import Evidence, Unit
from corpus.document import DocumentKind

MOST_SENTENCES = 4
# How far apart the scores of two units' best spans lie at the most.
_WIDEST = 0.1
# A question that a law and a plan both answer gets both.
_BOTH = (DocumentKind.LAW, DocumentKind.ACTION_PLAN)


def select_quotes(evidence: Evidence, *, most: int, tuning: Tuning = TUNING) -> tuple[Quote, ...]:
    """The quotes that answer, in the order a person would give them; none where nothing can be.

    `most` bounds the citations. Each quote comes with its unit; an antecedent counts as a sentence.
    """
    ranking = Ranking(evidence, tuning)
    highest = max((unit.score for unit in evidence.units), default=0.0)
    others = [
        _Candidate(unit, spans, merit=unit.score + tuning.span * spans[0].score)
        for unit in evidence.units
        if (spans := ranking.of(unit))
    ]
    candidates = [
        one
        for one in others
        if highest - one.unit.score <= max(tuning.near, tuning.far) + tuning.span * _WIDEST
    ]
    if not candidates:
        return ()
    chosen = Selection(most=min(most, MOST_SENTENCES))
    if definitions := definitions_of_each(ranking):
        for definition in definitions:
            chosen.add(definition)
        return tuple(chosen.quotes)
    kept = _led_by_what_holds(_best_candidates(candidates, tuning), ranking)
    kept = led_by_figure(kept, others, evidence.question, tuning)
    if not kept:
        return ()
    leading, *others = kept
    first, *following = leading.spans
    chosen.add(first)
    for limit in limits_of(leading.unit, leading.spans, ranking):
        chosen.add(limit, leave=bool(others))
    for other in others:
        chosen.add(other.spans[0])
    if not others and following and first.score - following[0].score <= tuning.as_good:
        chosen.add(following[0])
    return tuple(chosen.quotes)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A unit, its spans with the best first, and how well it answers beside the others."""

    unit: Unit
    spans: list[Quote]
    merit: float

    @property
    def kind(self) -> DocumentKind:
        return self.unit.document.kind


def _best_candidates(candidates: Sequence[_Candidate], tuning: Tuning) -> list[_Candidate]:
    """The units to quote: the best one and those near it; of laws and of plans, the best one."""
    ranked = sorted(candidates, key=lambda one: -one.merit)
    best = ranked[0].merit
    second = [one for one in ranked[:2] if best - one.merit <= tuning.near]
    of_kinds = [next((one for one in ranked if one.kind is kind), ranked[0]) for kind in _BOTH]
    both = [one for one in of_kinds if best - one.merit <= tuning.beside]
    kept = [one for one in ranked if one in second or one in both]
    kept += [one for one in ranked if one not in kept and best - one.merit <= tuning.tied]
    laws = [one for one in ranked if one.kind is DocumentKind.LAW]
    if laws and laws[0] not in kept and best - laws[0].merit <= tuning.far:
        return [*kept[: MOST_SENTENCES - 1], laws[0]]
    # A law comes before a plan that says the same, and before a page that says it little better.
    told = max((one.merit for one in kept if one.kind not in _BOTH), default=-math.inf)
    return sorted(
        kept[:MOST_SENTENCES],
        key=lambda one: (
            one.kind is not DocumentKind.LAW or told - one.merit > tuning.law_first,
            -one.merit,
        ),
    )


def _led_by_what_holds(kept: list[_Candidate], ranking: Ranking) -> list[_Candidate]:
    """The units to quote, led by none that is behind, nor by a note where a page says it.

    A page is behind on the point asked where its own section cites an article that has changed, or
    where such an article of the page's is about as near to the question. It then gives way to the
    best of the others that is not behind, or else to that article: what has changed is what it got
    wrong. Behind on another point it may lead, and says so. The notes of Parvis give way to a page
    that cites law, none of which has changed since.
    """
    first = kept[0]
    found: _Candidate | None = first
    if first.unit.is_behind:
        changed = _changed(first, ranking)
        others = (one for one in kept if not one.unit.is_behind)
        if (changed is not None and _as_near(changed, first, ranking.tuning)) or (
            first.unit.currency is not None and first.unit.currency.of_section
        ):
            found = next(others, changed)
    elif first.unit.document.publisher == OWN_PUBLISHER:
        found = next((one for one in kept if _explains(one.unit)), first)
    if found is None:
        return []
    return [found, *(one for one in kept if one is not found)][:MOST_SENTENCES]


def _changed(behind: _Candidate, ranking: Ranking) -> _Candidate | None:
    """The best of the articles on which a unit is behind."""
    units = [(unit, spans) for unit in behind.unit.changed if (spans := ranking.of(unit))]
    best = max(units, key=lambda one: one[1][0].score, default=None)
    return best and _Candidate(*best, merit=behind.merit)


def _as_near(changed: _Candidate, behind: _Candidate, tuning: Tuning) -> bool:
    """Whether an article is about as near to the question as the page that is behind on it."""
    return behind.spans[0].score - changed.spans[0].score <= tuning.behind


def _explains(unit: Unit) -> bool:
    """Whether it is of a public page whose citations show that it has kept up with the law."""
    published = unit.document.publisher != OWN_PUBLISHER
    return published and unit.document.kind is DocumentKind.PAGE and unit.is_current


def quote_in_order(evidence: Evidence, *, most: int) -> tuple[Quote, ...]:
    """The beginning of each unit, in reading order: for who asks what an article says."""
    ranking = Ranking(evidence, TUNING)
    chosen = Selection(most=min(most, MOST_SENTENCES))
    for unit in evidence.units:
        for quote in sorted(ranking.of(unit), key=lambda one: one.span.start):
            chosen.add(quote)
    return tuple(chosen.quotes)
