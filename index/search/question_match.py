"""Question match: how near a question is to those that passages are known to answer.

    strength(passage) = τ · log Σ exp((s(n) - s(k)) / τ) / σ

over its questions n among the k nearest, with s the likeness in the metric of questions, s(k) that
of the k-th nearest question, and σ the deviation of the likeness to all of them: a kernel estimate
of how much the nearest questions speak for one answer.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.parameters import RankingParameters
from index.questions.asked import AskedQuestion
from index.questions.field import NearQuestions, QuestionField
from index.search.query import Query
from index.search.vectors import Mask


@dataclass(frozen=True, slots=True)
class QuestionMatch:
    """What the nearest questions say of every passage of an index, arrays of shape (passages,).

    `strength` is in deviations, at least 0; `closest` is the likeness, from 0 to 1, of a passage's
    nearest question; `terms` is the BM25 score of the words of a passage's questions. `cosine` is
    that of the nearest question, as the encoder has the vectors; 0 where there are none.
    """

    strength: NDArray[np.float32] = field(repr=False)
    closest: NDArray[np.float32] = field(repr=False)
    terms: NDArray[np.float32] = field(repr=False)
    near: NearQuestions = field(repr=False)
    cosine: float = 0.0

    @property
    def called(self) -> NDArray[np.int64]:
        """The passages that answer one of the nearest questions."""
        return np.flatnonzero(self.closest)

    def closest_question(self, questions: QuestionField, passage: int) -> AskedQuestion | None:
        """The nearest question that a passage answers, if one of the nearest is its own."""
        likeness = self.closest[passage]
        if not likeness:
            return None
        for number in self.near.numbers[self.near.likeness == likeness]:
            if passage in questions.answers(np.array([number]))[0]:
                return questions.questions[int(number)]
        return None


def match_questions(
    questions: QuestionField,
    query: Query,
    vector: Vectors,
    *,
    mask: Mask | None = None,
    parameters: RankingParameters,
) -> QuestionMatch:
    """What the nearest questions of a field say for a query, whose vector is the encoder's.

    Of the questions, only those count that a passage which `mask` leaves answers.
    """
    passages = len(questions.covered)
    strength, closest, terms = (np.zeros(passages, np.float32) for _ in range(3))
    counted = None if mask is None else questions.answered_by(mask)
    known = len(questions.questions) if counted is None else int(counted.sum())
    if not known:
        none = NearQuestions(np.empty(0, np.int64), np.empty(0, np.float32))
        return QuestionMatch(strength, closest, terms, none)
    placed = questions.metric.place(vector)
    limit = max(1, min(parameters.nearest_questions, known // 2))
    near = questions.nearest(placed, limit=limit, mask=counted)
    temperature = np.float32(parameters.question_temperature)
    above = near.likeness - near.likeness[-1]
    rows, counts = questions.answers(near.numbers)
    np.add.at(strength, rows, np.repeat(np.exp(above / temperature), counts))
    np.maximum.at(closest, rows, np.repeat(near.likeness, counts))
    deviation = questions.moments.deviation(placed)
    strength = temperature / np.float32(deviation) * np.log(np.maximum(strength, 1))
    terms[questions.asked] = questions.lexical.scores(query.terms)
    cosine = questions.vectors[near.numbers].astype(np.float32) @ vector
    return QuestionMatch(strength.astype(np.float32), closest, terms, near, float(cosine.max()))
