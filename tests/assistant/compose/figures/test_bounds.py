"""Figures are read in time that grows with the length of the text, whatever it says."""

import pytest

from assistant.compose.figures.bounds import bounded
from assistant.understand.answer_type import figure_asked
from assistant.understand.figures.figures import figures_in
from tests.corpus.growth import grows_with_length

pytestmark = pytest.mark.slow  # counts processor seconds

_UNITS = (
    " ", "1", "1 ", "1 000 ", "un ", "vingt et ", "cent ", "mois ", "un mois ", "ne peut excéder ",
    "au plus ", "le 1er janvier 2024 ", "loi du 1er mai 2000 ", "by the end of 2015 ", "£1 ", "€",
    "la majorité ", "âgé de 16 ans ", "entre 1 et ", "% ", "d'ici fin ", "combien ", "quel ",
)  # fmt: skip


def test_time_grows_with_the_length_and_not_with_its_square() -> None:
    slow = [
        unit
        for unit in _UNITS
        for read in (
            lambda text: figures_in(text, language="fr"),
            lambda text: figures_in(text, language="en"),
            lambda text: bounded(text, len(text) // 2, len(text) // 2 + 1),
            figure_asked,
        )
        if not grows_with_length(read, unit=unit)
    ]
    assert slow == []
