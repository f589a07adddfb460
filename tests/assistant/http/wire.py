"""Raw requests over a socket, for what no HTTP client would send."""

import json
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from select import select
from typing import Any

from tests.assistant.serving import Address


@dataclass(frozen=True)
class Reply:
    """A response, as it came over the wire."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def problem(self) -> Any:
        """The JSON of a response that must be a problem."""
        assert self.headers["content-type"] == "application/problem+json"
        return json.loads(self.body)


def head(method: str, path: str, *lines: str) -> bytes:
    """The head of a request."""
    return "\r\n".join((f"{method} {path} HTTP/1.1", "Host: localhost", *lines, "", "")).encode()


def exchange(address: Address, *sent: bytes, pause: float = 0.0) -> Reply:
    """Sends these bytes, waiting `pause` seconds after each part, and gives the response."""
    with socket.create_connection(address, timeout=30) as connection:
        for part in sent:
            connection.sendall(part)
            if select([connection], [], [], pause)[0]:
                break  # It has answered: the rest is not wanted.
        return reply_on(connection)


def reply_on(connection: socket.socket) -> Reply:
    """The next response on a connection."""
    file = connection.makefile("rb")
    status = int(file.readline().split()[1])
    headers = {}
    while line := file.readline().strip():
        name, _, value = line.decode().partition(":")
        headers[name.lower()] = value.strip()
    if "content-length" in headers:
        return Reply(status, headers, file.read(int(headers["content-length"])))
    return Reply(status, headers, b"" if status == 204 else _chunks(file))


def _chunks(file: Any) -> bytes:
    body = b""
    while size := int(file.readline(), 16):
        body += file.read(size)
        file.readline()
    return body
