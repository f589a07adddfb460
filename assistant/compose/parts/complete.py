"""Completing: what goes with the quotes of an answer, each part in its turn."""

from dataclasses import replace
from datetime import date

from assistant.answer import Content
from assistant.compose.parts.aids import Aids
from assistant.compose.parts.named_articles import with_names
from assistant.compose.parts.next_steps import with_next_steps
from assistant.compose.parts.roles import with_roles
from assistant.compose.parts.terms import with_terms
from assistant.compose.parts.yes_or_no import with_yes_or_no
from assistant.evidence.evidence_set import Evidence
from index.snapshot.index import Index


def complete(
    content: Content, evidence: Evidence, index: Index, *, aids: Aids, as_of: date
) -> Content:
    """The content with roles, a yes or a no, next steps, terms, and the articles that are named."""
    question = evidence.question
    content = with_yes_or_no(with_roles(content), evidence)
    content = with_next_steps(
        content,
        aids.steps,
        index,
        question=question.text,
        language=question.language,
        as_of=as_of,
    )
    content = with_terms(content, aids.glossary, as_of=as_of)
    return replace(
        content,
        citations=with_names(content.citations, index, as_of=as_of),
        related=with_names(content.related, index, as_of=as_of),
    )
