"""Limiting quotes: what says, in another article, where the rule of a quote stops."""

from collections.abc import Iterator

from assistant.compose.ranking import Ranking
from assistant.compose.spans.limits import is_limit, names_article
from assistant.compose.spans.scored_span import ScoredSpan
from assistant.evidence.evidence_set import Unit


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
