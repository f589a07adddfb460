"""Methods at every address, with the chat mounted, over the wire."""

from collections.abc import Iterator

import httpx
import pytest
from starlette.routing import Mount

from tests.assistant.http.conftest import Running, Serve

pytestmark = pytest.mark.slow  # imports Gradio

READ = [
    "/v1/documents",
    "/v1/documents/guide",
    "/v1/documents/nowhere",
    "/v1/search?q=parvis",
    "/health/live",
    "/health/ready",
    "/problems/overloaded",
    "/docs",
    "/docs/start.js",
    "/docs/assets/swagger-ui.css",
    "/openapi.json",
]
PAGES = ["/", "/ui/parvis.css", "/favicon.ico"]


@pytest.fixture
def running(serve: Serve) -> Iterator[Running]:
    with serve() as running:
        yield running


@pytest.fixture
def client(running: Running) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=running.url, trust_env=False, timeout=30) as client:
        yield client


@pytest.fixture
def pages(running: Running) -> list[str]:
    """The chat's addresses, where none of Gradio's own routes is served."""
    if any(isinstance(route, Mount) for route in running.app.routes):
        pytest.skip("Gradio's own server answers for the chat's addresses")
    return PAGES


def test_head_answers_as_get_does_without_a_body(client: httpx.Client) -> None:
    for path in READ:
        whole, head = client.get(path), client.head(path)

        assert head.status_code == whole.status_code
        assert head.content == b""
        told = dict(head.headers) | {"date": ""}
        # What a search says of its time makes its length vary.
        assert told.keys() == (dict(whole.headers) | {"date": ""}).keys()
        if "search" not in path:
            assert told == dict(whole.headers) | {"date": ""}


def test_a_failure_of_ours_has_no_body_either(
    running: Running, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*words: object, **options: object) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr(running.service.live.current, "search", fail)
    for _ in range(2):  # The first failure does not cost the next request its connection.
        response = client.head("/v1/search?q=parvis")
        assert response.status_code == 500
        assert response.content == b""


def test_options_names_the_methods_of_an_address(client: httpx.Client) -> None:
    for path in READ:
        response = client.options(path)

        assert response.status_code == 204
        assert response.headers["allow"] == "GET, HEAD, OPTIONS"
    assert client.options("/v1/answers").headers["allow"] == "OPTIONS, POST"
    assert client.options("/v1/nowhere").status_code == 404


def test_a_method_that_is_not_listed_is_a_problem_that_names_those_that_are(
    client: httpx.Client,
) -> None:
    for path in READ:
        for method in ("PUT", "DELETE", "PATCH", "TRACE", "PARVIS"):
            response = client.request(method, path)

            assert response.status_code == 405
            assert response.headers["allow"] == "GET, HEAD, OPTIONS"
            assert response.headers["content-type"] == "application/problem+json"
            assert response.json()["detail"].endswith(f"does not take {method}: use GET.")
    assert client.get("/v1/answers").headers["allow"] == "OPTIONS, POST"


def test_an_address_of_the_chat_answers_methods_as_the_apis_do(
    client: httpx.Client, pages: list[str]
) -> None:
    for path in pages:
        assert client.head(path).status_code == client.get(path).status_code == 200
        assert client.options(path).headers["allow"] == "GET, HEAD, OPTIONS"
        refused = client.put(path)
        assert refused.status_code == 405
        assert refused.headers["content-type"] == "application/problem+json"


@pytest.mark.usefixtures("pages")
def test_an_address_that_leads_nowhere_is_a_problem_for_every_method(
    client: httpx.Client,
) -> None:
    for path in ("/nowhere", "/v1", "/v1/nowhere", "/v1/documents/", "/health/", "/ui/nothing"):
        for method in ("GET", "POST", "PUT", "OPTIONS"):
            response = client.request(method, path)

            assert response.status_code == 404
            assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.usefixtures("pages")
def test_a_person_who_finds_nothing_gets_a_page(client: httpx.Client) -> None:
    response = client.get("/nowhere", headers={"Accept": "text/html"})

    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/html")
