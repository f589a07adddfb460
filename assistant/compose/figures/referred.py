"""Referred: the article that holds the figure which a quote only refers to, quoted as well."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.answer import Role
from assistant.compose.figures.asked import asked_figures_of, holds, holds_asked_for
from assistant.compose.ranking import Ranking
from assistant.compose.selection.select import bounded, quote_of
from assistant.compose.spans.quote import Quote
from assistant.evidence.evidence_set import Unit
from assistant.evidence.references import references_within
from corpus.law.citation_graph import Reference
from corpus.law.validity import holds_on
from index.snapshot.index import Index

# "le délai prévu à l'article", "dans le délai mentionné au premier alinéa de l'article".
_REFERS = re.compile(
    r"\b(?:délais?|durées?|montants?|seuils?|nombres?|taux|tarifs?|plafonds?|sommes?|âges?|dates?"
    r"|périodes?|majorités?|quorum|frais|redevances?|amendes?|conditions|time limits?|periods?"
    r"|amounts?|thresholds?|rates?|fees?)\b[^.,;:\n]{0,40}\b(?:prévue?s?|mentionnée?s?|fixée?s?"
    r"|visée?s?|définie?s?|impartie?s?|prescrite?s?|laid down|set out|referred to|specified"
    r"|mentioned|provided|fixed|set)\b[^.;:\n]{0,60}\Z",
    re.IGNORECASE,
)
_BEFORE = 160
_MOST_FOLLOWED = 3


def with_figures_referred_to(
    quotes: tuple[Quote, ...], ranking: Ranking, index: Index, *, most: int, as_of: date
) -> tuple[Quote, ...]:
    """The quotes, and after the first the article that holds the figure it only refers to.

    They stay as they are where the first holds what is asked for, or refers to no figure. `most`
    bounds the citations.
    """
    question = ranking.evidence.question
    if not quotes or question.asked_figure is None or not question.asked_figure.required:
        return quotes
    leading = _leading(quotes)
    if holds_asked_for(leading, question):
        return quotes
    units = (unit for one in leading for unit in _units_referred_to(one, index, as_of=as_of))
    for unit in units:
        figures = asked_figures_of(unit, question)
        held = [one for one in ranking.of(unit) if holds((one.span.start, one.span.end), figures)]
        if held:
            referred = quote_of(held[0], ranking)
            return bounded([*leading, referred, *quotes[len(leading) :]], most=most)
    return quotes


def _leading(quotes: Sequence[Quote]) -> Sequence[Quote]:
    """The first quote, or the plain words and the article under them that founds them."""
    plain = len(quotes) > 1 and quotes[0].role is Role.PLAIN
    return quotes[: 1 + plain]


def quotes_that_answer(quotes: Sequence[Quote], index: Index) -> list[Quote]:
    """The quotes of the unit that leads, and of the articles that its quotes refer to."""
    if not quotes:
        return []
    leading = {one.unit.key for one in _leading(quotes)}
    own = [one for one in quotes if one.unit.key in leading]
    linked = {
        (reference.target_document, reference.target_article)
        for one in own
        for reference in _references(one, index)
    }
    return [one for one in quotes if one in own or one.unit.key in linked]


def _references(quote: Quote, index: Index) -> list[Reference]:
    return [
        one
        for _, span in quote.parts
        for one in references_within(index, quote.unit.document.id, *span)
    ]


def _units_referred_to(quote: Quote, index: Index, *, as_of: date) -> Sequence[Unit]:
    """The articles by which the quote tells a figure without saying it, in its order."""
    text = quote.unit.document.text
    units: dict[tuple[str, str], Unit] = {}
    for one in _references(quote, index):
        before = text[max(0, one.start - _BEFORE) : one.start]
        if not holds_on(one, as_of) or _REFERS.search(before) is None:
            continue
        passages = sorted((index.passage(id) for id in one.targets), key=lambda p: p.start)
        unit = Unit(index.documents[one.target_document], tuple(passages), quote.unit.score)
        units.setdefault(unit.key, unit)
        if len(units) == _MOST_FOLLOWED:
            break
    return list(units.values())
