"""Signals: what speaks for a passage, each on the scale of its own spread, and what each weighs.

The weights are those of one configuration for all corpora. `tests/benchmarks/retrieval.py` prints
the table of alternatives, with the confidence interval of each difference, that chose them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from corpus.document import DocumentKind
from index.encoder import Vectors
from index.features.passage_features import Traits
from index.search.query import Wanted
from index.snapshot.index import Index

Ordinals = NDArray[np.int64]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal weighs in the sum that orders the passages.

    dense: the passage's vector. lead: the vector of the first passage of its article, commitment or
    page, where official prose says what it is about. sentence: the vector of its nearest sentence.
    lexical: BM25, in which a word of the lexicon weighs `added` of the one that it stands in for.
    definition: it defines what the question asks to define. territory: what a rule for an overseas
    territory loses unless the question names it. authority: what a law or a plan gains over the
    pages that speak of them, a decree somewhat less. across: what it gains for being in another
    language than the question, since vectors are less alike and fewer words meet. named: it is an
    article that the question calls by its number.
    """

    dense: float = 0.5
    lead: float = 0.4
    sentence: float = 0.4
    lexical: float = 0.7
    added: float = 0.6
    definition: float = 4.0
    territory: float = 2.0
    authority: float = 0.6
    across: float = 1.4
    named: float = 8.0


WEIGHTS = Weights()
# What is quoted as such, before what is told about it.
AUTHORITIES = frozenset({DocumentKind.LAW, DocumentKind.ACTION_PLAN})
# The regulatory part of a code says how what the law says is done.
_DECREE = np.float32(2 / 3)


@dataclass(frozen=True, slots=True)
class Signals:
    """Each signal of some passages, in their order: its value, and what it adds to the score."""

    raw: Mapping[str, Scores]
    weighed: Mapping[str, Scores]

    @property
    def total(self) -> Scores:
        """The score of each passage: the sum of what the signals add."""
        total: Scores = np.sum(list(self.weighed.values()), axis=0, dtype=np.float32)
        return total


def lexical_scores(index: Index, wanted: Wanted, *, added: float) -> Scores:
    """The BM25 score of every passage, a word of the lexicon standing in for the question's own.

    The best of an entry's alternatives weighs `added` of what the question says itself, and counts
    for as much as the words that called it up fall short of it.
    """
    lexical = index.lexical
    scores = lexical.scores(wanted.terms)
    for entry in wanted.synonyms if added else ():
        instead = reduce(np.maximum, (lexical.scores(words) for words in entry.used))
        scores += np.maximum(0, np.float32(added) * instead - lexical.scores(sorted(entry.asked)))
    return scores


def read_signals(
    index: Index,
    traits: Traits,
    *,
    wanted: Wanted,
    vector: Vectors,
    lexical: Scores,
    candidates: Ordinals,
    named: Ordinals,
    weights: Weights = WEIGHTS,
) -> Signals:
    """The signals of `candidates` for a question.

    `lexical` is the BM25 score of every passage, and `named` are those that the question names.
    """
    dense = index.vectors.scores(vector, candidates)
    lead = index.vectors.scores(vector, traits.leads[candidates])
    sentence, _ = index.sentence_table.best(vector, candidates)
    raw = {
        "dense": dense,
        "lead": lead,
        "sentence": sentence,
        "lexical": lexical[candidates],
        "definition": traits.defines(wanted, candidates),
        "territory": traits.elsewhere(wanted, candidates),
        "authority": _authority(index, traits, candidates),
        "across": (~index.in_language(wanted.language, candidates)).astype(np.float32),
        "named": np.isin(candidates, named).astype(np.float32),
    }
    of_passages, of_sentences = traits.passage_moments, traits.sentence_moments
    spread: Mapping[str, Callable[[Scores], Scores]] = {
        "dense": lambda values: of_passages.standardise(vector, values),
        "lead": lambda values: of_passages.standardise(vector, values),
        "sentence": lambda values: of_sentences.standardise(vector, values),
        "lexical": lambda values: _standardise(_temper(values), among=_temper(lexical)),
    }
    weighed = {
        name: np.float32(getattr(weights, name)) * spread.get(name, _as_is)(values)
        for name, values in raw.items()
    }
    return Signals(raw=MappingProxyType(raw), weighed=MappingProxyType(weighed))


def _authority(index: Index, traits: Traits, candidates: Ordinals) -> Scores:
    """1 for a law or a plan, less for the regulatory part of a code, 0 for all others."""
    held = index.of_kinds(AUTHORITIES, candidates).astype(np.float32)
    return held * np.where(traits.decrees[candidates], _DECREE, np.float32(1))


def _temper(scores: Scores) -> Scores:
    """BM25 to the power of 3/4: a passage full of one rare word is not that much better."""
    roots = np.sqrt(scores)
    return np.asarray(roots * np.sqrt(roots), np.float32)


def _standardise(values: Scores, *, among: Scores) -> Scores:
    deviation = float(among.std())
    if deviation == 0.0:
        return np.zeros_like(values)
    return np.asarray((values - among.mean()) / deviation, np.float32)


def _as_is(values: Scores) -> Scores:
    return values
