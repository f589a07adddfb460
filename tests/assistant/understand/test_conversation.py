"""Claims on assistant.conversation: what leans on an earlier question, and what stands alone."""

import pytest

from assistant.question import Question, Role, Turn
from assistant.understand.conversation import leans_back, recall


def _asked(text: str, *before: str) -> Question:
    turns = [turn for one in before for turn in (Turn(Role.USER, one), Turn(Role.ASSISTANT, "…"))]
    return Question(text, history=tuple(turns))


@pytest.mark.parametrize(
    "text",
    [
        "Et dans quel délai ?",
        "Et pour une commune ?",
        "Dans quel délai ?",
        "Ce délai peut-il être prolongé ?",
        "Qui la préside ?",
        "Combien de membres compte-t-elle ?",
        "Est-il gratuit ?",
        "Quand rend-elle son avis ?",
        "Quelles sont les exceptions ?",
        "What about fees?",
        "Pourquoi ?",
    ],
)
def test_a_question_without_a_subject_of_its_own_leans_back(text: str) -> None:
    assert leans_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "La CADA peut-elle refuser un avis ?",
        "L'administration doit-elle me répondre ?",
        "Qui nomme les personnes responsables de l'accès ?",
        "Où est publiée la décision d'organiser une consultation ouverte ?",
        "Combien de jours avant l'enquête publique l'affichage doit-il avoir lieu ?",
        "Faut-il une licence pour réutiliser des données publiques ?",
        "Who can ask for an administrative document?",
    ],
)
def test_a_question_with_a_subject_stands_alone(text: str) -> None:
    assert not leans_back(text)


def test_a_follow_up_brings_the_question_that_it_follows() -> None:
    context = recall(_asked("Et dans quel délai ?", "Comment saisir la CADA d'un refus ?"))
    assert context.questions == ("Comment saisir la CADA d'un refus ?",)
    assert context.before == Question("Comment saisir la CADA d'un refus ?")


def test_a_chain_of_follow_ups_goes_back_to_the_question_that_stands_alone() -> None:
    context = recall(
        _asked(
            "Et pour une commune ?",
            "Quel est le prix du timbre ?",
            "Comment saisir la CADA d'un refus ?",
            "Et dans quel délai ?",
        )
    )
    assert context.questions == ("Comment saisir la CADA d'un refus ?", "Et dans quel délai ?")


def test_a_change_of_subject_forgets_what_was_said() -> None:
    context = recall(
        _asked("Qui nomme les commissaires enquêteurs ?", "Comment saisir la CADA d'un refus ?")
    )
    assert context.questions == ()
    assert context.before is None


def test_without_a_history_nothing_is_recalled() -> None:
    assert recall(Question("Et dans quel délai ?")).questions == ()
