"""Question field: the questions that passages answer, as a snapshot keeps them and search asks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.language import detect_language
from corpus.questions.taught import Provenance
from index.encoder import Vectors
from index.features.moments import Moments, moments_of
from index.parameters import FEATURES
from index.questions.asked import AskedQuestion
from index.questions.metric import QuestionMetric, learn_metric
from index.ranges import rows_of
from index.search.bm25 import LexicalIndex, index_terms
from index.search.sentence_vectors import HalfVectors
from index.search.vectors import Mask, VectorIndex, index_vectors
from index.text.terms import analyse

# Written for passages one by one, so that a document may have them for all of its passages: what
# staff teach mends an answer, and says nothing of the document's other passages.
_WRITTEN = frozenset({Provenance.WRITTEN, Provenance.MODEL})


class NearQuestions(NamedTuple):
    """The questions nearest to one in the metric, the nearest first, and their likeness."""

    numbers: NDArray[np.int64]
    likeness: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class QuestionField:
    """The questions of an index. Those of passage ordinals `rows[starts[n]:starts[n + 1]]` are
    answered by these: question n.

    `vectors` are as the encoder gave them, `placed` where the metric has them, and `moments` those
    of the latter. `covered` tells the passages of documents of which nearly every passage has
    written questions. `lexical` has the terms of the questions of each passage of `asked`.
    """

    questions: tuple[AskedQuestion, ...] = field(repr=False)
    vectors: HalfVectors = field(repr=False)
    metric: QuestionMetric = field(repr=False)
    placed: VectorIndex = field(repr=False)
    moments: Moments = field(repr=False)
    starts: NDArray[np.int64] = field(repr=False)
    rows: NDArray[np.int64] = field(repr=False)
    covered: Mask = field(repr=False)
    asked: NDArray[np.int64] = field(repr=False)
    lexical: LexicalIndex = field(repr=False)

    def nearest(self, vector: Vectors, *, limit: int, mask: Mask | None = None) -> NearQuestions:
        """The `limit` questions nearest to one of this vector, already placed by the metric.

        `mask` says which questions there may be among them.
        """
        numbers = self.placed.search(vector, limit=limit, mask=mask)
        return NearQuestions(numbers, self.placed.scores(vector, numbers))

    def answered_by(self, passages: Mask) -> Mask:
        """Which questions one of these passages answers."""
        found: Mask = np.logical_or.reduceat(passages[self.rows], self.starts[:-1])
        return found

    def terms_held(self, terms: Iterable[str], passages: NDArray[np.int64]) -> frozenset[str]:
        """Those of the terms that a question of any of these passages has."""
        asked = passages[np.isin(passages, self.asked)]
        return self.lexical.held(terms, np.searchsorted(self.asked, asked))

    def answers(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The ordinals of the passages that answer each of these questions, one question after the
        other, and how many there are of each."""
        starts = self.starts[numbers]
        counts = self.starts[numbers + 1] - starts
        return self.rows[rows_of(starts, counts)], counts


def learn_field(
    questions: Sequence[AskedQuestion],
    vectors: HalfVectors,
    *,
    ordinals: Mapping[str, int],
    documents: Sequence[int],
    origin: Vectors,
) -> QuestionField:
    """The field with the metric that its questions teach; see make_field, and learn_metric."""
    metric = learn_metric(
        vectors.astype(np.float32), [one.passages for one in questions], origin=origin
    )
    return make_field(questions, vectors, ordinals=ordinals, documents=documents, metric=metric)


def make_field(
    questions: Sequence[AskedQuestion],
    vectors: HalfVectors,
    *,
    ordinals: Mapping[str, int],
    documents: Sequence[int],
    metric: QuestionMetric,
    lexical: LexicalIndex | None = None,
) -> QuestionField:
    """The field of questions and their vectors, a row each, as the encoder gave them.

    `ordinals` has the place of each passage by its id, and `documents` how many passages each
    document has, in their order. `lexical` is made of the questions where it is not given.
    """
    rows = [[ordinals[id] for id in one.passages] for one in questions]
    starts = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(one) for one in rows], out=starts[1:])
    flat = np.array([row for one in rows for row in one], np.int64)
    full = vectors.astype(np.float32)
    asked = np.unique(flat)
    if lexical is None:
        lexical = index_terms(_terms(questions, rows, asked))
    placed = metric.place(full)
    return QuestionField(
        questions=tuple(questions),
        vectors=vectors,
        metric=metric,
        placed=index_vectors(placed),
        moments=moments_of(placed),
        starts=starts,
        rows=flat,
        covered=_covered(questions, rows, documents),
        asked=asked,
        lexical=lexical,
    )


def _terms(
    questions: Sequence[AskedQuestion], rows: Sequence[Sequence[int]], asked: NDArray[np.int64]
) -> list[Counter[str]]:
    """How often the questions of each passage of `asked` have each term."""
    counts = {row: Counter[str]() for row in asked.tolist()}
    for question, answering in zip(questions, rows, strict=True):
        terms = analyse(question.text, language=detect_language(question.text))
        for row in answering:
            counts[row].update(terms)
    return list(counts.values())


def _covered(
    questions: Sequence[AskedQuestion], rows: Sequence[Sequence[int]], documents: Sequence[int]
) -> Mask:
    written = np.zeros(sum(documents), np.float32)
    for question, answering in zip(questions, rows, strict=True):
        if question.provenance in _WRITTEN and question.answers:
            written[list(answering)] = 1
    covered = np.zeros(len(written), np.bool_)
    start = 0
    for count in documents:
        part = slice(start, start + count)
        covered[part] = count > 0 and written[part].mean() >= FEATURES.covered_share
        start += count
    return covered
