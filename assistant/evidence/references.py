"""References: the articles that a stretch of a document refers to."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice, takewhile

from corpus.law.citation_graph import Reference
from index.snapshot.index import Index


def references_within(index: Index, document_id: str, start: int, end: int) -> Iterator[Reference]:
    """The references whose words stand whole within a stretch of a document, in its order."""
    references = index.references_from(document_id)
    first = bisect_left(references, start, key=_start_of)
    begun = takewhile(lambda one: one.start < end, islice(references, first, None))
    return (one for one in begun if one.end <= end)


def _start_of(reference: Reference) -> int:
    return reference.start
