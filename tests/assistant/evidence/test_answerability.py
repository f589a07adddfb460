"""Claims on assistant.evidence.answerability: a calibration judges, is kept, or is refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import CalibrationError
from assistant.evidence.answerability import (
    CALIBRATION,
    DEFAULT,
    Calibration,
    load_calibration,
    save_calibration,
)
from assistant.evidence.predictors import Predictors

_NEAR = Predictors(
    passage_cosine=0.90, sentence_cosine=0.90, term_coverage=0.8, term_rarity=3, uncovered=1
)
_FAR = Predictors(
    passage_cosine=0.80, sentence_cosine=0.80, term_coverage=0.1, term_rarity=0.4, uncovered=1
)


def test_more_likeness_and_more_words_make_an_answer_likelier() -> None:
    assert DEFAULT.probability(_NEAR) > DEFAULT.threshold > DEFAULT.probability(_FAR)


def test_extreme_predictors_give_a_probability_all_the_same() -> None:
    many = Predictors(passage_cosine=100, sentence_cosine=100, term_coverage=100)
    few = Predictors(passage_cosine=-100, sentence_cosine=-100, term_coverage=-100)
    assert DEFAULT.probability(many) == pytest.approx(1)
    assert DEFAULT.probability(few) == pytest.approx(0)


def test_a_calibration_is_kept_beside_the_index(tmp_path: Path) -> None:
    mine = Calibration("m", dict(DEFAULT.weights), -1.0, 0.4, 0.2, {"answerable": 12.0})
    assert save_calibration(tmp_path, mine) == tmp_path / CALIBRATION
    assert load_calibration(tmp_path) == mine


def test_without_one_the_default_serves(tmp_path: Path) -> None:
    assert load_calibration(tmp_path) is DEFAULT


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"model": "m"}'])
def test_a_damaged_one_is_refused_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    (tmp_path / CALIBRATION).write_bytes(content)
    with pytest.raises(CalibrationError, match="run `parvis calibrate`"):
        load_calibration(tmp_path)


def test_one_that_weighs_other_predictors_is_refused_with_what_to_do(tmp_path: Path) -> None:
    older = Calibration("m", {"passage_cosine": 1.0, "covered_best": 1.0}, -1.0, 0.4, 0.2)
    save_calibration(tmp_path, older)
    with pytest.raises(
        CalibrationError, match=r"weighs passage_cosine, covered_best, .*calibrate`"
    ):
        load_calibration(tmp_path)


def test_a_question_in_another_language_needs_less_likeness() -> None:
    near = Predictors(passage_cosine=0.85, sentence_cosine=0.85, term_coverage=0.2, term_rarity=0.5)
    assert DEFAULT.probability(replace(near, cross_language=1.0)) > DEFAULT.probability(near)
