"""Whole fetches: what is kept, what is told, and what survives a source that fails."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.document import DocumentKind
from corpus.errors import SourceError
from corpus.ingest import Gone, Rejected
from corpus.reading import LeftOut, SourceFile
from corpus.sources.fetch import fetch
from corpus.sources.outcome import FetchState
from corpus.sources.source import FolderSource, SitemapSource, SourcesConfig, UrlSource
from corpus.sources.source_files import source_files
from corpus.sources.status import is_due, source_status
from corpus.sources.store import SourceStore
from tests.corpus.sources.bad_server import (
    Asked,
    BadServer,
    Wire,
    head,
    in_turn,
    quick,
    reply,
    serving,
)
from tests.corpus.sources.fetching import bodies, fetch_one, page, record

NOW = datetime.now(UTC)


def test_a_document_is_kept_with_its_address_date_hash_and_licence(
    server: BadServer, store: SourceStore
) -> None:
    server.routes["/a"] = reply(b"Le silence vaut accord.", etag='"1"')
    source = page(
        server,
        kind=DocumentKind.LAW,
        language="fr",
        licence="Licence Ouverte 2.0",
        publisher="DILA",
    )
    outcome = fetch_one(source, store)
    assert (outcome.state, outcome.documents, outcome.added) == (FetchState.CHANGED, 1, 1)
    (kept,) = record(store).documents
    assert kept.url == server.url("/a")
    assert kept.licence == "Licence Ouverte 2.0"
    assert abs(kept.fetched_at - datetime.now(UTC)) < timedelta(seconds=10)
    assert store.file("page", kept.sha256).read_bytes() == b"Le silence vaut accord."
    assert list(source_files(SourcesConfig((source,)), store)) == [
        SourceFile(
            path=server.url("/a"),
            raw=b"Le silence vaut accord.",
            url=server.url("/a"),
            kind=DocumentKind.LAW,
            language="fr",
            licence="Licence Ouverte 2.0",
            publisher="DILA",
        )
    ]


def test_a_second_fetch_asks_whether_it_changed_and_keeps_what_did_not(
    server: BadServer, store: SourceStore
) -> None:
    server.routes["/a"] = in_turn(reply(b"one", etag='"1"'), reply(status=304))
    fetch_one(page(server), store)
    first = record(store).responses[server.url("/a")]
    outcome = fetch_one(page(server), store)
    second = record(store).responses[server.url("/a")]
    assert outcome.state is FetchState.UNCHANGED
    assert server.requests("/a")[1].headers["if-none-match"] == '"1"'
    assert second.fetched_at == first.fetched_at
    assert bodies(page(server), store) == {server.url("/a"): b"one"}


def test_a_changed_document_replaces_the_old_one(server: BadServer, store: SourceStore) -> None:
    server.routes["/a"] = in_turn(reply(b"one"), reply(b"two"), reply(b"three"))
    for expected in (b"one", b"two", b"three"):
        fetch_one(page(server), store)
        assert bodies(page(server), store) == {server.url("/a"): expected}
    held = {path.read_bytes() for path in (store.root / "page" / "files").iterdir()}
    assert held == {b"two", b"three"}, "the last two, since a build may still read the former"


class TestFailing:
    @pytest.mark.parametrize("status", [404, 403, 500])
    def test_the_last_good_copy_stays_and_the_status_says_since_when(
        self, status: int, server: BadServer, store: SourceStore
    ) -> None:
        server.routes["/a"] = in_turn(reply(b"good"), reply(status=status))
        source = page(server)
        fetch_one(source, store)
        succeeded = record(store).succeeded_at
        outcomes = [fetch_one(source, store) for _ in range(2)]
        assert [outcome.state for outcome in outcomes] == [FetchState.FAILED, FetchState.FAILED]
        assert f"answers {status}" in (outcomes[0].error or "")
        assert bodies(source, store) == {server.url("/a"): b"good"}
        (status_now,) = source_status(SourcesConfig((source,)), store, now=datetime.now(UTC))
        assert status_now.last_success == succeeded
        assert status_now.failing_since is not None
        assert succeeded is not None
        assert succeeded < status_now.failing_since < record(store).attempted_at
        assert f"answers {status}" in (status_now.error or "")

    def test_a_source_that_recovers_is_failing_no_more(
        self, server: BadServer, store: SourceStore
    ) -> None:
        server.routes["/a"] = in_turn(reply(b"one"), reply(status=404), reply(b"two"))
        for _ in range(3):
            outcome = fetch_one(page(server), store)
        assert outcome.state is FetchState.CHANGED
        assert record(store).failing_since is None
        assert record(store).error is None

    def test_a_document_withdrawn_on_purpose_is_withdrawn_here(
        self, server: BadServer, store: SourceStore
    ) -> None:
        server.routes["/a"] = in_turn(reply(b"one"), reply(status=410))
        for _ in range(2):
            fetch_one(page(server), store)
        (status,) = source_status(SourcesConfig((page(server),)), store, now=datetime.now(UTC))
        for told in (status.error or "", status.problems[0].remedy):
            assert "the next build quotes it no more" in told
            assert "put a copy in a folder of documents" in told
        gone, left = source_files(SourcesConfig((page(server),)), store)
        assert gone == Gone(server.url("/a"))
        assert isinstance(left, LeftOut)
        assert f"its site withdrew it for good (410) on {NOW:%Y-%m-%d}" in left.reason

    def test_a_withdrawn_document_that_comes_back_is_no_longer_gone(
        self, server: BadServer, store: SourceStore
    ) -> None:
        server.routes["/a"] = in_turn(
            reply(b"one"), reply(status=410), reply(status=403), reply(b"two")
        )
        for _ in range(3):
            fetch_one(page(server), store)
        assert [one.path for one in record(store).gone] == [server.url("/a")]
        fetch_one(page(server), store)
        assert record(store).gone == ()
        assert bodies(page(server), store) == {server.url("/a"): b"two"}

    def test_a_first_fetch_that_fails_gives_one_line(
        self, server: BadServer, store: SourceStore
    ) -> None:
        fetch_one(page(server), store)
        (rejected,) = source_files(SourcesConfig((page(server),)), store)
        assert isinstance(rejected, Rejected)
        assert "nothing was fetched of it" in rejected.reason
        assert rejected.remedy == "run parvis fetch page"

    def test_one_failing_source_does_not_cost_the_others(
        self, server: BadServer, store: SourceStore
    ) -> None:
        server.routes["/good"] = reply(b"good")
        sources = (
            UrlSource(name="bad", url=server.url("/bad")),
            UrlSource(name="forbidden", url="http://10.0.0.1/"),
            UrlSource(name="good", url=server.url("/good")),
        )
        outcomes = fetch(SourcesConfig(sources, quick()), store)
        assert [outcome.name for outcome in outcomes] == ["bad", "forbidden", "good"]
        assert [outcome.state for outcome in outcomes] == [
            FetchState.FAILED,
            FetchState.FAILED,
            FetchState.CHANGED,
        ]

    def test_a_host_that_is_down_is_not_asked_for_each_of_its_documents(
        self, server: BadServer, store: SourceStore
    ) -> None:
        locations = "".join(f"<url><loc>{server.url(f'/{n}')}</loc></url>" for n in range(50))
        server.routes["/sitemap.xml"] = reply(
            f"<urlset>{locations}</urlset>".encode(), content_type="text/xml"
        )
        server.routes["/0"] = reply(b"the only one")
        for number in range(1, 50):
            server.routes[f"/{number}"] = reply(status=500)
        source = SitemapSource(name="site", url=server.url("/sitemap.xml"))
        outcome = fetch_one(source, store, settings=quick(attempts=1))
        assert outcome.documents == 1
        assert len(outcome.problems) == 49
        assert "not asked for" in outcome.problems[-1].reason
        assert len([one for one in server.asked if one.path.strip("/").isdecimal()]) == 6

    def test_an_hour_that_a_server_asks_for_puts_off_the_next_fetch(
        self, server: BadServer, store: SourceStore
    ) -> None:
        server.routes["/a"] = reply(status=429, retry_after="7200")
        source = page(server, every=timedelta(minutes=5))
        fetch_one(source, store)
        now = datetime.now(UTC)
        assert not is_due(source, store, now=now + timedelta(minutes=110))
        assert is_due(source, store, now=now + timedelta(minutes=121))


class TestWhen:
    def test_a_source_is_due_when_its_time_has_come(
        self, server: BadServer, store: SourceStore
    ) -> None:
        server.routes["/a"] = reply(b"one")
        source = page(server, every=timedelta(days=1))
        assert is_due(source, store, now=NOW)
        fetch_one(source, store)
        now = datetime.now(UTC)
        assert not is_due(source, store, now=now + timedelta(hours=23))
        assert is_due(source, store, now=now + timedelta(hours=25))

    def test_only_what_is_due_is_fetched_when_asked_so(
        self, server: BadServer, store: SourceStore
    ) -> None:
        server.routes["/a"] = reply(b"one")
        config = SourcesConfig((page(server),), quick())
        assert len(fetch(config, store, only_due=True)) == 1
        assert fetch(config, store, only_due=True) == ()

    def test_a_clock_that_went_back_makes_it_due(
        self, server: BadServer, store: SourceStore
    ) -> None:
        server.routes["/a"] = reply(b"one")
        fetch_one(page(server), store)
        assert is_due(page(server), store, now=NOW - timedelta(days=400))

    def test_a_failing_source_is_tried_again_within_the_hour(
        self, server: BadServer, store: SourceStore
    ) -> None:
        source = page(server, every=timedelta(days=7))
        fetch_one(source, store)
        now = datetime.now(UTC)
        assert not is_due(source, store, now=now + timedelta(minutes=50))
        assert is_due(source, store, now=now + timedelta(minutes=61))

    def test_never_means_never(self, server: BadServer, store: SourceStore) -> None:
        assert not is_due(page(server, every=None), store, now=NOW)

    def test_folders_are_not_fetched(self, tmp_path: Path, store: SourceStore) -> None:
        folder = FolderSource(name="here", path=tmp_path)
        assert not is_due(folder, store, now=NOW)
        assert fetch(SourcesConfig((folder,)), store) == ()


def test_an_unknown_name_is_told_with_those_there_are(
    server: BadServer, store: SourceStore
) -> None:
    with pytest.raises(SourceError, match=r"no source pgae .* its sources are page"):
        fetch(SourcesConfig((page(server),), quick()), store, names=["pgae"])


def test_hosts_are_fetched_in_parallel(server: BadServer, store: SourceStore) -> None:
    both = threading.Barrier(2, timeout=20)

    def together(wire: Wire, asked: Asked) -> None:
        both.wait()  # Breaks, and the fetch fails, where one is only asked after the other.
        wire.send(head(200, content_length="1") + b"x")

    with serving("127.0.0.2") as other:
        sources = []
        for name, one in (("here", server), ("there", other)):
            one.routes["/a"] = together
            sources.append(UrlSource(name=name, url=one.url("/a")))
        outcomes = fetch(SourcesConfig(tuple(sources), quick(stall=timedelta(seconds=25))), store)
    assert {outcome.state for outcome in outcomes} == {FetchState.CHANGED}


def test_progress_names_the_source_and_counts(server: BadServer, store: SourceStore) -> None:
    server.routes["/a"] = reply(b"one")
    said: list[tuple[str, int, int]] = []
    fetch(
        SourcesConfig((page(server),), quick()),
        store,
        progress=lambda name, done, total: said.append((name, done, total)),
    )
    assert said == [("page", 1, 1)]
