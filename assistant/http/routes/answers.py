"""/v1/answers: a question in, a cited answer out; and the same answer again, with its proof."""

import time
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from assistant.http.answer_and_record import answer_and_record
from assistant.http.dependencies import JSON_ONLY, StateDep
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


@router.post("", response_model=AnswerOut, dependencies=[JSON_ONLY], responses=_STREAMED)
async def create_answer(body: AnswerRequest, state: StateDep) -> AnswerOut | Response:
    """Answers a question with quotes, each with its citation, or refuses and says why."""
    arrived = time.perf_counter()
    answer = await state.computing.run(partial(answer_and_record, state, body.to_question()))
    state.metrics.answered(answer, seconds=time.perf_counter() - arrived)
    out = AnswerOut.model_validate(answer)
    if not body.stream:
        return out
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(out), media_type="text/event-stream", headers=headers)


@router.get("/{answer_id}")
async def read_answer(answer_id: str, state: StateDep) -> RecordOut:
    """An answer as it was given, with what it stands on and the verdict of each check."""
    record = await state.reading.run(partial(state.answers.load, answer_id))
    return RecordOut.model_validate_json(record)


async def _events(answer: AnswerOut) -> AsyncIterator[str]:
    """The answer as Server-Sent Events: each `sentence`, then the whole `answer`."""
    for sentence in answer.sentences:
        yield f"event: sentence\ndata: {sentence.model_dump_json()}\n\n"
    yield f"event: answer\ndata: {answer.model_dump_json()}\n\n"
