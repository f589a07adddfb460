"""Problems: what the HTTP API says when it cannot do as asked (RFC 9457).

One table maps each error to its status and its problem type; nothing else decides a status.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from assistant.errors import (
    ModeUnavailable,
    Overloaded,
    RemovedDocument,
    RewrittenPassage,
    UnknownAnswer,
    UnknownDocument,
    UnknownPassage,
    WithdrawnDocument,
)
from assistant.http.field_errors import field_errors, summary
from corpus.law.labels import label
from index.errors import ModelUnavailable, NoIndex, ParvisIndexError

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ProblemType:
    """One type of problem: its address is /problems/<slug>, about:blank where it has no slug.

    `detail` is what is said where the error's own words are not for the public; `retry_after` is
    in seconds.
    """

    status: int
    slug: str
    title: str
    detail: str | None = None
    retry_after: int | None = None

    @property
    def uri(self) -> str:
        """The problem's type, as the response names it."""
        return f"/problems/{self.slug}" if self.slug else "about:blank"


INVALID = ProblemType(422, "invalid-request", "The request is not valid")
UNREADABLE = ProblemType(400, "unreadable-request", "The request cannot be read")
METHOD = ProblemType(405, "method-not-allowed", "This address does not take that method")
TOO_SLOW = ProblemType(408, "too-slow", "The request took too long to arrive")
TOO_LARGE = ProblemType(413, "too-large", "The request is too large")
MISDIRECTED = ProblemType(421, "misdirected", "This service does not go by that name")
STOPPING = ProblemType(503, "stopping", "The service is stopping", retry_after=5)
INTERNAL = ProblemType(
    500,
    "internal-error",
    "Something went wrong here",
    "The fault is ours, not in your request: try again, and tell whoever runs this service if it "
    "lasts.",
)
OF_ERROR: Mapping[type[Exception], ProblemType] = {
    NoIndex: ProblemType(
        503,
        "no-index",
        "There is no index yet",
        "Nothing can be answered before documents are indexed: whoever runs this service makes the "
        "index with `parvis build`.",
        retry_after=30,
    ),
    ParvisIndexError: ProblemType(
        503,
        "unusable-index",
        "The index cannot be used",
        "The index cannot be read as it is: whoever runs this service finds why in its log, and "
        "mends it with `parvis build`.",
        retry_after=60,
    ),
    ModelUnavailable: ProblemType(
        503,
        "model-unavailable",
        "The embedding model is not there",
        "No question can be read without the embedding model: whoever runs this service prepares "
        "it with `parvis model prepare`.",
        retry_after=60,
    ),
    Overloaded: ProblemType(503, "overloaded", "Too many requests at once", retry_after=2),
    WithdrawnDocument: ProblemType(410, "withdrawn-document", "This document was withdrawn"),
    RemovedDocument: ProblemType(410, "removed-document", "This document was removed"),
    UnknownDocument: ProblemType(404, "unknown-document", "No such document"),
    RewrittenPassage: ProblemType(410, "rewritten-passage", "This passage was rewritten"),
    UnknownPassage: ProblemType(404, "unknown-passage", "No such passage"),
    UnknownAnswer: ProblemType(404, "unknown-answer", "No such answer"),
    ModeUnavailable: ProblemType(422, "mode-unavailable", "That mode is not set up here"),
    RequestValidationError: INVALID,
    Exception: INTERNAL,
}
OF_STATUS: Mapping[int, ProblemType] = {
    400: UNREADABLE,
    404: ProblemType(404, "not-found", "Nothing is at that address"),
    405: METHOD,
    415: ProblemType(415, "not-json", "The request must be JSON"),
}
TYPES: Mapping[str, ProblemType] = {
    problem.slug: problem
    for problem in (
        *OF_ERROR.values(),
        *OF_STATUS.values(),
        TOO_SLOW,
        TOO_LARGE,
        MISDIRECTED,
        STOPPING,
    )
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem that a request met. `extensions` are members of its own type."""

    type: ProblemType
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)
    extensions: Mapping[str, Any] = field(default_factory=dict)


def add_problem_handlers(app: FastAPI) -> None:
    """Makes every error of `app` a problem, the framework's own too."""

    async def respond(request: Request, error: Exception) -> Response:
        return problem_response(request, describe(error, request))

    for kind in (*OF_ERROR, HTTPException):
        app.add_exception_handler(kind, respond)


def problem_type(error: Exception) -> ProblemType:
    """The entry of the nearest class of `error` in the table."""
    return next(OF_ERROR[kind] for kind in type(error).__mro__ if kind in OF_ERROR)


def describe(error: Exception, request: Request) -> Problem:
    """The problem that `request` met where it raised `error`."""
    if isinstance(error, RequestValidationError):
        errors = error.errors()
        found = field_errors(errors)
        unreadable = any(one.unreadable for one in found)
        listed = [{"field": one.field, "detail": one.detail} for one in found]
        return Problem(
            UNREADABLE if unreadable else INVALID,
            summary(found, total=len(errors)),
            extensions={"errors": listed},
        )
    if isinstance(error, HTTPException):
        return _of_framework(error, request)
    kind = problem_type(error)
    if kind.detail is None:
        return Problem(kind, f"{error}.", extensions=_no_longer_there(error))
    # The error's own words are for the operator, as they may name files. The index logs its own,
    # once, and the server logs the trace of any that was not foreseen.
    _log.info("%s %s: %s", request.method, request.url.path, error)
    # The server closes where the application fails; a client that knows asks on another connection.
    return Problem(kind, kind.detail, {"Connection": "close"} if kind is INTERNAL else {})


def _no_longer_there(error: Exception) -> Mapping[str, Any]:
    """What is told of a document that was removed, or of a passage that was rewritten."""
    match error:
        case WithdrawnDocument():
            return {
                "withdrawn_on": error.removed_on.isoformat(),
                "reason": error.public or None,
            }
        case RemovedDocument():
            return {
                "document": {"id": error.document_id, "title": error.title},
                "removed_on": error.removed_on.isoformat(),
            }
        case RewrittenPassage(document=document, instead=instead):
            return {
                "document": {"id": document.id, "title": document.title},
                "changed_on": error.changed_on.isoformat(),
                "passage": instead
                and {"passage_id": instead.id, "label": label(document, instead)},
            }
    return {}


def _of_framework(error: HTTPException, request: Request) -> Problem:
    kind = OF_STATUS.get(error.status_code) or ProblemType(
        error.status_code, "", HTTPStatus(error.status_code).phrase
    )
    path = request.url.path
    headers = error.headers or {}
    match error.status_code:
        case 400:
            detail = _why_unreadable(error.__cause__)
        case 404:
            detail = f"Nothing is at {path}: the addresses of the API are at /docs."
        case _:
            detail = str(error.detail)
    return Problem(kind, detail, headers)


def _why_unreadable(cause: BaseException | None) -> str:
    if isinstance(cause, UnicodeDecodeError):
        return f"The body is not UTF-8 (its byte {cause.start} is wrong): encode the JSON in UTF-8."
    if isinstance(cause, RecursionError):
        return "The body is JSON nested too deep: the fields of a request are one or two deep."
    return 'The body cannot be read: send JSON in UTF-8, like {"question": "…"}.'


def problem_response(request: Request, problem: Problem) -> Response:
    """The response that tells `problem`, which is counted."""
    kind = problem.type
    request.app.state.parvis.metrics.problem(kind.slug)
    wait = {} if kind.retry_after is None else {"Retry-After": str(kind.retry_after)}
    # The path alone: a query holds a citizen's words.
    body = problem_body(problem, instance=request.url.path)
    headers = {**wait, **problem.headers}
    return JSONResponse(body, status_code=kind.status, media_type=MEDIA_TYPE, headers=headers)


def problem_body(problem: Problem, *, instance: str) -> dict[str, Any]:
    """The JSON of `problem`; `instance` is the address at which it was met."""
    kind = problem.type
    return {
        "type": kind.uri,
        "title": kind.title,
        "status": kind.status,
        "detail": problem.detail,
        "instance": instance,
        **problem.extensions,
    }
