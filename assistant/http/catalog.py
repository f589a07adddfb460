"""Catalog: one snapshot's documents and passages, as people look them up."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from threading import Lock

from assistant.checks.held_laws import HeldLaws
from assistant.errors import (
    RemovedDocument,
    RewrittenPassage,
    UnknownDocument,
    UnknownPassage,
    WithdrawnDocument,
)
from corpus.document import Document, DocumentKind
from corpus.passage import Passage
from index.snapshot.index import Index
from index.snapshot.manifest import CatalogEntry
from index.snapshot.tombstones import Tombstone, unit_of

_MOST_LINKS = 200  # to passages that one cites, or that cite it


class Catalog:
    """The documents and passages of `index`, by title and by id. Safe to share between threads."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def entries(self, kinds: Iterable[DocumentKind] | None = None) -> Sequence[CatalogEntry]:
        """The documents of these kinds, by title."""
        chosen = frozenset(kinds or DocumentKind)
        return [entry for entry in self._by_title if entry.kind in chosen]

    def document(self, document_id: str) -> Document:
        """The document of that id, or the one whose copy had it.

        Raises UnknownDocument, RemovedDocument where it was one.
        """
        document = self.index.documents.get(self._kept(document_id))
        if document is not None:
            return document
        tombstone = self.index.removed_documents.get(document_id)
        if tombstone is not None:
            raise _removed(tombstone)
        raise UnknownDocument(
            f"No document of the index has the id “{document_id}”: /v1/documents lists them"
        )

    def passages(self, document_id: str) -> Sequence[Passage]:
        """The passages of a document, in its order."""
        rows = self.index.rows.get(document_id, range(0))
        return self.index.passages[rows.start : rows.stop]

    def passage(self, passage_id: str) -> Passage:
        """The passage of that id.

        Raises UnknownPassage, RewrittenPassage where its document has changed, and RemovedDocument.
        """
        try:
            return self.index.passage(passage_id)
        except KeyError:
            tombstone = self.index.tombstone(passage_id)
        if tombstone is None:
            raise UnknownPassage(
                f"No passage of the index has the id “{passage_id}”: check the link, or search for "
                "it again with /v1/search"
            )
        if self._kept(tombstone.document_id) not in self.index.documents:
            raise _removed(tombstone)
        raise self._rewritten(passage_id, tombstone)

    def neighbours(self, passage: Passage) -> tuple[Passage | None, Passage | None]:
        """The passages before and after `passage` in its document, None at either end."""
        siblings = self.passages(passage.document_id)
        at = bisect_left(siblings, passage.start, key=lambda one: one.start)
        before = siblings[at - 1] if at > 0 else None
        return before, siblings[at + 1] if at + 1 < len(siblings) else None

    def cites(self, passage: Passage) -> Sequence[Passage]:
        """The passages that `passage` refers to, in the order of its words."""
        ids = islice(self._citations[0].get(passage.id, ()), _MOST_LINKS)
        return [self.index.passage(id) for id in ids]

    def cited_by(self, passage: Passage) -> Sequence[Passage]:
        """The passages that refer to `passage`, in the order of the corpus."""
        ids = islice(self._citations[1].get(passage.id, ()), _MOST_LINKS)
        return [self.index.passage(id) for id in ids]

    @cached_property
    def _by_title(self) -> Sequence[CatalogEntry]:
        return sorted(self.index.catalog, key=lambda entry: (entry.title.casefold(), entry.id))

    @cached_property
    def laws(self) -> HeldLaws:
        """The laws of the snapshot, as mentions elsewhere mean them."""
        return HeldLaws(self.index)

    @cached_property
    def _citations(self) -> tuple[Mapping[str, Iterable[str]], Mapping[str, Iterable[str]]]:
        """By passage id, the ids that it cites, and the ids that cite it; each once, in order."""
        cites: dict[str, dict[str, None]] = defaultdict(dict)
        cited_by: dict[str, dict[str, None]] = defaultdict(dict)
        for reference in self.index.references:
            for target in reference.targets:
                cites[reference.source][target] = None
                cited_by[target][reference.source] = None
        return cites, cited_by

    def _kept(self, document_id: str) -> str:
        """The id of the document that `document_id` leads to."""
        return self.index.aliases.get(document_id, document_id)

    def _rewritten(self, passage_id: str, tombstone: Tombstone) -> RewrittenPassage:
        document = self.index.documents[self._kept(tombstone.document_id)]
        passages = self.passages(document.id)
        unit = tombstone.passages[passage_id]
        there = (one for one in passages if unit and unit_of(one.locator) == unit)
        instead = next(there, passages[0] if passages else None)
        return RewrittenPassage(document, tombstone.day, instead)


class CatalogCache:
    """The catalog of the snapshot that serves, made again when another one takes its place."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: Catalog | None = None

    def of(self, index: Index) -> Catalog:
        """The catalog of `index`."""
        with self._lock:
            if self._last is None or self._last.index is not index:
                self._last = Catalog(index)
            return self._last


def _removed(tombstone: Tombstone) -> RemovedDocument:
    if tombstone.withdrawn is not None:
        return WithdrawnDocument(tombstone.document_id, tombstone.day, tombstone.withdrawn)
    return RemovedDocument(tombstone.document_id, tombstone.title, tombstone.day)
