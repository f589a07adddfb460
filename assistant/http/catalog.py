"""Holdings: one snapshot's documents and passages, as people look them up."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from threading import Lock

from assistant.errors import (
    RemovedDocument,
    RewrittenPassage,
    UnknownDocument,
    UnknownPassage,
)
from assistant.http.protocols import EntryView, FormerView, GoneView, IndexView
from corpus.document import Document, DocumentKind
from corpus.law.citation_graph import Reference
from corpus.passage import Passage
from index.snapshot.manifest import passage_rows
from index.snapshot.tombstones import unit_of


class Holdings:
    """What a snapshot holds, by title and by id. Made once for each snapshot."""

    def __init__(self, index: IndexView) -> None:
        self.index = index
        self._by_title = sorted(
            index.catalogue, key=lambda entry: (entry.title.casefold(), entry.id)
        )
        rows = passage_rows(entry.passages for entry in index.catalogue)
        self._places = dict(zip((entry.id for entry in index.catalogue), rows, strict=True))
        self._references = _References(index)

    def entries(self, kinds: Iterable[DocumentKind] | None = None) -> Sequence[EntryView]:
        """The documents of these kinds, by title, each as the catalogue names it."""
        wanted = frozenset(kinds or DocumentKind)
        return [entry for entry in self._by_title if entry.kind in wanted]

    def document(self, document_id: str) -> Document:
        """The document of that id. Raises UnknownDocument, RemovedDocument where it was one."""
        document = self.index.documents.get(document_id)
        if document is not None:
            return document
        gone = self.index.document_tombstones.get(document_id)
        if gone is not None:
            raise _removed(gone)
        raise UnknownDocument(
            f"No document of the index has the id “{document_id}”: /v1/documents lists them"
        )

    def passages(self, document_id: str) -> Sequence[Passage]:
        """The passages of a document, in its order."""
        places = self._places.get(document_id, range(0))
        return self.index.passages[places.start : places.stop]

    def passage(self, passage_id: str) -> Passage:
        """The passage of that id.

        Raises UnknownPassage, RewrittenPassage where its document has changed, and RemovedDocument.
        """
        try:
            return self.index.passage(passage_id)
        except KeyError:
            gone = self.index.document_tombstone(passage_id)
        if gone is not None:
            raise _removed(gone)
        former = self.index.passage_tombstone(passage_id)
        if former is not None:
            raise self._rewritten(former)
        raise UnknownPassage(
            f"No passage of the index has the id “{passage_id}”: check the link, or search for it "
            "again with /v1/search"
        )

    def _rewritten(self, former: FormerView) -> RewrittenPassage:
        document = self.index.documents[former.document_id]
        passages = self.passages(document.id)
        there = (one for one in passages if former.unit and unit_of(one.locator) == former.unit)
        instead = next(there, passages[0] if passages else None)
        return RewrittenPassage(document, former.changed, instead)

    def neighbours(self, passage: Passage) -> tuple[Passage | None, Passage | None]:
        """The passages before and after `passage` in its document, None at either end."""
        siblings = self.passages(passage.document_id)
        place = bisect_left(siblings, passage.start, key=lambda one: one.start)
        before = siblings[place - 1] if place > 0 else None
        return before, siblings[place + 1] if place + 1 < len(siblings) else None

    def cites(self, passage: Passage) -> Sequence[Passage]:
        """The passages that `passage` refers to, in the order of its words."""
        targets = (target for one in self._references.of(passage) for target in one.targets)
        return [self.index.passage(target) for target in dict.fromkeys(targets)]

    def cited_by(self, passage: Passage) -> Sequence[Passage]:
        """The passages that refer to `passage`, in the order of the corpus."""
        sources = (one.source for one in self._references.to(passage))
        return [self.index.passage(source) for source in dict.fromkeys(sources)]


class _References:
    """Which passages refer to which, put in order when it is first asked."""

    def __init__(self, index: IndexView) -> None:
        self._index = index
        self._lock = Lock()
        self._of: dict[str, list[Reference]] | None = None
        self._to: dict[str, list[Reference]] = defaultdict(list)

    def of(self, passage: Passage) -> Sequence[Reference]:
        """What `passage` refers to."""
        return self._known().get(passage.id, [])

    def to(self, passage: Passage) -> Sequence[Reference]:
        """What refers to `passage`."""
        self._known()
        return self._to.get(passage.id, [])

    def _known(self) -> dict[str, list[Reference]]:
        with self._lock:
            if self._of is None:
                self._of = defaultdict(list)
                for one in self._index.references:
                    self._of[one.source].append(one)
                    for target in one.targets:
                        self._to[target].append(one)
            return self._of


class HoldingsCache:
    """The holdings of the snapshot that serves, made again when another one takes its place."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: Holdings | None = None

    def of(self, index: IndexView) -> Holdings:
        """The holdings of `index`."""
        with self._lock:
            if self._last is None or self._last.index is not index:
                self._last = Holdings(index)
            return self._last


def _removed(gone: GoneView) -> RemovedDocument:
    return RemovedDocument(gone.id, gone.title, gone.removed)
