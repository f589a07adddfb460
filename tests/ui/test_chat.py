"""Chat: what is served beside the API, by a real server on loopback, to friends and strangers."""

import http.client
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.routing import Mount

from tests.assistant.serving import served
from tests.ui.fake_service import fake_service
from ui.chat import EXAMPLES, mount

pytestmark = pytest.mark.slow  # imports Gradio
COPIED = """{"data": [{"path": "%s", "meta": {"_type": "gradio.FileData"}}], "fn_index": 0,
"session_hash": "x"}"""


@pytest.fixture(scope="module")
def app() -> FastAPI:
    return mount(fake_service())


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[httpx.Client]:
    with served(app) as (host, port), httpx.Client(base_url=f"http://{host}:{port}") as client:
        yield client


def test_importing_the_chat_does_not_import_gradio() -> None:
    check = "import sys, ui.chat; print([m for m in ('gradio', 'torch') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"


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
    assert set(app.openapi()["paths"]) == {
        "/v1/answers",
        "/v1/passages/{passage_id}",
        "/v1/feedback",
    }


def test_nothing_of_gradios_server_is_mounted(app: FastAPI) -> None:
    assert [route for route in app.routes if isinstance(route, Mount)] == []


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        pytest.param("POST", "/gradio_api/queue/join", COPIED % "/etc/passwd", id="copy a file"),
        pytest.param("POST", "/gradio_api/queue/join", COPIED % "/dev/zero", id="read for ever"),
        pytest.param(
            "POST",
            "/gradio_api/queue/join",
            COPIED % "http://127.0.0.1:9/x",
            id="fetch an address",
        ),
        pytest.param("POST", "/gradio_api/queue/join", "[]," * 100_000, id="ten lists deep"),
        pytest.param("POST", "/gradio_api/queue/join", '{"data": []}', id="too few inputs"),
        pytest.param("GET", "/gradio_api/queue/data?session_hash=x", None, id="hold a stream"),
        pytest.param("GET", "/gradio_api/heartbeat/x", None, id="hold another"),
        pytest.param("POST", "/gradio_api/upload", "x", id="take a file in"),
        pytest.param("GET", "/gradio_api/upload_progress?upload_id=x", None, id="follow it"),
        pytest.param("GET", "/gradio_api/file=/etc/passwd", None, id="read a file"),
        pytest.param("GET", "/gradio_api/file=http://127.0.0.1:9/", None, id="read an address"),
        pytest.param("GET", "/gradio_api/proxy=http://127.0.0.1:9/", None, id="pass a request on"),
        pytest.param("POST", "/gradio_api/run/predict", "{}", id="call a function"),
        pytest.param("POST", "/gradio_api/call/ask", "{}", id="call it another way"),
        pytest.param("POST", "/gradio_api/vibe-edit", "{}", id="edit the program"),
        pytest.param("POST", "/gradio_api/reset", "{}", id="stop another's event"),
        pytest.param("GET", "/gradio_api/info", None, id="learn the functions"),
        pytest.param("GET", "/gradio_api/startup-events", None, id="start again"),
        pytest.param("GET", "/gradio_api/", None, id="the root of it all"),
        pytest.param("GET", "/config", None, id="the configuration by request"),
        pytest.param("GET", "/monitoring", None, id="watch what others do"),
        pytest.param("GET", "/login_check", None, id="sign in"),
        pytest.param("GET", "/static/img/logo.svg", None, id="the rest of the front end"),
        pytest.param("GET", "/svelte/svelte.js", None, id="its parts"),
        pytest.param("GET", "/custom_component/x/client/y/z.js", None, id="components"),
        pytest.param("GET", "/manifest.json", None, id="an application to install"),
    ],
)
def test_every_route_of_gradios_server_is_closed(
    client: httpx.Client, method: str, path: str, body: str | None
) -> None:
    headers = {"Content-Type": "application/json"} if body else {}
    response = client.request(method, path, content=body, headers=headers)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


def test_no_file_of_the_machine_is_copied(client: httpx.Client, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("to be found nowhere else", "utf-8")
    response = client.post(
        "/gradio_api/queue/join",
        content=COPIED % secret,
        headers={"Content-Type": "application/json"},
    )
    assert response.status_code == 404
    cache = Path(tempfile.gettempdir()) / "gradio"
    assert not [file for file in cache.rglob(secret.name) if file.is_file()]


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Host": "evil.example"}, id="Host"),
        pytest.param({"X-Forwarded-Host": "evil.example"}, id="X-Forwarded-Host"),
        pytest.param({"X-Forwarded-Proto": "https"}, id="X-Forwarded-Proto"),
        pytest.param({"X-Forwarded-Prefix": "/evil"}, id="X-Forwarded-Prefix"),
        pytest.param({"Forwarded": "host=evil.example;proto=https"}, id="Forwarded"),
        pytest.param({"X-Gradio-Server": "https://evil.example"}, id="X-Gradio-Server"),
        pytest.param({"Referer": "https://evil.example/"}, id="Referer"),
        pytest.param({"Cookie": "access-token=x"}, id="Cookie"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/?deep_link=x&__theme=dark", "/theme.css"])
def test_no_header_of_a_stranger_changes_the_page(
    client: httpx.Client, path: str, headers: dict[str, str]
) -> None:
    plain = client.get(path.partition("?")[0])
    assert plain.status_code == 200
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    assert response.content == plain.content
    assert b"evil" not in response.content


def test_a_path_that_means_another_folder_leads_nowhere(client: httpx.Client) -> None:
    # httpx would take the dots out of the path before it sends it.
    address = client.base_url
    connection = http.client.HTTPConnection(address.host, address.port, timeout=30)
    for path in ("/assets/../../../../etc/passwd", "//etc/passwd", "/ui/../chat.py"):
        connection.request("GET", path)
        response = connection.getresponse()
        assert response.status == 404
        assert response.read().startswith(b'{"type"')
    connection.close()


@pytest.mark.parametrize("path", ["/", "/ui/parvis.css", "/ui/main.js", "/passages/L2"])
def test_what_is_ours_comes_compressed(client: httpx.Client, path: str) -> None:
    assert client.get(path).headers["content-encoding"] == "gzip"


def test_what_the_api_says_is_left_as_it_is(client: httpx.Client) -> None:
    assert "content-encoding" not in client.get("/v1/passages/L2").headers


def test_a_method_that_the_page_does_not_take_is_told(client: httpx.Client) -> None:
    response = client.post("/", json={})
    assert response.status_code == 405
    assert response.headers["content-type"] == "application/problem+json"


def test_there_are_examples_in_each_language() -> None:
    assert {language: len(texts) for language, texts in EXAMPLES.items()} == {"fr": 4, "en": 4}
