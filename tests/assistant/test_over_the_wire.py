"""Claims about the network, on a real server: what clients that misbehave get, and the others."""

import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from select import select
from threading import Timer

import httpx
import pytest

from assistant.http.app import create_app
from assistant.settings import Settings
from tests.assistant.serving import served
from tests.assistant.stand_in import StandInService, stand_in_service

pytestmark = pytest.mark.slow

Address = tuple[str, int]
QUESTION = json.dumps({"question": "Qui peut voir un parvis ?"}).encode()


@pytest.fixture
def service() -> StandInService:
    return stand_in_service()


@pytest.fixture
def address(tmp_path: Path, service: StandInService) -> Iterator[Address]:
    settings = Settings(answers=tmp_path / "answers.sqlite3", body_timeout=0.5, threads=1, queue=2)
    with served(create_app(settings, service=service), settings=settings) as address:
        yield address


def head(length: str, *, kind: str = "application/json") -> bytes:
    return (
        f"POST /v1/answers HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\n{length}\r\n\r\n"
    ).encode()


def exchange(address: Address, *sent: bytes, pause: float = 0.0) -> tuple[int, dict[str, object]]:
    """Sends raw bytes and gives the status and the JSON of the response."""
    with socket.create_connection(address, timeout=5) as connection:
        for part in sent:
            connection.sendall(part)
            if select([connection], [], [], pause)[0]:
                break  # It has answered: the rest is not wanted.
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
    status, problem = exchange(address, head("Content-Length: 10000000000"))

    assert status == 413
    assert problem["detail"] == "The request has more than 262,144 bytes: send less."


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
    drops = [QUESTION[place : place + 1] for place in range(len(QUESTION))]
    status, _ = exchange(address, head(f"Content-Length: {len(QUESTION)}"), *drops, pause=0.1)

    assert status == 408  # It would be 200 if each drop gave the next one as long again.


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
    service.free.clear()

    def ask() -> httpx.Response:
        return httpx.post(url(address), content=QUESTION, headers=json_headers(), timeout=60)

    with ThreadPoolExecutor(12) as people:
        asked = [people.submit(ask) for _ in range(12)]
        try:
            # While nobody is answered, what ends was sent away.
            ending = as_completed(asked, timeout=30)
            sent_away = [next(ending).result(), next(ending).result()]
        finally:
            service.free.set()

    for response in sent_away:
        assert response.status_code == 503
        assert response.headers["retry-after"] == "2"
        assert response.json()["type"] == "/problems/overloaded"
    statuses = [one.result().status_code for one in asked]
    assert statuses.count(200) >= 2
    assert set(statuses) == {200, 503}


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
