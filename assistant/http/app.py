"""The HTTP application: the routes, what surrounds them, and what they are made of."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from assistant.http.app_state import AppState
from assistant.http.catalog import CatalogCache
from assistant.http.metrics import Metrics
from assistant.http.middleware.allowed_methods import AllowedMethods
from assistant.http.middleware.bounded_request import BoundedRequest
from assistant.http.middleware.known_hosts import KnownHosts, served_hosts
from assistant.http.middleware.security_headers import SecurityHeaders
from assistant.http.problems import add_problem_handlers
from assistant.http.routes import (
    answers,
    checks,
    documents,
    feedback,
    health,
    passages,
    problem_types,
    search,
)
from assistant.http.routes.docs import add_docs
from assistant.http.work_queue import WorkQueue
from assistant.records.answer_store import AnswerStore
from assistant.service import Service
from assistant.settings import Settings

_CONTRACT_VERSION = "1.0"
_DESCRIPTION = (
    "Questions about open government, answered with verbatim quotes of official documents, or "
    "refused with a reason. Times are milliseconds, dates are ISO 8601, and every offset counts "
    "characters of the document's text."
)


def create_app(settings: Settings, *, service: Service) -> FastAPI:
    """The application that answers over HTTP with `service`.

    Raises SettingsError where the record of answers cannot be kept.
    """
    app = FastAPI(
        title="Parvis",
        version=_CONTRACT_VERSION,
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
        # Spans, metrics and logs of requests would hold a citizen's words.
        telemetry={"auto_configure": False, "tracing": False, "metrics": False, "logs": False},
    )
    app.state.parvis = _state(settings, service)
    add_problem_handlers(app)
    # The last one is the outermost.
    app.add_middleware(AllowedMethods, routes=lambda: app.routes)
    app.add_middleware(BoundedRequest, size=settings.max_body_bytes, seconds=settings.body_timeout)
    app.add_middleware(KnownHosts, names=served_hosts(settings))
    app.add_middleware(SecurityHeaders)
    for module in (answers, checks, search, documents, passages, feedback, health, problem_types):
        app.include_router(module.router)
    add_docs(app)
    return app


def _state(settings: Settings, service: Service) -> AppState:
    return AppState(
        settings=settings,
        service=service,
        answers=AnswerStore(
            settings.answers,
            retention_days=settings.retention_days,
            max_answers=settings.max_answers,
        ),
        metrics=Metrics(service.live),
        catalogs=CatalogCache(),
        computing=WorkQueue(threads=settings.threads, waiting=settings.queue),
        reading=WorkQueue(threads=settings.threads, waiting=settings.queue),
    )


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    state: AppState = app.state.parvis
    yield
    state.service.live.close()
    state.answers.close()
