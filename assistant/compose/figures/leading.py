"""Leading: the unit that holds the figure asked for goes before one that does not."""

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from assistant.compose.figures.asked import asked_figures_of, holds
from assistant.compose.spans.limits import names_article
from assistant.compose.spans.quote import Quote
from assistant.compose.tuning import Tuning
from assistant.evidence.evidence_set import Unit
from assistant.understand.parsed_question import ParsedQuestion

# How an article begins that sets the figure of another one: "Le seuil prévu à l'article … est de".
_SETS_A_FIGURE = re.compile(
    r"(?:(?:[IVX]{1,4}|\d{1,2}°?)[. -]{1,3})?(?:L[ea]s?|L['’]|Ces?|Cette|The)\s?(?:\w{1,15} )?"
    r"(?:délais?|durées?|montants?|seuils?|nombres?|taux|tarifs?|plafonds?|sommes?|âges?|dates?"
    r"|périodes?|majorités?|quorum|time limit|period|amount|threshold|number|rate|age|date)\b",
    re.IGNORECASE,
)


class Ranked(Protocol):
    """A unit with its spans, best first, and how well it answers beside the others."""

    @property
    def unit(self) -> Unit: ...
    @property
    def spans(self) -> list[Quote]: ...
    @property
    def merit(self) -> float: ...


RankedT = TypeVar("RankedT", bound=Ranked)


def led_by_figure(
    kept: Sequence[RankedT],
    others: Sequence[RankedT],
    question: ParsedQuestion,
    tuning: Tuning,
) -> list[RankedT]:
    """The units to quote, led by one that holds the figure that the question asks for.

    Where the first has none: the article that sets it for the first, of all the `others`, or else
    the next unit of `kept` that is about as good. As they are where there is neither, and where
    the question can do without a figure.
    """
    asked = question.asked_figure
    if asked is None or not asked.required or not kept or _holds(kept[0], question):
        return list(kept)
    first = kept[0]
    setting = (one for one in others if _sets_figure_of(one, first.unit, question))
    as_good = (
        one for one in kept[1:] if first.merit - one.merit <= tuning.tied and _holds(one, question)
    )
    found = next(setting, None) or next(as_good, None)
    if found is None:
        return list(kept)
    return [found, *(one for one in kept if one.unit.key != found.unit.key)]


def _holds(one: Ranked, question: ParsedQuestion) -> bool:
    span = one.spans[0].span
    return holds((span.start, span.end), asked_figures_of(one.unit, question))


def _sets_figure_of(one: Ranked, unit: Unit, question: ParsedQuestion) -> bool:
    """Whether the best span of an article sets the figure of which another article speaks."""
    number, text = unit.key[1], one.spans[0].text
    return (
        bool(number)
        and one.unit.document.id == unit.document.id
        and _SETS_A_FIGURE.match(text) is not None
        and names_article(text, number)
        and _holds(one, question)
    )
