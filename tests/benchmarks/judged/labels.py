"""Judged questions: what to ask, and what a reader says that a sufficient answer must quote."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.measure.labelled_questions import LabelledQuestion


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question with its label, and the words without which its answer misleads.

    `first` is the question before it, where it is a follow-up. `corpus` is what it is asked of.
    """

    label: LabelledQuestion
    must_not_omit: tuple[str, ...] = ()
    corpus: str = "crpa"
    language: str = "fr"
    first: str | None = None

    @property
    def turns(self) -> tuple[str, ...]:
        """The questions to ask, this one last."""
        return (self.first, self.label.text) if self.first is not None else (self.label.text,)


def read_judged(path: Path) -> tuple[JudgedQuestion, ...]:
    """The questions of a JSON Lines file; follow-ups are `first` and `then`."""
    return tuple(
        _judged(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()
    )


def read_unanswerable(path: Path, *, type: str | None = None) -> tuple[str, ...]:
    """The questions of a file that nothing answers; those of one `type`, where it is named."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return tuple(row["question"] for row in rows if type in (None, row.get("type")))


def _judged(row: dict[str, Any]) -> JudgedQuestion:
    label = LabelledQuestion(
        row["then"] if "first" in row else row["question"],
        relevant=frozenset(row["relevant"]),
        relevant_pages=frozenset(row.get("relevant_pages", ())),
        must_quote=tuple(row["must_quote"]),
    )
    return JudgedQuestion(
        label,
        must_not_omit=tuple(row["must_not_omit"]),
        corpus=row.get("corpus", "crpa"),
        language=row.get("language", "fr"),
        first=row.get("first"),
    )
