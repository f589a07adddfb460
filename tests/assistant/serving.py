"""A real server on loopback, for claims about the network."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI

from assistant.cli.serve import listen
from assistant.http.server import server_of
from assistant.settings import Settings


@contextmanager
def served(
    app: FastAPI, *, port: int = 0, settings: Settings | None = None
) -> Iterator[tuple[str, int]]:
    """The host and port at which `app` is served until the end of the block."""
    with listen("127.0.0.1", port) as listening:
        server = server_of(app, settings or Settings())
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 10
        while not server.started:
            if time.monotonic() > deadline:
                raise TimeoutError("the server did not start in 10 seconds")
            time.sleep(0.01)
        host, port = listening.getsockname()
        try:
            yield host, port
        finally:
            server.should_exit = True
            thread.join(timeout=20)
