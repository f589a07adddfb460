"""Conversation: what of it goes to the API, and what is shown."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.fake_service import answered, refused
from ui.contract import Answer
from ui.conversation import REMEMBERED, Exchange, awaiting, clean, history, messages


def exchange(question: str = "Quel délai ?") -> Exchange:
    said = Answer.model_validate(answered(("L1", "La place est ouverte à tous.")))
    return Exchange.of(question, said)


def test_an_answer_is_remembered_in_plain_words_with_its_numbers() -> None:
    assert history([exchange()]) == [
        {"role": "user", "content": "Quel délai ?"},
        {"role": "assistant", "content": "La place est ouverte à tous. [1]"},
    ]


def test_a_refusal_is_remembered_by_its_message() -> None:
    said = Answer.model_validate(refused("Je ne sais pas."))
    assert history([Exchange.of("Quelle heure ?", said)])[1]["content"] == "Je ne sais pas."


def test_only_the_last_exchanges_go_to_the_api() -> None:
    turns = history([exchange(f"Question {number}") for number in range(20)])
    asked = [turn["content"] for turn in turns if turn["role"] == "user"]
    assert asked == [f"Question {number}" for number in range(20 - REMEMBERED, 20)]


def test_every_exchange_is_shown_in_order() -> None:
    shown = messages([exchange("Un ?"), exchange("Deux ?")])
    assert [one["role"] for one in shown] == ["user", "assistant", "user", "assistant"]
    assert "Un ?" in shown[0]["content"]
    assert "Deux ?" in shown[2]["content"]


def test_a_question_under_way_stands_last() -> None:
    shown = awaiting([exchange("Un ?")], "Deux ?", "<p>…</p>")
    assert "Deux ?" in shown[-2]["content"]
    assert shown[-1] == {"role": "assistant", "content": "<p>…</p>"}


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        pytest.param("  Quel délai ?\n", "Quel délai ?", id="spaces around"),
        pytest.param("Un\r\ndeux", "Un\ndeux", id="line ends of another system"),
        pytest.param("Un\x00\x07 deux", "Un deux", id="control characters"),
        pytest.param("Un \ud800deux", "Un deux", id="half of a surrogate pair"),
        pytest.param("Quel délai\u00a0?", "Quel délai ?", id="the spaces of French typography"),
        pytest.param(" \n\t ", "", id="nothing but white space"),
    ],
)
def test_a_question_is_cleaned(typed: str, sent: str) -> None:
    assert clean(typed) == sent


@given(st.text(alphabet=st.characters(codec=None)))
def test_a_cleaned_question_can_always_be_sent(typed: str) -> None:
    sent = clean(typed)
    assert json.dumps(sent, ensure_ascii=False).encode()
    assert not [character for character in sent if character < " " and character not in "\n\t"]
