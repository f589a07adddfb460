"""What is computed, what waits, and what is turned away, over the wire."""

import json
import socket
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from threading import Event

import httpx
import pytest

from corpus.passage import Passage
from tests.assistant.http.conftest import Running, Serve
from tests.assistant.http.wire import head
from tests.assistant.serving import until


def ask(running: Running, question: str) -> httpx.Response:
    asked = {"question": question}
    return httpx.post(f"{running.url}/v1/answers", json=asked, timeout=60, trust_env=False)


def get(running: Running, path: str) -> httpx.Response:
    return httpx.get(running.url + path, timeout=30, trust_env=False)


@contextmanager
def people(running: Running) -> Iterator[ThreadPoolExecutor]:
    """Clients in threads of their own, who are all answered at the end of the block."""
    with ThreadPoolExecutor(60) as pool:
        try:
            yield pool
        finally:
            running.service.free.set()


@contextmanager
def one_held(running: Running) -> Iterator[Future[httpx.Response]]:
    """One question that the only thread is at, until the end of the block."""
    running.service.free.clear()
    with people(running) as pool:
        first = pool.submit(ask, running, "Un premier parvis ?")
        until(lambda: running.service.asked)
        yield first


def under_way(running: Running) -> int:
    """How many questions are computed, or wait to be."""
    count: int = running.app.state.parvis.computing.under_way
    return count


def test_health_and_metrics_answer_while_every_thread_is_busy_and_others_wait(
    serve: Serve,
) -> None:
    with serve(threads=2, queue=100) as running, people(running) as pool:
        running.service.free.clear()
        for _ in range(50):
            pool.submit(ask, running, "Un parvis ?")
        until(lambda: len(running.service.asked) == 2)

        assert get(running, "/health/live").json() == {"status": "ok"}
        assert get(running, "/health/ready").json()["status"] == "ok"
        assert "parvis_ready 1.0" in get(running, "/metrics").text
        # Nor does who reads a passage wait behind them.
        assert get(running, "/v1/documents").json()["total"] == 3


def test_the_seconds_of_an_answer_count_its_wait_for_a_thread(serve: Serve) -> None:
    with serve(threads=1, queue=1) as running:
        with one_held(running), ThreadPoolExecutor(1) as pool:
            second = pool.submit(ask, running, "Un second parvis ?")
            until(lambda: under_way(running) == 2)
            running.service.free.wait(0.5)  # Both wait that long.
            running.service.free.set()
            assert second.result().status_code == 200
        lines = get(running, "/metrics").text.splitlines()

    total = next(line for line in lines if line.startswith("parvis_answer_seconds_sum"))
    assert float(total.split()[1]) >= 1.0
    assert "parvis_answer_seconds_count 2.0" in lines


def test_a_crowd_is_told_at_once_to_come_back_beyond_what_is_under_way(serve: Serve) -> None:
    with serve(threads=2, queue=3) as running, people(running) as pool:
        running.service.free.clear()
        asked = [pool.submit(ask, running, "Un parvis ?") for _ in range(20)]
        ending = as_completed(asked, timeout=60)
        sent_away = [next(ending).result() for _ in range(15)]  # While nobody is answered.
        assert running.service.asked == running.service.asked[:2]
        running.service.free.set()
        answered = [one.result() for one in ending]

    for response in sent_away:
        assert response.status_code == 503
        assert response.headers["retry-after"] == "2"
        assert response.json()["type"] == "/problems/overloaded"
    assert [one.status_code for one in answered] == [200] * 5


@pytest.mark.parametrize("stream", [False, True], ids=["whole", "streamed"])
def test_a_question_whose_client_goes_away_while_it_waits_is_never_computed(
    serve: Serve, stream: bool
) -> None:
    body = json.dumps({"question": "Un parvis abandonné ?", "stream": stream}).encode()
    length = f"Content-Length: {len(body)}"
    with serve(threads=1) as running, one_held(running):
        with socket.create_connection(running.address) as gone:
            gone.sendall(head("POST", "/v1/answers", "Content-Type: application/json", length))
            gone.sendall(body)
            until(lambda: under_way(running) == 2)
        until(lambda: under_way(running) == 1)
        running.service.free.set()
        assert ask(running, "Un dernier parvis ?").status_code == 200

    texts = [question.text for question in running.service.asked]
    assert texts == ["Un premier parvis ?", "Un dernier parvis ?"]


def test_a_page_whose_reader_goes_away_while_it_waits_is_never_read(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve(threads=1) as running:
        assert running.service.live.current is not None
        index = running.service.live.current.index
        first, second = index.passages[-2:]
        read: list[str] = []
        held, find = Event(), index.passage

        def hold(id: str) -> Passage:
            read.append(id)
            held.wait(60)
            return find(id)

        monkeypatch.setattr(index, "passage", hold)
        with ThreadPoolExecutor(2) as pool:
            try:
                reading = pool.submit(get, running, f"/v1/passages/{first.id}")
                until(lambda: read)
                with socket.create_connection(running.address) as gone:
                    gone.sendall(head("GET", f"/passages/{second.id}"))
                    queue = running.app.state.parvis.reading
                    until(lambda: queue.under_way == 2)
                until(lambda: queue.under_way == 1)
            finally:
                held.set()
            assert reading.result().status_code == 200

    assert second.id not in read
