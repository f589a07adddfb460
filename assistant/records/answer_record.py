"""Record: an answer with all that it stands on, so that it can be shown and checked again."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import BaseModel, ConfigDict

from assistant.answer import Answer
from assistant.citation import Citation
from assistant.compose.quote_checks import find_invalid_citations
from assistant.http.schemas import AnswerOut
from assistant.question import Question
from corpus.document import Document, DocumentKind
from corpus.passage import Passage
from index.snapshot.index import Index


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class PassageProof(_Frozen):
    """A cited passage and the SHA-256 of its words."""

    passage_id: str
    content_hash: str


class CheckOut(_Frozen):
    """What was checked of an answer, and whether it held; `detail` says what did not."""

    check: str
    passed: bool
    detail: str


class AskedOut(_Frozen):
    """What was asked, but for the words of earlier turns: only their number is kept.

    No kinds, or no documents, means all of them.
    """

    question: str
    turns: int
    as_of: date | None
    kinds: tuple[DocumentKind, ...]
    documents: tuple[str, ...]
    max_citations: int
    mode: str


class ProofOut(_Frozen):
    """What an answer stands on."""

    asked: AskedOut
    passages: tuple[PassageProof, ...]
    settings: dict[str, str | int | float]
    checks: tuple[CheckOut, ...]


class RecordOut(AnswerOut):
    """An answer as it was given, and its proof."""

    proof: ProofOut


def content_hash(passage: Passage) -> str:
    """SHA-256 of the passage's words, in hexadecimal."""
    return hashlib.sha256(passage.text.encode()).hexdigest()


def record_of(
    answer: Answer,
    *,
    question: Question,
    index: Index,
    settings: Mapping[str, str | int | float],
) -> RecordOut:
    """The record of `answer`, which `index` gave."""
    cited = sorted({citation.passage_id for citation in displayed(answer)})
    proof = ProofOut(
        asked=AskedOut(
            question=question.text,
            turns=len(question.history),
            as_of=question.as_of,
            kinds=tuple(sorted(question.kinds or ())),
            documents=tuple(sorted(question.documents or ())),
            max_citations=question.max_citations,
            mode=question.mode.value,
        ),
        passages=tuple(
            PassageProof(passage_id=id, content_hash=content_hash(index.passage(id)))
            for id in cited
        ),
        settings=dict(settings),
        checks=tuple(
            checks_of(
                answer,
                documents=index.documents,
                as_of=question.as_of or answer.created_at.date(),
            )
        ),
    )
    return RecordOut(**AnswerOut.model_validate(answer).model_dump(by_alias=False), proof=proof)


def displayed(answer: Answer) -> tuple[Citation, ...]:
    """Every quote that a person is shown: the citations, what is beside them, what is nearest."""
    nearest = () if answer.refusal is None else answer.refusal.nearest
    return (*answer.citations, *answer.beside, *nearest)


def checks_of(
    answer: Answer, *, documents: Mapping[str, Document], as_of: date
) -> Iterator[CheckOut]:
    """The checks of an answer against the documents that it was made from.

    `as_of` is the day on which what it cites must hold.
    """
    shown = displayed(answer)
    altered = find_invalid_citations(shown, documents=documents, as_of=None)
    yield _check("quotes are verbatim", [one.reason for one in altered])
    held = find_invalid_citations(answer.citations, documents=documents, as_of=as_of)
    outdated = [one.reason for one in held if one not in altered]
    yield _check("citations hold on the day asked", outdated)
    quotes = {citation.number: citation.quote for citation in answer.citations}
    unsupported = [
        sentence.text
        for sentence in answer.sentences
        if sentence.verbatim
        and not any(sentence.text in quotes[number] for number in sentence.citations)
    ]
    yield _check("sentences stand in their quotes", unsupported)
    uncited = [
        citation.label
        for citation in answer.citations
        if not any(
            citation.number in (*sentence.citations, *sentence.folded)
            for sentence in answer.sentences
        )
    ]
    yield _check("every citation is used", uncited)


def _check(name: str, failed: list[str]) -> CheckOut:
    return CheckOut(check=name, passed=not failed, detail="; ".join(failed))
