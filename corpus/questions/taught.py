"""Taught questions: what people ask to find a part of a document, and where each was learnt."""

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import orjson

from corpus.reading import ReadingWarning, SourceFile
from corpus.text import tidy

# The name of a file that holds taught questions, beside the documents that answer them.
QUESTIONS_FILE = "questions.jsonl"
LONGEST_QUESTION = 1000  # characters
_SHIPPED = Path(__file__).parent
_SHAPE = '{"document": "…", "question": "…", "answers": ["…"]}'
_SHOWN = 5  # wrong lines of one file that are told one by one


class Provenance(StrEnum):
    """Where a taught question was learnt."""

    WRITTEN = "written"  # by a person, in a file of questions
    STAFF = "staff"  # by staff, to mend an answer
    DOCUMENT = "document"  # the document's own: a title or a heading that asks
    CITATION = "citation"  # the words with which another document cites the part
    MODEL = "model"  # by a language model


@dataclass(frozen=True, slots=True)
class TaughtQuestion:
    """A question that parts of a document answer.

    `document` is an id, of the document or of its source; `answers` are numbers of its articles or
    commitments, the best first, and none stands for the whole document. What a language model
    wrote names the id of a passage instead.
    """

    text: str
    document: str
    answers: tuple[str, ...] = ()
    provenance: Provenance = Provenance.WRITTEN


def read_questions(
    file: SourceFile, *, provenance: Provenance = Provenance.WRITTEN
) -> tuple[tuple[TaughtQuestion, ...], tuple[ReadingWarning, ...]]:
    """The questions of a file, one JSON object a line; a wrong line costs a warning, not the rest.

    A line may name a provenance of its own.
    """
    questions: list[TaughtQuestion] = []
    wrong: list[str] = []
    for number, line in enumerate(file.raw.removeprefix(BOM_UTF8).splitlines(), 1):
        if not line.strip():
            continue
        try:
            questions.append(_read(line, provenance))
        except ValueError as error:
            wrong.append(f"line {number} teaches nothing: it is not {_SHAPE} ({error})")
    told = wrong[:_SHOWN]
    if len(wrong) > _SHOWN:
        told.append(f"{len(wrong) - _SHOWN} more lines teach nothing for such a reason")
    return tuple(questions), file.warnings(*told)


def question_text(text: str) -> str:
    """A question as it is kept: on one line, without invisible characters; empty where no words."""
    text = " ".join(tidy(text).split())
    return text if any(map(str.isalnum, text)) else ""


def question_line(question: TaughtQuestion) -> bytes:
    """The question as read_questions reads it, without a line's end."""
    return orjson.dumps(
        {
            "document": question.document,
            "question": question.text,
            "answers": question.answers,
            "provenance": question.provenance,
        }
    )


@cache
def shipped_questions(document: str) -> tuple[TaughtQuestion, ...]:
    """The questions that come with Parvis for the document of this id; none for most."""
    path = next((one for one in _shipped_files() if one.stem == document), None)
    if path is None:
        return ()
    questions, warnings = read_questions(SourceFile(path.name, path.read_bytes()))
    if warnings:
        raise ValueError(f"the questions that come with Parvis are damaged: {warnings[0]}")
    return questions


@cache
def _shipped_files() -> tuple[Path, ...]:
    return tuple(sorted(_SHIPPED.glob("*.jsonl")))


def _read(raw: bytes, provenance: Provenance) -> TaughtQuestion:
    try:
        line = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise ValueError("it is no JSON") from error
    if not isinstance(line, Mapping):
        raise ValueError("it is no object")
    text, document = line.get("question"), line.get("document")
    answers, learnt = line.get("answers", []), line.get("provenance") or provenance
    if not isinstance(text, str) or not (asked := question_text(text)):
        raise ValueError("its question has no words")
    if len(text) > LONGEST_QUESTION:
        raise ValueError(f"its question has {len(text)} characters, of {LONGEST_QUESTION} at most")
    if not isinstance(document, str) or not document:
        raise ValueError("it names no document")
    if not isinstance(answers, list):
        raise ValueError("its answers are no list")
    if learnt not in list(Provenance):
        raise ValueError(f"its provenance is none of {', '.join(Provenance)}")
    return TaughtQuestion(
        text=asked,
        document=document,
        answers=tuple(_numbers(answers)),
        provenance=Provenance(learnt),
    )


def _numbers(answers: list[object]) -> Iterator[str]:
    for one in answers:
        if not isinstance(one, str | int) or isinstance(one, bool) or not str(one).strip():
            raise ValueError("its answers are no numbers of articles or commitments")
        yield str(one).strip()
