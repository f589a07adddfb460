"""Limiting quotes: what says where the rule of a quote stops, in its unit or in another one."""

from collections.abc import Iterator, Sequence

from assistant.compose.ranking import Ranking
from assistant.compose.spans.limits import is_limit, item_named, names_article, restricts
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


def derogations_of(quote: ScoredSpan, unit: Unit, ranking: Ranking) -> Iterator[ScoredSpan]:
    """What limits the quote in another article, if anything does: the nearest to the question."""
    others = [
        limit for other in unit.limits if (limit := _limiting(quote, other, ranking)) is not None
    ]
    others.sort(key=lambda limit: -limit.score)
    yield from others[:1]


def _limiting(quote: ScoredSpan, other: Unit, ranking: Ranking) -> ScoredSpan | None:
    """The span of another article that limits the quote.

    It derogates openly, or names the quote's article; or else it is what the quote itself is
    subject to: the item that it names, or the span nearest to the question.
    """
    spans, own = ranking.of(other), quote.unit.key[1]
    near = [one for one in spans if quote.score - one.score <= ranking.tuning.graph_limit]
    derogating = [one for one in near if is_limit(one.text)]
    by_number = [one for one in derogating if own and names_article(one.text, own)]
    if by_number:
        return by_number[0]
    if names_article(quote.text, other.key[1]):
        item = item_named(quote.text, other.key[1])
        return next((one for one in near if item is None or _opens_with(one, item)), None)
    if derogating and quote.score - derogating[0].score <= ranking.tuning.chapter_limit:
        return derogating[0]
    return None


def _opens_with(quote: ScoredSpan, item: str) -> bool:
    letter = item.rstrip(")")
    return quote.text.startswith((f"{letter} ", f"{letter}) ", f"{letter}\n", f"{letter})\n"))
