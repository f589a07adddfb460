"""Connections of clients that are silent, slow, or do not speak HTTP."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import httpx
import pytest

from assistant.http import server
from assistant.http.app import create_app
from assistant.settings import Settings
from tests.assistant.http.conftest import Running, Serve
from tests.assistant.http.wire import exchange, head, reply_on
from tests.assistant.serving import running as server_running
from tests.assistant.serving import until
from tests.assistant.stand_in import page, stand_in_service


@pytest.fixture
def running(serve: Serve) -> Iterator[Running]:
    with serve(header_timeout=0.4) as running:
        yield running


def closed(connection: socket.socket) -> bool:
    """Whether the server has closed: what it still sends is read first."""
    try:
        while connection.recv(65_536):
            pass
    except ConnectionError:
        pass
    return True


def test_a_connection_that_says_nothing_is_closed(running: Running) -> None:
    with socket.create_connection(running.address, timeout=30) as silent:
        assert closed(silent)


def test_a_head_that_comes_in_drops_is_closed_before_it_ends(running: Running) -> None:
    with socket.create_connection(running.address, timeout=30) as slow:
        slow.sendall(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n")
        slow.settimeout(0.05)
        dropped = 0
        while dropped < 600:
            try:
                slow.sendall(b"X-Drop: 1\r\n")
                dropped += 1
                if not slow.recv(100):
                    break
            except TimeoutError:
                continue
            except ConnectionError:
                break
        assert dropped < 600


def test_a_second_request_has_no_more_time_for_its_head(running: Running) -> None:
    with socket.create_connection(running.address, timeout=30) as slow:
        slow.sendall(head("GET", "/health/live"))
        assert reply_on(slow).status == 200
        slow.sendall(b"GET /health/live HTTP/1.1\r\n")
        assert closed(slow)


def test_what_is_sent_after_an_early_answer_is_not_taken_for_ever(running: Running) -> None:
    with socket.create_connection(running.address, timeout=0.05) as slow:
        slow.sendall(head("GET", "/health/live", "Content-Length: 10000000000"))
        sent = 0
        try:
            while sent < 600:
                sent += 1
                slow.sendall(b" ")
                time.sleep(0.05)
        except ConnectionError:
            pass
        assert sent < 600


def test_a_client_that_answers_in_time_keeps_its_connection(running: Running) -> None:
    with httpx.Client(base_url=running.url, trust_env=False) as client:
        ends = {client.get("/health/live").extensions["network_stream"] for _ in range(5)}
    assert len(ends) == 1


def test_what_is_not_http_is_told_so_in_a_problem(running: Running) -> None:
    for sent in (b"\x16\x03\x01\x02\x00\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n"):
        reply = exchange(running.address, sent)

        assert reply.status == 400
        assert "not HTTP/1.1" in reply.problem["detail"]


def test_a_body_in_crumbs_is_refused(running: Running) -> None:
    crumbs = b"1\r\n \r\n" * 10_000
    with socket.create_connection(running.address, timeout=30) as crumbling:
        crumbling.sendall(head("POST", "/v1/answers", "Transfer-Encoding: chunked"))
        with suppress(ConnectionError):
            crumbling.sendall(crumbs)
        reply = reply_on(crumbling)

    assert reply.status == 400
    assert "too many chunks" in reply.problem["detail"]


def test_a_body_in_a_thousand_chunks_is_taken(running: Running) -> None:
    asked = json.dumps({"question": "Un parvis ?" + " " * 1_000}).encode()
    chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in asked) + b"0\r\n\r\n"
    lines = ("Content-Type: application/json", "Transfer-Encoding: chunked")

    assert exchange(running.address, head("POST", "/v1/answers", *lines) + chunks).status == 200


def test_a_client_that_does_not_take_its_answer_in_is_let_go(tmp_path: Path) -> None:
    settings = Settings(answers=tmp_path / "answers.sqlite3", header_timeout=0.3)
    app = create_app(settings, service=stand_in_service(page("long", "Long", "mot " * 2_000_000)))
    with (
        server_running(app, settings=settings) as server,
        closing(socket.socket()) as lazy,
    ):
        lazy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        lazy.connect(server.servers[0].sockets[0].getsockname())
        lazy.sendall(head("GET", "/v1/documents/long"))
        until(lambda: server.server_state.connections)
        until(lambda: not server.server_state.connections)


def test_beyond_the_limit_the_connection_awaited_longest_is_closed(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_CONNECTIONS", 3)
    with serve(header_timeout=600, body_timeout=600) as running, ExitStack() as stack:

        def connect(sent: bytes) -> socket.socket:
            new = stack.enter_context(socket.create_connection(running.address, timeout=30))
            new.sendall(sent)
            return new

        asked = b'{"question": "Un parvis ?"}'
        lines = ("Content-Type: application/json", f"Content-Length: {len(asked)}")
        running.service.free.clear()
        held = connect(head("POST", "/v1/answers", *lines) + asked)
        until(lambda: running.service.asked)
        unfinished = connect(head("POST", "/v1/answers", *lines))
        idle = connect(head("GET", "/health/live"))
        assert reply_on(idle).status == 200

        newcomer = connect(head("GET", "/health/live"))
        assert reply_on(newcomer).status == 200
        assert closed(unfinished)
        connect(head("GET", "/health/live"))
        assert closed(idle)
        running.service.free.set()
        assert reply_on(held).status == 200
