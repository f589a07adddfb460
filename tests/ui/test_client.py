"""Client: passages, and every failure, as typed values."""

import asyncio
import json
from datetime import date

import httpx
import pytest
from fastapi import FastAPI

from tests.ui.fake_service import fake_service, passage
from ui.client import Client, Failure, FailureKind
from ui.contract import PassageLink, ShownPassage


@pytest.fixture
def app() -> FastAPI:
    return fake_service()


def read(client: Client, passage_id: str = "L2") -> ShownPassage | Failure:
    return asyncio.run(client.passage(passage_id))


def saying(status: int, body: bytes) -> Client:
    """A client of a service that says `body` to everything."""
    transport = httpx.MockTransport(lambda request: httpx.Response(status, content=body))
    return Client(httpx.AsyncClient(transport=transport, base_url="http://localhost"))


def test_a_passage_comes_with_what_surrounds_it(app: FastAPI) -> None:
    found = read(Client.inside(app), "L2")
    assert isinstance(found, ShownPassage)
    assert found.before.strip() == "La place est ouverte à tous."
    assert [link.passage_id for link in found.cites] == ["L1"]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        pytest.param(422, FailureKind.REJECTED, id="what the service cannot take"),
        pytest.param(429, FailureKind.BUSY, id="too many requests of one client"),
        pytest.param(503, FailureKind.BUSY, id="a service that is busy"),
        pytest.param(500, FailureKind.BROKEN, id="a service that breaks"),
    ],
)
def test_what_goes_wrong_is_a_typed_failure_in_the_service_own_words(
    status: int, kind: FailureKind
) -> None:
    assert read(saying(status, b'{"detail": "Come back."}')) == Failure(kind, "Come back.")


def test_a_service_that_is_too_slow_is_a_failure() -> None:
    async def never(request: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError("nobody sets this event")

    http = httpx.AsyncClient(transport=httpx.MockTransport(never), base_url="http://localhost")
    assert read(Client(http, timeout=0.05)) == Failure(FailureKind.SLOW)


def test_a_passage_that_is_not_there_is_missing(app: FastAPI) -> None:
    found = read(Client.inside(app), "L9")
    assert found == Failure(FailureKind.MISSING, "No such passage.")


def test_a_removed_document_is_named_with_the_day(app: FastAPI) -> None:
    found = read(Client.inside(app), "gone")
    assert found == Failure(FailureKind.REMOVED, "Removed.", "Ancien <plan>", date(2026, 3, 1))


def test_a_rewritten_passage_is_told_with_the_day_and_what_stands_there_now(app: FastAPI) -> None:
    found = read(Client.inside(app), "changed")
    assert found == Failure(
        FailureKind.REMOVED,
        "Rewritten.",
        "Code <neuf>",
        changed_on=date(2026, 3, 1),
        instead=PassageLink(passage_id="L2", label="CP, art. <L2>"),
    )


def test_a_connection_that_breaks_is_a_failure() -> None:
    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("nothing listens")

    http = httpx.AsyncClient(transport=httpx.MockTransport(broken), base_url="http://localhost")
    assert read(Client(http)) == Failure(FailureKind.BROKEN)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<html>", id="a page instead of JSON"),
        pytest.param(b'{"id": "a1"}', id="JSON of another shape"),
        pytest.param(b"\xff\xfe", id="bytes of no encoding"),
    ],
)
def test_a_passage_that_keeps_to_no_contract_is_a_failure(body: bytes) -> None:
    assert read(saying(200, body)) == Failure(FailureKind.BROKEN)


def test_a_failure_without_problem_json_keeps_its_kind() -> None:
    assert read(saying(503, b"upstream is down")) == Failure(FailureKind.BUSY)


def test_fields_that_the_page_does_not_know_are_no_trouble() -> None:
    body = json.dumps({**passage("L2"), "new": {"field": 1}}).encode()
    found = read(saying(200, body))
    assert isinstance(found, ShownPassage)
    assert found.label == "Code de la place, art. L2"


def test_an_id_cannot_lead_to_another_address() -> None:
    asked: list[bytes] = []

    def note(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.raw_path)
        return httpx.Response(404)

    client = Client(
        httpx.AsyncClient(transport=httpx.MockTransport(note), base_url="http://localhost")
    )
    read(client, "../documents?x=1#y")
    assert asked == [b"/v1/passages/..%2Fdocuments%3Fx%3D1%23y"]
