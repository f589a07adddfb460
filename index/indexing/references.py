"""The references of each document of a corpus to the articles that the corpus holds."""

from collections.abc import Iterator, Sequence
from functools import partial

from corpus.document import DocumentKind
from corpus.law.citation_graph import Reference, resolve
from corpus.law.provisions import Law, Laws
from index.indexing.prepare import PreparedDocument

# To be raised when documents give other mentions of articles, other references, or other citing
# pages, than before.
REFERENCES_VERSION = 3


def find_references(documents: Sequence[PreparedDocument]) -> Iterator[list[Reference]]:
    """The references of each document."""
    laws = Laws(
        Law(one.document, partial(getattr, one, "passages"))
        for one in documents
        if one.document.kind is DocumentKind.LAW and one.passages
    )
    for one in documents:
        yield list(resolve(one.mentions, one.document, one.passages, laws=laws))
