"""Predictors: what speaks for it that what was found can answer the question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.hit import Hit
from index.search.query import Query
from index.search.searcher import Searcher, SearchResult

# The best hits, which the predictors are read from.
_BEST = 12


@dataclass(frozen=True, slots=True)
class Predictors:
    """What the best hits have of a question, before a calibration weighs it.

    passage_cosine: the highest cosine of a passage; sentence_cosine: that of a sentence.
    term_coverage: max over hits of Σ idf(terms held) / Σ idf(terms of the question), held in the
    hit's own words or in the lexicon's. term_rarity: Σ idf(terms that any hit holds) / highest idf.
    cross_language: 1 where the best hit is in another language than the question, else 0.
    question_gain: the cosine of the nearest taught question less passage_cosine, where the best
    hit's document is covered by questions, else 0. uncovered: 1 where it is not, else 0.
    """

    passage_cosine: float = 0.0
    sentence_cosine: float = 0.0
    term_coverage: float = 0.0
    term_rarity: float = 0.0
    cross_language: float = 0.0
    question_gain: float = 0.0
    uncovered: float = 0.0


def read_predictors(found: SearchResult, searcher: Searcher) -> Predictors:
    """The predictors of what a search found."""
    if not found.hits:
        return Predictors()
    best = found.hits[:_BEST]
    query = found.query
    rarity = searcher.idf(query)
    total = sum(rarity.values())
    held = [_held(hit, query) for hit in best]
    weighed = [sum(rarity[term] for term in terms) for terms in held]
    covered = bool(searcher.index.questions.covered[searcher.index.ordinal(best[0].passage.id)])
    passage_cosine = max(hit.scores["dense"] for hit in best)
    return Predictors(
        passage_cosine=passage_cosine,
        sentence_cosine=max(hit.scores["sentence"] for hit in best),
        term_coverage=max(weighed) / total if total else 0.0,
        term_rarity=sum(rarity[term] for term in frozenset().union(*held))
        / searcher.index.lexical.idf(""),
        cross_language=float(best[0].document.language != query.language),
        question_gain=found.question_cosine - passage_cosine if covered else 0.0,
        uncovered=float(not covered),
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
