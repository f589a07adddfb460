"""What the API says to requests that it cannot serve: a problem whose detail tells what to do."""

import json

import pytest
from starlette.testclient import TestClient

from assistant.http.app import create_app
from assistant.http.problems import OF_ERROR, OF_STATUS, TYPES
from assistant.settings import Settings
from tests.assistant.stand_in import StandInService, service_without_index, stand_in_service

JSON = {"Content-Type": "application/json"}


def ask(**fields: object) -> bytes:
    return json.dumps({"question": "Un parvis ?", **fields}).encode()


BAD_BODIES = {
    "no body": (b"", 422, 'The request has no body: send JSON like {"question": "…"}.'),
    "no question": (b"{}", 422, '"question" is missing: add it to the body.'),
    "a blank question": (ask(question=" \n\t"), 422, '"question" has no words: write some'),
    "a null question": (ask(question=None), 422, '"question" must be text.'),
    "a question that is a number": (ask(question=3), 422, '"question" must be text.'),
    "100,000 characters": (
        ask(question="a" * 100_000),
        422,
        '"question" has 100,000 characters: 2,000 at most.',
    ),
    "a question one character too long": (
        ask(question="é" * 2_001),
        422,
        '"question" has 2,001 characters: 2,000 at most.',
    ),
    "a body over its limit": (b" " * 300_000, 413, "more than 262,144 bytes"),
    "an unknown field": (ask(langue="fr"), 422, '"langue" is not known here'),
    "a null byte": (ask(question="a\0b"), 422, "U+0000, at 1"),
    "half a surrogate pair": (b'{"question": "\\ud800"}', 422, "not valid Unicode"),
    "half a surrogate pair in a name": (b'{"question": "a", "\\ud800": 1}', 422, "JSON object"),
    "a day that no calendar has": (ask(as_of="2026-02-30"), 422, '"as_of" must be a date'),
    "a date that is a number": (ask(as_of=5), 422, "like 2026-01-31."),
    "a date with a time": (ask(as_of="2026-01-31T10:00:00"), 422, "like 2026-01-31."),
    "an unknown kind": (ask(kinds=["loi"]), 422, "\"kinds[0]\" must be one of 'law'"),
    "no kind at all": (ask(kinds=[]), 422, '"kinds" is empty: leave it out'),
    "kinds that are no list": (ask(kinds="law"), 422, '"kinds" must be a list.'),
    "a number of citations in quotes": (ask(max_citations="5"), 422, "must be a whole number."),
    "no citation": (ask(max_citations=0), 422, '"max_citations" must be 1 or more.'),
    "too many citations": (ask(max_citations=21), 422, '"max_citations" must be 20 or less.'),
    "a number without end": (b'{"question": "a", "max_citations": 1e999}', 422, "a whole number."),
    "a number of 5,000 digits": (
        b'{"question": "a", "max_citations": ' + b"9" * 5000 + b"}",
        400,
        "send JSON in UTF-8",
    ),
    "not a number": (b'{"question": NaN}', 422, '"question" must be text.'),
    "an unknown mode": (ask(mode="magic"), 422, "must be one of 'auto', 'extractive'"),
    "a stream that is a number": (ask(stream=1), 422, '"stream" must be true or false.'),
    "an unknown role": (
        ask(history=[{"role": "system", "content": "x"}]),
        422,
        "\"history[0].role\" must be one of 'user' or 'assistant'.",
    ),
    "a turn without words": (ask(history=[{"role": "user"}]), 422, '"history[0].content" is miss'),
    "a list": (b"[]", 422, "The body must be a JSON object"),
    "a text": (b'"x"', 422, "The body must be a JSON object"),
    "null": (b"null", 422, "The body must be a JSON object"),
    "half a JSON": (b'{"question": "x', 400, "The body is not JSON (Unterminated string"),
    "bytes that are not UTF-8": (b'{"question": "\xe9t\xe9"}', 400, "not UTF-8 (its byte 14"),
    "100,000 brackets": (b"[" * 100_000, 400, "nested too deep"),
}


@pytest.mark.parametrize(("body", "status", "detail"), BAD_BODIES.values(), ids=list(BAD_BODIES))
def test_a_question_that_cannot_be_read_is_told_how_to_be(
    client: TestClient, service: StandInService, body: bytes, status: int, detail: str
) -> None:
    response = client.post("/v1/answers", content=body, headers=JSON)

    assert response.status_code == status
    assert_problem(response.headers["content-type"], response.json(), status, detail)
    assert service.asked == []


