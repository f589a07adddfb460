"""POST /v1/answers, GET /v1/answers/{id}."""

import hashlib
import json
import sqlite3
from datetime import date
from pathlib import Path

from starlette.testclient import TestClient

from assistant.http.app import create_app
from assistant.question import Mode, Role, Turn
from assistant.settings import Settings
from corpus.document import DocumentKind
from tests.assistant.stand_in import DIGEST, IN_DISTRESS, StandInService, law, stand_in_service

QUESTION = "Qui peut demander à voir un parvis ?"
FIELDS = (
    "id status text sentences citations notes asked_for yes_or_no related terms next_steps about "
    "refusal mode model language index created_at timings_ms"
)
CITATION_FIELDS = (
    "number passage_id document_id title kind language label url permalink article commitment page "
    "heading_path publisher licence official quote start end published valid_from valid_to "
    "currency names score"
)


def test_an_answer_has_the_fields_of_the_contract(client: TestClient) -> None:
    answer = client.post("/v1/answers", json={"question": QUESTION}).json()

    assert list(answer) == FIELDS.split()
    assert list(answer["citations"][0]) == CITATION_FIELDS.split()
    assert answer["status"] == "answered"
    assert answer["refusal"] is None
    assert answer["index"] == {"digest": DIGEST, "built_at": "2026-01-02T03:04:05Z"}
    assert answer["timings_ms"] == {"encode": 1.0, "search": 2.0, "compose": 3.0, "total": 6.0}


def test_a_quote_is_to_the_letter_in_the_document_that_the_api_serves(client: TestClient) -> None:
    answer = client.post("/v1/answers", json={"question": QUESTION}).json()
    cited = answer["citations"][0]
    document = client.get(f"/v1/documents/{cited['document_id']}").json()

    assert cited["label"] == "CP, art. L1-1"
    assert cited["quote"] == "Toute personne peut demander à voir un parvis"
    assert document["text"][cited["start"] : cited["end"]] == cited["quote"]


def test_a_refusal_is_an_answer_that_gives_its_reason(client: TestClient) -> None:
    response = client.post("/v1/answers", json={"question": "Une recette de crêpes ?"})

    assert response.status_code == 200
    answer = response.json()
    assert answer["status"] == "refused"
    assert answer["refusal"] == {
        "reason": "out_of_scope",
        "message": "Rien là-dessus.",
        "nearest": [],
        "links": [],
        "choices": [],
    }
    assert answer["text"] == "Rien là-dessus."


def test_every_field_of_a_request_reaches_the_service(
    client: TestClient, service: StandInService
) -> None:
    client.post(
        "/v1/answers",
        json={
            "question": QUESTION,
            "history": [{"role": "user", "content": "Bonjour"}],
            "as_of": "2020-02-29",
            "kinds": ["law", "page"],
            "documents": ["code-des-parvis"],
            "max_citations": 2,
            "mode": "extractive",
        },
    )

    (question,) = service.asked
    assert question.text == QUESTION
    assert question.history == (Turn(Role.USER, "Bonjour"),)
    assert question.as_of == date(2020, 2, 29)
    assert question.kinds == frozenset({DocumentKind.LAW, DocumentKind.PAGE})
    assert question.documents == frozenset({"code-des-parvis"})
    assert question.max_citations == 2
    assert question.mode is Mode.EXTRACTIVE


def test_a_question_to_a_document_that_is_not_there_is_told_so(client: TestClient) -> None:
    asked = {"question": QUESTION, "documents": ["code-des-parvis", "code-perdu"]}
    response = client.post("/v1/answers", json=asked)

    assert response.status_code == 404
    assert response.json()["type"] == "/problems/unknown-document"
    assert "“code-perdu”" in response.json()["detail"]


def test_a_streamed_answer_gives_its_sentences_and_then_itself(client: TestClient) -> None:
    response = client.post("/v1/answers", json={"question": QUESTION, "stream": True})

    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    events = [event.split("\n") for event in response.text.removesuffix("\n\n").split("\n\n")]
    names = [name.removeprefix("event: ") for name, _ in events]
    data = [json.loads(line.removeprefix("data: ")) for _, line in events]
    assert names == ["sentence", "sentence", "sentence", "answer"]
    assert data[:-1] == data[-1]["sentences"]
    assert client.get(f"/v1/answers/{data[-1]['id']}").json()["text"] == data[-1]["text"]


