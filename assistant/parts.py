"""Parts: everything that one running service is made of."""

from dataclasses import dataclass

from assistant.answer_store import AnswerStore
from assistant.holdings import HoldingsCache
from assistant.metrics import Metrics
from assistant.ports import AnswerService
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that one running service is made of."""

    settings: Settings
    service: AnswerService
    answers: AnswerStore
    metrics: Metrics
    holdings: HoldingsCache
