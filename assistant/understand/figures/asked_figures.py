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

# What a duration stands before, it does not last for: "huit jours au moins avant l'ouverture".
_AHEAD = re.compile(
    r"\W{0,3}(?:au (?:moins|plus)|at (?:least|most)|ouvrés?|francs?|clear|working)?\W{0,3}"
    r"(?:avant|before|prior to)\b",
    re.IGNORECASE,
)


def asked_figures(text: str, asked: AskedFigure, *, language: str) -> list[Figure]:
    """The figures of a text that are of the kind asked for, and count the thing asked for."""
    return [
        one
        for one in figures_in(text, language=language)
        if answers(one, asked) and not (asked.duration and _AHEAD.match(text, one.end))
    ]


def answers(figure: Figure, asked: AskedFigure) -> bool:
    """Whether a figure is of the kind that a question asks for, and counts what it names."""
    if figure.kind not in asked.accepted:
        return False
    if figure.kind is FigureKind.NUMBER:
        return _counts(figure, asked)
    if figure.kind is FigureKind.DATE:
        return figure.unit == DEADLINE or not asked.deadline
    return asked.fee or figure.unit != CHARGE


def _counts(figure: Figure, asked: AskedFigure) -> bool:
    if asked.share:
        return figure.unit in (SHARE, PER_CENT)
    return not asked.things or not asked.things.isdisjoint(map(stem, figure.unit.split()))
