"""/v1/feedback: whether an answer helped."""

from functools import partial

from fastapi import APIRouter

from assistant.http.dependencies import JSON_ONLY, StateDep
from assistant.http.requests import FeedbackRequest

router = APIRouter(prefix="/v1/feedback", tags=["answers"])


@router.post("", status_code=204, dependencies=[JSON_ONLY])
async def give_feedback(given: FeedbackRequest, state: StateDep) -> None:
    """Keeps, on this machine and without identity, whether an answer helped."""
    judge = partial(state.answers.judge, helpful=given.helpful, comment=given.comment)
    await state.reading.run(partial(judge, given.answer_id))
    state.metrics.judged(helpful=given.helpful)
