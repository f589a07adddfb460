"""Signs: what speaks for it that what was found can answer the question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.hit import Hit
from index.search.query import Wanted
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
    wanted = found.wanted
    rarity = searcher.rarities(wanted)
    total = sum(rarity.values())
    held = [_held(hit, wanted) for hit in best]
    covered = [sum(rarity[term] for term in terms) for terms in held]
    return Signs(
        dense=max(hit.scores["dense"] for hit in best),
        sentence=max(hit.scores["sentence"] for hit in best),
        covered=max(covered) / total if total else 0.0,
        said=sum(rarity[term] for term in frozenset().union(*held))
        / searcher.index.lexical.rarity(""),
        across=float(best[0].document.language != wanted.language),
    )


def _held(hit: Hit, wanted: Wanted) -> frozenset[str]:
    """The question's own terms that a hit holds, as they are or as the lexicon has them."""
    present = {*hit.matched_terms, *hit.added_terms}
    found = {term for term in wanted.own if term in present}
    for entry in wanted.synonyms:
        if _any_within(entry.used, present):
            found.update(entry.asked.intersection(wanted.own))
    return frozenset(found)


def _any_within(alternatives: Iterable[Sequence[str]], present: set[str]) -> bool:
    return any(present.issuperset(terms) for terms in alternatives)
