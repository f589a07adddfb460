"""What surrounds every request: headers that keep browsers safe, and bounds for its body."""

import time

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_DOCS_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
_DATA_PATHS = ("/v1/", "/health/", "/metrics", "/openapi.json", "/problems/")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
_CLOSE = {"Connection": "close"}  # The rest of the body will not be read.


def content_policy(path: str) -> str | None:
    """The Content-Security-Policy of what is served at `path`; None where it is not the API's."""
    if path.startswith(_DATA_PATHS):
        return _DATA_POLICY
    return _DOCS_POLICY if path.startswith("/docs") else None


class SecurityHeaders:
    """Adds to every response the headers that keep a browser from being misled."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                policy = content_policy(scope["path"])
                if policy is not None:
                    headers.setdefault("Content-Security-Policy", policy)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class BoundedBody:
    """Takes at most `size` bytes, in at most `seconds`, for the body of a request to the API.

    Starlette's own limit answers in plain text whatever the application would say; this one raises
    the HTTPException that the application turns into a problem.
    """

    def __init__(self, app: ASGIApp, *, size: int, seconds: float) -> None:
        self._app = app
        self._size = size
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/v1/"):
            await self._app(scope, receive, send)
            return
        deadline = time.monotonic() + self._seconds
        announced = Headers(scope=scope).get("content-length", "")
        left = self._size - (int(announced) if announced.isdecimal() else 0)
        received, complete = 0, False

        async def receive_within_bounds() -> Message:
            nonlocal received, complete
            if complete:
                return await receive()
            if left < 0:  # Refused as announced, before it is read.
                raise self._too_large()
            message = await self._before(deadline, receive)
            received += len(message.get("body", b""))
            if received > self._size:
                raise self._too_large()
            complete = not message.get("more_body", False)
            return message

        await self._app(scope, receive_within_bounds, send)

    async def _before(self, deadline: float, receive: Receive) -> Message:
        try:
            with anyio.fail_after(max(0.0, deadline - time.monotonic())):
                return await receive()
        except TimeoutError:
            raise HTTPException(
                408,
                f"The request did not arrive in {self._seconds:g} seconds: send it again.",
                headers=_CLOSE,
            ) from None

    def _too_large(self) -> HTTPException:
        return HTTPException(
            413, f"The request has more than {self._size:,} bytes: send less.", headers=_CLOSE
        )
