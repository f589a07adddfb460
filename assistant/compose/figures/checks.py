"""Checks on a line: it says no more, and nothing else, than the quote that it was made from."""

import re

from assistant.answer import FigureKind
from assistant.compose.figures.bounds import bounded
from assistant.compose.figures.lines import Line
from assistant.understand.figures.figures import FREE, PER_CENT, SHARE, Figure, figures_in

_MARKS = re.compile(r"[«“]\s?|\s?[»”]")


def is_borne_out(
    line: Line, figure: Figure, quote: str, *, language: str, answered_in: str
) -> bool:
    """Whether the line is proven by the quote.

    The figure that the line marks is that of the quote. What the line says, read again, is the same
    figure in the same unit with the same bound; and its other words stand in the quote, to the
    letter.
    """
    marked = figures_in(quote, language=language)
    if figure not in marked or (line.start, line.end) != (figure.start, figure.end):
        return False
    said = line.text.partition(":")[2].strip()
    if figure.unit == FREE:
        return [one.unit for one in figures_in(said, language=answered_in)] == [FREE]
    if figure.kind in (FigureKind.DATE, FigureKind.AGE) or figure.unit == SHARE:
        return _MARKS.sub("", said).strip() in quote
    head, _, clause = said.partition(", ")
    if _MARKS.sub("", clause).strip() not in quote:
        return False
    bound = bounded(quote, figure.start, figure.end).bound
    head = f" {_MARKS.sub('', said if figure.unit == PER_CENT else head)}"
    again = [one for one in figures_in(head, language=answered_in) if one.kind is figure.kind]
    if not again or again[0].value != figure.value or _unit(again[0]) != _unit(figure):
        return False
    return bounded(head, again[0].start, again[0].end).bound is bound


def _unit(figure: Figure) -> str:
    """The unit, or the first word of what a number counts."""
    return figure.unit.partition(" ")[0] if figure.kind is FigureKind.NUMBER else figure.unit
