"""GET /v1/search, /v1/documents, /v1/passages: what the index holds, as integrators read it."""

from collections.abc import Iterator
from datetime import date

import pytest
from starlette.testclient import TestClient

from assistant.http.app import create_app
from assistant.settings import Settings
from index.snapshot.tombstones import Tombstone
from tests.assistant.stand_in import (
    DIGEST,
    StandInIndex,
    StandInSearcher,
    StandInService,
    law,
    page,
    stand_in_service,
)

HIT_FIELDS = (
    "passage_id document_id title kind language label article commitment page text start end score "
    "scores"
)


def test_a_hit_has_the_fields_of_the_contract(client: TestClient) -> None:
    found = client.get("/v1/search", params={"q": "demander à voir", "limit": 1}).json()

    (hit,) = found["hits"]
    assert list(hit) == HIT_FIELDS.split()
    assert hit["label"] == "CP, art. L1-1"
    assert hit["scores"] == {"words": 2.0}
    assert found["index"]["digest"] == DIGEST
    assert found["timings_ms"].keys() == {"encode", "search", "total"}


@pytest.mark.parametrize("kinds", ["kinds=page&kinds=action_plan", "kinds=page,action_plan"])
def test_kinds_are_repeated_or_joined_by_commas(client: TestClient, kinds: str) -> None:
    found = client.get(f"/v1/search?q=parvis&{kinds}").json()["hits"]

    assert {hit["document_id"] for hit in found} == {"guide", "plan"}


def test_what_did_not_hold_on_a_day_is_not_found(client: TestClient) -> None:
    found = client.get("/v1/search?q=gardien&as_of=2015-12-31").json()["hits"]
    later = client.get("/v1/search?q=gardien&as_of=2016-01-01").json()["hits"]

    assert found == []
    assert {hit["article"] for hit in later} == {"L1-1", "L1-2"}


def test_documents_are_listed_by_title_a_page_at_a_time(client: TestClient) -> None:
    whole = client.get("/v1/documents").json()
    page = client.get("/v1/documents?limit=1&offset=1").json()

    assert [document["id"] for document in whole["documents"]] == [
        "code-des-parvis",
        "guide",
        "plan",
    ]
    assert whole["documents"][0] == {
        "id": "code-des-parvis",
        "title": "Code des parvis",
        "kind": "law",
        "language": "fr",
        "url": "https://lois.example/code-des-parvis",
        "licence": "Licence Ouverte 2.0",
        "published": None,
        "modified": None,
        "passages": 2,
    }
    assert page["documents"] == whole["documents"][1:2]
    assert page["total"] == 3


def test_documents_are_listed_by_kind(client: TestClient) -> None:
    listed = client.get("/v1/documents?kinds=law,page").json()

    assert [document["kind"] for document in listed["documents"]] == ["law", "page"]
    assert listed["total"] == 2


def test_an_offset_beyond_the_end_is_an_empty_page(client: TestClient) -> None:
    listed = client.get("/v1/documents?offset=1000").json()

    assert listed["documents"] == []
    assert listed["total"] == 3


def test_a_document_says_where_each_passage_stands(client: TestClient) -> None:
    document = client.get("/v1/documents/code-des-parvis").json()

    assert document["text"] == law().text
    assert [passage["label"] for passage in document["passages"]] == [
        "CP, art. L1-1",
        "CP, art. L1-2",
    ]
    for place in document["passages"]:
        passage = client.get(f"/v1/passages/{place['id']}").json()
        assert document["text"][place["start"] : place["end"]] == passage["text"]


def test_a_passage_stands_between_its_neighbours(client: TestClient) -> None:
    first, second = client.get("/v1/documents/code-des-parvis").json()["passages"]
    passage = client.get(f"/v1/passages/{second['id']}").json()

    assert passage["before"] + passage["text"] + passage["after"] == law().text
    assert passage["previous"] == {"passage_id": first["id"], "label": "CP, art. L1-1"}
    assert passage["next"] is None
    assert passage["valid_from"] == "2016-01-01"
    assert passage["url"] == "https://lois.example/code-des-parvis"


