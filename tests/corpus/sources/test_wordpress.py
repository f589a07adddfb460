"""WordPress sites, read page by page through their REST API."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from corpus.document import DocumentKind
from corpus.reading import SourceFile
from corpus.sources.outcome import FetchState
from corpus.sources.source import (
    SourcesConfig,
    WordPressSource,
)
from corpus.sources.source_files import source_files
from corpus.sources.store import SourceStore
from tests.corpus.sources.bad_server import Asked, BadServer, Route, Wire, reply
from tests.corpus.sources.fetching import bodies, fetch_one


def post(server: BadServer, number: int, words: str = "Une page") -> dict[str, object]:
    return {
        "id": number,
        "link": server.url(f"/page-{number}/"),
        "type": "page",
        "status": "publish",
        "title": {"rendered": f"Page {number}"},
        "content": {"rendered": f"<p>{words}</p>"},
        "_links": {"self": [{"href": "x"}]},
        "yoast_head": "<meta>",
    }


def rest(posts: list[dict[str, object]]) -> Route:
    """The REST API's own paging over `posts`."""

    def route(wire: Wire, asked: Asked) -> None:
        query = parse_qs(urlsplit(asked.path).query)
        assert query["orderby"] == ["id"]
        size, number = int(query["per_page"][0]), int(query["page"][0])
        total = max(1, -(-len(posts) // size))
        if number > total:
            reply(b'{"code":"rest_post_invalid_page_number"}', status=400)(wire, asked)
            return
        body = json.dumps(posts[(number - 1) * size : number * size]).encode()
        reply(body, content_type="application/json", x_wp_totalpages=str(total))(wire, asked)

    return route


class TestWordPress:
    def test_every_page_and_post_is_read_page_by_page(
        self, server: BadServer, store: SourceStore
    ) -> None:
        pages = [post(server, number) for number in range(1, 121)]
        server.routes["/wp-json/wp/v2/pages"] = rest(pages)
        server.routes["/wp-json/wp/v2/posts"] = rest([post(server, 500, "Un billet")])
        source = WordPressSource(name="site", url=server.url("/"), kind=DocumentKind.PAGE)
        assert fetch_one(source, store).documents == 121
        files = list(source_files(SourcesConfig((source,)), store))
        assert {file.path for file in files} == {
            *(server.url(f"/page-{number}/") for number in range(1, 121)),
            server.url("/page-500/"),
        }
        last = files[-1]
        assert isinstance(last, SourceFile)
        assert last.url == server.url("/page-500/")
        read = json.loads(last.raw)
        assert read["content"]["rendered"] == "<p>Un billet</p>"
        assert not {"_links", "yoast_head"} & read.keys()
        asked = [one.path for one in server.asked if "/pages" in one.path]
        assert [re.findall(r"[?&]page=(\d+)", path) for path in asked] == [["1"], ["2"], ["3"]]

    def test_a_changed_page_costs_that_page_and_a_removed_one_goes(
        self, server: BadServer, store: SourceStore
    ) -> None:
        source = WordPressSource(name="site", url=server.url(""), contents=("pages",))
        route = "/wp-json/wp/v2/pages"
        server.routes[route] = rest([post(server, number) for number in (1, 2, 3)])
        fetch_one(source, store)
        server.routes[route] = rest([post(server, 1), post(server, 3, "Autre chose")])
        outcome = fetch_one(source, store)
        assert (outcome.added, outcome.changed, outcome.removed) == (0, 1, 1)
        found = bodies(source, store)
        assert found.keys() == {server.url("/page-1/"), server.url("/page-3/")}
        assert b"Autre chose" in found[server.url("/page-3/")]

    def test_the_patterns_choose(self, server: BadServer, store: SourceStore) -> None:
        server.routes["/wp-json/wp/v2/pages"] = rest([post(server, n) for n in (1, 12, 13, 2)])
        source = WordPressSource(
            name="site",
            url=server.url(""),
            contents=("pages",),
            include=("*/page-1*",),
            exclude=("*-13/",),
        )
        fetch_one(source, store)
        assert bodies(source, store).keys() == {server.url("/page-1/"), server.url("/page-12/")}

    def test_a_site_without_pretty_addresses_is_read_all_the_same(
        self, server: BadServer, store: SourceStore
    ) -> None:
        def plain(wire: Wire, asked: Asked) -> None:
            assert parse_qs(urlsplit(asked.path).query)["rest_route"] == ["/wp/v2/pages"]
            rest([post(server, 1)])(wire, asked)

        server.routes["/"] = plain
        source = WordPressSource(name="site", url=server.url("/"), contents=("pages",))
        assert fetch_one(source, store).documents == 1

    def test_pages_that_go_while_they_are_listed_end_the_listing(
        self, server: BadServer, store: SourceStore
    ) -> None:
        def shrinking(wire: Wire, asked: Asked) -> None:
            if "&page=1&" in asked.path:
                body = json.dumps([post(server, 1)]).encode()
                reply(body, content_type="application/json", x_wp_totalpages="2")(wire, asked)
            else:
                reply(b"{}", status=400)(wire, asked)

        server.routes["/wp-json/wp/v2/pages"] = shrinking
        source = WordPressSource(name="site", url=server.url(""), contents=("pages",))
        assert fetch_one(source, store).state is FetchState.CHANGED

    @pytest.mark.parametrize(
        ("route", "said"),
        [
            (reply(status=404), "has no REST API for pages"),
            (reply(b"<html>", content_type="text/html"), "sends text/html"),
            (reply(b"{", content_type="application/json"), "no valid JSON"),
            (reply(b'{"a":1}', content_type="application/json"), "no list of posts"),
            (reply(b"[]", content_type="application/json"), "lists no page"),
            (reply(b"[1, null]", content_type="application/json"), "lists no page"),
        ],
        ids=["no API", "a page", "broken JSON", "another JSON", "empty", "no posts"],
    )
    def test_what_is_no_wordpress_is_told(
        self, route: Route, said: str, server: BadServer, store: SourceStore
    ) -> None:
        server.routes["/wp-json/wp/v2/pages"] = route
        source = WordPressSource(name="site", url=server.url(""), contents=("pages",))
        outcome = fetch_one(source, store)
        assert outcome.state is FetchState.FAILED
        assert said in (outcome.error or "")
