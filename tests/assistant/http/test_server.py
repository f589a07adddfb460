"""How a service stops, and what it believes of who asks."""

import json
import os
import signal
import socket
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI, Request

from assistant.settings import Settings
from tests.assistant.http.wire import exchange, head, reply_on
from tests.assistant.serving import served

ROOT = Path(__file__).resolve().parents[3]
# A question that takes 40 seconds, or as long as the test; the chat is mounted.
HELD = textwrap.dedent(
    """
    import resource
    import sys
    from pathlib import Path
    from assistant.cli.serve import listen
    from assistant.http.app import create_app
    from assistant.http.server import run_server
    from assistant.settings import Settings
    from tests.assistant.stand_in import StandInService, stand_in_service
    from ui.chat import mount

    class Told(StandInService):
        def ask(self, question):
            print("asked", flush=True)
            return super().ask(question)

    files = min(int(sys.argv[2]), resource.getrlimit(resource.RLIMIT_NOFILE)[1])
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    service = Told(stand_in_service().live)
    service.free.clear()
    settings = Settings(answers=Path(sys.argv[1]), grace=1, threads=1)
    app = mount(create_app(settings, service=service))
    with listen("127.0.0.1", 0) as listening:
        print(listening.getsockname()[1], flush=True)
        run_server(app, settings, listening=listening)
    """
)

UPGRADE = head("GET", "/", "Upgrade: websocket", "Connection: Upgrade, close")


@contextmanager
def holding(folder: Path, *, files: int = 4_096) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-c", HELD, folder / "answers.sqlite3", str(files)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT], ids=["TERM", "INT"])
def test_a_long_answer_at_the_stop_gets_a_503_and_nothing_open_holds_the_exit_up(
    tmp_path: Path, stop: signal.Signals
) -> None:
    body = json.dumps({"question": "Un parvis ?"}).encode()
    length = f"Content-Length: {len(body)}"
    asked = head("POST", "/v1/answers", "Content-Type: application/json", length) + body
    with holding(tmp_path) as process:
        assert process.stdout is not None
        address = ("127.0.0.1", int(process.stdout.readline()))
        with (
            socket.create_connection(address, timeout=60) as open_page,
            socket.create_connection(address, timeout=60) as held,
            socket.create_connection(address, timeout=60) as waiting,
            socket.create_connection(address, timeout=60) as sending,
        ):
            open_page.sendall(head("GET", "/health/live"))
            assert reply_on(open_page).status == 200
            held.sendall(asked)
            assert process.stdout.readline() == "asked\n"
            waiting.sendall(asked)
            sending.sendall(asked[:-1])
            open_page.sendall(head("GET", "/health/live"))
            assert reply_on(open_page).status == 200  # The others have arrived by now.

            process.send_signal(stop)
            for connection in (held, waiting, sending):
                reply = reply_on(connection)
                assert reply.status == 503
                assert reply.problem["type"] == "/problems/stopping"
                assert reply.headers["retry-after"] == "5"
            _, told = process.communicate(timeout=60)

    assert "Traceback" not in told


def test_more_silent_connections_than_files_stop_nothing_and_log_nothing(tmp_path: Path) -> None:
    with holding(tmp_path, files=256) as process, ExitStack() as stack:
        assert process.stdout is not None
        address = ("127.0.0.1", int(process.stdout.readline()))
        for _ in range(300):
            silent = stack.enter_context(closing(socket.socket()))
            silent.setblocking(False)
            silent.connect_ex(address)
        with socket.create_connection(address, timeout=60) as asking:
            asking.sendall(head("GET", "/health/live"))
            assert reply_on(asking).status == 200
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=60)

    assert told == ""


@pytest.mark.parametrize("sent", [b"\x16\x03\x01\r\n\r\n", UPGRADE], ids=["tls", "websocket"])
def test_a_request_that_is_none_writes_no_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], sent: bytes
) -> None:
    with served(FastAPI(), settings=Settings(answers=tmp_path / "a.sqlite3")) as address:
        exchange(address, sent)

    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("wanted", [True, False], ids=["wanted", "not wanted"])
def test_requests_are_logged_where_the_operator_wants_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], *, wanted: bool
) -> None:
    settings = Settings(answers=tmp_path / "a.sqlite3", access_log=wanted)
    with served(FastAPI(), settings=settings) as address:
        exchange(address, head("GET", "/nowhere", "Connection: close"))

    assert ('"GET /nowhere HTTP/1.1" 404' in capfd.readouterr().out) is wanted


def test_what_a_stranger_says_was_forwarded_changes_nothing() -> None:
    app = FastAPI()

    @app.get("/")
    async def seen(request: Request) -> list[str]:
        assert request.client is not None
        return [request.client.host, request.url.scheme, request.url.netloc]

    forwarded = {
        "X-Forwarded-For": "192.0.2.1",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "evil.example",
    }
    with served(app) as (host, port):
        url = f"http://{host}:{port}/"
        seen_by = httpx.get(url, headers=forwarded, trust_env=False).json()

    assert seen_by == [host, "http", f"{host}:{port}"]