def test_a_passage_lists_what_it_cites_and_what_cites_it(client: TestClient) -> None:
    first, second = client.get("/v1/documents/code-des-parvis").json()["passages"]

    cited = client.get(f"/v1/passages/{first['id']}").json()
    citing = client.get(f"/v1/passages/{second['id']}").json()

    assert citing["cites"] == [{"passage_id": first["id"], "label": "CP, art. L1-1"}]
    assert citing["cited_by"] == []
    assert cited["cites"] == []
    assert cited["cited_by"] == [{"passage_id": second["id"], "label": "CP, art. L1-2"}]


@pytest.mark.parametrize("address", ["/v1/documents/vieux", "/v1/passages/vieille"])
def test_what_was_removed_is_told_with_its_title_and_day(settings: Settings, address: str) -> None:
    removed = Tombstone("vieux", "Vieux guide", date(2026, 3, 1), {"vieille": ""})
    service = stand_in_service()
    service.live.current = StandInSearcher(StandInIndex(law(), tombstones=[removed]))
    with TestClient(create_app(settings, service=service), base_url="http://localhost") as client:
        response = client.get(address)

    assert response.status_code == 410
    problem = response.json()
    assert problem["type"] == "/problems/removed-document"
    assert problem["document"] == {"id": "vieux", "title": "Vieux guide"}
    assert problem["removed_on"] == "2026-03-01"
    assert problem["detail"].startswith("“Vieux guide” was removed from the index on 2026-03-01: ")


@pytest.mark.parametrize(
    ("unit", "label"),
    [("L1-2", "CP, art. L1-2"), ("L1-9", "CP, art. L1-1"), ("", "CP, art. L1-1")],
    ids=["where its article still is", "where its article is no more", "where nothing is known"],
)
def test_what_a_document_no_longer_says_is_told_with_what_stands_there_now(
    settings: Settings, unit: str, label: str
) -> None:
    code = law()
    changed = Tombstone(code.id, code.title, date(2026, 3, 1), {"vieille": unit})
    service = stand_in_service()
    service.live.current = StandInSearcher(StandInIndex(code, tombstones=[changed]))
    with TestClient(create_app(settings, service=service), base_url="http://localhost") as client:
        response = client.get("/v1/passages/vieille")
        problem = response.json()
        instead = client.get(f"/v1/passages/{problem['passage']['passage_id']}").json()

    assert response.status_code == 410
    assert problem["type"] == "/problems/rewritten-passage"
    assert problem["document"] == {"id": code.id, "title": code.title}
    assert problem["changed_on"] == "2026-03-01"
    assert problem["detail"].startswith(f"“{code.title}” was changed on 2026-03-01 and no longer")
    assert problem["passage"]["label"] == instead["label"] == label


@pytest.fixture
def swapped(settings: Settings) -> Iterator[tuple[TestClient, StandInService]]:
    service = stand_in_service()
    with TestClient(create_app(settings, service=service), base_url="http://localhost") as client:
        yield client, service


def test_a_new_snapshot_is_served_as_soon_as_it_is_taken_up(
    swapped: tuple[TestClient, StandInService],
) -> None:
    client, service = swapped
    assert client.get("/v1/documents").json()["total"] == 3

    new = StandInIndex(page("neuf", "Neuf", "Un document tout neuf."), digest="e" * 64)
    service.live.current = StandInSearcher(new)

    listed = client.get("/v1/documents").json()
    assert [document["id"] for document in listed["documents"]] == ["neuf"]
    assert listed["index"]["digest"] == "e" * 64
    assert client.get("/v1/documents/guide").status_code == 404
    assert client.get("/health/ready").json()["index"]["digest"] == "e" * 64
