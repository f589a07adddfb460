"""Signals: what speaks for a passage, each on the scale of its own spread, and what each weighs.

The weights are those of one configuration for all corpora. `tests/benchmarks/retrieval.py` prints
the table of alternatives, with the confidence interval of each difference, that chose them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from corpus.document import DocumentKind
from index.encoder import Vectors
from index.snapshot import Index
from index.traits import Traits
from index.wanted import Wanted

Ordinals = NDArray[np.int64]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal weighs in the sum that orders the passages.

    dense: the passage's vector. lead: the vector of the first passage of its article, commitment or
    page, where official prose says what it is about. sentence: the vector of its nearest sentence.
    lexical: BM25, in which a term that the lexicon adds weighs `added` of one of the question's
    own. definition: it defines what the question asks to define. territory: what a rule for an
    overseas territory loses unless the question names it. authority: what a law or a plan gains
    over the pages that speak of it. named: it is an article that the question calls by its number.
    """

    dense: float = 0.5
    lead: float = 0.5
    sentence: float = 0.4
    lexical: float = 0.5
    added: float = 0.5
    definition: float = 4.0
    territory: float = 1.0
    authority: float = 0.6
    named: float = 8.0


WEIGHTS = Weights()
# What is quoted as such, before what is told about it.
AUTHORITIES = frozenset({DocumentKind.LAW, DocumentKind.ACTION_PLAN})


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
    """The BM25 score of every passage; terms that the lexicon adds weigh `added` of the others."""
    own = index.lexical.scores(wanted.terms)
    if not added or not wanted.added:
        return own
    return own + np.float32(added) * index.lexical.scores(wanted.added)


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
        "authority": index.of_kinds(AUTHORITIES)[candidates].astype(np.float32),
        "named": np.isin(candidates, named).astype(np.float32),
    }
    of_passages, of_sentences = traits.passage_moments, traits.sentence_moments
    spread: Mapping[str, Callable[[Scores], Scores]] = {
        "dense": lambda values: of_passages.standardise(vector, values),
        "lead": lambda values: of_passages.standardise(vector, values),
        "sentence": lambda values: of_sentences.standardise(vector, values),
        "lexical": lambda values: _standardise(values, among=lexical),
    }
    weighed = {
        name: np.float32(getattr(weights, name)) * spread.get(name, _as_is)(values)
        for name, values in raw.items()
    }
    return Signals(raw=MappingProxyType(raw), weighed=MappingProxyType(weighed))


def _standardise(values: Scores, *, among: Scores) -> Scores:
    deviation = float(among.std())
    if deviation == 0.0:
        return np.zeros_like(values)
    return np.asarray((values - among.mean()) / deviation, np.float32)


def _as_is(values: Scores) -> Scores:
    return values
