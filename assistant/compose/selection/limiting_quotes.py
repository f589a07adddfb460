"""Limiting quotes: what says where the rule of a quote stops, in its unit or in another one."""

from collections.abc import Iterator, Sequence

from assistant.compose.ranking import Ranking
from assistant.compose.spans.limits import is_limit, names_article, restricts
from assistant.compose.spans.scored_span import ScoredSpan
from assistant.evidence.evidence_set import Unit


def own_limits_of(spans: Sequence[ScoredSpan], ranking: Ranking) -> Iterator[ScoredSpan]:
    """The reservation that a unit makes after its best span, if any."""
    best, *others = spans
    own = [
        other
        for other in others
        if other.span.core[0] >= best.span.end
        and best.score - other.score <= ranking.tuning.own_limit
        and restricts(other.core)
    ]
    yield from sorted(own, key=lambda other: not is_limit(other.core))[:1]


def derogations_of(rule: ScoredSpan, unit: Unit, ranking: Ranking) -> Iterator[ScoredSpan]:
    """What limits a rule in another article and names its own, if anything does: the likeliest.

    What limits a whole chapter, such as that it leaves out an administration's own agents, is
    rarely what a question is about.
    """
    naming = [
        span
        for other in unit.limits
        for span in ranking.of(other)
        if rule.score - span.score <= ranking.tuning.derogation
        and is_limit(span.text)
        and names_article(span.text, unit.key[1])
    ]
    yield from sorted(naming, key=lambda span: -span.score)[:1]
