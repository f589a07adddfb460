"""Pages: passages that open anywhere, opinions, and the headers that keep a page to its host."""

import asyncio
from collections.abc import Mapping
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from lxml import html as lxml_html

from tests.ui.fake_service import TEXT, fake_service
from ui.client import Client
from ui.pages import preferred_language, router
from ui.shield import Shield


@pytest.fixture
def app() -> FastAPI:
    service = fake_service()
    service.include_router(router(Client.inside(service)))
    service.add_middleware(Shield)

    @service.api_route("/{path:path}", methods=["GET", "POST"])
    async def rest(path: str) -> str:
        return "Gradio"

    return service


def call(
    app: FastAPI, method: str, path: str, *, headers: Mapping[str, str] | None = None, **body: Any
) -> httpx.Response:
    async def once() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            return await http.request(method, path, headers=headers, json=body or None)

    return asyncio.run(once())


def test_a_passage_opens_without_a_script_at_its_own_address(app: FastAPI) -> None:
    quote = "La réponse est donnée dans un délai de douze jours."
    start = TEXT.index(quote)
    response = call(app, "GET", f"/passages/L2?start={start}&end={start + len(quote)}")
    page = lxml_html.fromstring(response.text)
    assert response.status_code == 200
    assert page.findtext(".//mark") == quote
    assert page.xpath("//script") == []
    assert "script-src" not in response.headers["content-security-policy"]


@pytest.mark.parametrize("query", ["start=x&end=y", "start=5", "start=-1&end=9" + "9" * 30])
def test_a_place_that_makes_no_sense_opens_the_passage_all_the_same(
    app: FastAPI, query: str
) -> None:
    response = call(app, "GET", f"/passages/L2?{query}")
    assert response.status_code == 200
    assert "<mark" not in response.text


@pytest.mark.parametrize(
    ("passage_id", "status", "heading"),
    [
        pytest.param("L9", 404, "Ce passage n'existe pas", id="never there"),
        pytest.param("gone", 410, "Ce document a été retiré", id="removed"),
        pytest.param("changed", 410, "Ce passage a changé", id="rewritten"),
    ],
)
def test_a_passage_that_is_not_there_has_a_kind_page(
    app: FastAPI, passage_id: str, status: int, heading: str
) -> None:
    response = call(app, "GET", f"/passages/{passage_id}")
    page = lxml_html.fromstring(response.text)
    assert response.status_code == status
    assert page.findtext(".//h1/span[@lang='fr']") == heading


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("fr-FR,fr;q=0.9,en;q=0.8", "fr"),
        ("en-GB,en;q=0.9,fr;q=0.8", "en"),
        ("de-DE,de;q=0.9,en;q=0.5", "en"),
        ("fr;q=0.2,en;q=0.7", "en"),
        ("es", "fr"),
        ("", "fr"),
        ("en;q=x, fr;q=0.1", "fr"),
    ],
)
def test_a_page_speaks_the_language_that_the_browser_prefers(header: str, language: str) -> None:
    assert preferred_language(header) == language


def test_a_passage_page_follows_the_browser(app: FastAPI) -> None:
    response = call(app, "GET", "/passages/L2", headers={"Accept-Language": "en-GB"})
    assert lxml_html.fromstring(response.text).get("lang") == "en"
    assert response.headers["vary"] == "Accept-Language"


def test_an_opinion_reaches_the_service(app: FastAPI) -> None:
    assert call(app, "POST", "/ui/feedback", answer_id="a1", helpful=True).status_code == 204
    assert app.state.feedback == [{"answer_id": "a1", "helpful": True}]


@pytest.mark.parametrize("name", ["parvis.css", "parvis.js", "icon.svg"])
def test_the_pages_files_are_served(app: FastAPI, name: str) -> None:
    response = call(app, "GET", f"/ui/{name}")
    assert response.status_code == 200
    assert len(response.content) > 100


@pytest.mark.parametrize("name", ["chat.py", "templates", "%2e%2e"])
def test_nothing_else_of_the_folder_is_served(app: FastAPI, name: str) -> None:
    assert call(app, "GET", f"/ui/{name}").text != "Gradio"
    assert call(app, "GET", f"/ui/{name}").status_code == 404


@pytest.mark.parametrize("path", ["/", "/assets/x.js", "/gradio_api/queue/data", "/v1/passages/L1"])
def test_every_response_keeps_the_browser_to_this_host(app: FastAPI, path: str) -> None:
    response = call(app, "GET", path)
    policy = dict(
        directive.split(" ", 1)
        for directive in response.headers["content-security-policy"].split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == "'self'"
    assert "unsafe-eval" not in policy["script-src"]
    assert not [value for value in policy.values() if "http" in value or "*" in value]
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        pytest.param("GET", "/gradio_api/file=https://example.org/", id="fetching any address"),
        pytest.param("GET", "/gradio_api/file=/etc/passwd", id="reading a file"),
        pytest.param("GET", "/gradio_api/proxy=https://example.org/", id="passing a request on"),
        pytest.param("POST", "/gradio_api/upload", id="taking a file in"),
        pytest.param("POST", "/gradio_api/vibe-edit", id="editing the program"),
        pytest.param("POST", "/gradio_api/run/predict", id="calling functions by name"),
        pytest.param("GET", "/monitoring", id="watching what others do"),
    ],
)
def test_what_gradio_offers_beyond_the_chat_is_closed(app: FastAPI, method: str, path: str) -> None:
    response = call(app, method, path)
    assert response.status_code == 404
    assert response.text != "Gradio"


def test_a_policy_that_a_route_chose_is_kept(app: FastAPI) -> None:
    response = call(app, "GET", "/passages/L1")
    assert response.headers.get_list("content-security-policy") == [
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'self'"
    ]
