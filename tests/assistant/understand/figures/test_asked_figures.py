"""Claims on the figures of a text that answer what a question asks for."""

import pytest

from assistant.understand.answer_type import figure_asked
from assistant.understand.figures.asked_figures import asked_figures
from corpus.text import fold


@pytest.mark.parametrize(
    ("question", "text", "held"),
    [
        ("Combien de temps dure la fête ?", "La fête dure huit jours.", ["huit jours"]),
        ("Combien de temps dure la fête ?", "Huit jours au moins avant la fête, on avise.", []),
        (
            "Sous quel délai aviser ?",
            "Huit jours au moins avant la fête, on avise.",
            ["Huit jours"],
        ),
        ("Combien de temps dure la fête ?", "Le reçu vaut trois mois après la fête.", []),
    ],
)
def test_a_time_ahead_of_something_is_no_duration(
    question: str, text: str, held: list[str]
) -> None:
    asked = figure_asked(fold(question))
    assert asked is not None
    found = asked_figures(text, asked, language="fr")
    assert [text[one.start : one.end] for one in found] == held


@pytest.mark.parametrize(
    "text",
    [
        "Le reçu est rendu sans délai.",
        "Le gardien répond à bref délai.",
        "The guard answers without delay.",
    ],
)
def test_what_asks_for_haste_is_no_delay(text: str) -> None:
    asked = figure_asked("combien de temps")
    assert asked is not None
    language = "en" if text.startswith("The") else "fr"
    assert asked_figures(text, asked, language=language) == []


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("La fête en 2020.", []),
        ("La fête a lieu le 4 mai 2020.", ["4 mai 2020"]),
        ("La fête a lieu au plus tard en 2020.", ["2020"]),
    ],
)
def test_a_year_in_passing_does_not_tell_when(text: str, held: list[str]) -> None:
    asked = figure_asked("quand a-t-on la fete")
    assert asked is not None
    assert [text[one.start : one.end] for one in asked_figures(text, asked, language="fr")] == held
