"""A real HTTP server on loopback that misbehaves as it is told: each route writes raw bytes."""

import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from corpus.sources.source import FetchSettings


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it; `nth` counts from 1 the requests for that path."""

    path: str
    headers: Mapping[str, str]
    nth: int
    at: float
    ended: list[float] = field(default_factory=list)


class Wire:
    """The connection, as a route may use it."""

    def __init__(self, connection: socket.socket, closing: threading.Event) -> None:
        self._connection = connection
        self._closing = closing
        self.sent = 0

    def send(self, data: bytes) -> None:
        self._connection.sendall(data)
        self.sent += len(data)

    def stall(self, seconds: float) -> None:
        self._closing.wait(seconds)


Route = Callable[[Wire, Asked], None]


class BadServer:
    """Routes by path, and all requests in order. An unknown path answers 404."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.host = host
        self.routes: dict[str, Route] = {}
        self.asked: list[Asked] = []
        self.closing = threading.Event()
        self._lock = threading.Lock()
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                outer._serve(self.request)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True
            block_on_close = False

            def handle_error(self, request: object, client_address: object) -> None:
                """A client that hangs up is what these tests are about."""

        self._server = Server((host, 0), Handler)
        self.port = self._server.server_address[1]

    def url(self, path: str) -> str:
        return f"http://{self.host}:{self.port}{path}"

    def requests(self, path: str) -> list[Asked]:
        return [asked for asked in self.asked if asked.path == path]

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(10)
        data = b""
        while b"\r\n\r\n" not in data:
            part = connection.recv(65536)
            if not part:
                return
            data += part
        first, *lines = data.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        path = first.split(" ")[1]
        headers = {
            name.strip().lower(): value.strip()
            for name, value in (line.split(":", 1) for line in lines)
        }
        with self._lock:
            nth = len(self.requests(path)) + 1
            asked = Asked(path, headers, nth, time.monotonic())
            self.asked.append(asked)
        route = (
            self.routes.get(path) or self.routes.get(path.partition("?")[0]) or reply(status=404)
        )
        try:
            route(Wire(connection, self.closing), asked)
        finally:
            asked.ended.append(time.monotonic())

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


def head(status: int = 200, **headers: str) -> bytes:
    """A status line and headers; `content_length` is written Content-Length."""
    lines = [f"HTTP/1.1 {status} Said"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def reply(body: bytes = b"", *, status: int = 200, **headers: str) -> Route:
    """A route that answers as it should."""

    def route(wire: Wire, asked: Asked) -> None:
        sent = {"content_length": str(len(body)), "content_type": "text/plain", **headers}
        wire.send(head(status, **sent) + body)

    return route


def in_turn(*routes: Route) -> Route:
    """A route that answers each request by the next of `routes`, and by the last ever after."""

    def route(wire: Wire, asked: Asked) -> None:
        routes[min(asked.nth, len(routes)) - 1](wire, asked)

    return route


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[BadServer]:
    """A server for the time of a test."""
    server = BadServer(host)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def quick(**changes: object) -> FetchSettings:
    """Settings that let loopback in and lose no time."""
    settings: dict[str, object] = {
        "allow_hosts": ("127.0.0.1", "127.0.0.2"),
        "delay": timedelta(0),
        "connect": timedelta(seconds=2),
        "stall": timedelta(seconds=0.4),
        "deadline": timedelta(seconds=10),
        "attempts": 3,
        "first_wait": timedelta(seconds=0.01),
        "max_wait": timedelta(seconds=2),
        "max_size": 1_000_000,
    }
    return FetchSettings(**{**settings, **changes})  # type: ignore[arg-type]
