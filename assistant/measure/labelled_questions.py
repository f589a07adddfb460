"""Labelled questions: what to ask, and which articles, commitments or documents answer."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import BadQuestions

_SHAPE = '{"question": "…", "relevant": ["L311-1"]}'


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question and the ids that answer it; none where the corpus does not hold the answer.

    An id is an article number, a commitment number or a document id, each an answer by itself.
    """

    text: str
    relevant: frozenset[str]

    @property
    def answerable(self) -> bool:
        """Whether the corpus holds the answer."""
        return bool(self.relevant)


def read_labelled(path: Path) -> tuple[LabelledQuestion, ...]:
    """The questions of a JSON Lines file, in its order. Raises BadQuestions, with the line."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise BadQuestions(
            f"{path} cannot be read ({error.strerror}): name a file of questions"
        ) from error
    except UnicodeDecodeError as error:
        raise BadQuestions(f"{path} is not UTF-8: save it as UTF-8") from error
    questions = tuple(
        _labelled(line, f"{path}, line {number}")
        for number, line in enumerate(lines, start=1)
        if line.strip()
    )
    if not questions:
        raise BadQuestions(f"{path} holds no question: write {_SHAPE} on each line")
    return questions


def _labelled(line: str, place: str) -> LabelledQuestion:
    try:
        row: Any = json.loads(line)
    except ValueError as error:
        raise BadQuestions(f"{place}, is not JSON ({error}): write {_SHAPE}") from error
    match row:
        case {"question": str(text), "relevant": list(relevant)} if text.strip():
            if all(isinstance(one, str | int) and str(one).strip() for one in relevant):
                return LabelledQuestion(text, frozenset(str(one).strip() for one in relevant))
    raise BadQuestions(f"{place}, is not a labelled question: write {_SHAPE}")
