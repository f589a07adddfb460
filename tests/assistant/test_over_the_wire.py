"""Claims about the network, on a real server: what clients that misbehave get, and the others."""

import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Timer

import httpx
import pytest

from assistant.http.app import create_app
from assistant.settings import Settings
from tests.assistant.http.wire import exchange, head
from tests.assistant.serving import Address, served
from tests.assistant.stand_in import StandInService, stand_in_service

pytestmark = pytest.mark.slow

QUESTION = json.dumps({"question": "Qui peut voir un parvis ?"}).encode()


@pytest.fixture
def service() -> StandInService:
    return stand_in_service()


@pytest.fixture
def address(tmp_path: Path, service: StandInService) -> Iterator[Address]:
    settings = Settings(answers=tmp_path / "answers.sqlite3", body_timeout=0.5, threads=1, queue=2)
    with served(create_app(settings, service=service), settings=settings) as address:
        yield address


def test_bytes_that_are_not_utf_8_are_refused(address: Address) -> None:
    body = b'{"question": "\xff\xfe"}'
    length = f"Content-Length: {len(body)}"
    begun = head("POST", "/v1/answers", "Content-Type: application/json", length)
    reply = exchange(address, begun, body)

    assert reply.status == 400
    assert "UTF-8" in reply.problem["detail"]


def test_a_slow_client_costs_the_others_nothing(address: Address) -> None:
    with socket.create_connection(address) as slow:
        slow.sendall(head("POST", "/v1/answers", "Content-Length: 50") + b'{"que')
        response = httpx.post(url(address), content=QUESTION, headers=json_headers())

    assert response.json()["status"] == "answered"


def test_an_answer_does_not_wait_for_the_acknowledgement_of_its_headers(address: Address) -> None:
    def seconds() -> float:
        start = time.perf_counter()
        client.post(url(address), content=QUESTION, headers=json_headers())
        return time.perf_counter() - start

    with httpx.Client(trust_env=False) as client:
        for _ in range(20):
            seconds()
        # A client that has known the connection for a while acknowledges after 40 ms.
        assert any(seconds() < 0.03 for _ in range(200))


def test_a_server_that_is_stopped_gives_the_answer_under_way(
    tmp_path: Path, service: StandInService
) -> None:
    service.free.clear()
    settings = Settings(answers=tmp_path / "other.sqlite3")
    with (
        ThreadPoolExecutor(1) as person,
        served(create_app(settings, service=service), settings=settings) as address,
    ):
        under_way = person.submit(
            httpx.post, url(address), content=QUESTION, headers=json_headers(), timeout=20
        )
        while not service.asked:
            time.sleep(0.01)
        Timer(0.5, service.free.set).start()  # After the server was told to stop.

    assert under_way.result().json()["status"] == "answered"


def test_answers_in_many_threads_are_each_their_own(address: Address) -> None:
    def ask(_: int) -> str:
        with httpx.Client() as client:
            given = client.post(url(address), content=QUESTION, headers=json_headers()).json()
            again = client.get(f"{url(address)}/{given['id']}").json()
            assert again["text"] == given["text"]
            return str(given["id"])

    with ThreadPoolExecutor(2) as people:
        ids = list(people.map(ask, range(40)))
    assert len(set(ids)) == 40


def url(address: Address) -> str:
    host, port = address
    return f"http://{host}:{port}/v1/answers"


def json_headers() -> dict[str, str]:
    return {"Content-Type": "application/json"}
