"""Claims about the network, on a real server: what clients that misbehave get, and the others."""

import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from assistant.app import create_app
from assistant.settings import Settings
from tests.assistant.serving import served
from tests.assistant.stand_in import StandInService, stand_in_service

Address = tuple[str, int]
QUESTION = json.dumps({"question": "Qui peut voir un parvis ?"}).encode()


@pytest.fixture
def service() -> StandInService:
    return stand_in_service()


@pytest.fixture
def address(tmp_path: Path, service: StandInService) -> Iterator[Address]:
    settings = Settings(answers=tmp_path / "answers.sqlite3", body_timeout=0.5, threads=1, queue=2)
    with served(create_app(settings, service=service)) as address:
        yield address


def head(length: str, *, kind: str = "application/json") -> bytes:
    return (
        f"POST /v1/answers HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\n{length}\r\n\r\n"
    ).encode()


def exchange(address: Address, *sent: bytes, pause: float = 0.0) -> tuple[int, dict[str, object]]:
    """Sends raw bytes and gives the status and the JSON of the response."""
    with socket.create_connection(address, timeout=5) as connection:
        for part in sent:
            connection.sendall(part)
            time.sleep(pause)
        received = b""
        while b"\r\n\r\n" not in received or not received.endswith(b"}"):
            part = connection.recv(65_536)
            if not part:
                break
            received += part
    heading, _, body = received.partition(b"\r\n\r\n")
    assert b"application/problem+json" in heading
    return int(heading.split()[1]), json.loads(body)


def test_bytes_that_are_not_utf_8_are_refused(address: Address) -> None:
    body = b'{"question": "\xff\xfe"}'
    status, problem = exchange(address, head(f"Content-Length: {len(body)}"), body)

    assert status == 400
    assert "UTF-8" in str(problem["detail"])


def test_a_body_announced_too_large_is_refused_before_it_is_sent(address: Address) -> None:
    start = time.monotonic()
    status, problem = exchange(address, head("Content-Length: 10000000000"))

    assert status == 413
    assert problem["detail"] == "The request has more than 262,144 bytes: send less."
    assert time.monotonic() - start < 0.4  # Sooner than the deadline for a body.


def test_a_body_that_grows_too_large_is_refused_while_it_is_sent(address: Address) -> None:
    chunk = b"8000\r\n" + b" " * 0x8000 + b"\r\n"
    status, _ = exchange(address, head("Transfer-Encoding: chunked"), *[chunk] * 9)

    assert status == 413


def test_a_client_that_never_ends_its_request_is_let_go(
    address: Address, service: StandInService
) -> None:
    status, problem = exchange(address, head("Content-Length: 50"), b'{"question":')

    assert status == 408
    assert problem["detail"] == "The request did not arrive in 0.5 seconds: send it again."
    assert service.asked == []


def test_drops_do_not_put_the_deadline_off(address: Address) -> None:
    drops = [QUESTION[place : place + 1] for place in range(4)]
    start = time.monotonic()
    status, _ = exchange(address, head(f"Content-Length: {len(QUESTION)}"), *drops, pause=0.1)

    assert status == 408
    assert time.monotonic() - start < 0.8


def test_a_slow_client_costs_the_others_nothing(address: Address) -> None:
    with socket.create_connection(address) as slow:
        slow.sendall(head("Content-Length: 50") + b'{"que')
        response = httpx.post(url(address), content=QUESTION, headers=json_headers())

    assert response.json()["status"] == "answered"


def test_a_client_that_goes_away_leaves_the_service_well(address: Address) -> None:
    with socket.create_connection(address) as gone:
        gone.sendall(head("Content-Length: 50") + b'{"que')

    assert httpx.post(url(address), content=QUESTION, headers=json_headers()).status_code == 200


def test_a_crowd_beyond_the_queue_is_told_to_come_back(
    address: Address, service: StandInService
) -> None:
    service.delay = 0.3

    def ask(_: int) -> httpx.Response:
        return httpx.post(url(address), content=QUESTION, headers=json_headers(), timeout=20)

    with ThreadPoolExecutor(12) as people:
        responses = list(people.map(ask, range(12)))

    statuses = [response.status_code for response in responses]
    assert statuses.count(200) >= 2
    assert statuses.count(503) >= 2
    assert set(statuses) == {200, 503}
    refused = next(response for response in responses if response.status_code == 503)
    assert refused.headers["retry-after"] == "2"
    assert refused.json()["type"] == "/problems/overloaded"


def test_an_answer_does_not_wait_for_the_acknowledgement_of_its_headers(address: Address) -> None:
    took = []
    with httpx.Client(trust_env=False) as client:
        for _ in range(40):
            start = time.perf_counter()
            client.post(url(address), content=QUESTION, headers=json_headers())
            took.append(time.perf_counter() - start)

    # A client acknowledges after 40 ms, once it has known the connection for a while.
    assert min(took[20:]) < 0.03


def test_a_server_that_is_stopped_gives_the_answer_under_way(
    tmp_path: Path, service: StandInService
) -> None:
    service.delay = 0.5
    settings = Settings(answers=tmp_path / "other.sqlite3")
    with ThreadPoolExecutor(1) as person, served(create_app(settings, service=service)) as address:
        under_way = person.submit(
            httpx.post, url(address), content=QUESTION, headers=json_headers(), timeout=20
        )
        while not service.asked:
            time.sleep(0.01)

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
