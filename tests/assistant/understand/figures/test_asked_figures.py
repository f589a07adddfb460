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
    ],
)
def test_a_time_ahead_of_something_is_no_duration(
    question: str, text: str, held: list[str]
) -> None:
    asked = figure_asked(fold(question))
    assert asked is not None
    found = asked_figures(text, asked, language="fr")
    assert [text[one.start : one.end] for one in found] == held
