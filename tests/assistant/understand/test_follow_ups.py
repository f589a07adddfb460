"""Claims on assistant.understand.follow_ups: what leans on an earlier question, what does not."""

import pytest

from assistant.understand.follow_ups import is_follow_up
from corpus.text import fold


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
def test_a_question_without_a_subject_of_its_own_is_a_follow_up(text: str) -> None:
    assert is_follow_up(fold(text))


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
    assert not is_follow_up(fold(text))
