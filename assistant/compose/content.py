"""Content: what an answer says, from the evidence, each step of composing in its turn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant import strings
from assistant.answer import Content, Role
from assistant.citation import Citation
from assistant.compose.citations import cite_quotes, cite_related
from assistant.compose.currency import behind_notes, with_currency
from assistant.compose.disagreement import find_disagreements
from assistant.compose.figures.asked import holds_asked_for
from assistant.compose.figures.choosing import asked_for
from assistant.compose.figures.referred import quotes_that_answer, with_figures_referred_to
from assistant.compose.parts.aids import Aids
from assistant.compose.parts.complete import complete
from assistant.compose.quote_checks import find_invalid_citations
from assistant.compose.ranking import Ranking
from assistant.compose.selection.select import select_openings, select_quotes
from assistant.compose.spans.quote import Quote
from assistant.compose.tuning import TUNING
from assistant.evidence.retrieve import Retrieved
from assistant.understand.parsed_question import ParsedQuestion
from index.hit import Filter
from index.snapshot.index import Index

_EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Composed:
    """What would be said to a question, and the quotes that it is made of.

    There is no `content` where nothing can be quoted. `holds_asked_for` is false where the quotes
    have no figure of the kind that the question cannot be answered without.
    """

    content: Content | None = None
    quotes: tuple[Quote, ...] = ()
    holds_asked_for: bool = True


def compose_content(
    parsed: ParsedQuestion,
    retrieved: Retrieved,
    index: Index,
    *,
    aids: Aids,
    most: int,
    as_of: date,
    filter: Filter = _EVERYTHING,
) -> Composed:
    """What would be said to a question, each quote of it verified.

    `most` bounds the citations that the sentences stand on. What goes with the quotes is of the
    documents that `filter` leaves, as they are.
    """
    way = select_openings if retrieved.names_only else select_quotes
    selected = way(retrieved.evidence, most=most)
    ranking = Ranking(retrieved.evidence, TUNING)
    quotes = with_figures_referred_to(selected.quotes, ranking, index, most=most, as_of=as_of)
    if not quotes:
        return Composed()
    answering = quotes_that_answer(quotes, index) if parsed.asked_figure is not None else []
    citations, sentences = cite_quotes(quotes)
    related = cite_related(selected.related, after=len(citations))
    content = Content(
        sentences,
        with_currency(citations, index, as_of=as_of, language=parsed.language),
        related=with_currency(related, index, as_of=as_of, language=parsed.language),
    )
    near = {quote.unit.key for quote in (*quotes, *selected.related)}
    behind = behind_notes(citations, index, near=near, as_of=as_of, language=parsed.language)
    content = _noted(content, behind, parsed.language)
    spans = {(one.unit.document.id, *span) for one in answering for _, span in one.parts}
    held = [one for one in citations if (one.document_id, one.start, one.end) in spans]
    content = complete(content, retrieved.evidence, index, aids=aids, as_of=as_of)
    content = _within(content, filter)
    whole = [one for one in held if one.number not in _in_part(content)]
    content = replace(content, asked_for=asked_for(whole, retrieved.evidence))
    content = _with_context(content, parsed, retrieved)
    shown = (*content.citations, *content.beside)
    if find_invalid_citations(shown, documents=index.documents, as_of=as_of):
        return Composed()
    return Composed(content, quotes, holds_asked_for(answering, parsed))


def _within(content: Content, filter: Filter) -> Content:
    """The content without terms and steps of documents that were not asked."""

    def is_asked(citation: Citation) -> bool:
        kinds, documents = filter.kinds, filter.documents
        return (kinds is None or citation.kind in kinds) and (
            documents is None or citation.document_id in documents
        )

    return replace(
        content,
        terms=tuple(one for one in content.terms if is_asked(one.definition)),
        next_steps=tuple(one for one in content.next_steps if is_asked(one.citation)),
    )


def _in_part(content: Content) -> frozenset[int]:
    """The citations that tell an exception, or begin in the middle: the rule may say otherwise."""
    return frozenset(
        number
        for one in content.sentences
        if one.role is Role.EXCEPTION or one.cut_before
        for number in one.citations
    )


def _with_context(content: Content, parsed: ParsedQuestion, retrieved: Retrieved) -> Content:
    """The content with what the question leans on, and whether it leads with what was shown."""
    lead = content.citations[0]
    again = retrieved.shown.has((lead.document_id, lead.start, lead.end))
    notes = (*content.notes, strings.shown_again(parsed.language)) if again else content.notes
    return replace(content, notes=notes, about=parsed.about)


def _noted(content: Content, behind: Sequence[str], language: str) -> Content:
    """The content with what its quotes must be told with: where they differ, or are behind."""
    disagreements = (
        strings.disagreement(found.one, found.other, language)
        for found in find_disagreements((*content.citations, *content.related))
    )
    notes = dict.fromkeys((*disagreements, *behind))
    return replace(content, notes=tuple(notes))
