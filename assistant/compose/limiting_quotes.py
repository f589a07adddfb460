"""Limiting quotes: what says where the rule of a quote stops, in its unit or in another one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.compose.ranking import Ranking
from assistant.compose.spans.anaphora import Anaphora, anaphora_of
from assistant.compose.spans.limits import is_limit, item_named, names_article, restricts
from assistant.compose.spans.quote import Quote
from assistant.evidence.evidence_set import Unit


def limits_of(unit: Unit, spans: Sequence[Quote], ranking: Ranking) -> Iterator[Quote]:
    """What limits the unit: a reservation of its own after the quote, then who derogates."""
    quote = spans[0]
    own = [
        other
        for other in spans[1:]
        if other.span.core[0] >= quote.span.end
        and quote.score - other.score <= ranking.tuning.own_limit
        and restricts(other.core)
    ]
    for other in sorted(own, key=lambda other: not is_limit(other.core))[:1]:
        yield _said_of(other)
    others = [
        limit for other in unit.limits if (limit := _limiting(quote, other, ranking)) is not None
    ]
    others.sort(key=lambda limit: -limit.score)
    yield from others[:1]


def _said_of(limit: Quote) -> Quote:
    """The limit without the opening of its article, which is quoted already."""
    if anaphora_of(limit.core) is not Anaphora.OPENING:
        return limit
    return replace(limit, span=replace(limit.span, antecedents=()))


def _limiting(quote: Quote, other: Unit, ranking: Ranking) -> Quote | None:
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


def _opens_with(quote: Quote, item: str) -> bool:
    letter = item.rstrip(")")
    return quote.text.startswith((f"{letter} ", f"{letter}) ", f"{letter}\n", f"{letter})\n"))
