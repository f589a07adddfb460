"""Splitters: a document into the passages that can answer a question."""

from collections.abc import Callable

from corpus.document import Document, DocumentKind
from corpus.passage import Passage

CountTokens = Callable[[str], int]


def split(document: Document, *, count_tokens: CountTokens, max_tokens: int) -> tuple[Passage, ...]:
    """The passages of `document`, in reading order, by the splitter of its kind.

    `max_tokens` bounds the context and the text of a passage together, as `count_tokens` counts.
    """
    match document.kind:
        case DocumentKind.LAW:
            from corpus.splitters.law import split_law

            return split_law(document, count_tokens=count_tokens, max_tokens=max_tokens)
        case DocumentKind.ACTION_PLAN:
            from corpus.splitters.action_plan import split_action_plan

            return split_action_plan(document, count_tokens=count_tokens, max_tokens=max_tokens)
        case DocumentKind.CONCEPT_NOTE | DocumentKind.PAGE:
            from corpus.splitters.prose import split_prose

            return split_prose(document, count_tokens=count_tokens, max_tokens=max_tokens)
