"""Claims on assistant.understand.answer_type: which figure a question asks for."""

import pytest

from assistant.answer import FigureKind
from assistant.understand.answer_type import figure_asked
from corpus.text import fold

_ASKING = [
    ("Au bout de combien de temps mon dossier est-il classé ?", FigureKind.DELAY),
    ("Sous quel délai le guichet répond-il ?", FigureKind.DELAY),
    ("delai pour rendre un livre", FigureKind.DELAY),
    ("Tous les combien la liste est-elle revue ?", FigureKind.DELAY),
    ("How long may the guard keep my card?", FigureKind.DELAY),
    ("By when must I reply?", FigureKind.DELAY),
    ("Within what time must the guard reply?", FigureKind.DELAY),
    ("Ça coûte combien ?", FigureKind.AMOUNT),
    ("Combien ca coute", FigureKind.AMOUNT),
    ("Quel est le tarif d'une visite ?", FigureKind.AMOUNT),
    ("C'est payant ?", FigureKind.AMOUNT),
    ("How much is a visit?", FigureKind.AMOUNT),
    ("Depuis quelle année le parvis est-il ouvert ?", FigureKind.DATE),
    ("When was the square opened?", FigureKind.DATE),
    ("Combien de gardiens y a-t-il ?", FigureKind.NUMBER),
    ("How many guards are there?", FigureKind.NUMBER),
    ("À quelle majorité le conseil vote-t-il ?", FigureKind.NUMBER),
    ("A partir de quel age peut-on entrer ?", FigureKind.AGE),
    ("What age must a guard be?", FigureKind.AGE),
]
_NOT_REQUIRING = [
    "Quand le gardien peut-il refuser l'entrée ?",
    "Comment entrer, et au bout de combien de temps ?",
    "Jusqu'à quand l'affiche reste-t-elle ?",
    "À quelle date se place le gardien pour décider ?",
]


@pytest.mark.parametrize(("question", "kind"), _ASKING)
def test_a_question_for_a_figure_is_read_with_its_kind(question: str, kind: FigureKind) -> None:
    asked = figure_asked(fold(question))
    assert asked is not None
    assert (asked.kind, asked.required) == (kind, True)


@pytest.mark.parametrize("question", _NOT_REQUIRING)
def test_a_question_that_an_event_or_a_condition_may_answer_requires_no_figure(
    question: str,
) -> None:
    asked = figure_asked(fold(question))
    assert asked is None or not asked.required


@pytest.mark.parametrize(
    "question",
    [
        "Le recours suspend-il le délai ?",
        "Ô combien ce parvis est beau",
        "Où trouver gratuitement le plan ?",
        "Je fais une appli payante, puis-je prendre ces photos ?",
    ],
)
def test_a_question_that_only_looks_so_asks_for_no_figure(question: str) -> None:
    assert figure_asked(fold(question)) is None


def test_of_two_figures_the_first_is_asked_for() -> None:
    asked = figure_asked(fold("Dans combien de journaux, et combien de temps avant ?"))
    assert asked is not None
    assert asked.kind is FigureKind.NUMBER
    assert "journa" in asked.things
