"""The HTTP application: the routes, what surrounds them, and what they are made of."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import FastAPI

from assistant.answer import IndexStamp
from assistant.http.catalog import HoldingsCache
from assistant.http.components import Parts
from assistant.http.metrics import Metrics
from assistant.http.middleware import BoundedBody, SecurityHeaders
from assistant.http.problems import add_problem_handlers
from assistant.http.protocols import AnswerService, stamp_of
from assistant.http.routes import (
    answers,
    documents,
    feedback,
    health,
    passages,
    problem_types,
    search,
)
from assistant.http.routes.docs import add_docs
from assistant.http.routes.not_found import nothing_beside
from assistant.records.answer_store import AnswerStore
from assistant.settings import Settings
from index.errors import ParvisIndexError

_ROUTERS = tuple(
    module.router
    for module in (answers, search, documents, passages, feedback, health, problem_types)
)
_CONTRACT_VERSION = "1.0"
_DESCRIPTION = (
    "Questions about open government, answered with verbatim quotes of official documents, or "
    "refused with a reason. Times are milliseconds, dates are ISO 8601, and every offset counts "
    "characters of the document's text."
)


def create_app(settings: Settings, *, service: AnswerService) -> FastAPI:
    """The application that answers over HTTP with `service`.

    Raises SettingsError where the record of answers cannot be kept.
    """
    parts = Parts(
        settings=settings,
        service=service,
        answers=AnswerStore(
            settings.answers,
            retention_days=settings.retention_days,
            max_answers=settings.max_answers,
        ),
        metrics=Metrics(lambda: _stamp(service)),
        holdings=HoldingsCache(),
    )
    app = FastAPI(
        title="Parvis",
        version=_CONTRACT_VERSION,
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
        # Spans, metrics and logs of requests would hold a citizen's words.
        telemetry={"auto_configure": False, "tracing": False, "metrics": False, "logs": False},
    )
    app.state.parts = parts
    add_problem_handlers(app, seen=parts.metrics.problem)
    app.add_middleware(BoundedBody, size=settings.max_body_bytes, seconds=settings.body_timeout)
    app.add_middleware(SecurityHeaders)
    for router in _ROUTERS:
        app.include_router(router)
    add_docs(app)
    app.include_router(nothing_beside(_ROUTERS))
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    parts: Parts = app.state.parts
    anyio.to_thread.current_default_thread_limiter().total_tokens = parts.settings.threads
    yield
    parts.answers.close()


def _stamp(service: AnswerService) -> IndexStamp | None:
    try:
        return stamp_of(service.live.searcher().index)
    except ParvisIndexError:
        return None
