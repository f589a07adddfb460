"""The record of an answer: its checks tell a good answer from one that must not be shown."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Answer
from assistant.question import Question
from assistant.records.answer_record import checks_of
from tests.assistant.stand_in import law, stand_in_service

TODAY = date(2026, 1, 1)


@pytest.fixture
def answer() -> Answer:
    return stand_in_service(law()).ask(Question("Que répond le gardien ?"))


def failed(answer: Answer, *, as_of: date = TODAY) -> dict[str, str]:
    document = law()
    checks = checks_of(answer, documents={document.id: document}, as_of=as_of)
    return {check.check: check.detail for check in checks if not check.passed}


def test_a_good_answer_passes_every_check(answer: Answer) -> None:
    assert len(answer.citations) == 2
    assert failed(answer) == {}


def test_a_quote_that_is_not_to_the_letter_is_told(answer: Answer) -> None:
    first, *others = answer.citations
    altered = replace(first, quote="t" + first.quote[1:])

    told = failed(replace(answer, citations=(altered, *others)))

    assert "reads otherwise" in told["quotes are verbatim"]


def test_a_quote_of_another_document_is_told(answer: Answer) -> None:
    first, *others = answer.citations
    moved = replace(first, document_id="elsewhere")

    told = failed(replace(answer, citations=(moved, *others)))

    assert told["quotes are verbatim"] == "document elsewhere is not in the index"


def test_a_citation_that_does_not_hold_on_the_day_asked_is_told(answer: Answer) -> None:
    dated = tuple(replace(one, valid_from=date(2016, 1, 1)) for one in answer.citations)

    told = failed(replace(answer, citations=dated), as_of=date(2015, 12, 31))

    assert "CP, art. L1-1 does not hold on 2015-12-31" in told["citations hold on the day asked"]


def test_a_sentence_that_its_quote_does_not_hold_is_told(answer: Answer) -> None:
    first, *others = answer.sentences
    invented = replace(first, text="Le gardien répond toujours oui.")

    told = failed(replace(answer, sentences=(invented, *others)))

    assert told == {"sentences stand in their quotes": "Le gardien répond toujours oui."}


def test_a_citation_behind_no_sentence_is_told(answer: Answer) -> None:
    told = failed(replace(answer, sentences=answer.sentences[:1]))

    assert told == {"every citation is used": answer.citations[1].label}
