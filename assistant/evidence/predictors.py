"""Signs: what speaks for it that what was found can answer the question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.hit import Hit
from index.search.query import Query
from index.search.searcher import Searcher, SearchResult

# The best hits, which the signs are read from.
_BEST = 12


@dataclass(frozen=True, slots=True)
class Signs:
    """What the best hits have of a question, before a calibration weighs it.

    `dense` and `sentence` are the highest cosines of a passage and of a sentence. `covered` is the
    share, from 0 to 1, of the question's terms by rarity that one hit holds, in its words or in the
    lexicon's, and `said` how much all of them hold together, in terms as rare as can be. `across`
    is 1 where the best hit is in another language than the question.
    """

    dense: float = 0.0
    sentence: float = 0.0
    covered: float = 0.0
    said: float = 0.0
    across: float = 0.0


def read_signs(found: SearchResult, searcher: Searcher) -> Signs:
    """The signs of what a search found."""
    if not found.hits:
        return Signs()
    best = found.hits[:_BEST]
    query = found.query
    rarity = searcher.idf(query)
    total = sum(rarity.values())
    held = [_held(hit, query) for hit in best]
    covered = [sum(rarity[term] for term in terms) for terms in held]
    return Signs(
        dense=max(hit.scores["dense"] for hit in best),
        sentence=max(hit.scores["sentence"] for hit in best),
        covered=max(covered) / total if total else 0.0,
        said=sum(rarity[term] for term in frozenset().union(*held))
        / searcher.index.lexical.idf(""),
        across=float(best[0].document.language != query.language),
    )


def _held(hit: Hit, query: Query) -> frozenset[str]:
    """The question's own terms that a hit holds, as they are or as the lexicon has them."""
    present = {*hit.matched_terms, *hit.expansion_terms}
    found = {term for term in query.own_terms if term in present}
    for one in query.expansions:
        if _any_within(one.alternatives, present):
            found.update(one.terms.intersection(query.own_terms))
    return frozenset(found)


def _any_within(alternatives: Iterable[Sequence[str]], present: set[str]) -> bool:
    return any(present.issuperset(terms) for terms in alternatives)
