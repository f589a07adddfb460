"""Ports: what the HTTP service and the command line need of the parts behind them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from assistant.answer import Answer, IndexStamp
from assistant.question import Question
from corpus.document import Document, DocumentKind
from corpus.law.citation_graph import Reference
from corpus.passage import Passage
from index.hit import Filter, Hit


class ManifestView(Protocol):
    """What names a snapshot."""

    @property
    def digest(self) -> str: ...

    @property
    def built_at(self) -> datetime: ...


class EntryView(Protocol):
    """A document as the catalogue of a snapshot names it; `passages` is how many it has."""

    @property
    def id(self) -> str: ...

    @property
    def kind(self) -> DocumentKind: ...

    @property
    def title(self) -> str: ...

    @property
    def passages(self) -> int: ...


class GoneView(Protocol):
    """A document that was removed."""

    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def removed(self) -> date: ...


class FormerView(Protocol):
    """A passage that its document had before it was changed; `unit` is where it stood."""

    @property
    def document_id(self) -> str: ...

    @property
    def changed(self) -> date: ...

    @property
    def unit(self) -> str: ...


class IndexView(Protocol):
    """A loaded snapshot, as the routes read it.

    Passages are ordered as the catalogue's documents are, then by their place in them.
    """

    @property
    def manifest(self) -> ManifestView: ...

    @property
    def documents(self) -> Mapping[str, Document]: ...

    @property
    def passages(self) -> Sequence[Passage]: ...

    @property
    def catalogue(self) -> Sequence[EntryView]: ...

    @property
    def document_tombstones(self) -> Mapping[str, GoneView]: ...

    @property
    def references(self) -> Sequence[Reference]:
        """Every reference from a passage to an article that is held."""
        ...

    def passage(self, id: str) -> Passage:
        """The passage of that id. Raises KeyError."""
        ...

    def document_tombstone(self, passage_id: str) -> GoneView | None:
        """The removed document that held the passage of that id, if one did."""
        ...

    def passage_tombstone(self, id: str) -> FormerView | None:
        """What is known of the passage of that id, which its document has no more."""
        ...


class ResultView(Protocol):
    """What a search found, and the milliseconds it took."""

    @property
    def hits(self) -> Sequence[Hit]: ...

    @property
    def encode_ms(self) -> float: ...

    @property
    def search_ms(self) -> float: ...


class SearcherView(Protocol):
    """One snapshot and the search in it."""

    @property
    def index(self) -> IndexView: ...

    def search(self, text: str, *, limit: int = 10, filter: Filter = ...) -> ResultView: ...


class LiveView(Protocol):
    """The snapshot that serves now; `searcher` raises NoIndex where there is none."""

    def searcher(self) -> SearcherView: ...


class AnswerService(Protocol):
    """Questions to answers."""

    @property
    def live(self) -> LiveView: ...

    def ask(self, question: Question) -> Answer: ...


def stamp_of(index: IndexView) -> IndexStamp:
    """Which snapshot `index` is."""
    return IndexStamp(digest=index.manifest.digest, built_at=index.manifest.built_at)
