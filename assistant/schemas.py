"""The JSON of the HTTP contract: what a request may say, and the shape of each response."""

import re
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
)

from assistant.answer import RefusalReason, Status
from assistant.question import Mode, Question, Role, Turn
from corpus.document import DocumentKind

MAX_QUESTION_CHARS = 2_000
MAX_TURN_CHARS = 20_000
MAX_TURNS = 200
MAX_COMMENT_CHARS = 2_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _clean(text: str) -> str:
    found = _CONTROL.search(text)
    if found:
        raise ValueError(
            f"has a character that no text holds (U+{ord(found.group()):04X}, at {found.start()}): "
            "take it out"
        )
    return text


def _worded(text: str) -> str:
    if not text.strip():
        raise ValueError("has no words: ask something, in French or in English")
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
    AfterValidator(_clean),
    AfterValidator(_worded),
]
Day = Annotated[date, BeforeValidator(_day)]
Id = Annotated[
    str, StringConstraints(strict=True, min_length=1, max_length=300), AfterValidator(_clean)
]
Kinds = Annotated[list[DocumentKind], Field(min_length=1, max_length=len(DocumentKind))]
QueryKinds = Annotated[Kinds, BeforeValidator(_split)]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TurnIn(_Request):
    """One earlier message of the conversation."""

    role: Role
    content: Annotated[
        str, StringConstraints(strict=True, max_length=MAX_TURN_CHARS), AfterValidator(_clean)
    ]


class AnswerRequest(_Request):
    """A question and its bounds; only `question` is required."""

    question: Words = Field(
        examples=["Au bout de combien de temps le silence de l'administration vaut-il accord ?"]
    )
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
    max_citations: Annotated[StrictInt, Field(ge=1, le=20)] = 5
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
            AfterValidator(_clean),
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


class _Out(BaseModel):
    model_config = ConfigDict(
        from_attributes=True, frozen=True, validate_by_name=True, validate_by_alias=True
    )


class IndexOut(_Out):
    """Which snapshot of the index a response stands on."""

    digest: str
    built_at: datetime


class CitationOut(_Out):
    """A quote, to the letter, and where it stands in its document."""

    number: int
    passage_id: str
    document_id: str
    title: str
    kind: DocumentKind
    language: str
    label: str
    url: str | None
    permalink: str | None
    article: str | None
    commitment: str | None
    page: int | None
    heading_path: tuple[str, ...]
    quote: str
    start: int
    end: int
    published: date | None
    valid_from: date | None
    valid_to: date | None
    score: float


class SentenceOut(_Out):
    """One sentence of an answer and the numbers of the citations it stands on."""

    text: str
    citations: tuple[int, ...]
    verbatim: bool


class RefusalOut(_Out):
    """Why there is no answer, and the nearest passages all the same."""

    reason: RefusalReason
    message: str
    nearest: tuple[CitationOut, ...]


class AnswerTimings(_Out):
    """Milliseconds that each step took."""

    encode: float
    search: float
    compose: float
    total: float


class AnswerOut(_Out):
    """An answer: quoted sentences with their citations, or a refusal with its reason."""

    id: str
    status: Status
    text: str
    sentences: tuple[SentenceOut, ...]
    citations: tuple[CitationOut, ...]
    refusal: RefusalOut | None
    mode: str
    model: str
    language: str
    index: IndexOut
    created_at: datetime
    timings_ms: AnswerTimings = Field(validation_alias="timings")


class SearchTimings(_Out):
    """Milliseconds that each step took."""

    encode: float
    search: float
    total: float


class HitOut(_Out):
    """A passage that a search found, with the score that orders it and each signal behind it."""

    passage_id: str
    document_id: str
    title: str
    kind: DocumentKind
    language: str
    label: str
    article: str | None
    commitment: str | None
    page: int | None
    text: str
    start: int
    end: int
    score: float
    scores: dict[str, float]


class SearchOut(_Out):
    """What a search found, best first."""

    hits: tuple[HitOut, ...]
    index: IndexOut
    timings_ms: SearchTimings


class DocumentOut(_Out):
    """A document of the index."""

    id: str
    title: str
    kind: DocumentKind
    language: str
    url: str | None
    licence: str | None
    published: date | None
    modified: date | None
    passages: int


class DocumentsOut(_Out):
    """A page of the index's documents, in the order of their titles."""

    documents: tuple[DocumentOut, ...]
    total: int
    index: IndexOut


class PassagePlace(_Out):
    """Where a passage stands in its document."""

    id: str
    label: str
    start: int
    end: int


class WholeDocumentOut(_Out):
    """A document with its text; every offset of the API counts characters of `text`."""

    id: str
    title: str
    kind: DocumentKind
    language: str
    url: str | None
    licence: str | None
    published: date | None
    modified: date | None
    text: str
    passages: tuple[PassagePlace, ...]
    index: IndexOut


class PassageLink(_Out):
    """A passage that another one leads to."""

    passage_id: str
    label: str


class PassageOut(_Out):
    """A passage in its document: `before`, `text` and `after` follow each other to the letter."""

    id: str
    document_id: str
    title: str
    kind: DocumentKind
    language: str
    label: str
    url: str | None
    permalink: str | None
    article: str | None
    commitment: str | None
    page: int | None
    heading_path: tuple[str, ...]
    text: str
    start: int
    end: int
    published: date | None
    valid_from: date | None
    valid_to: date | None
    before: str
    after: str
    content_hash: str
    previous: PassageLink | None
    next: PassageLink | None
    cites: tuple[PassageLink, ...]
    cited_by: tuple[PassageLink, ...]
    index: IndexOut


class LiveOut(_Out):
    """The process runs."""

    status: Literal["ok"] = "ok"


class ReadyOut(LiveOut):
    """The process runs and has an index."""

    index: IndexOut


class ProblemOut(_Out):
    """A problem (RFC 9457): `detail` says what to do."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


class ProblemTypeOut(_Out):
    """What a type of problem means."""

    type: str = Field(validation_alias="uri")
    title: str
    status: int
