"""Answer: quoted sentences and their citations, or a refusal with its reason."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Self

from corpus.document import DocumentKind
from index.currency import CurrencyState


class Status(StrEnum):
    """Whether there is an answer."""

    ANSWERED = "answered"
    REFUSED = "refused"


class RefusalReason(StrEnum):
    """Why there is no answer from the documents."""

    OUT_OF_SCOPE = "out_of_scope"
    INSUFFICIENT_EVIDENCE = "insufficient_evidence"
    NEEDS_PRECISION = "needs_precision"
    PERSONAL_CASE = "personal_case"
    UNSAFE = "unsafe"
    SMALL_TALK = "small_talk"
    DISTRESS = "distress"


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """An article that the document of a quote cites, in force as it is `since` that day.

    `changed` says whether that is after the document's own day; None where it has none.
    """

    passage_id: str
    document_id: str
    label: str
    article: str
    since: date
    changed: bool | None


@dataclass(frozen=True, slots=True)
class Currency:
    """Whether the articles that a document cites have changed since its `day`, and so said.

    `cited` counts these articles; `articles` names them, those that changed first, as far as a
    reader can take them in.
    """

    state: CurrencyState
    day: date | None
    cited: int
    articles: tuple[CitedArticle, ...]
    text: str
    language: str = "fr"


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote and where it stands: `document.text[start:end] == quote`, always.

    `number` counts from 1 in the order of the answer. `label` is what a jurist would write.
    `url` is the document's public address, `permalink` the passage's own where it has one.
    `currency` is there for what is no law and cites some.
    """

    number: int
    passage_id: str
    document_id: str
    title: str
    kind: DocumentKind
    label: str
    quote: str
    start: int
    end: int
    score: float
    url: str | None = None
    permalink: str | None = None
    article: str | None = None
    commitment: str | None = None
    page: int | None = None
    heading_path: tuple[str, ...] = ()
    published: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    language: str = "fr"
    currency: Currency | None = None

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.quote):
            raise ValueError(
                f"citation {self.number} runs from {self.start} to {self.end}, "
                f"but its quote has {len(self.quote)} characters"
            )


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the answer and the numbers of the citations that it stands on."""

    text: str
    citations: tuple[int, ...]
    verbatim: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """An official page that a refusal sends to."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer, said to a person, and the nearest passages all the same."""

    reason: RefusalReason
    message: str
    nearest: tuple[Citation, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexStamp:
    """Which snapshot of the index an answer stands on."""

    digest: str
    built_at: datetime


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds that each step took."""

    encode: float = 0.0
    search: float = 0.0
    compose: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service says to a question: sentences with citations, or a refusal.

    Made by `answered` or by `refused`. `notes` are sentences of the service's own about its quotes,
    which are no quotes themselves.
    """

    id: str
    status: Status
    index: IndexStamp
    created_at: datetime
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    refusal: Refusal | None = None
    mode: str = "extractive"
    model: str = ""
    language: str = "fr"
    timings: Timings = field(default_factory=Timings)

    def __post_init__(self) -> None:
        if (self.status is Status.REFUSED) != (self.refusal is not None):
            raise ValueError(
                f"the status is {self.status.value}, but the refusal is {self.refusal}"
            )
        known = {citation.number for citation in self.citations}
        for sentence in self.sentences:
            if not sentence.citations or not known.issuperset(sentence.citations):
                raise ValueError(
                    f"a sentence stands on citations {sentence.citations}, the answer has {known}"
                )

    @classmethod
    def answered(
        cls,
        sentences: tuple[Sentence, ...],
        citations: tuple[Citation, ...],
        *,
        notes: tuple[str, ...] = (),
        index: IndexStamp,
        model: str,
        language: str,
        timings: Timings,
    ) -> Self:
        """An answer of its own, in sentences that stand on citations."""
        return cls(
            id=uuid.uuid4().hex,
            status=Status.ANSWERED,
            index=index,
            created_at=datetime.now(UTC),
            sentences=sentences,
            citations=citations,
            notes=notes,
            model=model,
            language=language,
            timings=timings,
        )

    @classmethod
    def refused(
        cls,
        refusal: Refusal,
        *,
        index: IndexStamp,
        model: str,
        language: str,
        timings: Timings,
    ) -> Self:
        """A refusal of its own."""
        return cls(
            id=uuid.uuid4().hex,
            status=Status.REFUSED,
            index=index,
            created_at=datetime.now(UTC),
            refusal=refusal,
            model=model,
            language=language,
            timings=timings,
        )

    @property
    def private(self) -> bool:
        """Whether nothing of it may be kept: it answers someone in distress."""
        return self.refusal is not None and self.refusal.reason is RefusalReason.DISTRESS

    @property
    def text(self) -> str:
        """The sentences, each followed by the numbers of its citations; a refusal's message."""
        if self.refusal is not None:
            return self.refusal.message
        quoted = (
            f"{sentence.text} {''.join(f'[{number}]' for number in sentence.citations)}"
            for sentence in self.sentences
        )
        return " ".join((*quoted, *self.notes))
