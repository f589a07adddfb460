"""Answer: quoted sentences and their citations, or a refusal with its reason."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from corpus.document import DocumentKind


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


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote and where it stands: `document.text[start:end] == quote`, always.

    `number` counts from 1 in the order of the answer. `label` is what a jurist would write.
    `url` is the document's public address, `permalink` the passage's own where it has one.
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
class Refusal:
    """Why there is no answer, said to a person, and the nearest passages all the same."""

    reason: RefusalReason
    message: str
    nearest: tuple[Citation, ...] = ()


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

    `notes` are sentences of the service's own about its quotes, which are no quotes themselves.
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
