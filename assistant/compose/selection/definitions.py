"""Definitions to quote: of each thing that the question asks to tell from the others, its own."""

from collections.abc import Iterator

from assistant.compose.ranking import Ranking
from assistant.compose.spans.scored_span import ScoredSpan
from index.text.comparisons import nearest_definitions
from index.text.definitions import defined_thing, listed_thing
from index.text.terms import analyse


def definitions_of_each(ranking: Ranking) -> list[ScoredSpan]:
    """The best definition of each thing that is compared, in their order.

    None where fewer than two of them are defined: that tells nothing from anything.
    """
    things = ranking.evidence.compared
    if not things:
        return []
    defining = list(_defining(ranking))
    defined = [terms for _, terms in defining]
    said = frozenset().union(*things)
    chosen: dict[tuple[str, int, int], ScoredSpan] = {}
    for thing in things:
        found = [defining[at][0] for at in nearest_definitions(thing, defined, said=said)]
        if found:
            best = max(found, key=lambda one: one.unit.score + ranking.tuning.span * one.score)
            chosen.setdefault((best.unit.document.id, *best.span.core), best)
    return list(chosen.values()) if len(chosen) > 1 else []


def _defining(ranking: Ranking) -> Iterator[tuple[ScoredSpan, frozenset[str]]]:
    """Each quote that defines something, with the terms of what it defines."""
    for unit in ranking.evidence.units:
        for quote in ranking.of(unit):
            thing = defined_thing(quote.core) or listed_thing(quote.core)
            if thing is not None:
                yield quote, frozenset(analyse(thing, language=unit.document.language))
