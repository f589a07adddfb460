"""POST /v1/checks."""

from starlette.testclient import TestClient

from tests.assistant.stand_in import DIGEST

TEXT = "L'article L1-1 du code des parvis : « le gardien répond sous deux mois »."


def test_each_claim_has_its_verdict_its_source_and_its_differences(client: TestClient) -> None:
    told = client.post("/v1/checks", json={"text": TEXT, "as_of": "2026-01-31"}).json()

    citation, quote = told["claims"]
    assert (citation["kind"], citation["verdict"]) == ("citation", "exact")
    assert (quote["kind"], quote["verdict"]) == ("quote", "altered")
    assert quote["differences"] == [{"kind": "replaced", "quoted": "deux", "document": "un"}]
    assert quote["source"]["label"] == "CP, art. L1-1"
    assert told["as_of"] == "2026-01-31"
    assert told["left_out"] == 0
    assert told["index"]["digest"] == DIGEST


def test_the_source_of_a_claim_is_to_the_letter_in_its_document(client: TestClient) -> None:
    source = client.post("/v1/checks", json={"text": TEXT}).json()["claims"][1]["source"]
    document = client.get(f"/v1/documents/{source['document_id']}").json()

    assert document["text"][source["start"] : source["end"]] == source["quote"]


def test_details_come_in_the_language_that_is_asked_for(client: TestClient) -> None:
    told = client.post("/v1/checks", json={"text": TEXT, "language": "en"}).json()

    assert "in force" in told["claims"][0]["detail"]


def test_a_text_without_words_or_too_long_is_refused_and_said_so(client: TestClient) -> None:
    for text in (" ", "a" * 50_001, "a\x00b"):
        response = client.post("/v1/checks", json={"text": text})

        assert response.status_code == 422
        assert '"text"' in response.json()["detail"]
