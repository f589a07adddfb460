"""Bounds on what a client sends, on every path, over the wire."""

import json
from collections.abc import Iterator
from contextlib import suppress

import httpx
import pytest

from tests.assistant.http.conftest import Running, Serve
from tests.assistant.http.wire import exchange, head
from tests.assistant.serving import until

PATHS = ["/v1/answers", "/v1/documents", "/", "/docs", "/passages/x", "/nowhere", "/metrics"]
QUESTION = json.dumps({"question": "Qui peut voir un parvis ?"}).encode()


@pytest.fixture
def running(serve: Serve) -> Iterator[Running]:
    with serve(body_timeout=0.5) as running:
        yield running


def test_a_body_announced_too_large_is_refused_on_every_path(running: Running) -> None:
    for path in PATHS:
        reply = exchange(running.address, head("POST", path, "Content-Length: 10000000000"))

        assert reply.status == 413
        assert reply.problem["detail"] == "The request has more than 262,144 bytes: send less."
        assert reply.headers["connection"] == "close"


def test_a_body_that_grows_too_large_is_refused_on_every_path(running: Running) -> None:
    chunk = b"8000\r\n" + b" " * 0x8000 + b"\r\n"
    for path in PATHS:
        begun = head("POST", path, "Transfer-Encoding: chunked")
        assert exchange(running.address, begun, *[chunk] * 9).problem["status"] == 413


def test_a_body_that_does_not_end_is_given_up_on_every_path(running: Running) -> None:
    for path in PATHS:
        reply = exchange(running.address, head("POST", path, "Content-Length: 50"), b"{")

        assert reply.status == 408
        assert "did not arrive in 0.5 seconds" in reply.problem["detail"]


def test_a_length_said_in_two_ways_is_refused_on_every_path(running: Running) -> None:
    both = ("Content-Length: 4", "Transfer-Encoding: chunked")
    for path in PATHS:
        reply = exchange(running.address, head("POST", path, *both), b"0\r\n\r\n")

        assert reply.status == 400
        assert "Content-Length or Transfer-Encoding" in reply.problem["detail"]


def test_drops_do_not_put_the_deadline_off(running: Running) -> None:
    drops = [QUESTION[at : at + 1] for at in range(len(QUESTION))]
    begun = head("POST", "/v1/answers", f"Content-Length: {len(QUESTION)}")

    # It would be 200 if each drop gave the next one as long again.
    assert exchange(running.address, begun, *drops, pause=0.1).status == 408


def test_a_client_that_goes_away_amid_its_request_is_forgotten(running: Running) -> None:
    with httpx.Client(base_url=running.url, trust_env=False) as client:
        with suppress(_Gone):
            client.post("/v1/answers", content=_breaks_off(), timeout=5)
        until(lambda: client.get("/health/live").status_code == 200)
    assert running.service.asked == []


class _Gone(Exception):
    pass


def _breaks_off() -> Iterator[bytes]:
    yield b'{"question":'
    raise _Gone
