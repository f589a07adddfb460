"""Servers that stall, drip, flood, lie about lengths, and ask to be left alone."""

import gzip
import time
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from corpus.errors import AddressGone, FetchError, TransientError
from tests.corpus.sources.bad_server import (
    Asked,
    BadServer,
    Wire,
    head,
    in_turn,
    quick,
    reply,
)
from tests.corpus.sources.downloading import BODY, ETAG, content, get, partial_files, resuming


class TestTime:
    def test_a_server_that_says_nothing_is_given_up(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        server.routes["/a"] = lambda wire, asked: wire.stall(30)
        begun = time.monotonic()
        with pytest.raises(TransientError, match=r"said nothing for 0.3 seconds"):
            get(
                server.url("/a"),
                tmp_path,
                settings=quick(stall=timedelta(seconds=0.3), attempts=2),
            )
        assert time.monotonic() - begun < 15
        assert len(server.requests("/a")) == 2

    def test_a_body_that_stalls_is_asked_for_again_from_there(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        def stalling(wire: Wire, asked: Asked) -> None:
            wire.send(head(200, content_length=str(len(BODY)), etag=ETAG) + BODY[:50_000])
            wire.stall(30)

        honest = resuming(BODY, cut_at=0)
        server.routes["/a"] = in_turn(stalling, honest)
        assert content(get(server.url("/a"), tmp_path)) == BODY
        assert server.requests("/a")[1].headers["range"] == "bytes=50000-"

    @pytest.mark.parametrize("where", ["headers", "body"])
    def test_a_slow_drip_ends_at_the_deadline(
        self, where: str, server: BadServer, tmp_path: Path
    ) -> None:
        def drip(wire: Wire, asked: Asked) -> None:
            wire.send(b"HTTP/1.1 200 OK\r\n" if where == "headers" else head(200))
            while not wire._closing.is_set():
                wire.send(b"X-A: b\r\n" if where == "headers" else b"x")
                wire.stall(0.05)

        server.routes["/a"] = drip
        begun = time.monotonic()
        with pytest.raises(TransientError, match="not received whole within 1 second"):
            get(server.url("/a"), tmp_path, settings=quick(deadline=timedelta(seconds=1)))
        assert time.monotonic() - begun < 15


class TestSize:
    def test_an_announced_flood_is_refused_before_it_begins(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        def announce(wire: Wire, asked: Asked) -> None:
            wire.send(head(200, content_length=str(10_000_000_000)))
            wire.stall(30)

        server.routes["/a"] = announce
        begun = time.monotonic()
        with pytest.raises(FetchError, match=r"larger than 1 MB.*raise max_size"):
            get(server.url("/a"), tmp_path, settings=quick(stall=timedelta(seconds=20)))
        assert time.monotonic() - begun < 15
        assert partial_files(tmp_path) == []
        assert len(server.asked) == 1

    def test_a_flood_without_a_length_is_stopped_at_the_limit(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        wires: list[Wire] = []

        def flood(wire: Wire, asked: Asked) -> None:
            wires.append(wire)
            wire.send(head(200))
            while wire.sent < 10_000_000_000:
                wire.send(b"\0" * 65536)

        server.routes["/a"] = flood
        begun = time.monotonic()
        with pytest.raises(FetchError, match="larger than 1 MB"):
            get(server.url("/a"), tmp_path)
        assert time.monotonic() - begun < 15
        assert wires[0].sent < 30_000_000
        assert partial_files(tmp_path) == []

    @pytest.mark.slow  # packs 300 MB
    def test_a_gzip_bomb_is_stopped_at_the_limit(self, server: BadServer, tmp_path: Path) -> None:
        packer = zlib.compressobj(9, wbits=31)
        bomb = b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(300)) + packer.flush()
        assert len(bomb) < 400_000
        server.routes["/a"] = reply(bomb, content_encoding="gzip")
        with pytest.raises(FetchError, match="larger than 1 MB once unpacked"):
            get(server.url("/a"), tmp_path)
        assert partial_files(tmp_path) == []

    def test_a_packed_file_is_unpacked(self, server: BadServer, tmp_path: Path) -> None:
        server.routes["/a"] = reply(gzip.compress(BODY), content_encoding="gzip")
        assert content(get(server.url("/a"), tmp_path)) == BODY
        assert server.asked[0].headers["accept-encoding"] == "gzip"

    def test_an_encoding_that_was_not_asked_for_is_refused(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        server.routes["/a"] = reply(b"\x0b\x02\x80abc\x03", content_encoding="br")
        with pytest.raises(FetchError, match="as br, which was not asked for"):
            get(server.url("/a"), tmp_path)

    def test_less_than_was_announced_is_not_taken_for_the_whole(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        server.routes["/a"] = reply(b"short", content_length="1000")
        with pytest.raises(TransientError, match="broke off"):
            get(server.url("/a"), tmp_path)
        assert len(server.requests("/a")) == 3

    def test_what_comes_beyond_the_announced_length_is_no_answer_to_the_next_request(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        evil = head(200, content_length="4", content_type="text/plain") + b"evil"

        def too_much(wire: Wire, asked: Asked) -> None:
            wire.send(head(200, content_length="2") + b"#\n" + evil)
            wire.stall(1)  # the connection stays open, as if it could be used again

        server.routes["/robots.txt"] = too_much
        server.routes["/a"] = reply(b"good")
        assert content(get(server.url("/a"), tmp_path, ignore_robots=False)) == b"good"


class TestAskedToWait:
    @pytest.mark.parametrize("status", [429, 503])
    def test_retry_after_is_honoured(self, status: int, server: BadServer, tmp_path: Path) -> None:
        server.routes["/a"] = in_turn(reply(status=status, retry_after="1"), reply(b"now"))
        assert content(get(server.url("/a"), tmp_path)) == b"now"
        first, second = server.requests("/a")
        assert second.at - first.at >= 1.0

    def test_a_date_to_come_back_at_is_honoured(self, server: BadServer, tmp_path: Path) -> None:
        def later(wire: Wire, asked: Asked) -> None:
            when = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
            reply(status=503, retry_after=when)(wire, asked)

        server.routes["/a"] = in_turn(later, reply(b"now"))
        assert content(get(server.url("/a"), tmp_path)) == b"now"
        first, second = server.requests("/a")
        assert second.at - first.at >= 0.9

    def test_a_server_that_asks_for_an_hour_is_left_alone_and_the_hour_remembered(
        self, server: BadServer, tmp_path: Path
    ) -> None:
        server.routes["/a"] = reply(status=429, retry_after="3600")
        with pytest.raises(FetchError, match="asks to be left alone until") as caught:
            get(server.url("/a"), tmp_path)
        assert len(server.requests("/a")) == 1
        assert caught.value.not_before is not None
        wait = caught.value.not_before - datetime.now(UTC)
        assert timedelta(minutes=59) < wait < timedelta(minutes=61)

    def test_without_retry_after_the_pauses_grow(self, server: BadServer, tmp_path: Path) -> None:
        server.routes["/a"] = reply(status=503)
        settings = quick(first_wait=timedelta(seconds=0.1))
        with pytest.raises(TransientError, match="503"):
            get(server.url("/a"), tmp_path, settings=settings)
        first, second, third = server.requests("/a")
        assert second.at - first.at >= 0.1
        assert third.at - second.at >= 0.2

    @pytest.mark.parametrize("status", [400, 403, 404, 410, 501])
    def test_a_final_answer_is_not_asked_for_twice(
        self, status: int, server: BadServer, tmp_path: Path
    ) -> None:
        server.routes["/a"] = reply(status=status)
        with pytest.raises(FetchError, match=f"answers {status}") as caught:
            get(server.url("/a"), tmp_path)
        assert isinstance(caught.value, AddressGone) is (status in {404, 410})
        assert len(server.requests("/a")) == 1
