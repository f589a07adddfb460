"""Client: the passage pages' way to the API, in the same process.

It never raises for what the service does: a call gives what was asked for, or a Failure.
"""

import asyncio
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self
from urllib.parse import quote

import httpx
from fastapi import FastAPI
from pydantic import ValidationError

from ui.contract import PassageLink, Problem, ShownPassage

IN_PROCESS = "http://localhost"
TIMEOUT = 20.0


class FailureKind(StrEnum):
    """Why there is no passage, as far as a person can do something about it."""

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
    """Asks the API, each time within `timeout` seconds."""

    def __init__(self, http: httpx.AsyncClient, *, timeout: float = TIMEOUT) -> None:
        self._http = http
        self._timeout = timeout

    @classmethod
    def inside(cls, app: FastAPI, *, timeout: float = TIMEOUT) -> Self:
        """A client of the API that `app` serves, without leaving the process."""
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        return cls(httpx.AsyncClient(transport=transport, base_url=IN_PROCESS), timeout=timeout)

    async def passage(self, passage_id: str) -> ShownPassage | Failure:
        """The passage and what stands around it in its document."""
        # httpx's own timeouts do nothing in one process, so a clock is kept here.
        try:
            async with asyncio.timeout(self._timeout):
                response = await self._http.get(f"/v1/passages/{quote(passage_id, safe='')}")
        except TimeoutError:
            return Failure(FailureKind.SLOW)
        except httpx.HTTPError:
            return Failure(FailureKind.BROKEN)
        if not response.is_success:
            return _failure(response)
        try:
            return ShownPassage.model_validate_json(response.content)
        except ValidationError:
            return Failure(FailureKind.BROKEN)


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
