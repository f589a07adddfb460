"""`parvis serve`: the whole service in a process of its own, asked over its socket."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import httpx
import pytest

from assistant.cli.serve import CHECK_EVERY
from tests.assistant.cli.conftest import GUIDE, LAW, ROOT, Parvis

pytestmark = pytest.mark.process

QUESTION = {"question": "Dans quel délai le gardien répond-il à une demande de visite ?"}
QUOTE = (
    "Toute personne peut demander à visiter un parvis. Le gardien du parvis répond à la demande de "
    "visite dans un délai d'un mois."
)
NEW = "# Horaires\n\n## Fontaine\n\nLa fontaine du parvis est ouverte de mai à septembre.\n"
Found = TypeVar("Found")


def until(look: Callable[[], Found], what: str, *, seconds: float = 60.0) -> Found:
    """What `look` finds, as soon as it is anything."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise TimeoutError(f"{what} did not come in {seconds:g} seconds")


class Serving:
    """A service under way."""

    def __init__(self, process: "subprocess.Popen[bytes]", log: Path) -> None:
        self.process = process
        self._log = log
        found = until(lambda: re.findall(r"http://127\.0\.0\.1:\d+", self.said), "the address")
        self.client = httpx.Client(base_url=found[0], timeout=20, trust_env=False)

    @property
    def said(self) -> str:
        """What it has written on standard error."""
        return self._log.read_text("utf-8")

    def answers(self, path: str, status: int) -> bool:
        """Whether `path` gives `status`; not yet where nothing listens."""
        try:
            return self.client.get(path).status_code == status
        except httpx.TransportError:
            return False


@contextmanager
def serving(folder: Path, *options: str, **environment: str) -> Iterator[Serving]:
    """`parvis serve` over the index of `folder`, until the end of the block."""
    log = folder / "serve.log"
    command = [sys.executable, "-m", "assistant.cli", "serve", "--port", "0", *options]
    with log.open("wb") as errors:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "PARVIS_INDEX": str(folder / "index"),
                "PARVIS_ANSWERS": str(folder / "answers.sqlite3"),
                **environment,
            },
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
    try:
        yield Serving(process, log)
    finally:
        process.kill()
        process.wait(timeout=20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "code.md").write_text(LAW, "utf-8")
    (tmp_path / "documents" / "guide.md").write_text(GUIDE, "utf-8")
    return tmp_path


def test_looking_for_a_newer_index_leaves_half_of_its_two_seconds_to_take_it_up() -> None:
    assert CHECK_EVERY <= 1


def test_an_index_is_taken_up_exchanged_and_mourned_without_a_failed_request(
    folder: Path, parvis: Parvis
) -> None:
    build = ("build", folder / "documents", "--index", folder / "index")
    with serving(folder, "--no-chat") as service:
        client = service.client
        until(lambda: service.answers("/health/ready", 503), "the service without an index")
        refused = client.post("/v1/answers", json=QUESTION)
        assert refused.status_code == 503
        assert "`parvis build`" in refused.json()["detail"]
        assert str(folder) not in refused.text

        assert parvis(*build).status == 0
        until(lambda: service.answers("/health/ready", 200), "the first index")
        answer = client.post("/v1/answers", json=QUESTION).json()
        first = answer["citations"][0]
        assert first["quote"] == QUOTE
        assert client.get(f"/v1/answers/{answer['id']}").json()["proof"]["checks"][0]["passed"]

        with asking_without_end(client) as statuses:
            (folder / "documents" / "horaires.md").write_text(NEW, "utf-8")
            assert parvis(*build).status == 0
            until(lambda: service.answers("/v1/documents/horaires.md", 200), "the second index")
        assert len(statuses) > 5
        assert set(statuses) == {200}

        (folder / "documents" / "guide.md").unlink()
        assert parvis(*build, "--allow-fewer", "50%").status == 0
        until(lambda: service.answers("/v1/documents/guide.md", 410), "the removal")
        gone = client.get("/v1/documents/guide.md").json()
        assert gone["document"]["title"] == "Guide des visiteurs"
        found = client.get("/v1/search", params={"q": "chiens en laisse"}).json()["hits"]
        assert "guide.md" not in {hit["document_id"] for hit in found}


def test_the_api_says_what_is_wrong_behind_the_chat_too(folder: Path, parvis: Parvis) -> None:
    parvis("build", folder / "documents", "--index", folder / "index")
    with serving(folder, "--example", QUESTION["question"]) as service:
        client = service.client
        until(lambda: service.answers("/health/ready", 200), "the service")
        until(lambda: "[1] Code des parvis, art. L1-1" in service.said, "the example")
        assert f"Parvis is ready: {client.base_url}".rstrip("/") in service.said
        assert QUOTE in service.said

        assert "<html" in client.get("/").text
        assert client.get("/docs").status_code == 200
        for method, path, status in (
            ("PUT", "/v1/answers", 405),
            ("POST", "/v1/answers", 415),
        ):
            response = client.request(method, path)
            assert response.status_code == status
            assert response.headers["content-type"] == "application/problem+json"

        client.get("/v1/search", params={"q": "Zénobie"})
        client.post("/v1/answers", json={"question": "Zénobie peut-elle visiter ?"})
        assert "nobie" not in service.said  # Nothing that a citizen types is logged.


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT], ids=["TERM", "INT"])
def test_a_service_that_is_stopped_goes_without_a_fuss(folder: Path, stop: signal.Signals) -> None:
    with serving(folder, "--no-chat") as service:
        until(lambda: service.answers("/health/live", 200), "the service")
        service.process.send_signal(stop)
        service.process.wait(timeout=15)

    assert "Traceback" not in service.said


def test_a_port_that_is_taken_is_told_before_anything_is_loaded(
    parvis: Parvis, folder: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = parvis("serve", "--port", str(port), PARVIS_INDEX=str(folder / "index"))

    assert told.status == 1
    assert told.err.startswith(f"parvis: cannot listen on 127.0.0.1, port {port} ")
    assert "--port" in told.err


@contextmanager
def asking_without_end(client: httpx.Client) -> Iterator[list[int]]:
    """Asks one question after another beside the block; gives the status of each answer."""
    statuses: list[int] = []
    enough = threading.Event()

    def ask() -> None:
        while not enough.is_set():
            statuses.append(client.post("/v1/answers", json=QUESTION).status_code)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield statuses
    finally:
        enough.set()
        thread.join(timeout=30)