BAD_ADDRESSES = {
    "nothing to look for": ("GET", "/v1/search", 422, '"q" is missing: add it to the query.'),
    "blank words": ("GET", "/v1/search?q=%20", 422, '"q" has no words'),
    "a null byte in the query": ("GET", "/v1/search?q=a%00", 422, "U+0000"),
    "a misspelt parameter": ("GET", "/v1/search?q=a&kind=law", 422, '"kind" is not known here'),
    "an unknown kind among known ones": ("GET", "/v1/documents?kinds=law,loi", 422, '"kinds[1]"'),
    "a limit of zero": ("GET", "/v1/search?q=a&limit=0", 422, '"limit" must be 1 or more.'),
    "a limit in words": ("GET", "/v1/search?q=a&limit=dix", 422, "must be a whole number."),
    "an invalid date": ("GET", "/v1/search?q=a&as_of=hier", 422, "like 2026-01-31."),
    "an offset below zero": ("GET", "/v1/documents?offset=-1", 422, '"offset" must be 0 or more.'),
    "an unknown document": ("GET", "/v1/documents/x", 404, "No document of the index has the id"),
    "an unknown passage": ("GET", "/v1/passages/x", 404, "No passage of the index has the id"),
    "an unknown answer": ("GET", "/v1/answers/x", 404, "answers are kept for 30 days"),
    "an address of the API": ("GET", "/v1/answer", 404, "Nothing is at /v1/answer: "),
    "an address elsewhere": ("GET", "/nowhere", 404, "the addresses of the API are at /docs."),
    "another method": ("PUT", "/v1/answers", 405, "/v1/answers does not take PUT: use POST."),
    "another method on an answer": ("DELETE", "/v1/answers/x", 405, "use GET."),
    "no content type": ("POST", "/v1/answers", 415, '"Content-Type: application/json"'),
}


@pytest.mark.parametrize(
    ("method", "address", "status", "detail"), BAD_ADDRESSES.values(), ids=list(BAD_ADDRESSES)
)
def test_an_address_that_leads_nowhere_says_what_would(
    client: TestClient, method: str, address: str, status: int, detail: str
) -> None:
    response = client.request(method, address)

    assert response.status_code == status
    assert_problem(response.headers["content-type"], response.json(), status, detail)
    assert response.json()["instance"] == address.partition("?")[0]


def test_a_web_form_of_another_site_cannot_ask(client: TestClient) -> None:
    body = {"question": "Un parvis ?"}

    assert client.post("/v1/answers", data=body).status_code == 415
    plain = client.post(
        "/v1/answers", content=json.dumps(body), headers={"Content-Type": "text/plain"}
    )
    assert plain.status_code == 415


def test_a_method_not_allowed_names_those_that_are(client: TestClient) -> None:
    assert client.get("/v1/answers").headers["allow"] == "OPTIONS, POST"


def test_many_faults_are_all_listed_and_the_first_ones_told(client: TestClient) -> None:
    body = {"a": 1, "b": 2, "c": 3, "mode": "x"}
    problem = client.post("/v1/answers", json=body).json()

    assert [fault["field"] for fault in problem["errors"]] == ["question", "mode", "a", "b", "c"]
    assert problem["detail"].endswith("; and 2 more.")


def test_of_very_many_faults_the_first_hundred_are_listed_and_all_counted(
    client: TestClient,
) -> None:
    body = {"question": "Un parvis ?"} | {f"unknown{number}": 0 for number in range(10_000)}
    problem = client.post("/v1/answers", json=body).json()

    assert len(problem["errors"]) == 100
    assert problem["detail"].endswith("; and 9997 more.")


def test_without_an_index_the_command_to_run_is_named(settings: Settings) -> None:
    app = create_app(settings, service=service_without_index())
    with TestClient(app, base_url="http://localhost") as client:
        for method, address in (
            ("POST", "/v1/answers"),
            ("GET", "/v1/search?q=parvis"),
            ("GET", "/v1/documents"),
            ("GET", "/health/ready"),
        ):
            body = ask() if method == "POST" else b""
            response = client.request(method, address, content=body, headers=JSON)
            assert response.status_code == 503
            assert response.headers["retry-after"] == "30"
            assert_problem(response.headers["content-type"], response.json(), 503, "`parvis build`")
            assert "/srv/secret" not in response.text
        assert client.get("/health/live").status_code == 200


def test_a_fault_of_ours_tells_nothing_of_the_inside(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = stand_in_service()
    app = create_app(settings, service=service)

    def fail(question: object) -> None:
        raise RuntimeError("password=hunter2 in /etc/parvis")

    monkeypatch.setattr(service, "ask", fail)
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        response = client.post("/v1/answers", json={"question": "Un parvis ?"})

    assert response.status_code == 500
    assert_problem(response.headers["content-type"], response.json(), 500, "The fault is ours")
    assert "hunter2" not in response.text
    assert "Traceback" not in response.text


def test_a_problem_never_repeats_the_words_of_a_query(client: TestClient) -> None:
    response = client.get("/v1/search", params={"q": "mon voisin Zénobie", "limit": "x"})

    assert "nobie" not in response.text


@pytest.mark.parametrize("slug", sorted(TYPES))
def test_the_type_of_a_problem_can_be_looked_up(client: TestClient, slug: str) -> None:
    response = client.get(TYPES[slug].uri)

    assert response.json() == {
        "type": f"/problems/{slug}",
        "title": TYPES[slug].title,
        "status": TYPES[slug].status,
    }


def test_no_two_problems_share_a_type() -> None:
    entries = {*OF_ERROR.values(), *OF_STATUS.values()}
    assert len({entry.slug for entry in entries}) == len(entries)


def assert_problem(media_type: str, problem: dict[str, object], status: int, detail: str) -> None:
    assert media_type == "application/problem+json"
    assert {"type", "title", "status", "detail", "instance"} <= problem.keys()
    assert problem["status"] == status
    assert str(problem["type"]).removeprefix("/problems/") in TYPES
    assert detail in str(problem["detail"])
    assert str(problem["detail"]).endswith(".")
