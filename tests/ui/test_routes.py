"""Routes: the page and its files, and passages that open anywhere."""

import asyncio
import gzip
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from lxml import html as lxml_html

import ui
from tests.ui.fake_service import TEXT, fake_service
from ui.client import Client
from ui.page import Page
from ui.routes import chat_routes, passage_routes, preferred_language

STATIC = Path(ui.__file__).parent / "static"


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "index-1.js").write_text("start()", "utf-8")
    (assets / "notes.py").write_text("secret", "utf-8")
    (tmp_path / "secret.js").write_text("secret", "utf-8")
    service = fake_service()
    service.include_router(chat_routes(Page("<p>La page</p>", ":root {}", assets)))
    service.include_router(passage_routes(Client.inside(service)))
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
    assert response.headers["vary"] == "Accept-Language, Accept-Encoding"


@pytest.mark.parametrize("name", sorted(file.name for file in STATIC.iterdir()))
def test_each_file_of_the_page_is_served(app: FastAPI, name: str) -> None:
    response = call(app, "GET", f"/ui/{name}")
    assert response.status_code == 200
    assert response.content == (STATIC / name).read_bytes()
    kind = response.headers["content-type"].split(";")[0]
    assert kind in ("text/css", "text/javascript", "image/svg+xml")


def test_the_page_the_theme_and_the_front_end_are_served(app: FastAPI) -> None:
    assert call(app, "GET", "/").text == "<p>La page</p>"
    assert call(app, "GET", "/theme.css").text == ":root {}"
    asset = call(app, "GET", "/assets/index-1.js")
    assert asset.text == "start()"
    assert asset.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "immutable" in asset.headers["cache-control"]


@pytest.mark.parametrize("path", ["/", "/theme.css", "/assets/index-1.js", "/passages/L2"])
def test_what_is_read_can_be_asked_for_its_headers_alone(app: FastAPI, path: str) -> None:
    assert call(app, "HEAD", path).headers == call(app, "GET", path).headers


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/ui/chat.py", id="a module"),
        pytest.param("/ui/templates", id="a folder"),
        pytest.param("/ui/%2e%2e", id="the folder above"),
        pytest.param("/ui/..%2fchat.py", id="a file above"),
        pytest.param("/assets/notes.py", id="a file of another type"),
        pytest.param("/assets/..%2fsecret.js", id="a file beside the front end"),
        pytest.param("/assets/%2e%2e/secret.js", id="the same, in two parts"),
        pytest.param("/assets/", id="the list of the files"),
    ],
)
def test_nothing_else_of_a_folder_is_served(app: FastAPI, path: str) -> None:
    response = call(app, "GET", path)
    assert response.status_code == 404
    assert "secret" not in response.text


def test_a_file_is_compressed_once_however_often_it_is_asked_for(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    compressed: list[bytes] = []
    compress = gzip.compress

    def note(content: bytes, **options: Any) -> bytes:
        compressed.append(content)
        return compress(content, **options)

    monkeypatch.setattr(gzip, "compress", note)
    for _ in range(3):
        assert call(app, "GET", "/assets/index-1.js").text == "start()"
    assert compressed == [b"start()"]


def test_a_policy_that_a_route_chose_is_kept(app: FastAPI) -> None:
    response = call(app, "GET", "/passages/L1")
    assert response.headers.get_list("content-security-policy") == [
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'self'"
    ]
