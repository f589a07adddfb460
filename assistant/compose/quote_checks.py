"""Quote checks: nothing is shown that is not, whole and to the letter, in its document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assistant.citation import Citation
from corpus.document import Document
from corpus.law.validity import holds_on
from corpus.text import is_whole


@dataclass(frozen=True, slots=True)
class InvalidCitation:
    """A citation that may not be shown, and why."""

    citation: Citation
    reason: str


def find_invalid_citations(
    citations: tuple[Citation, ...], *, documents: Mapping[str, Document], as_of: date | None
) -> tuple[InvalidCitation, ...]:
    """The citations that are not verbatim, or not in force on `as_of`; none is the rule."""
    return tuple(
        InvalidCitation(citation, reason)
        for citation in citations
        if (reason := _reason(citation, documents.get(citation.document_id), as_of)) is not None
    )


def _reason(citation: Citation, document: Document | None, as_of: date | None) -> str | None:
    if document is None:
        return f"document {citation.document_id} is not in the index"
    found = document.text[citation.start : citation.end]
    if found != citation.quote:
        return f"{citation.document_id}[{citation.start}:{citation.end}] reads otherwise"
    if not is_whole(found):
        return f"{citation.document_id}[{citation.start}:{citation.end}] lacks words"
    if as_of is not None and not holds_on(citation, as_of):
        return f"{citation.label} does not hold on {as_of}"
    return None
