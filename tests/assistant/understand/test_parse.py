"""Claims on assistant.understand.parse: a question is read once, and in its conversation."""

from dataclasses import FrozenInstanceError

import pytest

from assistant.answer import RefusalReason
from assistant.question import MAX_QUESTION_CHARS, Question, Role, Turn
from assistant.understand import parse
from assistant.understand.courtesies import SmallTalk
from assistant.understand.distress import Distress
from assistant.understand.parse import parse_question

_CADA = "Comment saisir la CADA d'un refus ?"


def _asked(text: str, *before: str) -> Question:
    turns = [turn for one in before for turn in (Turn(Role.USER, one), Turn(Role.ASSISTANT, "…"))]
    return Question(text, history=tuple(turns))


def test_a_question_is_read_into_one_record() -> None:
    parsed = parse_question(Question("Bonjour, que dit l'article L. 311-6 du plan ? Merci !"))
    assert parsed.text == "que dit l'article L. 311-6 du plan ?"
    assert parsed.folded == "que dit l article l 311 6 du plan"
    assert parsed.language == "fr"
    assert parsed.pointer.articles == ("L311-6",)
    assert parsed.names_plan
    assert parsed.searchable
    with pytest.raises(FrozenInstanceError):
        parsed.text = "autre"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("message", "read"),
    [
        ("Merci beaucoup", (SmallTalk.THANKS, None, None)),
        ("Bonjour, j'ai faim", (None, Distress.HUNGER, None)),
        ("Ai-je des chances de gagner ?", (None, None, RefusalReason.PERSONAL_CASE)),
        ("Qui préside la CADA ?", (None, None, None)),
    ],
)
def test_what_kind_of_message_it_is_is_read(message: str, read: tuple[object, ...]) -> None:
    parsed = parse_question(Question(message))
    assert (parsed.small_talk, parsed.distress, parsed.forbidden) == read


def test_a_follow_up_brings_the_question_that_it_follows() -> None:
    parsed = parse_question(_asked("Et dans quel délai ?", _CADA))
    assert parsed.antecedent == _CADA
    assert [turn.text for turn in parsed.turns()] == [_CADA, "Et dans quel délai ?"]


def test_a_chain_of_follow_ups_goes_back_to_the_question_that_stands_alone() -> None:
    parsed = parse_question(
        _asked(
            "Et pour une commune ?", "Quel est le prix du timbre ?", _CADA, "Et dans quel délai ?"
        )
    )
    assert parsed.antecedent == _CADA
    assert [turn.text for turn in parsed.turns()] == [
        _CADA,
        "Et dans quel délai ?",
        "Et pour une commune ?",
    ]


@pytest.mark.parametrize(
    ("before", "told"),
    [
        (_CADA, _CADA),
        (f"La mairie refuse. {_CADA}", _CADA),
        (f"{_CADA} C'est possible ?", _CADA),
        ("saisir la cada", "saisir la cada"),
        ("Comment saisir la commission ? " * 9, "Comment saisir la commission ?"),
        ("saisir " * 30, f"{'saisir ' * 16}saisir…"),
    ],
)
def test_what_a_follow_up_leans_on_is_told_in_short(before: str, told: str) -> None:
    assert parse_question(_asked("Et dans quel délai ?", before)).about == told


def test_a_question_that_stands_alone_tells_nothing_that_it_leans_on() -> None:
    assert parse_question(_asked("Qui nomme les commissaires enquêteurs ?", _CADA)).about is None


def test_courtesies_and_distress_in_between_are_no_context() -> None:
    parsed = parse_question(_asked("Et dans quel délai ?", _CADA, "merci", "j'ai faim", "ok"))
    assert parsed.antecedent == _CADA
    assert parsed.previous is not None
    assert parsed.previous.text == _CADA


def test_a_change_of_subject_forgets_what_was_said() -> None:
    parsed = parse_question(_asked("Qui nomme les commissaires enquêteurs ?", _CADA))
    assert (parsed.antecedent, parsed.previous) == ("", None)


def test_without_a_history_nothing_is_recalled() -> None:
    assert parse_question(Question("Et dans quel délai ?")).antecedent == ""


def test_the_language_of_a_question_without_one_is_that_of_the_turns_before() -> None:
    assert parse_question(_asked("CADA?", "Who can ask for a document?")).language == "en"
    assert parse_question(_asked("CADA ?", "Qui peut demander ?")).language == "fr"
    assert parse_question(Question("CADA")).language == "fr"


def test_a_long_conversation_costs_no_more_than_a_short_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []
    parse_alone = parse._parse_alone

    def counting(message: str, *, language: str) -> object:
        read.append(message)
        return parse_alone(message, language=language)

    monkeypatch.setattr(parse, "_parse_alone", counting)
    parsed = parse_question(_asked("Et dans quel délai ?", *["Et dans quel délai ?"] * 200))
    assert len(list(parsed.turns())) == 3
    assert len(read) <= 6


def test_an_earlier_turn_is_held_to_the_length_of_a_question() -> None:
    parsed = parse_question(_asked("Et dans quel délai ?", "Comment saisir la CADA ? " * 2_000))
    assert MAX_QUESTION_CHARS - 10 < len(parsed.antecedent) <= MAX_QUESTION_CHARS
