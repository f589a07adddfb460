"""AppState: what one running service has in hand for each request; it is `app.state.parvis`."""

from dataclasses import dataclass

from assistant.http.catalog import CatalogCache
from assistant.http.metrics import Metrics
from assistant.http.work_queue import WorkQueue
from assistant.records.answer_store import AnswerStore
from assistant.service import Service
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class AppState:
    """What one running service has in hand for each request.

    Questions are `computing`; what is only read or written down does not wait behind them.
    """

    settings: Settings
    service: Service
    answers: AnswerStore
    metrics: Metrics
    catalogs: CatalogCache
    computing: WorkQueue
    reading: WorkQueue
