"""The references of each document of a corpus to the articles that the corpus holds."""

from collections.abc import Iterator, Sequence
from functools import partial

from corpus.document import DocumentKind
from corpus.law.citation_graph import resolve
from corpus.law.provisions import Law, Laws
from index.indexing.prepare import PreparedDocument
from index.snapshot.records import to_line

# To be raised when documents give other mentions of articles, or other references, than before.
REFERENCES_VERSION = 2


def reference_lines(documents: Sequence[PreparedDocument]) -> Iterator[bytes]:
    """For each document, a line of its references."""
    laws = Laws(
        Law(one.document, partial(getattr, one, "passages"))
        for one in documents
        if one.document.kind is DocumentKind.LAW and one.passages
    )
    for one in documents:
        found = resolve(one.mentions, one.document, one.passages, laws=laws)
        yield to_line(list(found))
