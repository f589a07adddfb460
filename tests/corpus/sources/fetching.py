"""What the tests of whole fetches share: one source, and what came of it."""

from corpus.reading import SourceFile
from corpus.sources.fetch import fetch
from corpus.sources.outcome import FetchOutcome
from corpus.sources.record import SourceRecord
from corpus.sources.source import AnySource, FetchSettings, SourcesConfig, UrlSource
from corpus.sources.source_files import source_files
from corpus.sources.store import SourceStore
from tests.corpus.sources.bad_server import BadServer, quick


def fetch_one(
    source: AnySource, store: SourceStore, *, settings: FetchSettings | None = None
) -> FetchOutcome:
    """The outcome of fetching one source."""
    (outcome,) = fetch(SourcesConfig((source,), settings or quick()), store)
    return outcome


def bodies(source: AnySource, store: SourceStore) -> dict[str, bytes]:
    """What a build would read of a source: bytes by path."""
    files = list(source_files(SourcesConfig((source,)), store))
    assert all(isinstance(file, SourceFile) for file in files), files
    return {file.path: file.raw for file in files if isinstance(file, SourceFile)}


def page(server: BadServer, path: str = "/a", **more: object) -> UrlSource:
    return UrlSource(name="page", url=server.url(path), **more)  # type: ignore[arg-type]


def record(store: SourceStore, name: str = "page") -> SourceRecord:
    found = store.record(name)
    assert found is not None
    return found


def fetch_accepting(source: AnySource, store: SourceStore) -> FetchOutcome:
    """The outcome of fetching one source whose losses are accepted."""
    (outcome,) = fetch(SourcesConfig((source,), quick()), store, accept=True)
    return outcome
