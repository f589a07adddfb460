"""Limiting quotes: what says, in another article, where the rule of a quote stops."""

from collections.abc import Iterator, Sequence

from assistant.compose.ranking import Ranking
from assistant.compose.spans.limits import is_limit, names_article
from assistant.compose.spans.quotable_spans import QuotableSpan
from assistant.compose.spans.scored_span import ScoredSpan
from assistant.evidence.evidence_set import Unit

# A derogation from what its own article is about is quoted with the opening of that article, unless
# that is longer, in characters: it is then a matter of its own, and only related.
_LONGEST_SCOPE = 300


def derogations_of(rule: ScoredSpan, unit: Unit, ranking: Ranking) -> Iterator[ScoredSpan]:
    """What limits a rule in another article and names its own, if anything does: the likeliest.

    What limits a whole chapter, such as that it leaves out an administration's own agents, is
    rarely what a question is about.
    """
    for limit in _likeliest(rule, unit, ranking):
        if _length_of_scope(limit) <= _LONGEST_SCOPE:
            yield limit


def scopes_of_derogations(rule: ScoredSpan, unit: Unit, ranking: Ranking) -> Iterator[ScoredSpan]:
    """The opening of the article whose derogation cannot be understood without so much of it."""
    for limit in _likeliest(rule, unit, ranking):
        if _length_of_scope(limit) > _LONGEST_SCOPE:
            opening = limit.span.antecedents[0]
            yield ScoredSpan(limit.unit, QuotableSpan(*opening, core=opening), limit.score)


def _likeliest(rule: ScoredSpan, unit: Unit, ranking: Ranking) -> Sequence[ScoredSpan]:
    naming = [
        span
        for other in unit.limits
        for span in ranking.of(other)
        if rule.score - span.score <= ranking.tuning.derogation
        and is_limit(span.text)
        and names_article(span.text, unit.key[1])
    ]
    return sorted(naming, key=lambda span: -span.score)[:1]


def _length_of_scope(limit: ScoredSpan) -> int:
    return sum(end - start for start, end in limit.span.antecedents)
