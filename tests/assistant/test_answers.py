"""Forty answers that were read and judged good stay as they were.

Where one changes for the better, read it and record it: `python -m tests.assistant.answers`.
"""

import pytest

from assistant.question import Question
from assistant.service import Service
from tests.assistant.answers import record, recorded

_RECORDED = recorded()


def test_there_are_forty_answers() -> None:
    assert len(_RECORDED) == 40
    assert all(_RECORDED.values())


@pytest.mark.parametrize("question", [*_RECORDED])
def test_a_good_answer_stays_good(question: str, library_service: Service) -> None:
    assert record(library_service.ask(Question(question))) == _RECORDED[question]
