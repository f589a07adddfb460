"""Question: what a person asks, and what narrows it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.document import DocumentKind

# A longer one is no question: the API refuses it, and of an earlier turn no more is read.
MAX_QUESTION_CHARS = 2_000


class Role(StrEnum):
    """Who said a turn of the conversation."""

    USER = "user"
    ASSISTANT = "assistant"


class Mode(StrEnum):
    """How the answer is made: quoted sentences only, or words generated around them."""

    AUTO = "auto"
    EXTRACTIVE = "extractive"
    GENERATED = "generated"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its bounds. `as_of` asks what held on that day; None means today."""

    text: str
    history: tuple[Turn, ...] = ()
    as_of: date | None = None
    kinds: frozenset[DocumentKind] | None = None
    documents: frozenset[str] | None = None
    max_citations: int = 5
    mode: Mode = Mode.AUTO

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a question needs words, this one has none")
        if self.max_citations < 1:
            raise ValueError(f"max_citations is {self.max_citations}: it must be 1 or more")
