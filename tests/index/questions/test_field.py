"""The field of questions: what answers each, which documents are covered, whose words are whose."""

from collections.abc import Sequence

import numpy as np

from corpus.questions.taught import Provenance
from index.questions.asked import AskedQuestion
from index.questions.field import QuestionField, make_field
from index.questions.metric import learn_metric
from index.search.query import read_query
from tests.index.library import WordEncoder

ENCODER = WordEncoder()
ORIGIN = np.zeros(ENCODER.dimension, np.float32)


def question(
    text: str, *passages: str, provenance: Provenance = Provenance.WRITTEN
) -> AskedQuestion:
    return AskedQuestion(text, "d", passages, passages, provenance)


def field_of(questions: Sequence[AskedQuestion], documents: Sequence[int]) -> QuestionField:
    """A field over passages "0", "1", … of documents of so many passages."""
    texts = [one.text for one in questions]
    vectors = ENCODER.encode_queries(texts).astype(np.float16)
    answers = [one.passages for one in questions]
    return make_field(
        questions,
        vectors,
        ordinals={str(row): row for row in range(sum(documents))},
        documents=documents,
        metric=learn_metric(vectors.astype(np.float32), answers, origin=ORIGIN),
    )


def test_each_question_has_the_passages_that_answer_it() -> None:
    field = field_of(
        [question("qui", "2", "0"), question("rien", "1"), question("quoi", "3")], [2, 2]
    )
    rows, counts = field.answers(np.arange(3))
    assert rows.tolist() == [2, 0, 1, 3]
    assert counts.tolist() == [2, 1, 1]


def test_a_document_is_covered_where_nearly_all_of_its_passages_have_written_questions() -> None:
    whole = [question(f"un {row}", str(row)) for row in range(10)]
    nearly = [question(f"deux {row}", str(10 + row)) for row in range(9)]
    half = [question(f"trois {row}", str(20 + row)) for row in range(5)]
    covered = field_of([*whole, *nearly, *half], [10, 10, 10, 0, 3]).covered
    assert covered.tolist() == [True] * 20 + [False] * 13


def test_neither_staff_nor_the_document_itself_make_it_covered() -> None:
    others = (Provenance.STAFF, Provenance.DOCUMENT, Provenance.CITATION)
    whole = [question(f"tout {one}", "0", "1", provenance=one) for one in others]
    assert not field_of(whole, [2]).covered.any()
    assert field_of([question("tout", "0", "1", provenance=Provenance.MODEL)], [2]).covered.all()


def test_a_question_on_a_whole_document_does_not_make_it_covered() -> None:
    whole = AskedQuestion("tout", "d", ("0", "1"), (), Provenance.WRITTEN)
    assert not field_of([whole], [2]).covered.any()


def test_the_words_of_questions_are_those_of_the_passages_that_answer_them() -> None:
    field = field_of(
        [question("Qui ouvre la grille ?", "3"), question("Quand ferme le pont ?", "1", "3")], [4]
    )
    assert field.asked.tolist() == [1, 3]

    def held(text: str) -> list[bool]:
        terms = read_query(text, languages=("fr",), language="fr").terms
        found: list[bool] = (field.lexical.scores(terms) > 0).tolist()
        return found

    assert held("la grille") == [False, True]
    assert held("le pont") == [True, True]


def test_the_nearest_questions_come_first_with_their_likeness() -> None:
    field = field_of([question("le pont tournant", "0"), question("la grille du parvis", "1")], [2])
    vector = field.metric.place(ENCODER.encode_queries(["la grille du parvis"])[0])
    near = field.nearest(vector, limit=2)
    assert near.numbers.tolist() == [1, 0]
    assert near.likeness[0] > 0.999
    assert near.likeness[1] < 0.5


def test_a_field_without_questions_covers_and_answers_nothing() -> None:
    field = field_of([], [2, 0])
    assert field.covered.tolist() == [False, False]
    assert len(field.asked) == len(field.questions) == 0
