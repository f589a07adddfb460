"""BoundedRequest: how much a client may send, in what time, and what ends the work for it."""

import asyncio
from typing import Any

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.http.problems import (
    STOPPING,
    TOO_LARGE,
    TOO_SLOW,
    UNREADABLE,
    Problem,
    problem_response,
)

_CLOSE = {"Connection": "close"}  # The rest of the body will not be read.
_AMBIGUOUS = Problem(
    UNREADABLE,
    "The request says in two ways how long it is: send Content-Length or Transfer-Encoding.",
    _CLOSE,
)
_STOPPING = Problem(STOPPING, "The service is being stopped: ask again in a few seconds.", _CLOSE)


class BoundedRequest:
    """Takes at most `size` bytes, in at most `seconds`, for the body of a request to any path.

    The body is read before the application is called. Where the client goes away, or the server is
    stopped, the application is cancelled; what is stopped is told to come back.
    """

    def __init__(self, app: ASGIApp, *, size: int, seconds: float) -> None:
        self._app = app
        self._size = size
        self._seconds = seconds
        self._tasks: set[asyncio.Task[Any] | None] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on with its whole body, or answers with a problem."""
        task = asyncio.current_task()
        # A request that the application makes to itself is bounded as the one that it serves.
        if scope["type"] != "http" or task in self._tasks:
            await self._app(scope, receive, send)
            return
        exchange = _Exchange(receive, send)
        self._tasks.add(task)
        try:
            body = await self._read(Headers(scope=scope), receive)
            if isinstance(body, Problem):
                await problem_response(Request(scope), body)(scope, receive, send)
            elif body is not None:
                await exchange.run(self._app, scope, body)
        except asyncio.CancelledError:
            if not exchange.started and not exchange.gone.is_set():
                await problem_response(Request(scope), _STOPPING)(scope, receive, send)
        finally:
            self._tasks.discard(task)

    async def _read(self, headers: Headers, receive: Receive) -> bytes | Problem | None:
        """The body; None where the client goes away before its end."""
        if "content-length" in headers and "transfer-encoding" in headers:
            return _AMBIGUOUS
        announced = headers.get("content-length", "")
        body, more = bytearray(), True
        left = self._size - (int(announced) if announced.isdecimal() else 0)
        try:
            async with asyncio.timeout(self._seconds):
                while more and left >= 0:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return None
                    body += message.get("body", b"")
                    left = self._size - len(body)
                    more = message.get("more_body", False)
        except TimeoutError:
            detail = f"The request did not arrive in {self._seconds:g} seconds: send it again."
            return Problem(TOO_SLOW, detail, _CLOSE)
        if left < 0:
            detail = f"The request has more than {self._size:,} bytes: send less."
            return Problem(TOO_LARGE, detail, _CLOSE)
        return bytes(body)


class _Exchange:
    """A request whose body is read, and its response: how far it is, and whether anyone waits."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive = receive
        self._send = send
        self._body: bytes | None = None
        self.started = False
        self.ended = False
        self.gone = asyncio.Event()

    async def run(self, app: ASGIApp, scope: Scope, body: bytes) -> None:
        """Has `app` answer, until it has or the client is gone."""
        self._body = body
        watcher = asyncio.create_task(self._watch(asyncio.current_task()))
        try:
            await app(scope, self.receive, self.send)
        finally:
            watcher.cancel()

    async def receive(self) -> Message:
        """The whole body, once; then that the client is gone, when it is."""
        if self._body is None:
            await self.gone.wait()
            return {"type": "http.disconnect"}
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(self, message: Message) -> None:
        """Sends a part of the response."""
        self.started = True
        self.ended = message["type"] == "http.response.body" and not message.get("more_body", False)
        await self._send(message)

    async def _watch(self, task: "asyncio.Task[Any] | None") -> None:
        # The body has been read: what is received next is that the client has gone.
        await self._receive()
        self.gone.set()
        if task is not None and not self.ended:
            task.cancel()
