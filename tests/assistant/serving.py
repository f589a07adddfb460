"""A real server on loopback, for claims about the network."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from assistant.cli.serve import listen
from assistant.http.server import server_of
from assistant.settings import Settings

Address = tuple[str, int]


@contextmanager
def running(
    app: FastAPI, *, port: int = 0, settings: Settings | None = None
) -> Iterator[uvicorn.Server]:
    """A server of `app`, started, and stopped at the end of the block."""
    with listen("127.0.0.1", port) as listening:
        server = server_of(app, settings or Settings())
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        until(lambda: server.started)
        try:
            yield server
        finally:
            server.should_exit = True
            thread.join(timeout=20)


@contextmanager
def served(app: FastAPI, *, port: int = 0, settings: Settings | None = None) -> Iterator[Address]:
    """The host and port at which `app` is served until the end of the block."""
    with running(app, port=port, settings=settings) as server:
        host, port = server.servers[0].sockets[0].getsockname()
        yield host, port


def until(condition: Callable[[], object], *, seconds: float = 30) -> None:
    """Waits for something that another thread brings about."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"it did not come in {seconds:g} seconds")
        time.sleep(0.01)
