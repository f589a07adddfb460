"""/v1/answers: a question in, a cited answer out; and the same answer again, with its proof."""

from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from assistant.http.answering import ask, events
from assistant.http.dependencies import A_THREAD, JSON_ONLY, PartsNeeded
from assistant.http.requests import AnswerRequest
from assistant.http.schemas import AnswerOut
from assistant.records.answer_record import RecordOut

router = APIRouter(prefix="/v1/answers", tags=["answers"])
_EVENT = {
    "type": "object",
    "description": "`data` is the JSON of a sentence, or of the whole answer in the last event.",
    "properties": {
        "event": {"type": "string", "enum": ["sentence", "answer"]},
        "data": {"type": "string"},
    },
    "required": ["event", "data"],
}
_STREAMED: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/event-stream": {"schema": _EVENT}}}
}


@router.post("", response_model=AnswerOut, dependencies=[JSON_ONLY, A_THREAD], responses=_STREAMED)
def create_answer(asked: AnswerRequest, parts: PartsNeeded) -> AnswerOut | Response:
    """Answers a question with quotes, each with its citation, or refuses and says why."""
    answer = AnswerOut.model_validate(ask(parts, asked.to_question()))
    if not asked.stream:
        return answer
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(events(answer), media_type="text/event-stream", headers=headers)


@router.get("/{answer_id}")
def read_answer(answer_id: str, parts: PartsNeeded) -> RecordOut:
    """An answer as it was given, with what it stands on and the verdict of each check."""
    return RecordOut.model_validate_json(parts.answers.load(answer_id))
