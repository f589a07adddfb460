"""One download: where it is led, what it takes, and how its failures are told."""

import os
from pathlib import Path

import pytest

from corpus.errors import FetchError, ForbiddenAddress, TransientError
from tests.corpus.sources.bad_server import BadServer, quick, reply, serving
from tests.corpus.sources.downloading import BODY, ETAG, content, get, partial_files


def test_a_file_arrives_as_it_was_sent(server: BadServer, tmp_path: Path) -> None:
    server.routes["/a.pdf"] = reply(BODY, content_type="application/pdf", etag=ETAG)
    download = get(server.url("/a.pdf"), tmp_path)
    assert content(download) == BODY
    assert download is not None
    assert download.response.etag == ETAG
    assert partial_files(tmp_path) == [".whole"]


def test_every_request_names_the_product_and_keeps_no_cookie(
    server: BadServer, tmp_path: Path
) -> None:
    server.routes["/first"] = reply(status=302, location="/second", set_cookie="who=you")
    server.routes["/second"] = reply(b"here")
    settings = quick(contact="https://operator.example/parvis")
    assert content(get(server.url("/first"), tmp_path, settings=settings)) == b"here"
    for asked in server.asked:
        assert asked.headers["user-agent"].startswith("Parvis/")
        assert asked.headers["user-agent"].endswith("(+https://operator.example/parvis)")
        assert "cookie" not in asked.headers


class TestRedirections:
    def test_they_are_followed_to_the_file(self, server: BadServer, tmp_path: Path) -> None:
        server.routes["/a"] = reply(status=301, location="/b")
        server.routes["/b"] = reply(status=307, location=server.url("/c#part"))
        server.routes["/c"] = reply(b"there")
        download = get(server.url("/a"), tmp_path)
        assert content(download) == b"there"
        assert download is not None
        assert download.response.final_url == server.url("/c")

    @pytest.mark.parametrize(
        "location",
        ["file:///etc/passwd", "ftp://example.org/a", "gopher://x/", "data:text/plain,hello"],
    )
    def test_off_the_web_they_are_refused(
        self, location: str, server: BadServer, tmp_path: Path
    ) -> None:
        server.routes["/a"] = reply(status=302, location=location)
        with pytest.raises(ForbiddenAddress, match="no web address"):
            get(server.url("/a"), tmp_path)
        assert partial_files(tmp_path) == []

    def test_to_an_address_with_a_password_they_are_refused(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        server.routes["/a"] = reply(status=302, location="http://user:secret@example.org/")
        with pytest.raises(ForbiddenAddress, match="user name or a password"):
            get(server.url("/a"), tmp_path)

    @pytest.mark.parametrize(
        "target",
        [
            "http://127.0.0.2:{port}/secret",
            "http://[::1]:{port}/secret",
            "http://[::ffff:127.0.0.2]:{port}/secret",
            "http://0.0.0.0:{port}/secret",
            "http://2130706434:{port}/secret",
            "http://localhost:{port}/secret",
            "http://169.254.169.254/latest/meta-data/",
            "http://10.0.0.1/",
        ],
    )
    def test_to_a_private_or_loopback_address_they_are_refused(
        self, target: str, server: BadServer, tmp_path: Path
    ) -> None:
        server.routes["/a"] = reply(status=302, location=target.format(port=server.port))
        server.routes["/secret"] = reply(b"secret")
        with pytest.raises(ForbiddenAddress, match=r"no source may lead to.*allow_hosts"):
            get(server.url("/a"), tmp_path, settings=quick(allow_hosts=("127.0.0.1",)))
        assert server.requests("/secret") == []

    def test_a_password_in_one_is_neither_followed_nor_told(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        server.routes["/a"] = reply(status=302, location="https://clerk:secret@example.org/b")
        with pytest.raises(ForbiddenAddress, match=r"'https://…@example\.org/b'") as told:
            get(server.url("/a"), tmp_path)
        assert "secret" not in str(told.value)

    def test_a_circle_is_told(self, server: BadServer, tmp_path: Path) -> None:
        server.routes["/a"] = reply(status=302, location="/b")
        server.routes["/b"] = reply(status=302, location="/a")
        with pytest.raises(FetchError, match="redirects in a circle"):
            get(server.url("/a"), tmp_path)
        assert len(server.asked) == 2

    def test_an_endless_chain_is_ended(self, server: BadServer, tmp_path: Path) -> None:
        for number in range(20):
            server.routes[f"/{number}"] = reply(status=302, location=f"/{number + 1}")
        with pytest.raises(FetchError, match="redirects more than 10 times"):
            get(server.url("/0"), tmp_path)
        assert len(server.asked) == 11

    def test_one_that_leads_nowhere_is_told(self, server: BadServer, tmp_path: Path) -> None:
        server.routes["/a"] = reply(status=302)
        with pytest.raises(FetchError, match="without saying where"):
            get(server.url("/a"), tmp_path)


class TestContentType:
    @pytest.mark.parametrize("kind", ["image/png", "video/mp4", "application/zip", "text/css"])
    def test_what_is_no_document_is_refused(
        self, kind: str, server: BadServer, tmp_path: Path
    ) -> None:
        server.routes["/a"] = reply(b"x", content_type=kind)
        with pytest.raises(FetchError, match=f"sends {kind}"):
            get(server.url("/a"), tmp_path)

    def test_a_page_in_the_place_of_a_file_is_refused(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        server.routes["/plan.pdf"] = reply(b"<html>log in", content_type="text/html")
        with pytest.raises(FetchError, match=r"sends a page .* names a \.pdf file"):
            get(server.url("/plan.pdf"), tmp_path)

    @pytest.mark.parametrize(
        "kind", ["text/html; charset=utf-8", "APPLICATION/PDF", "application/octet-stream", ""]
    )
    def test_documents_are_taken_however_they_are_called(
        self, kind: str, server: BadServer, tmp_path: Path
    ) -> None:
        server.routes["/a"] = reply(b"x", content_type=kind)
        assert content(get(server.url("/a"), tmp_path)) == b"x"


def test_loopback_is_refused_by_default(server: BadServer, tmp_path: Path) -> None:
    server.routes["/a"] = reply(b"x")
    with pytest.raises(ForbiddenAddress, match=r"127\.0\.0\.1 is a loopback address"):
        get(server.url("/a"), tmp_path, settings=quick(allow_hosts=()))
    assert server.asked == []


def test_a_folder_that_cannot_be_written_is_named(server: BadServer, tmp_path: Path) -> None:
    server.routes["/a"] = reply(b"x")
    blocked = tmp_path / "blocked"
    blocked.write_bytes(b"a file where a folder should be")
    with pytest.raises(FetchError, match="cannot be written to"):
        get(server.url("/a"), blocked)


def test_a_port_where_nobody_listens_is_told(tmp_path: Path) -> None:
    with serving() as server:
        url = server.url("/a")
    with pytest.raises(TransientError, match="no connection"):
        get(url, tmp_path)


def test_a_garbled_answer_is_a_passing_fault(server: BadServer, tmp_path: Path) -> None:
    server.routes["/a"] = lambda wire, asked: wire.send(os.urandom(64) + b"\r\n\r\n")
    with pytest.raises(TransientError, match="broke off"):
        get(server.url("/a"), tmp_path)
