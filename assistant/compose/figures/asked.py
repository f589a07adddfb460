"""The figures that answer what a question asks for, in a text, a unit, or quotes."""

from collections.abc import Iterable
from dataclasses import replace

from assistant.compose.spans.layout import Span
from assistant.compose.spans.quote import Quote
from assistant.evidence.evidence_set import Unit
from assistant.understand.answer_type import AskedFigure
from assistant.understand.figures.asked_figures import asked_figures
from assistant.understand.parsed_question import ParsedQuestion


def asked_in(question: ParsedQuestion, language: str) -> AskedFigure | None:
    """What a question asks of documents in a language: in another one things have other names."""
    asked = question.asked_figure
    if asked is None or language == question.language:
        return asked
    return replace(asked, things=frozenset())


def told_apart(language: str, question: ParsedQuestion) -> bool:
    """Whether documents in a language name what the question counts as the question does."""
    asked = question.asked_figure
    return asked is None or not asked.things or language == question.language


def asked_figures_of(unit: Unit, question: ParsedQuestion) -> list[Span]:
    """Where the figures that a question asks for stand in the document of a unit."""
    language = unit.document.language
    asked = asked_in(question, language)
    return (
        []
        if asked is None
        else [
            (passage.start + one.start, passage.start + one.end)
            for passage in unit.passages
            for one in asked_figures(passage.text, asked, language=language)
        ]
    )


def holds(span: Span, figures: Iterable[Span]) -> bool:
    """Whether one of the figures stands within a span of their document."""
    return any(span[0] <= start and end <= span[1] for start, end in figures)


def holds_asked_for(quotes: Iterable[Quote], question: ParsedQuestion) -> bool:
    """Whether quotes hold the figure that a question cannot be answered without; true if none."""
    asked = question.asked_figure
    if asked is None or not asked.required:
        return True
    held = ((quote, asked_figures_of(quote.unit, question)) for quote in quotes)
    return any(holds(span, figures) for quote, figures in held for _, span in quote.parts)
