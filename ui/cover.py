"""Cover: Gradio's page as a browser gets it, with our name and language instead of Gradio's own.

Gradio writes its page for its own demonstrations: previews that carry its name and picture, and a
style sheet that comes after the first paint. What cannot be set is written over on the way out, and
so is what it says to a person where there is no page.
"""

import re
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import render
from ui.pages import preferred_language

_PREVIEWS = re.compile(rb'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>\s*')
_LANGUAGE = re.compile(rb'<html\s+lang="en"')
_HEAD = b"""<meta name="description" content="Le gouvernement ouvert, par ses textes">
<link rel="icon" href="/ui/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/ui/parvis.css">
<script src="/ui/parvis.js"></script>
</head>"""


class Cover:
    """ASGI middleware: rewrites the page at "/", and gives a page to a browser that finds none."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, and the page back once it is whole."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        rewrite: Callable[[bytes], bytes] | None = None
        start: Message = {}
        body = bytearray()

        async def keep(message: Message) -> None:
            nonlocal rewrite, start
            if message["type"] == "http.response.start":
                rewrite = _rewriting(_path(scope), asked, message)
                start = message
            if rewrite is None:
                await send(message)
                return
            if message["type"] != "http.response.body":
                return
            body.extend(message.get("body", b""))
            if message.get("more_body", False):
                return
            page = rewrite(bytes(body))
            headers = MutableHeaders(raw=start["headers"])
            headers["content-type"] = "text/html; charset=utf-8"
            headers["content-length"] = str(len(page))
            await send(start)
            await send({"type": "http.response.body", "body": page})

        await self._app(scope, receive, keep)


def _rewriting(path: str, asked: Headers, start: Message) -> Callable[[bytes], bytes] | None:
    kind = Headers(raw=start["headers"]).get("content-type", "")
    if path == "/" and kind.startswith("text/html"):
        return rewritten
    # The API's own problems are application/problem+json, and are left as they are.
    for_a_person = "text/html" in asked.get("accept", "")
    if start["status"] == 404 and kind == "application/json" and for_a_person:
        language = preferred_language(asked.get("accept-language", ""))
        return lambda _: render.lost_page(language=language).encode()
    return None


class Packed:
    """ASGI middleware: compresses the chat's own pages and files; Gradio compresses its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._packing = GZipMiddleware(app, minimum_size=1000)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on."""
        path = _path(scope)
        packs = path == "/" or path.startswith(("/ui/", "/passages/"))
        await (self._packing if packs else self._app)(scope, receive, send)


def _path(scope: Scope) -> str:
    """The path of a request under the application's root, empty where it is not one."""
    if scope["type"] != "http":
        return ""
    return str(scope["path"]).removeprefix(scope.get("root_path", "")) or "/"


def rewritten(page: bytes) -> bytes:
    """The page in our language, without another's previews, with our style from the start."""
    page = _PREVIEWS.sub(b"", _LANGUAGE.sub(b'<html lang="fr"', page, count=1))
    return page.replace(b"</head>", _HEAD, 1)
