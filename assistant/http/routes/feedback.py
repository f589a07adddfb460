"""/v1/feedback: whether an answer helped."""

from fastapi import APIRouter

from assistant.http.dependencies import JSON_ONLY, PartsNeeded
from assistant.http.requests import FeedbackRequest

router = APIRouter(prefix="/v1/feedback", tags=["answers"])


@router.post("", status_code=204, dependencies=[JSON_ONLY])
def give_feedback(given: FeedbackRequest, parts: PartsNeeded) -> None:
    """Keeps, on this machine and without identity, whether an answer helped."""
    parts.answers.judge(given.answer_id, helpful=given.helpful, comment=given.comment)
    parts.metrics.judged(helpful=given.helpful)
