"""Content: what an answer says, from the evidence, each step of composing in its turn."""

from dataclasses import replace
from datetime import date

from assistant import strings
from assistant.answer import Content
from assistant.compose.citations import cite_quotes, cite_related
from assistant.compose.currency import behind_notes, with_currency
from assistant.compose.disagreement import find_disagreements
from assistant.compose.quote_checks import find_invalid_citations
from assistant.compose.selection.select import Selected, select_openings, select_quotes
from assistant.compose.spans.quote import Quote
from assistant.evidence.retrieve import Retrieved
from assistant.understand.parsed_question import ParsedQuestion
from index.snapshot.index import Index


def compose_content(
    parsed: ParsedQuestion, retrieved: Retrieved, index: Index, *, most: int, as_of: date
) -> Content | None:
    """What the answer says, each quote of it verified; None where nothing can be quoted.

    `most` bounds the citations that the sentences stand on.
    """
    selected = _selected(retrieved, most=most)
    citations, sentences = cite_quotes(selected.quotes)
    if not citations:
        return None
    related = cite_related(selected.related, after=len(citations))
    content = Content(
        sentences,
        with_currency(citations, index, as_of=as_of, language=parsed.language),
        related=with_currency(related, index, as_of=as_of, language=parsed.language),
    )
    content = _noted(content, parsed.language)
    shown = (*content.citations, *content.beside)
    invalid = find_invalid_citations(shown, documents=index.documents, as_of=as_of)
    return None if invalid else content


def quotes_for(retrieved: Retrieved, *, most: int) -> tuple[Quote, ...]:
    """The quotes that answer."""
    return _selected(retrieved, most=most).quotes


def _selected(retrieved: Retrieved, *, most: int) -> Selected:
    """What answers and what is related: what a named article says from its beginning, or else."""
    way = select_openings if retrieved.names_only else select_quotes
    return way(retrieved.evidence, most=most)


def _noted(content: Content, language: str) -> Content:
    """The content with what its quotes must be told with: where they differ, or are behind."""
    disagreements = (
        strings.disagreement(found.one, found.other, language)
        for found in find_disagreements((*content.citations, *content.related))
    )
    notes = dict.fromkeys((*disagreements, *behind_notes(content.citations, language)))
    return replace(content, notes=tuple(notes))
