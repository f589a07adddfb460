"""Ports: what the HTTP service and the command line need of the parts behind them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from assistant.answer import Answer, IndexStamp
from assistant.question import Question
from corpus.document import Document
from corpus.passage import Passage
from index.hit import Filter, Hit


class ManifestView(Protocol):
    """What names a snapshot."""

    @property
    def digest(self) -> str: ...

    @property
    def built_at(self) -> datetime: ...


class IndexView(Protocol):
    """A loaded snapshot, as the routes read it."""

    @property
    def manifest(self) -> ManifestView: ...

    @property
    def documents(self) -> Mapping[str, Document]: ...

    @property
    def passages(self) -> Sequence[Passage]: ...


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
