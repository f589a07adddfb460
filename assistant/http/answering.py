"""Asking over HTTP: an answer is counted and recorded on its way out, and may be sent in events."""

from collections.abc import Iterator

from assistant.answer import Answer
from assistant.http.components import Parts
from assistant.http.protocols import IndexView
from assistant.http.schemas import AnswerOut
from assistant.question import Question
from assistant.records.answer_record import record_of


def ask(parts: Parts, question: Question) -> Answer:
    """The answer to `question`, counted, and recorded as long as answers are kept.

    Raises UnknownDocument, or RemovedDocument, where it asks of a document that is not there.
    """
    before = parts.service.live.searcher().index
    for document_id in sorted(question.documents or ()):
        parts.holdings.of(before).document(document_id)
    answer = parts.service.ask(question)
    parts.metrics.answered(answer)
    if parts.answers.keeps:
        # A new snapshot may have been taken up in between: the record's checks need the answer's.
        after = parts.service.live.searcher().index
        same = [view for view in (before, after) if view.manifest.digest == answer.index.digest]
        if not same or not _record(parts, question, answer, same[0]):
            parts.metrics.unrecorded()
    return answer


def events(answer: AnswerOut) -> Iterator[str]:
    """The answer as Server-Sent Events: each `sentence`, then the whole `answer`."""
    for sentence in answer.sentences:
        yield f"event: sentence\ndata: {sentence.model_dump_json()}\n\n"
    yield f"event: answer\ndata: {answer.model_dump_json()}\n\n"


def _record(parts: Parts, question: Question, answer: Answer, index: IndexView) -> bool:
    settings = parts.settings
    record = record_of(
        answer,
        question=question,
        index=index,
        passage=parts.holdings.of(index).passage,
        settings={"model": settings.model, "runtime": settings.runtime},
    )
    return parts.answers.save(
        answer.id,
        question=question.text,
        refusal=None if answer.refusal is None else answer.refusal.reason.value,
        record=record.model_dump_json(),
    )
