"""Claims on assistant.measure.calibrate and weighing: leaving answers out, and thresholds."""

from pathlib import Path

import numpy as np
import pytest

from assistant.errors import CalibrationError
from assistant.measure.calibrate import calibrate, highest_refusing, upper_bound
from assistant.measure.labelled_questions import LabelledQuestion
from assistant.measure.weighing import Weighing, weigh_all
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.search.searcher import Searcher
from index.snapshot.store import Store
from tests.index.library import WordEncoder, pages

THINGS = ("lilas", "tuiles", "canards", "barques", "lampes", "ruches", "statues", "grilles")
WORDS = {f"{one}.md": f"Les {one} du parvis sont comptés au mois de mai." for one in THINGS}


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    store, encoder = Store(tmp_path), WordEncoder()
    build(pages(WORDS), store=store, encoder=encoder, policy=GatePolicy(force=True))
    return Searcher(store.current(), encoder)


def _questions(searcher: Searcher) -> list[LabelledQuestion]:
    ids = {one.source_path: one.id for one in searcher.index.documents.values()}
    return [
        LabelledQuestion(words, relevant=frozenset([ids[f"{one}.md"]]))
        for one in THINGS
        for words in (f"Quand les {one} du parvis sont-ils comptés ?", f"Qui compte les {one} ?")
    ]


def test_an_answerable_question_is_asked_without_its_answer_too(searcher: Searcher) -> None:
    [question, *_] = _questions(searcher)

    asked, left_out = weigh_all(Weighing(searcher), [question])

    assert asked.answerable
    assert asked.right
    assert left_out.without_answer
    assert not left_out.answerable
    assert left_out.predictors.term_coverage < asked.predictors.term_coverage == 1


def test_what_still_quotes_the_words_of_the_label_is_no_near_miss(searcher: Searcher) -> None:
    [question, *_] = _questions(searcher)
    elsewhere = LabelledQuestion(question.text, question.relevant, must_quote=("mois de mai",))

    assert len(weigh_all(Weighing(searcher), [elsewhere])) == 1


def test_answerable_questions_alone_are_enough_to_calibrate_with(searcher: Searcher) -> None:
    fitted = calibrate(searcher, _questions(searcher))

    assert fitted.measured["answerable_refused_of"] == 16
    assert fitted.measured["left_out_answered_of"] >= 10
    assert fitted.weights["term_coverage"] > 0


def test_too_few_answerable_questions_are_refused(searcher: Searcher) -> None:
    with pytest.raises(CalibrationError, match="3 questions that the index answers are too few"):
        calibrate(searcher, _questions(searcher)[:3])


@pytest.mark.parametrize(
    ("refused", "of", "told"), [(0, 10, 0.259), (3, 100, 0.0757), (10, 10, 1.0)]
)
def test_the_upper_bound_is_that_of_clopper_and_pearson(refused: int, of: int, told: float) -> None:
    assert upper_bound(refused, of) == pytest.approx(told, abs=1e-3)


def test_of_many_questions_the_threshold_refuses_few_and_of_ten_none() -> None:
    many = np.linspace(0, 1, 200)
    refused = int(np.sum(many < highest_refusing(many, at_most=0.10)))

    assert upper_bound(refused, 200) <= 0.10 < upper_bound(refused + 1, 200)
    assert highest_refusing(np.linspace(0.3, 1, 10), at_most=0.10) == pytest.approx(0.3)
