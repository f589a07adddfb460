"""Server: the application behind a socket, for as long as it is not told to stop."""

import logging
import os
import socket
from functools import partial
from typing import Any

import uvicorn
from fastapi import FastAPI

from assistant.http.app_state import AppState
from assistant.http.connection import TimedConnection
from assistant.settings import Settings


def server_of(app: FastAPI, settings: Settings) -> uvicorn.Server:
    """A server of `app` that no client holds up, at work or when it is to stop."""
    connection: Any = partial(TimedConnection, seconds=settings.header_timeout)
    config = uvicorn.Config(
        app,
        http=connection,
        ws="none",
        proxy_headers=False,  # Anyone can write them.
        log_level="warning",
        access_log=settings.access_log,
        timeout_graceful_shutdown=settings.grace,
        server_header=False,
    )
    return uvicorn.Server(config)


def run_server(app: FastAPI, settings: Settings, *, listening: socket.socket) -> None:
    """Serves `app` on `listening` until a signal says to stop.

    Where a thread still computes what nobody waits for any more, the process ends without it:
    Python would wait for its end.
    """
    state: AppState = app.state.parvis
    try:
        server_of(app, settings).run(sockets=[listening])
    finally:
        if state.computing.under_way or state.reading.under_way:
            logging.shutdown()
            os._exit(0)
