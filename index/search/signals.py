"""Signals: what speaks for a passage, each on one scale, and what each adds to its score.

    score(passage) = Σ over signals s of  weight(s) · scale(s, value)  +  coverage
    scale = the z-score among all passages for dense, lead, sentence and lexical; itself for others

Of few passages the deviation is mixed with that of a background, so that margins mean the same.

A signal is an array of shape (candidates,). The weights are in index/parameters.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from corpus.document import DocumentKind
from index.encoder import Vectors
from index.features.citing import Votes
from index.features.moments import mixed_deviation
from index.features.passage_features import PassageFeatures
from index.parameters import BACKGROUND, RankingParameters
from index.search.bm25 import LexicalIndex
from index.search.citation_votes import count_votes
from index.search.query import Query
from index.search.question_match import QuestionMatch
from index.search.vectors import Mask
from index.snapshot.index import Index
from index.text.comparisons import nearest_definitions

Ordinals = NDArray[np.int64]
Scores = NDArray[np.float32]

# What is quoted as such, before what is told about it.
AUTHORITIES = frozenset({DocumentKind.LAW, DocumentKind.ACTION_PLAN})
# What tells apart only passages whose documents have questions for nearly all of them.
_BY_QUESTIONS = ("question", "question_terms")


@dataclass(frozen=True, slots=True)
class Signals:
    """Each signal of some passages, in their order: its value, and what it adds to the score."""

    values: Mapping[str, Scores]
    contributions: Mapping[str, Scores]

    @property
    def total(self) -> Scores:
        """The score of each passage."""
        return _sum(self.contributions.values())


def lexical_scores(lexical: LexicalIndex, query: Query, *, parameters: RankingParameters) -> Scores:
    """The BM25 score of every passage, expansions standing in for the question's own terms.

        BM25(terms) + Σ over expansions of max(0, w · max over alternatives of BM25(alternative)
                                                  - BM25(terms that are expanded))

    with w the weight `expansion`. What comes of the terms of the question that this one leans on
    counts `antecedent_terms` times.
    """
    behind, share = query.antecedent_terms, np.float32(parameters.antecedent_terms)
    scores = lexical.scores([term for term in query.terms if term not in behind])
    if behind:
        scores += share * lexical.scores(sorted(behind))
    weight = np.float32(parameters.expansion)
    for one in query.expansions if weight else ():
        best = reduce(np.maximum, (lexical.scores(terms) for terms in one.alternatives))
        gain = np.maximum(0, weight * best - lexical.scores(sorted(one.terms)))
        scores += share * gain if behind.issuperset(one.terms) else gain
    return scores


def definers(index: Index, query: Query, *, passages_per_rare_term: int) -> Ordinals:
    """The passages that define what the question asks to define; none where it asks not.

    Of the things that it compares, each one's own, or the nearest to it.
    """
    terms = frozenset(query.terms)
    if query.compared:
        return _defining_each(index, query.compared, said=terms)
    if not query.asks_definition:
        return np.empty(0, np.int64)
    most = 1 / passages_per_rare_term
    found = [
        one.passage
        for one in index.features.definitions
        if one.terms <= terms
        and (len(one.terms) > 1 or all(index.lexical.share(term) <= most for term in one.terms))
    ]
    return np.unique(np.array(found, np.int64))


def _defining_each(
    index: Index, things: Sequence[frozenset[str]], *, said: frozenset[str]
) -> Ordinals:
    definitions = index.features.definitions
    defined = [one.terms for one in definitions]
    found = [
        definitions[place].passage
        for thing in things
        for place in nearest_definitions(thing, defined, said=said)
    ]
    return np.unique(np.array(found, np.int64))


def read_signals(
    index: Index,
    query: Query,
    candidates: Ordinals,
    *,
    vector: Vectors,
    lexical: Scores,
    named: Ordinals,
    defining: Ordinals,
    match: QuestionMatch,
    voters: Ordinals,
    votes: Votes,
    parameters: RankingParameters,
) -> Signals:
    """The signals of `candidates` for a query.

    `vector` is the question's, `lexical` the BM25 score of every passage, `named` are the passages
    of the articles that the question calls by their numbers, `defining` what definers gave, `match`
    what the nearest questions say, and `votes` the citations of the candidates `voters`.
    """
    features = index.features
    covered = index.questions.covered
    floor, start = np.float32(parameters.paraphrase_likeness), np.float32(parameters.known_from)
    lacking = max(0.0, 1 - len(index.passages) / BACKGROUND.passages)
    of_passages, of_sentences = _expected_deviations(index)
    dense = index.vectors.scores(vector, candidates)
    lead = index.vectors.scores(vector, features.leads[candidates])
    sentence = index.sentence_table.best(vector, candidates)
    values = {
        "dense": dense,
        "lead": lead,
        "sentence": sentence,
        "lexical": lexical[candidates],
        "definition": np.isin(candidates, defining).astype(np.float32),
        "territory": _territory(features, query, candidates, parameters),
        "authority": _authority(index, candidates, parameters),
        "cross_language": (~index.in_language(query.language, candidates)).astype(np.float32),
        "named_article": np.isin(candidates, named).astype(np.float32),
        "question": match.strength[candidates],
        "question_terms": match.terms[candidates],
        "paraphrase": match.closest[candidates],
        "known": covered[candidates] * np.float32(match.closest.max(initial=0)),
    }
    scaled = values | {
        "dense": features.passage_moments.standardise(
            vector, dense, expected=of_passages, expected_weight=lacking
        ),
        "lead": features.passage_moments.standardise(
            vector, lead, expected=of_passages, expected_weight=lacking
        ),
        "sentence": features.sentence_moments.standardise(
            vector, sentence, expected=of_sentences, expected_weight=lacking
        ),
        "lexical": _standardise(
            _temper(lexical[candidates]),
            among=_temper(lexical),
            expected=BACKGROUND.lexical,
            expected_weight=lacking,
        ),
        "question_terms": _standardise(match.terms[candidates], among=match.terms[covered]),
        "paraphrase": np.maximum(0, match.closest[candidates] - floor) / (1 - floor),
        "known": np.clip((values["known"] - start) / (parameters.known_to - start), 0, 1),
    }
    contributions = {
        name: np.float32(getattr(parameters.weights, name)) * value
        for name, value in scaled.items()
    }
    contributions |= _within_covered(contributions, covered[candidates])
    values["cited"] = count_votes(
        votes, voters, _sum(contributions.values()), candidates, parameters=parameters
    )
    contributions["cited"] = np.float32(parameters.weights.cited) * values["cited"]
    return Signals(MappingProxyType(values), MappingProxyType(contributions))


def _expected_deviations(index: Index) -> tuple[float, float]:
    """The deviations to expect of likenesses to passages and to their sentences.

    Of a model that none was measured for, those of vectors in directions at random.
    """
    if index.manifest.model.name == BACKGROUND.model:
        return BACKGROUND.dense, BACKGROUND.sentence
    deviation = float(index.vectors.dimension**-0.5)
    return deviation, deviation


def _within_covered(contributions: Mapping[str, Scores], covered: Mask) -> dict[str, Scores]:
    """What questions add to passages of covered documents, and to no others.

    They order these passages among themselves. "coverage" takes from each of them what questions
    add to the best one, so that what has no questions does not fall behind for that.
    """
    by_questions = {name: contributions[name] * covered for name in _BY_QUESTIONS}
    coverage = np.zeros(len(covered), np.float32)
    if covered.any():
        others = _sum(one for name, one in contributions.items() if name not in _BY_QUESTIONS)
        asked = others + _sum(by_questions.values())
        coverage[covered] = others[covered].max() - asked[covered].max()
    return by_questions | {"coverage": coverage}


def _territory(
    features: PassageFeatures, query: Query, candidates: Ordinals, parameters: RankingParameters
) -> Scores:
    """0 for each passage that holds everywhere; see RankingParameters for those that do not."""
    values = np.zeros(len(features.territories), np.float32)
    for number, territories in enumerate(features.territories):
        if territories:
            named = bool(query.territories & territories)
            values[number] = parameters.territory_named if named else parameters.territory_other
    return values[features.territory_numbers[candidates]]


def _authority(index: Index, candidates: Ordinals, parameters: RankingParameters) -> Scores:
    """1 for a law or a plan, less for the regulatory part of a code, 0 for all others."""
    held = index.of_kinds(AUTHORITIES, candidates).astype(np.float32)
    decree = np.float32(parameters.decree_authority)
    return held * np.where(index.features.regulatory[candidates], decree, np.float32(1))


def _sum(values: Iterable[Scores]) -> Scores:
    total: Scores = np.sum(list(values), axis=0, dtype=np.float32)
    return total


def _temper(scores: Scores) -> Scores:
    """BM25 to the power of 3/4: a passage full of one rare word is not that much better."""
    roots = np.sqrt(scores)
    return np.asarray(roots * np.sqrt(roots), np.float32)


def _standardise(
    values: Scores, *, among: Scores, expected: float = 0.0, expected_weight: float = 0.0
) -> Scores:
    """The z-scores of `values` in the distribution of `among`; 0 where that has no spread.

    `expected` is the deviation to expect without these, `expected_weight` its weight beside theirs.
    """
    own = float(among.std()) if len(among) else 0.0
    deviation = mixed_deviation(own, expected, weight=expected_weight)
    if deviation == 0.0:
        return np.zeros_like(values)
    return np.asarray((values - among.mean()) / deviation, np.float32)
