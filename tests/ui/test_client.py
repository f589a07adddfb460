"""Client: answers, and every failure, as typed values."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from typing import TypeVar

import httpx
import pytest
from fastapi import FastAPI

from tests.ui.fake_service import fake_service
from ui.client import Client, Failure, FailureKind
from ui.contract import Answer, Passage, PassageLink

Result = TypeVar("Result")


@pytest.fixture
def app() -> FastAPI:
    return fake_service()


@pytest.fixture
def unreachable() -> Client:
    return Client.at("http://127.0.0.1:9", timeout=2)


def run(client: Client, call: Callable[[Client], Awaitable[Result]]) -> Result:
    async def whole() -> Result:
        try:
            return await call(client)
        finally:
            await client.aclose()

    return asyncio.run(whole())


def saying(status: int, body: bytes) -> Client:
    """A client of a service that says `body` to everything."""
    transport = httpx.MockTransport(lambda request: httpx.Response(status, content=body))
    return Client(httpx.AsyncClient(transport=transport, base_url="http://localhost"))


def test_an_answer_comes_with_its_sentences_and_citations(app: FastAPI) -> None:
    said = run(Client.inside(app), lambda client: client.ask("Quel délai ?"))
    assert isinstance(said, Answer)
    assert said.sentences[0].text == "La réponse est donnée dans un délai de douze jours."
    assert said.citations[0].label == "Code de la place, art. L2"
    assert said.citations[0].valid_from == date(2016, 1, 1)
    assert said.refusal is None


def test_the_conversation_goes_with_the_question(app: FastAPI) -> None:
    run(
        Client.inside(app),
        lambda client: client.ask(
            "Et après ?",
            history=[
                {"role": "user", "content": "Quel délai ?"},
                {"role": "assistant", "content": "Douze jours. [1]"},
            ],
        ),
    )
    assert app.state.asked == [
        {
            "question": "Et après ?",
            "history": [
                {"role": "user", "content": "Quel délai ?"},
                {"role": "assistant", "content": "Douze jours. [1]"},
            ],
        }
    ]


def test_a_refusal_is_an_answer_with_its_nearest_passages(app: FastAPI) -> None:
    said = run(Client.inside(app), lambda client: client.ask("Hors sujet ?"))
    assert isinstance(said, Answer)
    assert said.refusal is not None
    assert said.refusal.message == "Cette question ne porte pas sur la place."
    assert [one.passage_id for one in said.refusal.nearest] == ["L1"]


def test_a_passage_comes_with_what_surrounds_it(app: FastAPI) -> None:
    found = run(Client.inside(app), lambda client: client.passage("L2"))
    assert isinstance(found, Passage)
    assert found.before.strip() == "La place est ouverte à tous."
    assert [link.passage_id for link in found.cites] == ["L1"]


def test_an_opinion_is_passed_on(app: FastAPI) -> None:
    failed = run(Client.inside(app), lambda client: client.feedback("a1", helpful=False))
    assert failed is None
    assert app.state.feedback == [{"answer_id": "a1", "helpful": False}]


@pytest.mark.parametrize(
    ("question", "failure", "timeout"),
    [
        pytest.param(
            "Trop long",
            Failure(FailureKind.REJECTED, "question has 3,000 characters: 2,000 at most."),
            30,
            id="what the service cannot take is said in its own words",
        ),
        pytest.param(
            "Occupé",
            Failure(FailureKind.BUSY, "Too many requests wait: come back in 2 seconds."),
            30,
            id="a service that is busy",
        ),
        pytest.param("Panne", Failure(FailureKind.BROKEN), 30, id="a service that breaks"),
        pytest.param("Attendre", Failure(FailureKind.SLOW), 0.5, id="a service that is too slow"),
    ],
)
def test_what_goes_wrong_is_a_typed_failure(
    app: FastAPI, question: str, failure: Failure, timeout: float
) -> None:
    assert run(Client.inside(app, timeout=timeout), lambda client: client.ask(question)) == failure


def test_a_passage_that_is_not_there_is_missing(app: FastAPI) -> None:
    found = run(Client.inside(app), lambda client: client.passage("L9"))
    assert found == Failure(FailureKind.MISSING, "No such passage.")


def test_a_removed_document_is_named_with_the_day(app: FastAPI) -> None:
    found = run(Client.inside(app), lambda client: client.passage("gone"))
    assert found == Failure(FailureKind.REMOVED, "Removed.", "Ancien <plan>", date(2026, 3, 1))


def test_a_rewritten_passage_is_told_with_the_day_and_what_stands_there_now(app: FastAPI) -> None:
    found = run(Client.inside(app), lambda client: client.passage("changed"))
    assert found == Failure(
        FailureKind.REMOVED,
        "Rewritten.",
        "Code <neuf>",
        changed_on=date(2026, 3, 1),
        instead=PassageLink(passage_id="L2", label="CP, art. <L2>"),
    )


def test_a_service_that_nothing_listens_for_is_a_failure(unreachable: Client) -> None:
    said = run(unreachable, lambda client: client.ask("Quel délai ?"))
    assert said == Failure(FailureKind.BROKEN)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<html>", id="a page instead of JSON"),
        pytest.param(b'{"id": "a1"}', id="JSON of another shape"),
        pytest.param(b"\xff\xfe", id="bytes of no encoding"),
    ],
)
def test_an_answer_that_keeps_to_no_contract_is_a_failure(body: bytes) -> None:
    said = run(saying(200, body), lambda client: client.ask("Quel délai ?"))
    assert said == Failure(FailureKind.BROKEN)


def test_a_failure_without_problem_json_keeps_its_kind() -> None:
    said = run(saying(503, b"upstream is down"), lambda client: client.ask("Quel délai ?"))
    assert said == Failure(FailureKind.BUSY)


def test_fields_that_the_chat_does_not_know_are_no_trouble() -> None:
    body = b'{"id": "a1", "status": "answered", "text": "Oui.", "new": {"field": 1}}'
    said = run(saying(200, body), lambda client: client.ask("Quel délai ?"))
    assert isinstance(said, Answer)
    assert said.text == "Oui."


def test_an_id_cannot_lead_to_another_address() -> None:
    asked: list[bytes] = []

    def note(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.raw_path)
        return httpx.Response(404)

    client = Client(
        httpx.AsyncClient(transport=httpx.MockTransport(note), base_url="http://localhost")
    )
    run(client, lambda one: one.passage("../documents?x=1#y"))
    assert asked == [b"/v1/passages/..%2Fdocuments%3Fx%3D1%23y"]