def test_a_streamed_refusal_is_one_event(client: TestClient) -> None:
    response = client.post("/v1/answers", json={"question": "Des crêpes ?", "stream": True})

    name, data = response.text.strip().split("\n")
    assert name == "event: answer"
    assert json.loads(data.removeprefix("data: "))["status"] == "refused"


def test_a_bad_request_for_a_stream_is_a_problem_all_the_same(client: TestClient) -> None:
    response = client.post("/v1/answers", json={"question": "", "stream": True})

    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


def test_an_answer_can_be_shown_again_with_what_it_stands_on(client: TestClient) -> None:
    given = client.post("/v1/answers", json={"question": QUESTION, "max_citations": 1}).json()
    again = client.get(f"/v1/answers/{given['id']}").json()
    proof = again.pop("proof")

    assert again == given
    assert proof["asked"]["question"] == QUESTION
    words = law().text[law().articles[0].start : law().articles[0].end]
    assert proof["passages"] == [
        {
            "passage_id": given["citations"][0]["passage_id"],
            "content_hash": hashlib.sha256(words.encode()).hexdigest(),
        }
    ]
    assert {check["check"]: check["passed"] for check in proof["checks"]} == {
        "quotes are verbatim": True,
        "citations hold on the day asked": True,
        "sentences stand in their quotes": True,
        "every citation is used": True,
    }
    assert proof["settings"] == {"model": "multilingual-e5-small", "runtime": "auto"}


def test_the_record_keeps_no_word_of_earlier_turns(client: TestClient, settings: Settings) -> None:
    history = [{"role": "user", "content": "Je m'appelle Zénobie"}]
    given = client.post("/v1/answers", json={"question": QUESTION, "history": history}).json()

    assert client.get(f"/v1/answers/{given['id']}").json()["proof"]["asked"]["turns"] == 1
    with sqlite3.connect(settings.answers) as file:
        assert "nobie" not in "\n".join(file.iterdump())


def test_a_retention_of_zero_days_writes_nothing(tmp_path: Path) -> None:
    settings = Settings(answers=tmp_path / "kept" / "answers.sqlite3", retention_days=0)
    with TestClient(
        create_app(settings, service=stand_in_service()), base_url="http://localhost"
    ) as client:
        given = client.post("/v1/answers", json={"question": QUESTION}).json()
        again = client.get(f"/v1/answers/{given['id']}")

    assert list(tmp_path.iterdir()) == []
    assert again.status_code == 404
    assert "PARVIS_RETENTION_DAYS" in again.json()["detail"]


def test_an_answer_is_given_even_where_it_cannot_be_recorded(
    client: TestClient, settings: Settings
) -> None:
    with sqlite3.connect(settings.answers) as file:
        file.execute("DROP TABLE answers")

    response = client.post("/v1/answers", json={"question": QUESTION})

    assert response.json()["status"] == "answered"
    assert "parvis_answers_unrecorded_total 1.0" in client.get("/metrics").text


def test_nothing_of_a_message_of_distress_is_kept(client: TestClient, tmp_path: Path) -> None:
    answer = client.post("/v1/answers", json={"question": IN_DISTRESS}).json()
    judged = client.post("/v1/feedback", json={"answer_id": answer["id"], "helpful": True})
    kept = client.get(f"/v1/answers/{answer['id']}")
    metrics = client.get("/metrics").text

    assert answer["refusal"]["reason"] == "distress"
    assert answer["refusal"]["nearest"] == []
    assert answer["refusal"]["links"] == [
        {"label": "Défenseur des droits", "url": "https://www.defenseurdesdroits.fr"}
    ]
    assert (kept.status_code, judged.status_code) == (404, 404)
    assert 'parvis_refusals_total{reason="distress"} 1.0' in metrics
    assert "parvis_answers_unrecorded_total 0.0" in metrics
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert IN_DISTRESS.encode() not in held
    assert answer["id"].encode() not in held
