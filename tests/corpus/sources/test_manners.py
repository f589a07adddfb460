"""robots.txt is heeded, and each host is asked for one thing at a time."""

import asyncio
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.errors import FetchError, TransientError
from corpus.sources.fetch import open_client
from corpus.sources.http.download import Downloader, Request
from corpus.sources.source import FetchSettings
from tests.corpus.sources.bad_server import (
    Asked,
    BadServer,
    Wire,
    in_turn,
    quick,
    reply,
    serving,
)
from tests.corpus.sources.downloading import content, get

FORBIDS = b"User-agent: *\nDisallow: /private/\nAllow: /private/but-this$\n"


def get_all(urls: list[str], folder: Path, settings: FetchSettings) -> None:
    async def run() -> None:
        async with open_client(settings) as client:
            downloader = Downloader(client, settings)
            requests = (Request(url=url, max_size=1000) for url in urls)
            await asyncio.gather(*(downloader.download(one, folder=folder) for one in requests))

    asyncio.run(run())


class TestRobots:
    def test_what_it_forbids_is_not_asked_for(self, server: BadServer, tmp_path: Path) -> None:
        server.routes["/robots.txt"] = reply(FORBIDS)
        server.routes["/private/a"] = reply(b"x")
        with pytest.raises(FetchError, match=r"robots\.txt asks that it be left alone.*ignore_rob"):
            get(server.url("/private/a"), tmp_path, ignore_robots=False)
        assert server.requests("/private/a") == []

    def test_what_it_allows_is_fetched(self, server: BadServer, tmp_path: Path) -> None:
        server.routes["/robots.txt"] = reply(FORBIDS)
        server.routes["/private/but-this"] = reply(b"x")
        url = server.url("/private/but-this")
        assert content(get(url, tmp_path, ignore_robots=False)) == b"x"

    def test_a_rule_for_parvis_goes_before_the_rule_for_all(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        server.routes["/robots.txt"] = reply(
            b"User-agent: *\nAllow: /\n\nUser-agent: parvis\nDisallow: /\n"
        )
        with pytest.raises(FetchError, match="left alone"):
            get(server.url("/a"), tmp_path, ignore_robots=False)

    def test_the_operator_may_pass_over_it(self, server: BadServer, tmp_path: Path) -> None:
        server.routes["/robots.txt"] = reply(b"User-agent: *\nDisallow: /\n")
        server.routes["/a"] = reply(b"x")
        assert content(get(server.url("/a"), tmp_path, ignore_robots=True)) == b"x"
        assert server.requests("/robots.txt") == []

    @pytest.mark.parametrize("status", [401, 403, 404, 410])
    def test_where_there_is_none_the_site_is_open(
        self, status: int, server: BadServer, tmp_path: Path
    ) -> None:
        server.routes["/robots.txt"] = reply(status=status)
        server.routes["/a"] = reply(b"x")
        assert content(get(server.url("/a"), tmp_path, ignore_robots=False)) == b"x"

    @pytest.mark.parametrize("status", [429, 500, 503])
    def test_where_it_cannot_be_had_the_site_is_closed(
        self, status: int, server: BadServer, tmp_path: Path
    ) -> None:
        server.routes["/robots.txt"] = reply(status=status)
        server.routes["/a"] = reply(b"x")
        with pytest.raises(TransientError, match="counts as closed"):
            get(server.url("/a"), tmp_path, ignore_robots=False)
        assert server.requests("/a") == []

    def test_it_is_asked_for_again_when_it_failed(self, server: BadServer, tmp_path: Path) -> None:
        server.routes["/robots.txt"] = in_turn(reply(status=503), reply(FORBIDS))
        server.routes["/a"] = reply(b"x")
        assert content(get(server.url("/a"), tmp_path, ignore_robots=False)) == b"x"

    def test_it_is_asked_for_once_a_fetch(self, server: BadServer, tmp_path: Path) -> None:
        for name in "abc":
            server.routes[f"/{name}"] = reply(b"x")
        get_all([server.url(f"/{name}") for name in "abc"], tmp_path, quick())
        assert len(server.requests("/robots.txt")) == 1

    def test_its_redirections_are_followed(self, server: BadServer, tmp_path: Path) -> None:
        server.routes["/robots.txt"] = reply(status=301, location="/rules")
        server.routes["/rules"] = reply(b"User-agent: *\nDisallow: /\n")
        with pytest.raises(FetchError, match="left alone"):
            get(server.url("/a"), tmp_path, ignore_robots=False)

    def test_an_endless_one_is_read_to_its_limit(self, server: BadServer, tmp_path: Path) -> None:
        rules = b"User-agent: *\nDisallow: /a\n" + b"#" * 5_000_000
        server.routes["/robots.txt"] = reply(rules)
        with pytest.raises(FetchError, match="left alone"):
            get(server.url("/a"), tmp_path, ignore_robots=False)

    def test_it_holds_for_the_address_that_a_redirection_leads_to(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        server.routes["/robots.txt"] = reply(FORBIDS)
        server.routes["/a"] = reply(status=302, location="/private/a")
        with pytest.raises(FetchError, match="left alone"):
            get(server.url("/a"), tmp_path, ignore_robots=False)
        assert server.requests("/private/a") == []


def slow(wire: Wire, asked: Asked) -> None:
    wire.stall(0.15)
    reply(b"x")(wire, asked)


def test_a_host_is_asked_for_one_thing_at_a_time(server: BadServer, tmp_path: Path) -> None:
    for name in "abc":
        server.routes[f"/{name}"] = slow
    get_all([server.url(f"/{name}") for name in "abc"], tmp_path, quick())
    times = sorted(asked.at for asked in server.asked if asked.path != "/robots.txt")
    assert all(later - sooner >= 0.15 for sooner, later in pairwise(times))


def test_a_pause_is_kept_between_two_requests(server: BadServer, tmp_path: Path) -> None:
    for name in "abc":
        server.routes[f"/{name}"] = reply(b"x")
    settings = quick(delay=timedelta(seconds=0.2))
    get_all([server.url(f"/{name}") for name in "abc"], tmp_path, settings)
    times = sorted(asked.at for asked in server.asked if asked.path != "/robots.txt")
    assert all(later - sooner >= 0.2 for sooner, later in pairwise(times))


def test_the_pause_that_a_site_asks_for_is_kept(server: BadServer, tmp_path: Path) -> None:
    server.routes["/robots.txt"] = reply(b"User-agent: *\nCrawl-delay: 0.4\n")
    for name in "ab":
        server.routes[f"/{name}"] = reply(b"x")
    get_all([server.url(f"/{name}") for name in "ab"], tmp_path, quick())
    first, second = sorted(asked.at for asked in server.asked if asked.path != "/robots.txt")
    assert second - first >= 0.4


def test_two_hosts_are_asked_at_once(server: BadServer, tmp_path: Path) -> None:
    with serving("127.0.0.2") as other:
        for one in (server, other):
            one.routes["/a"] = slow
        get_all([server.url("/a"), other.url("/a")], tmp_path, quick())
        assert server.requests("/a")[0].at < other.requests("/a")[0].ended[0]
        assert other.requests("/a")[0].at < server.requests("/a")[0].ended[0]
