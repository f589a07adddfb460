"""Chat: what the page is made of, before any browser looks at it."""

import asyncio
import json
import re
import socket
import subprocess
import sys
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.routing import Mount

from tests.ui.fake_service import fake_service
from ui.chat import EXAMPLES, mount


@pytest.fixture(scope="module")
def app() -> FastAPI:
    return mount(fake_service(), waiting=7, at_once=3)


def blocks(app: FastAPI) -> Any:
    last = app.routes[-1]
    assert isinstance(last, Mount)
    return last.app.get_blocks()  # type: ignore[attr-defined]


async def fetched(app: FastAPI, path: str, **headers: str) -> httpx.Response:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://localhost"
    ) as http:
        return await http.get(path, headers=headers)


def test_importing_the_chat_does_not_import_gradio() -> None:
    check = "import sys, ui.chat; print([m for m in ('gradio', 'torch') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.slow  # makes the page anew
def test_making_the_page_asks_no_other_host(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    real = socket.getaddrinfo

    def note(host: Any, *rest: Any, **more: Any) -> Any:
        asked.append(host)
        return real("127.0.0.1", *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", note)
    mount(fake_service())
    assert [host for host in asked if host not in ("localhost", "127.0.0.1")] == []


def test_the_api_keeps_its_routes_beside_the_chat(app: FastAPI) -> None:
    assert isinstance(app.routes[-1], Mount)
    assert app.routes[-1].path == ""
    assert set(app.openapi()["paths"]) == {
        "/v1/answers",
        "/v1/passages/{passage_id}",
        "/v1/feedback",
    }


def test_analytics_are_off_and_nothing_is_kept(app: FastAPI) -> None:
    page = blocks(app)
    assert page.analytics_enabled is False
    assert page.run_history is False
    assert page.footer_links == []
    assert not page.enable_monitoring
    assert page._queue.ANALYTICS_MAX_EVENTS == 1


def test_the_page_names_no_other_host(app: FastAPI) -> None:
    page = blocks(app)
    own = json.dumps([page.config["components"], page.css, page.theme_css], default=str)
    assert set(re.findall(r"https?://[^\s\"'\\)]+", own)) <= {"http://www.w3.org/2000/svg"}


def test_the_page_is_ours_before_any_script_runs(app: FastAPI) -> None:
    page = asyncio.run(fetched(app, "/")).text
    assert '<html\n\tlang="fr"' in page or '<html lang="fr"' in page
    assert page.index("/ui/parvis.css") < page.index("</head>")
    assert page.count("</head>") == 1
    assert not re.search(r"=.(og|twitter):|githubusercontent|gradio\.app", page)


def test_a_browser_that_finds_nothing_gets_a_page(app: FastAPI) -> None:
    response = asyncio.run(fetched(app, "/nothing", Accept="text/html,*/*"))
    assert response.status_code == 404
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "Cette page n'existe pas · Parvis" in response.text.replace("&#39;", "'")


def test_a_program_that_finds_nothing_gets_no_page(app: FastAPI) -> None:
    assert asyncio.run(fetched(app, "/nothing")).headers["content-type"] == "application/json"
    problem = asyncio.run(fetched(app, "/v1/passages/L9", Accept="text/html"))
    assert problem.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/", "/ui/parvis.css", "/ui/parvis.js", "/passages/L2"])
def test_what_is_ours_comes_compressed(app: FastAPI, path: str) -> None:
    assert asyncio.run(fetched(app, path)).headers["content-encoding"] == "gzip"


def test_what_the_api_says_is_left_as_it_is(app: FastAPI) -> None:
    assert "content-encoding" not in asyncio.run(fetched(app, "/v1/passages/L2")).headers


def test_many_people_are_served_at_once_and_the_line_has_an_end(app: FastAPI) -> None:
    page = blocks(app)
    assert page._queue.max_size == 7
    asking = [one for one in page.fns.values() if one.fn and one.fn.__name__ == "ask"]
    assert len(asking) == 1 + sum(len(texts) for texts in EXAMPLES.values())
    assert {one.concurrency_limit for one in asking} == {3}
    assert {one.concurrency_id for one in asking} == {"ask"}


def test_no_function_of_the_page_is_offered_as_an_api(app: FastAPI) -> None:
    assert blocks(app).get_api_info()["named_endpoints"] == {}


def test_there_are_examples_in_each_language() -> None:
    assert {language: len(texts) for language, texts in EXAMPLES.items()} == {"fr": 4, "en": 4}
