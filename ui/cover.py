"""Cover: Gradio's page as a browser gets it, with our name and language instead of Gradio's own.

Gradio writes its page for its own demonstrations: previews that carry its name and picture, and a
style sheet that comes after the first paint. What cannot be set is written over on the way out.
"""

import re

from starlette.datastructures import Headers, MutableHeaders
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
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        if scope["type"] != "http" or path not in ("/", "") or scope["method"] != "GET":
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


def rewritten(page: bytes) -> bytes:
    """The page in our language, without another's previews, with our style from the start."""
    page = _PREVIEWS.sub(b"", _LANGUAGE.sub(b'<html lang="fr"', page, count=1))
    return page.replace(b"</head>", _HEAD, 1)
