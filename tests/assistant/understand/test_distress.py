"""Claims on assistant.understand.distress: people in distress are met, questions of law are not."""

import pytest

from assistant.understand.distress import Distress, find_distress
from corpus.text import fold
from tests.assistant.understand.distress_messages import DISTRESS, QUESTIONS


@pytest.mark.parametrize(
    ("message", "kind"),
    [(message, kind) for kind, messages in DISTRESS.items() for message in messages],
)
def test_a_message_of_distress_is_told_with_its_danger(message: str, kind: Distress) -> None:
    assert find_distress(fold(message)) is kind


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_that_only_has_its_words_is_no_distress(question: str) -> None:
    assert find_distress(fold(question)) is None
