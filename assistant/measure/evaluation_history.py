"""What each evaluation of an index measured, kept beside it, so that its course can be seen."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import AwareDatetime

from assistant.errors import HistoryError
from index.snapshot.records import from_line, to_line

HISTORY = "evaluations.jsonl"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One evaluation: which file of questions, which snapshot's digest, when, and the figures.

    `questions` is the file's name and `questions_digest` tells whether it is still the same
    questions. `figures` are those of `assistant.measure.evaluate.summarize`.
    """

    at: AwareDatetime
    questions: str
    questions_digest: str
    index_digest: str
    model: str
    figures: Mapping[str, object]

    def rate(self, name: str) -> float | None:
        """A figure that is a share from 0 to 1; None where no question could tell."""
        value = self.figures.get(name)
        return float(value) if isinstance(value, int | float) else None


def questions_digest(path: Path) -> str:
    """SHA-256 of a file of questions, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def append_evaluation(root: Path, evaluation: Evaluation) -> Path:
    """Adds a line to the history beside the index at `root`, and tells where.

    The line is written in one call at the end of the file, so that two evaluations at once both
    have theirs.
    """
    path = root / HISTORY
    line = to_line(evaluation) + b"\n"
    target = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(target, line)
    finally:
        os.close(target)
    return path


def read_evaluations(root: Path) -> tuple[Evaluation, ...]:
    """The evaluations of the index at `root` by date; none where there was none.

    Raises HistoryError, with the line.
    """
    path = root / HISTORY
    if not path.is_file():
        return ()
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            found.append(from_line(Evaluation, line))
        except ValueError as error:
            raise HistoryError(
                f"{path}, line {number}, is not an evaluation ({error}): remove that line"
            ) from error
    return tuple(sorted(found, key=lambda one: one.at))
