"""Middleware: the headers that keep a page to its host, and what who finds nothing is told."""

import asyncio

import httpx
import pytest
from fastapi import FastAPI, Response

from tests.ui.fake_service import fake_service
from ui.middleware import NotFoundPage, PageSecurity

BROWSER = {"Accept": "text/html,*/*;q=0.8"}


@pytest.fixture
def app() -> FastAPI:
    service = fake_service()
    service.add_middleware(NotFoundPage)
    service.add_middleware(PageSecurity)

    @service.get("/own")
    async def own() -> Response:
        return Response(headers={"Content-Security-Policy": "default-src 'none'"})

    return service


def call(app: FastAPI, method: str, path: str, **headers: str) -> httpx.Response:
    async def once() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            return await http.request(method, path, headers=headers)

    return asyncio.run(once())


@pytest.mark.parametrize("path", ["/", "/assets/x.js", "/gradio_api/queue/data", "/v1/passages/L1"])
def test_every_response_keeps_the_browser_to_this_host(app: FastAPI, path: str) -> None:
    response = call(app, "GET", path)
    policy = dict(
        directive.split(" ", 1)
        for directive in response.headers["content-security-policy"].split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == "'self'"
    assert policy["script-src"] == "'self'"
    assert not [value for value in policy.values() if "http" in value or "*" in value]
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["x-content-type-options"] == "nosniff"


def test_a_policy_that_a_route_chose_is_kept(app: FastAPI) -> None:
    response = call(app, "GET", "/own")
    assert response.headers.get_list("content-security-policy") == ["default-src 'none'"]


def test_a_browser_that_finds_nothing_gets_a_page(app: FastAPI) -> None:
    response = call(app, "GET", "/nothing", **BROWSER)
    assert response.status_code == 404
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "Cette page n'existe pas · Parvis" in response.text.replace("&#39;", "'")


def test_the_page_of_who_finds_nothing_is_in_his_language(app: FastAPI) -> None:
    response = call(app, "GET", "/nothing", **BROWSER, **{"Accept-Language": "en-GB"})
    assert "There is no such page · Parvis" in response.text


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        pytest.param("GET", "/nothing", {}, id="where it asks for no page"),
        pytest.param("POST", "/nothing", BROWSER, id="where it sends something"),
        pytest.param("GET", "/v1/passages/L9", BROWSER, id="where a route has looked for it"),
    ],
)
def test_a_program_that_finds_nothing_gets_a_problem(
    app: FastAPI, method: str, path: str, headers: dict[str, str]
) -> None:
    response = call(app, method, path, **headers)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
