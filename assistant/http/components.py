"""Parts: everything that one running service is made of."""

from dataclasses import dataclass

from assistant.http.catalog import HoldingsCache
from assistant.http.metrics import Metrics
from assistant.http.protocols import AnswerService
from assistant.records.answer_store import AnswerStore
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that one running service is made of."""

    settings: Settings
    service: AnswerService
    answers: AnswerStore
    metrics: Metrics
    holdings: HoldingsCache
