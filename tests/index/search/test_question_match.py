"""Question match: how much the nearest questions speak for a passage, and which is nearest."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.parameters import RANKING
from index.questions.asked import AskedQuestion
from index.search.query import read_query
from index.search.question_match import QuestionMatch, match_questions
from tests.index.questions.test_field import ENCODER, field_of, question

TAUGHT = [
    question("qui ouvre la grille du parvis", "0"),
    question("qui ouvre donc la grille du parvis", "0"),
    question("quand ferme le pont tournant", "1"),
    question("combien coûte une parcelle de jardin", "2", "3"),
    question("où dort le gardien du phare", "4"),
    question("pourquoi les péniches passent le mardi", "1"),
]
FIELD = field_of(TAUGHT, [3, 3])


def match(text: str, *, nearest: int = 200, without: int | None = None) -> QuestionMatch:
    query = read_query(text, languages=("fr",), language="fr")
    vector = ENCODER.encode_queries([text])[0]
    parameters = replace(RANKING, nearest_questions=nearest)
    mask = None if without is None else np.arange(6) != without
    return match_questions(FIELD, query, vector, mask=mask, parameters=parameters)


def test_what_answers_the_nearest_questions_has_the_most_strength() -> None:
    found = match("qui ouvre la grille du parvis")
    assert found.strength.argmax() == 0
    assert found.closest[0] == pytest.approx(1, abs=1e-3)
    assert set(np.flatnonzero(found.strength)) <= set(found.called) <= {0, 1, 2, 3, 4}


def test_two_near_questions_speak_louder_than_one() -> None:
    both = match("qui ouvre la grille du parvis").strength[0]
    assert both > match("qui ouvre la grille du parvis", nearest=1).strength[0]


def test_every_passage_that_answers_a_question_is_called() -> None:
    found = match("combien coûte une parcelle de jardin", nearest=1)
    assert found.called.tolist() == [2, 3]


def test_questions_of_what_is_left_out_say_nothing() -> None:
    text = "qui ouvre la grille du parvis"
    assert match(text, without=0).closest[0] == 0
    assert match(text, without=0).cosine < match(text).cosine == pytest.approx(1, abs=1e-3)
    shared = match("combien coûte une parcelle de jardin", without=2)
    assert shared.closest[3] == pytest.approx(1, abs=1e-3)


def test_no_more_than_half_of_the_questions_count() -> None:
    assert len(match("la grille").near.numbers) == 3
    assert len(match("la grille", nearest=2).near.numbers) == 2


def test_the_nearest_question_of_a_passage_is_the_one_that_is_named() -> None:
    found = match("qui ouvre donc la grille du parvis")
    named = found.closest_question(FIELD, 0)
    assert named is not None
    assert named.text == "qui ouvre donc la grille du parvis"
    assert found.closest_question(FIELD, 5) is None


def test_words_of_questions_count_for_the_passages_that_answer_them() -> None:
    terms = match("péniches").terms
    assert np.flatnonzero(terms).tolist() == [1]


@given(st.integers(0, 3), st.text(st.characters(codec="utf-8"), max_size=30))
def test_with_few_questions_or_none_every_number_is_finite(known: int, text: str) -> None:
    field = field_of(TAUGHT[:known], [6])
    query = read_query(text, languages=("fr",), language="fr")
    vector = ENCODER.encode_queries([text])[0]
    found = match_questions(field, query, vector, parameters=RANKING)
    for values in (found.strength, found.closest, found.terms):
        assert values.shape == (6,)
        assert np.isfinite(values).all()
        assert (values >= 0).all()
    assert (found.closest <= 1 + 1e-4).all()


def test_a_question_named_for_a_passage_is_one_that_it_answers() -> None:
    for one in TAUGHT:
        found = match(one.text)
        for passage in found.called.tolist():
            named = found.closest_question(FIELD, passage)
            assert isinstance(named, AskedQuestion)
            assert str(passage) in named.passages
