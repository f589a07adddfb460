"""Cover: Gradio's page as a browser gets it, with our name and language instead of Gradio's own.

Gradio writes its page for its own demonstrations: previews that carry its name and picture, and a
style sheet that comes after the first paint. What cannot be set is written over on the way out.
"""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PREVIEWS = re.compile(rb'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>\s*')
_LANGUAGE = re.compile(rb'<html\s+lang="en"')
_HEAD = b"""<meta name="description" content="Le gouvernement ouvert, par ses textes">
<link rel="icon" href="/ui/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/ui/parvis.css">
<script src="/ui/parvis.js"></script>
</head>"""


class Cover:
    """ASGI middleware: rewrites the page at "/"."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, and the page back once it is whole."""
        if _path(scope) != "/" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body = bytearray()

        async def keep(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            body.extend(message.get("body", b""))
            if message.get("more_body", False):
                return
            page = bytes(body)
            if Headers(raw=start["headers"]).get("content-type", "").startswith("text/html"):
                page = rewritten(page)
                MutableHeaders(raw=start["headers"])["content-length"] = str(len(page))
            await send(start)
            await send({"type": "http.response.body", "body": page})

        await self._app(scope, receive, keep)


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
