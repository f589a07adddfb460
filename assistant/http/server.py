"""Server: the application behind a socket, for as long as it is not told to stop."""

import logging
import os
import resource
import socket
from functools import partial
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.config import LOGGING_CONFIG

from assistant.http.app_state import AppState
from assistant.http.connection import ConnectionLimit, TimedConnection
from assistant.settings import Settings

_CONNECTIONS = 1_000  # A hundred times what is computed at once, at some 0.3 MB each at most.
_BACKLOG = 128
# asyncio accepts up to a whole backlog four times over before the first of them can be closed.
_BATCHES = 4
_OTHER_FILES = 128  # What the index, the record of answers and the model have open.
# uvicorn warns of each request that cannot be read: anyone could fill the disk.
_LOG = {
    **LOGGING_CONFIG,
    "loggers": {**LOGGING_CONFIG["loggers"], "uvicorn.error": {"level": "ERROR"}},
}


def server_of(app: FastAPI, settings: Settings) -> uvicorn.Server:
    """A server of `app` that no client holds up, at work or when it is to stop."""
    most, backlog = _room_for_connections()
    limit = ConnectionLimit(most)
    connection: Any = partial(TimedConnection, seconds=settings.header_timeout, limit=limit)
    config = uvicorn.Config(
        app,
        http=connection,
        ws="none",
        backlog=backlog,
        proxy_headers=False,  # Anyone can write them.
        log_config=_LOG,
        access_log=settings.access_log,
        timeout_graceful_shutdown=settings.grace,
        server_header=False,
    )
    return uvicorn.Server(config)


def _room_for_connections() -> tuple[int, int]:
    """How many connections may be open, and may wait to be, with the files of this process.

    Where files ran out, no connection could be accepted: asyncio would log that by the thousand,
    and a snapshot could not be read.
    """
    for_clients = _CONNECTIONS + _BATCHES * _BACKLOG
    wanted = for_clients + _OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
    share = (files - _OTHER_FILES) / for_clients
    return max(1, int(_CONNECTIONS * share)), max(1, int(_BACKLOG * share))


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
