"""Predictors: what speaks for it that what would be quoted answers the question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.evidence.evidence_set import Unit
from assistant.evidence.shown import Shown
from index.search.query import Query
from index.search.searcher import Searcher, SearchResult

# The best hits, which the likeness is read from.
_BEST = 12
# By how much a unit is better or worse than the next, in the score's own units, at the most: what
# is further away says no more.
_WIDEST = 3.0
_NOTHING = Shown()


@dataclass(frozen=True, slots=True)
class Predictors:
    """What an answer has of its question, before a calibration weighs it.

    Of what was found: passage_cosine, the highest cosine of a passage, and sentence_cosine, that of
    a sentence. Of the unit that leads the answer: term_coverage, the share of the question's terms,
    by their idf, that its words, its headings, the questions taught for it or the lexicon's words
    hold; question_gain, the cosine of the nearest taught question less passage_cosine, where its
    document is covered by questions, else 0; uncovered, 1 where it is not, else 0; cross_language,
    1 where it is in another language than the question; margin, its score above the next unit's.
    Of the question: term_rarity, Σ idf of its terms / the highest idf. asked_for: 1 where the
    answer holds a figure, a date or a place as it is asked for, or none is asked for, else 0.
    """

    passage_cosine: float = 0.0
    sentence_cosine: float = 0.0
    term_coverage: float = 0.0
    question_gain: float = 0.0
    uncovered: float = 0.0
    cross_language: float = 0.0
    margin: float = 0.0
    term_rarity: float = 0.0
    asked_for: float = 1.0


def read_predictors(
    found: SearchResult,
    unit: Unit | None,
    searcher: Searcher,
    *,
    asked_for: bool,
    shown: Shown = _NOTHING,
) -> Predictors:
    """The predictors of an answer led by `unit`, which is None where nothing was found.

    What was `shown` in the turns before is no rival of it.
    """
    if unit is None or not found.hits:
        return Predictors()
    index, query = searcher.index, found.query
    own = {passage.id for passage in unit.passages}
    passages = np.array(sorted(map(index.ordinal, own)), np.int64)
    covered = bool(index.questions.covered[passages[0]])
    passage_cosine = max(hit.scores["dense"] for hit in found.hits[:_BEST])
    idf = searcher.idf(query)
    total = sum(idf.values())
    held = _held(query, passages, searcher)
    return Predictors(
        passage_cosine=passage_cosine,
        sentence_cosine=max(hit.scores["sentence"] for hit in found.hits[:_BEST]),
        term_coverage=sum(idf[term] for term in held) / total if total else 0.0,
        question_gain=found.question_cosine - passage_cosine if covered else 0.0,
        uncovered=float(not covered),
        cross_language=float(unit.document.language != query.language),
        margin=_margin(found, own, shown),
        term_rarity=total / index.lexical.idf(""),
        asked_for=float(asked_for),
    )


def _held(query: Query, passages: NDArray[np.int64], searcher: Searcher) -> frozenset[str]:
    """The question's own terms that the passages or their questions hold, as they are or as the
    lexicon has them."""
    index = searcher.index
    terms = (*query.terms, *query.expansion_terms)
    present = {*index.lexical.held(terms, passages), *index.questions.terms_held(terms, passages)}
    found = {term for term in query.own_terms if term in present}
    for one in query.expansions:
        if _any_within(one.alternatives, present):
            found.update(one.terms.intersection(query.own_terms))
    return frozenset(found)


def _any_within(alternatives: Iterable[Sequence[str]], present: set[str]) -> bool:
    return any(present.issuperset(terms) for terms in alternatives)


def _margin(found: SearchResult, own: set[str], shown: Shown) -> float:
    """How far the best of these passages is above the best other one, within bounds."""
    scores = [
        (hit.score, hit.passage.id in own)
        for hit in found.hits
        if hit.passage.id in own
        or not shown.has((hit.document.id, hit.passage.start, hit.passage.end))
    ]
    best = max((score for score, held in scores if held), default=-np.inf)
    other = max((score for score, held in scores if not held), default=-np.inf)
    if best == -np.inf:
        return -_WIDEST
    return float(np.clip(best - other, -_WIDEST, _WIDEST))
