"""Routes: the chat's page and its files, Gradio's front end, and passages that open anywhere."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

import anyio.to_thread
from anyio import CapacityLimiter
from fastapi import APIRouter, Header, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from ui import render
from ui.client import Client, Failure, FailureKind
from ui.page import Page
from ui.representation import Representation

_STATIC = Path(__file__).parent / "static"
_MEDIA_TYPES: Mapping[str, str] = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
_HTML = "text/html"
_GET = ["GET", "HEAD"]
# The names of Gradio's files hold a digest of what is in them.
_FOR_EVER = "public, max-age=31536000, immutable"
_STATUS = {
    FailureKind.REJECTED: 400,
    FailureKind.MISSING: 404,
    FailureKind.REMOVED: 410,
    FailureKind.BUSY: 503,
    FailureKind.SLOW: 504,
    FailureKind.BROKEN: 502,
}
_NO_SCRIPT = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)


def chat_routes(page: Page) -> APIRouter:
    """The page, its own files and those of Gradio's front end: what is listed, and no more."""
    routes = APIRouter(include_in_schema=False)
    own = {
        "/": Representation.of(page.html.encode(), _HTML),
        "/theme.css": Representation.of(page.theme.encode(), _MEDIA_TYPES[".css"]),
        "/favicon.ico": _read(_STATIC / "icon.svg"),
        **{f"/ui/{file.name}": _read(file) for file in _files(_STATIC).values()},
    }
    assets = _files(page.assets)
    read = cache(lambda name: _read(assets[name], cache=_FOR_EVER))
    one_at_a_time = CapacityLimiter(1)

    async def own_file(request: Request) -> Response:
        return own[request.scope["route"].path].response(request)

    async def asset(name: str, request: Request) -> Response:
        if name not in assets:
            raise HTTPException(404)
        # The first reader of a file has it compressed, which takes up to half a second: not here.
        file = await anyio.to_thread.run_sync(read, name, limiter=one_at_a_time)
        return file.response(request)

    for path in own:
        routes.add_api_route(path, own_file, methods=_GET)
    routes.add_api_route("/assets/{name}", asset, methods=_GET)
    return routes


def passage_routes(client: Client) -> APIRouter:
    """The page of each passage, which `client` reads from the API."""
    routes = APIRouter(include_in_schema=False)

    @routes.api_route("/passages/{passage_id}", methods=_GET)
    async def passage(
        request: Request,
        passage_id: str,
        start: str = "",
        end: str = "",
        accept_language: Annotated[str, Header()] = "",
    ) -> Response:
        found = await client.passage(passage_id)
        language = preferred_language(accept_language)
        if isinstance(found, Failure):
            page = render.failure_page(found, language=language)
            response: Response = HTMLResponse(page, _STATUS[found.kind])
        else:
            page = render.passage_page(
                found, start=_place(start), end=_place(end), language=language
            )
            response = Representation.of(page.encode(), _HTML).response(request)
        response.headers["Content-Security-Policy"] = _NO_SCRIPT
        response.headers["Vary"] = "Accept-Language, Accept-Encoding"
        return response

    return routes


def preferred_language(accept_language: str) -> str:
    """ "fr" or "en": the first of the two that a browser asks for, French where it asks neither."""
    asked: list[tuple[float, str]] = []
    for part in accept_language.split(","):
        tag, _, quality = part.strip().partition(";q=")
        language = tag.lower().partition("-")[0]
        if language in ("fr", "en"):
            asked.append((_quality(quality), language))
    return max(asked, key=lambda one: one[0])[1] if asked else "fr"


def _quality(text: str) -> float:
    try:
        return float(text or "1")
    except ValueError:
        return 0.0


def _place(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None


def _files(folder: Path) -> Mapping[str, Path]:
    return {file.name: file for file in folder.iterdir() if file.suffix in _MEDIA_TYPES}


def _read(file: Path, *, cache: str = "no-cache") -> Representation:
    return Representation.of(file.read_bytes(), _MEDIA_TYPES[file.suffix], cache=cache)
