"""The example of a first run: asked over HTTP once the service is ready, and shown with sources."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from assistant.cli.console import answer_as_text
from assistant.cli.example import announce_when_ready

pytestmark = pytest.mark.network

QUESTION = "Qui veille sur les archives de la commune ?"
ANSWER: dict[str, Any] = {
    "status": "answered",
    "text": "Le maire veille sur les archives de la commune. [1] Il en rend compte. [2]",
    "citations": [
        {"number": 1, "label": "Code, art. L1", "permalink": "https://x.example/L1", "url": None},
        {"number": 2, "label": "Guide, p. 3", "permalink": None, "url": None},
    ],
    "about": None,
    "yes_or_no": None,
    "asked_for": None,
    "next_steps": [],
    "related": [],
    "refusal": None,
}
REFUSAL: dict[str, Any] = {
    **ANSWER,
    "status": "refused",
    "text": "Je ne sais pas.",
    "citations": [],
    "refusal": {
        "reason": "out_of_scope",
        "message": "Je ne sais pas.",
        "nearest": [],
        "choices": [],
    },
}


class Service(ThreadingHTTPServer):
    """Stands for the service: not ready for the first `warming` times that it is asked."""

    def __init__(self, *, warming: int = 0, status: int = 200) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.warming = warming
        self.status = status
        self.asked: list[Any] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Service

    def do_GET(self) -> None:
        self.server.warming -= 1
        self._send(503 if self.server.warming >= 0 else 200, {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, json.loads(body)))
        self._send(self.server.status, ANSWER)

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _send(self, status: int, body: object) -> None:
        raw = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)


@pytest.fixture
def service() -> Iterator[Service]:
    with Service(warming=2) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()


def announce(service: Service, question: str | None, *, patience: float = 20.0) -> list[str]:
    said = list[str]()
    announce_when_ready(service.address, question, say=said.append, patience=patience).join(30)
    return said


def test_the_example_is_asked_once_the_service_is_ready(service: Service) -> None:
    (said,) = announce(service, QUESTION)
    assert service.warming < 0
    assert service.asked == [("/v1/answers", {"question": QUESTION})]
    assert said.splitlines() == [
        "",
        f"Parvis is ready: {service.address} (the API is described at {service.address}/docs)",
        "",
        f"For example: {QUESTION}",
        "",
        "  Le maire veille sur les archives de la commune. [1] Il en rend compte. [2]",
        "",
        "  [1] Code, art. L1  https://x.example/L1",
        "  [2] Guide, p. 3",
    ]


def test_without_a_question_only_the_address_is_told(service: Service) -> None:
    (said,) = announce(service, None)
    ready = f"Parvis is ready: {service.address} (the API is described at {service.address}/docs)"
    assert said.strip() == ready
    assert service.asked == []


def test_a_service_that_never_gets_ready_is_left_to_say_why_itself(service: Service) -> None:
    service.warming = 1_000_000
    assert announce(service, QUESTION, patience=0.5) == []


def test_an_error_of_the_service_is_told_in_place_of_the_example(service: Service) -> None:
    service.status = 503
    (said,) = announce(service, QUESTION)
    assert f"Parvis is ready: {service.address}" in said
    assert "The example could not be asked: " in said
    assert "503" in said


def test_the_proxy_of_the_machine_is_not_asked_for_the_machine_itself(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    (said,) = announce(service, QUESTION)
    assert "Le maire veille" in said


def test_a_refusal_is_shown_by_its_message() -> None:
    assert answer_as_text(REFUSAL) == "Je ne sais pas."


def test_what_is_beside_an_answer_is_shown_in_the_readers_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    step = {"text": "Saisir le maire", "citation": {"label": "Code, art. L2"}}
    full = ANSWER | {
        "about": "les archives",
        "yes_or_no": {"yes": True, "text": "Oui, d'après ce texte.", "citation": 1},
        "asked_for": {"kind": "delay", "text": "Délai : un mois", "citation": 2},
        "next_steps": [step],
        "related": [{"label": "Guide, p. 9"}, {"label": "Guide, p. 9"}, {"label": "Code, art. L3"}],
    }
    monkeypatch.setenv("PARVIS_LANG", "en")
    assert answer_as_text(full).splitlines() == [
        "You ask about: les archives",
        "In short: Oui, d'après ce texte. [1]",
        "In short, from the text quoted: Délai : un mois [2]",
        "",
        ANSWER["text"],
        "",
        "[1] Code, art. L1  https://x.example/L1",
        "[2] Guide, p. 3",
        "",
        "What next: Saisir le maire (Code, art. L2)",
        "See also: Guide, p. 9; Code, art. L3",
    ]
    monkeypatch.setenv("PARVIS_LANG", "fr")
    assert answer_as_text(full).splitlines()[-1] == "Voir aussi\u00a0: Guide, p. 9; Code, art. L3"


def test_what_may_have_been_meant_is_listed_under_the_message() -> None:
    refused = REFUSAL | {"refusal": REFUSAL["refusal"] | {"choices": ["L1 ?", "R1 ?"]}}
    assert answer_as_text(refused) == "Je ne sais pas.\n  L1 ?\n  R1 ?"
