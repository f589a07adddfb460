"""Leading: the unit that holds the figure asked for goes before one that does not."""

import re
from collections.abc import Sequence

from assistant.compose.figures.asked import asked_figures_of, holds
from assistant.compose.ranking import Ranking
from assistant.compose.selection.candidates import Candidate
from assistant.compose.spans.limits import names_article
from assistant.evidence.evidence_set import Unit
from assistant.understand.parsed_question import ParsedQuestion
from corpus.document import DocumentKind

# How an article begins that sets the figure of another one: "Le seuil prévu à l'article … est de".
_SETS_A_FIGURE = re.compile(
    r"(?:(?:[IVX]{1,4}|\d{1,2}°?)[. -]{1,3})?(?:L[ea]s?|L['’]|Ces?|Cette|The)\s?(?:\w{1,15} )?"
    r"(?:délais?|durées?|montants?|seuils?|nombres?|taux|tarifs?|plafonds?|sommes?|âges?|dates?"
    r"|périodes?|majorités?|quorum|time limit|period|amount|threshold|number|rate|age|date)\b",
    re.IGNORECASE,
)


def led_by_figure(
    led_by: Sequence[Candidate], candidates: Sequence[Candidate], ranking: Ranking
) -> Sequence[Candidate]:
    """The units that lead, or instead one that holds the figure that the question asks for.

    Where none of those has it: the article that sets it for them, the next candidate that is about
    as good, or else what the same article or page says elsewhere, which is on the same matter.
    They stay where there is none of these, and where the question can do without.
    """
    question = ranking.evidence.question
    asked = question.asked_figure
    if asked is None or not asked.required or any(_holds(one, question) for one in led_by):
        return led_by
    first = led_by[-1]
    setting = (one for one in candidates if _sets_figure_of(one, first.unit, question))
    as_good = (
        one
        for one in candidates
        if first.merit - one.merit <= ranking.tuning.tied and _holds(one, question)
    )
    of_the_same = (
        one
        for one in candidates
        if first.merit - one.merit <= ranking.tuning.far
        and _is_of_the_same(one, first)
        and _holds(one, question)
    )
    found = next(setting, None) or next(as_good, None) or next(of_the_same, None)
    return led_by if found is None else (found,)


def _is_of_the_same(one: Candidate, other: Candidate) -> bool:
    """Whether they are of one article, or of one page."""
    same = one.unit.document.id == other.unit.document.id
    return same and (one.unit.document.kind is DocumentKind.PAGE or one.unit.key == other.unit.key)


def _holds(one: Candidate, question: ParsedQuestion) -> bool:
    span = one.best.span
    return holds((span.start, span.end), asked_figures_of(one.unit, question))


def _sets_figure_of(one: Candidate, unit: Unit, question: ParsedQuestion) -> bool:
    """Whether the best span of an article sets the figure of which another article speaks."""
    number, text = unit.key[1], one.best.text
    return (
        bool(number)
        and one.unit.document.id == unit.document.id
        and _SETS_A_FIGURE.match(text) is not None
        and names_article(text, number)
        and _holds(one, question)
    )
