"""Signals: what speaks for a passage, each on one scale, and what each adds to its score.

    score(passage) = Σ over signals s of  weight(s) · scale(s, value)
    scale = the z-score among all passages for dense, lead, sentence and lexical; itself for others

A signal is an array of shape (candidates,). The weights are in index/parameters.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from corpus.document import DocumentKind
from index.encoder import Vectors
from index.features.passage_features import PassageFeatures
from index.parameters import RankingParameters
from index.search.bm25 import LexicalIndex
from index.search.query import Query
from index.snapshot.index import Index
from index.text.comparisons import nearest_definitions

Ordinals = NDArray[np.int64]
Scores = NDArray[np.float32]

# What is quoted as such, before what is told about it.
AUTHORITIES = frozenset({DocumentKind.LAW, DocumentKind.ACTION_PLAN})


@dataclass(frozen=True, slots=True)
class Signals:
    """Each signal of some passages, in their order: its value, and what it adds to the score."""

    values: Mapping[str, Scores]
    contributions: Mapping[str, Scores]

    @property
    def total(self) -> Scores:
        """The score of each passage."""
        total: Scores = np.sum(list(self.contributions.values()), axis=0, dtype=np.float32)
        return total


def lexical_scores(lexical: LexicalIndex, query: Query, *, expansion: float) -> Scores:
    """The BM25 score of every passage, expansions standing in for the question's own terms.

        BM25(terms) + Σ over expansions of max(0, w · max over alternatives of BM25(alternative)
                                                  - BM25(terms that are expanded))

    with w the weight `expansion`.
    """
    scores = lexical.scores(query.terms)
    for one in query.expansions if expansion else ():
        best = reduce(np.maximum, (lexical.scores(terms) for terms in one.alternatives))
        scores += np.maximum(0, np.float32(expansion) * best - lexical.scores(sorted(one.terms)))
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
    most = index.lexical.passages / passages_per_rare_term
    found = [
        one.passage
        for one in index.features.definitions
        if one.terms <= terms
        and (len(one.terms) > 1 or all(index.lexical.frequency(term) <= most for term in one.terms))
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
    parameters: RankingParameters,
) -> Signals:
    """The signals of `candidates` for a query.

    `vector` is the question's, `lexical` the BM25 score of every passage, `named` are the passages
    of the articles that the question calls by their numbers, and `defining` what definers gave.
    """
    features = index.features
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
    }
    scaled = values | {
        "dense": features.passage_moments.standardise(vector, dense),
        "lead": features.passage_moments.standardise(vector, lead),
        "sentence": features.sentence_moments.standardise(vector, sentence),
        "lexical": _standardise(_temper(lexical[candidates]), among=_temper(lexical)),
    }
    contributions = {
        name: np.float32(getattr(parameters.weights, name)) * value
        for name, value in scaled.items()
    }
    return Signals(MappingProxyType(values), MappingProxyType(contributions))


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


def _temper(scores: Scores) -> Scores:
    """BM25 to the power of 3/4: a passage full of one rare word is not that much better."""
    roots = np.sqrt(scores)
    return np.asarray(roots * np.sqrt(roots), np.float32)


def _standardise(values: Scores, *, among: Scores) -> Scores:
    """The z-scores of `values` in the distribution of `among`; 0 where that has no spread."""
    deviation = float(among.std())
    if deviation == 0.0:
        return np.zeros_like(values)
    return np.asarray((values - among.mean()) / deviation, np.float32)
