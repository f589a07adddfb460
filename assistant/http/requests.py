"""Requests: what the HTTP contract lets a client say."""

import re
from datetime import date
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    StrictBool,
    StrictInt,
    StringConstraints,
)

from assistant.question import MAX_QUESTION_CHARS, Mode, Question, Role, Turn
from corpus.document import DocumentKind

MAX_TURN_CHARS = 20_000
MAX_TURNS = 200
MAX_COMMENT_CHARS = 2_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def without_control(text: str) -> str:
    """The text, for which ValueError tells of a character that no text holds."""
    found = _CONTROL.search(text)
    if found:
        raise ValueError(
            f"has a character that no text holds (U+{ord(found.group()):04X}, at {found.start()}): "
            "take it out"
        )
    return text


def worded(text: str) -> str:
    """The text, for which ValueError tells that it has no words."""
    if not text.strip():
        raise ValueError("has no words: write some, in French or in English")
    return text


def _day(value: object) -> object:
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass  # A day that no calendar has: said below, as for any other value.
    raise ValueError("must be a date of the calendar, like 2026-01-31")


def _split(values: object) -> object:
    if not isinstance(values, list):
        return values
    return [name for value in values for name in str(value).split(",")]


Words = Annotated[
    str,
    StringConstraints(strict=True, max_length=MAX_QUESTION_CHARS),
    AfterValidator(without_control),
    AfterValidator(worded),
]
Day = Annotated[date, BeforeValidator(_day)]
Id = Annotated[
    str,
    StringConstraints(strict=True, min_length=1, max_length=300),
    AfterValidator(without_control),
]
Kinds = Annotated[list[DocumentKind], Field(min_length=1, max_length=len(DocumentKind))]
QueryKinds = Annotated[Kinds, BeforeValidator(_split)]


_EXAMPLE: dict[str, JsonValue] = {
    "question": "Au bout de combien de temps le silence de l'administration vaut-il accord ?"
}


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TurnIn(_Request):
    """One earlier message of the conversation."""

    role: Role
    content: Annotated[
        str,
        StringConstraints(strict=True, max_length=MAX_TURN_CHARS),
        AfterValidator(without_control),
    ]


class AnswerRequest(_Request):
    """A question and its bounds; only `question` is required."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    question: Words
    history: Annotated[list[TurnIn], Field(max_length=MAX_TURNS)] = Field(
        default=[], description="Earlier messages of the conversation, the oldest first."
    )
    as_of: Day | None = Field(
        default=None, description="Answer with what held on that day.", examples=["2026-01-31"]
    )
    kinds: Kinds | None = Field(default=None, description="Answer from these kinds only.")
    documents: Annotated[list[Id], Field(min_length=1, max_length=200)] | None = Field(
        default=None, description="Answer from these documents only."
    )
    max_citations: Annotated[StrictInt, Field(ge=1, le=20)] = Field(
        default=5,
        description="Citations that the sentences stand on, at most; what folds away, and what is "
        "beside the answer, comes on top.",
    )
    mode: Mode = Mode.AUTO
    stream: StrictBool = Field(
        default=False,
        description="Send Server-Sent Events: each `sentence`, then the whole `answer`.",
    )

    def to_question(self) -> Question:
        """The question as the service takes it."""
        return Question(
            text=self.question,
            history=tuple(Turn(turn.role, turn.content) for turn in self.history),
            as_of=self.as_of,
            kinds=None if self.kinds is None else frozenset(self.kinds),
            documents=None if self.documents is None else frozenset(self.documents),
            max_citations=self.max_citations,
            mode=self.mode,
        )


class FeedbackRequest(_Request):
    """Whether an answer helped, and why; kept with the answer and gone with it."""

    answer_id: Id
    helpful: StrictBool
    comment: (
        Annotated[
            str,
            StringConstraints(strict=True, max_length=MAX_COMMENT_CHARS),
            AfterValidator(without_control),
        ]
        | None
    ) = None


class SearchQuery(_Request):
    """Words to look for, and what narrows them."""

    q: Words = Field(description="What to look for.", examples=["délai de réponse"])
    limit: Annotated[int, Field(ge=1, le=100)] = 10
    kinds: QueryKinds | None = Field(default=None, description="Repeated, or joined by commas.")
    as_of: Day | None = Field(default=None, description="Find what held on that day.")


class DocumentsQuery(_Request):
    """Which documents to list."""

    kinds: QueryKinds | None = Field(default=None, description="Repeated, or joined by commas.")
    limit: Annotated[int, Field(ge=1, le=500)] = 50
    offset: Annotated[int, Field(ge=0, le=1_000_000_000)] = 0
