"""Answers a question, and records the answer for as long as answers are kept."""

from assistant.answer import Answer
from assistant.http.app_state import AppState
from assistant.question import Question
from assistant.records.answer_record import record_of
from index.snapshot.index import Index


def answer_and_record(state: AppState, question: Question) -> Answer:
    """The answer to `question`, recorded as long as answers are kept and unless it is private.

    Raises UnknownDocument, or RemovedDocument, where it asks of a document that is not there.
    """
    before = state.service.live.searcher().index
    for document_id in sorted(question.documents or ()):
        state.catalogs.of(before).document(document_id)
    answer = state.service.ask(question)
    if state.answers.keeps and not answer.private:
        # A new snapshot may have been taken up in between: the record's checks need the answer's.
        after = state.service.live.searcher().index
        same = [index for index in (before, after) if index.manifest.digest == answer.index.digest]
        if not same or not _record(state, question, answer, same[0]):
            state.metrics.unrecorded()
    return answer


def _record(state: AppState, question: Question, answer: Answer, index: Index) -> bool:
    settings = {"model": state.settings.model, "runtime": state.settings.runtime}
    record = record_of(answer, question=question, index=index, settings=settings)
    return state.answers.save(
        answer.id,
        question=question.text,
        refusal=None if answer.refusal is None else answer.refusal.reason.value,
        record=record.model_dump_json(),
    )
