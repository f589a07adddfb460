"""Hit and Filter: what a search gives back, and what narrows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from corpus.document import Document, DocumentKind
from corpus.passage import Passage
from index.questions.asked import AskedQuestion


@dataclass(frozen=True, slots=True)
class Filter:
    """Which passages a search may find; None means all. `as_of` keeps what holds on that day.

    `without` are the ids of passages that are left out, to see what the others answer.
    """

    kinds: frozenset[DocumentKind] | None = None
    documents: frozenset[str] | None = None
    as_of: date | None = None
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found: `score` = Σ `contributions`, of `scores` and of coverage.

    `ranks` are the passage's, from 1, under each signal that tells the candidates apart.
    `matched_terms` are the analysed terms of the question that its words or its context hold, and
    `expansion_terms` those that it holds of the lexicon's. `asked` is the nearest of the questions
    that the passage is known to answer, and `asked_likeness` how near it is, from 0 to 1.
    """

    passage: Passage
    document: Document
    score: float
    scores: Mapping[str, float] = field(default_factory=dict)
    contributions: Mapping[str, float] = field(default_factory=dict)
    ranks: Mapping[str, int] = field(default_factory=dict)
    matched_terms: tuple[str, ...] = ()
    expansion_terms: tuple[str, ...] = ()
    asked: AskedQuestion | None = None
    asked_likeness: float = 0.0
