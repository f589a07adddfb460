"""Feedback, health, metrics, the contract and its page, and the headers of every response."""

import re
import sqlite3
from typing import Any

import pytest
from opentelemetry.trace import NoOpTracer, Tracer, TracerProvider
from starlette.testclient import TestClient

from assistant.http.app import create_app
from assistant.settings import Settings
from tests.assistant.stand_in import stand_in_service

QUESTION = {"question": "Qui peut voir un parvis ?"}


def test_feedback_is_kept_with_its_answer(client: TestClient, settings: Settings) -> None:
    answer = client.post("/v1/answers", json=QUESTION).json()
    given = {"answer_id": answer["id"], "helpful": False, "comment": "Trop long"}
    response = client.post("/v1/feedback", json=given)

    assert response.status_code == 204
    assert response.content == b""
    with sqlite3.connect(settings.answers) as file:
        kept = file.execute("SELECT answer_id, helpful, comment FROM feedback").fetchall()
    assert kept == [(answer["id"], 0, "Trop long")]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"answer_id": "nobody", "helpful": True}, 404),
        ({"answer_id": "x"}, 422),
        ({"answer_id": "x", "helpful": "yes"}, 422),
        ({"answer_id": "", "helpful": True}, 422),
        ({"answer_id": "x", "helpful": True, "comment": "a" * 2001}, 422),
        ({"answer_id": "x", "helpful": True, "email": "a@b.example"}, 422),
    ],
    ids=["unknown answer", "no verdict", "a verdict in words", "no id", "too long", "an identity"],
)
def test_feedback_that_says_nothing_usable_is_refused(
    client: TestClient, given: dict[str, object], status: int
) -> None:
    response = client.post("/v1/feedback", json=given)

    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


def test_metrics_count_answers_refusals_and_problems(client: TestClient) -> None:
    client.post("/v1/answers", json=QUESTION)
    client.post("/v1/answers", json={"question": "Des crêpes ?"})
    client.post("/v1/answers", json={})
    response = client.get("/metrics")

    assert response.headers["content-type"].startswith("text/plain; version=1.0.0")
    for line in (
        'parvis_answers_total{status="answered"} 1.0',
        'parvis_answers_total{status="refused"} 1.0',
        'parvis_refusals_total{reason="out_of_scope"} 1.0',
        'parvis_problems_total{type="invalid-request"} 1.0',
        "parvis_answer_seconds_count 2.0",
        'parvis_answer_seconds_bucket{le="+Inf"} 2.0',
        "parvis_ready 1.0",
    ):
        assert line in response.text.splitlines()


def test_metrics_hold_no_word_of_a_question(client: TestClient) -> None:
    client.post("/v1/answers", json={"question": "Zénobie et le parvis"})
    client.get("/v1/search?q=Zénobie")

    assert "nobie" not in client.get("/metrics").text


def test_the_docs_ask_no_third_party_for_anything(client: TestClient) -> None:
    page = client.get("/docs")
    files = re.findall(r'(?:src|href)="([^"]+)"', page.text)

    assert files == [
        "docs/assets/swagger-ui.css",
        "docs/assets/favicon-32x32.png",
        "docs/assets/swagger-ui-bundle.js",
        "docs/start.js",
    ]
    for file in files:
        assert client.get(f"/{file}").status_code == 200
    assert "validatorUrl: null" in client.get("/docs/start.js").text
    policy = page.headers["content-security-policy"]
    assert "http" not in policy
    assert "default-src 'none'; script-src 'self';" in policy


def test_the_contract_says_that_every_failure_is_a_problem(client: TestClient) -> None:
    contract = client.get("/openapi.json").json()

    assert {path for path in contract["paths"] if path.startswith("/v1/")} == {
        "/v1/answers",
        "/v1/answers/{answer_id}",
        "/v1/checks",
        "/v1/search",
        "/v1/documents",
        "/v1/documents/{document_id}",
        "/v1/passages/{passage_id}",
        "/v1/feedback",
    }
    for path in contract["paths"].values():
        for operation in path.values():
            assert "422" not in operation["responses"]
            assert list(operation["responses"]["default"]["content"]) == [
                "application/problem+json"
            ]
            assert operation["description"]
    assert "HTTPValidationError" not in contract["components"]["schemas"]


@pytest.mark.parametrize("path", ["/v1/documents", "/v1/nope", "/health/live", "/metrics", "/docs"])
def test_browsers_are_told_to_take_nothing_from_elsewhere(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["content-security-policy"].startswith("default-src 'none'")


def test_no_telemetry_leaves_the_machine_whatever_the_environment_says(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "https://elsewhere.example")
    traced: list[str] = []

    class Spy(TracerProvider):
        def get_tracer(self, *args: Any, **options: Any) -> Tracer:
            traced.append(str(args))
            return NoOpTracer()

    monkeypatch.setattr("opentelemetry.trace.get_tracer_provider", Spy)
    with TestClient(
        create_app(settings, service=stand_in_service()), base_url="http://localhost"
    ) as client:
        assert client.get("/v1/search?q=parvis").status_code == 200

    assert traced == []
