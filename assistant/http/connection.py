"""TimedConnection: a connection that no client can hold by silence; and how many there may be."""

import asyncio
import json
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from assistant.http.problems import MEDIA_TYPE, UNREADABLE, Problem, problem_body

_LEAST = 65_536  # Bytes that a client takes in, at least, in the time that it has.
_SLICE = 16_384  # Bytes that are parsed before it is judged what comes.
# Each chunk has two lines, and takes 8 µs with the event loop held, however small it is.
_MOST_LINES = 10_000
_CRUMBLED = Problem(UNREADABLE, "The body comes in too many chunks: send fewer and larger ones.")
_NOT_HTTP = Problem(
    UNREADABLE, "What was sent is not HTTP/1.1 that can be read: check the client, or a proxy."
)


class ConnectionLimit:
    """At most `most` connections: for one more, the one that awaits its client longest is closed.

    The client owes the rest of a request, or takes its response in slowly. One whose request is
    whole is answered, whoever else comes.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: set[TimedConnection] = set()
        self._awaiting: dict[TimedConnection, None] = {}  # The longest wait comes first.

    def add(self, connection: "TimedConnection") -> None:
        """Takes a new connection in; it is closed itself where no other one awaits its client."""
        self._open.add(connection)
        self._awaiting[connection] = None
        if len(self._open) > self._most:
            longest = next(iter(self._awaiting))
            self.remove(longest)
            longest.transport.abort()

    def note(self, connection: "TimedConnection", *, awaiting: bool) -> None:
        """Takes down whether an open connection awaits its client."""
        if not awaiting:
            self._awaiting.pop(connection, None)
        elif connection in self._open:
            self._awaiting[connection] = None

    def remove(self, connection: "TimedConnection") -> None:
        """Forgets a connection."""
        self._open.discard(connection)
        self._awaiting.pop(connection, None)


class TimedConnection(H11Protocol):
    """HTTP/1.1 with a client that has `seconds` to send the head of a request.

    It has as long again for each 64 KiB of a response, and is let go where it does not take them.
    uvicorn itself closes the connection of a client that asks nothing more.
    """

    def __init__(
        self, *arguments: Any, seconds: float, limit: ConnectionLimit, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self._seconds = seconds
        self._limit = limit
        self._lines = 0  # Of a body that comes in chunks.
        self._head: asyncio.TimerHandle | None = None
        self._unsent: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Waits for a first request, though not for long."""
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=0)  # To be told whenever the client lags behind.
        self._expect_head()
        self._limit.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forgets the connection."""
        self._limit.remove(self)
        self._stop_waiting()
        self._stop_watching()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Takes in what was sent, in time for the head of a request to be whole."""
        if self._between_requests:
            self._expect_head()
        for start in range(0, len(data), _SLICE):
            if self.transport.is_closing():
                break
            self._take_in(data[start : start + _SLICE])
        if not self._between_requests:
            self._stop_waiting()
        self._note_awaiting()

    def on_response_complete(self) -> None:
        """Waits for another request, or goes on with one that was sent already."""
        super().on_response_complete()
        self._note_awaiting()

    def pause_writing(self) -> None:
        """Watches whether the client takes in what it is sent."""
        super().pause_writing()
        self._note_awaiting()
        self._expect_progress()

    def resume_writing(self) -> None:
        """All that was written is on its way."""
        self._stop_watching()
        super().resume_writing()
        self._note_awaiting()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  # uvicorn's words, in its log.
        """Says that what was sent is no request, where that can still be said."""
        self._refuse(_NOT_HTTP)

    def _take_in(self, data: bytes) -> None:
        if self.conn.their_state is not h11.SEND_BODY:
            self._lines = 0
        elif any(name == b"transfer-encoding" for name, _ in self.headers):
            self._lines += data.count(b"\r\n")
        if self._lines > _MOST_LINES:
            self._refuse(_CRUMBLED)
        else:
            super().data_received(data)

    def _refuse(self, problem: Problem) -> None:
        if self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.abort()
            return
        body = json.dumps(problem_body(problem, instance="")).encode()
        headers = [
            ("Content-Type", MEDIA_TYPE),
            ("Content-Length", str(len(body))),
            ("Connection", "close"),
        ]
        for event in (
            h11.Response(status_code=400, headers=headers, reason=b"Bad Request"),
            h11.Data(data=body),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    @property
    def _between_requests(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _note_awaiting(self) -> None:
        owes = self._between_requests or self.conn.their_state is h11.SEND_BODY
        self._limit.note(self, awaiting=owes or self.flow.write_paused)

    def _expect_head(self) -> None:
        if self._head is None:
            self._head = self.loop.call_later(self._seconds, self.transport.close)

    def _expect_progress(self) -> None:
        unsent = self.transport.get_write_buffer_size()
        self._unsent = self.loop.call_later(self._seconds, self._judge_progress, unsent)

    def _judge_progress(self, before: int) -> None:
        if before - self.transport.get_write_buffer_size() < _LEAST:
            self.transport.abort()
        else:
            self._expect_progress()

    def _stop_waiting(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def _stop_watching(self) -> None:
        if self._unsent is not None:
            self._unsent.cancel()
            self._unsent = None
