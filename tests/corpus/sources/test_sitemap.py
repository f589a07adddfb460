"""Sitemaps: indexes and lists, plain or packed, of this host and of others."""

import gzip

import pytest

from corpus.sources.outcome import FetchState
from corpus.sources.source import (
    SitemapSource,
)
from corpus.sources.store import SourceStore
from tests.corpus.sources.bad_server import BadServer, reply, serving
from tests.corpus.sources.fetching import bodies, fetch_one


def urlset(*urls: str) -> bytes:
    entries = "".join(f"<url><loc> {url} </loc><lastmod>2026-01-01</lastmod></url>" for url in urls)
    return (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"{entries}</urlset>"
    ).encode()


def index(*urls: str) -> bytes:
    entries = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return (
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"{entries}</sitemapindex>"
    ).encode()


class TestSitemap:
    def source(self, server: BadServer, **more: object) -> SitemapSource:
        return SitemapSource(name="site", url=server.url("/sitemap.xml"), **more)  # type: ignore[arg-type]

    def test_an_index_leads_to_lists_plain_or_packed(
        self, server: BadServer, store: SourceStore
    ) -> None:
        lists = (server.url(path) for path in ("/one.xml", "/two.xml.gz", "/three.txt"))
        server.routes["/sitemap.xml"] = reply(index(*lists), content_type="application/xml")
        server.routes["/one.xml"] = reply(
            urlset(server.url("/a"), server.url("/b")), content_type="application/xml"
        )
        server.routes["/two.xml.gz"] = reply(
            gzip.compress(urlset(server.url("/b"), server.url("/c"))),
            content_type="application/gzip",
        )
        server.routes["/three.txt"] = reply(f"{server.url('/d')}\n\n".encode())
        for name in "abcd":
            server.routes[f"/{name}"] = reply(name.encode())
        source = self.source(server)
        assert fetch_one(source, store).documents == 4
        assert bodies(source, store) == {server.url(f"/{name}"): name.encode() for name in "abcd"}

    def test_patterns_and_the_bound_choose_and_the_rest_is_told(
        self, server: BadServer, store: SourceStore
    ) -> None:
        urls = [server.url(f"/law/{number}") for number in range(9)]
        server.routes["/sitemap.xml"] = reply(
            urlset(server.url("/news/1"), *urls), content_type="text/xml"
        )
        for number in range(9):
            server.routes[f"/law/{number}"] = reply(str(number).encode())
        source = self.source(server, include=("*/law/*",), exclude=("*/0",), max_documents=3)
        outcome = fetch_one(source, store)
        assert bodies(source, store).keys() == {server.url(f"/law/{n}") for n in (1, 2, 3)}
        assert "lists 8 documents, and max_documents is 3" in outcome.problems[0].reason

    def test_another_hosts_pages_are_left_aside_unless_named(
        self, server: BadServer, store: SourceStore
    ) -> None:
        with serving("127.0.0.2") as other:
            other.routes["/x"] = reply(b"theirs")
            server.routes["/a"] = reply(b"ours")
            server.routes["/sitemap.xml"] = reply(
                urlset(server.url("/a"), other.url("/x")), content_type="text/xml"
            )
            outcome = fetch_one(self.source(server), store)
            assert outcome.documents == 1
            assert 'hosts = ["127.0.0.2"]' in outcome.problems[0].remedy
            assert other.asked == []
            named = self.source(server, hosts=("127.0.0.2",))
            assert fetch_one(named, store).documents == 2

    def test_a_page_that_is_listed_no_more_is_dropped(
        self, server: BadServer, store: SourceStore
    ) -> None:
        for name in "ab":
            server.routes[f"/{name}"] = reply(name.encode())
        both = urlset(server.url("/a"), server.url("/b"))
        server.routes["/sitemap.xml"] = reply(both, content_type="text/xml")
        fetch_one(self.source(server), store)
        server.routes["/sitemap.xml"] = reply(urlset(server.url("/b")), content_type="text/xml")
        assert fetch_one(self.source(server), store).removed == 1
        assert bodies(self.source(server), store) == {server.url("/b"): b"b"}

    def test_a_listed_page_that_is_gone_is_dropped_and_one_that_fails_is_kept(
        self, server: BadServer, store: SourceStore
    ) -> None:
        for name in "abc":
            server.routes[f"/{name}"] = reply(name.encode())
        all_three = urlset(*(server.url(f"/{name}") for name in "abc"))
        server.routes["/sitemap.xml"] = reply(all_three, content_type="text/xml")
        fetch_one(self.source(server), store)
        server.routes["/a"] = reply(status=404)
        server.routes["/b"] = reply(status=403)
        outcome = fetch_one(self.source(server), store)
        assert outcome.state is FetchState.CHANGED
        assert bodies(self.source(server), store).keys() == {server.url("/b"), server.url("/c")}
        assert {one.path: one.reason[:22] for one in outcome.problems} == {
            server.url("/a"): "the server answers 404",
            server.url("/b"): "the server answers 403",
        }

    def test_an_emptied_sitemap_is_a_failure_and_costs_nothing(
        self, server: BadServer, store: SourceStore
    ) -> None:
        server.routes["/a"] = reply(b"a")
        server.routes["/sitemap.xml"] = reply(urlset(server.url("/a")), content_type="text/xml")
        fetch_one(self.source(server), store)
        server.routes["/sitemap.xml"] = reply(urlset(), content_type="text/xml")
        assert fetch_one(self.source(server), store).state is FetchState.FAILED
        assert bodies(self.source(server), store) == {server.url("/a"): b"a"}

    @pytest.mark.parametrize(
        ("body", "said"),
        [
            (b"<html><body/></html>", "first element is <html>"),
            (b"<urlset><url>", "is no sitemap"),
            (
                b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><urlset>&b;</urlset>',
                "is no sitemap",
            ),
            (gzip.compress(b"\0" * 30_000_000, mtime=0), "larger than 1 MB once unpacked"),
            (gzip.compress(urlset("http://x.invalid/"), mtime=0)[:-12], "breaks off"),
        ],
        ids=["a page", "broken XML", "an XML bomb", "a gzip bomb", "half a gzip file"],
    )
    def test_what_is_no_sitemap_is_told(
        self, body: bytes, said: str, server: BadServer, store: SourceStore
    ) -> None:
        server.routes["/sitemap.xml"] = reply(body, content_type="text/xml")
        outcome = fetch_one(self.source(server), store)
        assert outcome.state is FetchState.FAILED
        assert said in (outcome.error or "")

    def test_an_index_that_leads_to_itself_ends(
        self, server: BadServer, store: SourceStore
    ) -> None:
        server.routes["/sitemap.xml"] = reply(
            index(server.url("/sitemap.xml"), server.url("/one.xml")), content_type="text/xml"
        )
        server.routes["/one.xml"] = reply(urlset(server.url("/a")), content_type="text/xml")
        server.routes["/a"] = reply(b"a")
        assert fetch_one(self.source(server), store).documents == 1
