"""Pages: what is served beside Gradio: passages that open anywhere, feedback, the chat's files."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Header, Response
from fastapi.responses import FileResponse, HTMLResponse
from pydantic import BaseModel

from ui import render
from ui.client import Client, Failure, FailureKind

_HERE = Path(__file__).parent
_FILES = {
    "parvis.css": "text/css",
    "parvis.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
_STATUS = {
    FailureKind.REJECTED: 400,
    FailureKind.MISSING: 404,
    FailureKind.REMOVED: 410,
    FailureKind.BUSY: 503,
    FailureKind.SLOW: 504,
    FailureKind.BROKEN: 502,
}
_STILL = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)


class Verdict(BaseModel):
    """What a person thinks of an answer."""

    answer_id: str
    helpful: bool


def router(client: Client) -> APIRouter:
    """The routes, which reach the service through `client`."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/passages/{passage_id}")
    async def passage(
        passage_id: str,
        start: str = "",
        end: str = "",
        accept_language: Annotated[str, Header()] = "",
    ) -> HTMLResponse:
        found = await client.passage(passage_id)
        language = preferred_language(accept_language)
        headers = {"Content-Security-Policy": _STILL, "Vary": "Accept-Language"}
        if isinstance(found, Failure):
            page = render.failure_page(found, language=language)
            return HTMLResponse(page, status_code=_STATUS[found.kind], headers=headers)
        page = render.passage_page(found, start=_place(start), end=_place(end), language=language)
        return HTMLResponse(page, headers=headers)

    @routes.post("/ui/feedback", status_code=204)
    async def feedback(verdict: Verdict) -> Response:
        failed = await client.feedback(verdict.answer_id, helpful=verdict.helpful)
        return Response(status_code=204 if failed is None else _STATUS[failed.kind])

    @routes.get("/ui/{name}")
    async def own_file(name: str) -> Response:
        if name not in _FILES:
            return Response(status_code=404)
        return FileResponse(
            _HERE / name, media_type=_FILES[name], headers={"Cache-Control": "no-cache"}
        )

    @routes.get("/favicon.ico")
    async def icon() -> FileResponse:
        return FileResponse(_HERE / "icon.svg", media_type=_FILES["icon.svg"])

    return routes


def preferred_language(accept_language: str) -> str:
    """ "fr" or "en": the first of the two that a browser asks for, French where it asks neither."""
    wanted: list[tuple[float, str]] = []
    for part in accept_language.split(","):
        tag, _, quality = part.strip().partition(";q=")
        language = tag.lower().partition("-")[0]
        if language in ("fr", "en"):
            wanted.append((_quality(quality), language))
    return max(wanted, key=lambda one: one[0])[1] if wanted else "fr"


def _quality(text: str) -> float:
    try:
        return float(text or "1")
    except ValueError:
        return 0.0


def _place(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
