"""The figures of a text that answer what a question asks for."""

import re

from assistant.answer import FigureKind
from assistant.understand.answer_type import AskedFigure, stem
from assistant.understand.figures.figures import (
    CHARGE,
    DEADLINE,
    PER_CENT,
    SHARE,
    Figure,
    figures_in,
)

# What a duration stands before or after, it does not last for: "huit jours avant l'ouverture".
_AHEAD = re.compile(
    r"\W{0,3}(?:au (?:moins|plus)|at (?:least|most)|ouvrés?|francs?|clear|working)?\W{0,3}"
    r"(?:avant|après|before|after|prior to)\b",
    re.IGNORECASE,
)
# These ask for haste, and tell nobody for how long or by when.
_NO_FIGURE = re.compile(
    r"sans délai|immédiatement|délai raisonnable|(?:plus )?brefs? délais?|dès que possible"
    r"|without delay|immediately|as soon as",
    re.IGNORECASE,
)

# A date of a year alone, "en 2020", ends in as many noughts.
_YEAR = 10_000


def asked_figures(text: str, asked: AskedFigure, *, language: str) -> list[Figure]:
    """The figures of a text that are of the kind asked for, and count the thing asked for."""
    return [
        one
        for one in figures_in(text, language=language)
        if answers(one, asked)
        and not (asked.duration and _AHEAD.match(text, one.end))
        and not (one.kind is FigureKind.DELAY and _NO_FIGURE.match(text, one.start))
    ]


def answers(figure: Figure, asked: AskedFigure) -> bool:
    """Whether a figure is of the kind that a question asks for, and counts what it names."""
    if figure.kind not in asked.accepted:
        return False
    if figure.kind is FigureKind.NUMBER:
        return _counts(figure, asked)
    if figure.kind is FigureKind.DATE:
        in_passing = (figure.value or 0) % _YEAR == 0 and not asked.required
        return figure.unit == DEADLINE or not (asked.deadline or in_passing)
    return asked.fee or figure.unit != CHARGE


def _counts(figure: Figure, asked: AskedFigure) -> bool:
    if asked.share:
        return figure.unit in (SHARE, PER_CENT)
    return not asked.things or not asked.things.isdisjoint(map(stem, figure.unit.split()))
