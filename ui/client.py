"""Client: the chat's way to the answer API, in the same process or at any address.

It never raises for what the service does: a call gives what was asked for, or a Failure.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal, Self, TypedDict, TypeVar
from urllib.parse import quote

import httpx
from fastapi import FastAPI
from pydantic import BaseModel, ValidationError

from ui.contract import Answer, Passage, PassageLink, Problem

IN_PROCESS = "http://localhost"
TIMEOUT = 20.0
_Reply = TypeVar("_Reply", bound=BaseModel)


class Turn(TypedDict):
    """One earlier message of the conversation, as the API takes it."""

    role: Literal["user", "assistant"]
    content: str


class FailureKind(StrEnum):
    """What went wrong, as far as a person can do something about it."""

    REJECTED = "rejected"
    MISSING = "missing"
    REMOVED = "removed"
    BUSY = "busy"
    SLOW = "slow"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Failure:
    """A call that gave nothing. `detail` is the service's own sentence, empty where it has none.

    `title` and `removed_on` tell of a document that was removed; `title`, `changed_on` and
    `instead` of one that was changed, and of the passage that stands where one was.
    """

    kind: FailureKind
    detail: str = ""
    title: str = ""
    removed_on: date | None = None
    changed_on: date | None = None
    instead: PassageLink | None = None


_OF_STATUS = {
    404: FailureKind.MISSING,
    410: FailureKind.REMOVED,
    429: FailureKind.BUSY,
    503: FailureKind.BUSY,
}


class Client:
    """Asks the answer API, each time within `timeout` seconds. Close it with `aclose`."""

    def __init__(self, http: httpx.AsyncClient, *, timeout: float = TIMEOUT) -> None:
        self._http = http
        self._timeout = timeout

    @classmethod
    def inside(cls, app: FastAPI, *, timeout: float = TIMEOUT) -> Self:
        """A client of the API that `app` serves, without leaving the process."""
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        return cls(httpx.AsyncClient(transport=transport, base_url=IN_PROCESS), timeout=timeout)

    @classmethod
    def at(cls, base_url: str, *, timeout: float = TIMEOUT) -> Self:
        """A client of the API at `base_url`."""
        return cls(httpx.AsyncClient(base_url=base_url), timeout=timeout)

    async def ask(self, question: str, *, history: Sequence[Turn] = ()) -> Answer | Failure:
        """The answer to `question`, which follows on from `history`."""
        body = {"question": question, "history": list(history)}
        return await self._call(Answer, "POST", "/v1/answers", json=body)

    async def passage(self, passage_id: str) -> Passage | Failure:
        """The passage and what stands around it in its document."""
        return await self._call(Passage, "GET", f"/v1/passages/{quote(passage_id, safe='')}")

    async def feedback(self, answer_id: str, *, helpful: bool) -> Failure | None:
        """Says whether an answer helped."""
        body = {"answer_id": answer_id, "helpful": helpful}
        response = await self._send("POST", "/v1/feedback", json=body)
        return response if isinstance(response, Failure) else None

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._http.aclose()

    async def _call(
        self, reply: type[_Reply], method: str, path: str, **options: Any
    ) -> _Reply | Failure:
        response = await self._send(method, path, **options)
        if isinstance(response, Failure):
            return response
        try:
            return reply.model_validate_json(response.content)
        except ValidationError:
            return Failure(FailureKind.BROKEN)

    async def _send(self, method: str, path: str, **options: Any) -> httpx.Response | Failure:
        # httpx's own timeouts do nothing in one process, so one clock is kept here for both ways.
        try:
            async with asyncio.timeout(self._timeout):
                response = await self._http.request(method, path, timeout=None, **options)
        except TimeoutError:
            return Failure(FailureKind.SLOW)
        except httpx.HTTPError:
            return Failure(FailureKind.BROKEN)
        return response if response.is_success else _failure(response)


def _failure(response: httpx.Response) -> Failure:
    kind = _OF_STATUS.get(response.status_code)
    if kind is None:
        kind = FailureKind.REJECTED if response.is_client_error else FailureKind.BROKEN
    try:
        problem = Problem.model_validate_json(response.content)
    except ValidationError:
        return Failure(kind)
    title = problem.document.title if problem.document else ""
    return Failure(
        kind, problem.detail, title, problem.removed_on, problem.changed_on, problem.passage
    )
