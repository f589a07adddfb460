"""Answer: quoted sentences and their citations, what is only near, or a refusal with its reason."""

import uuid
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Self

from assistant.citation import Citation


class Status(StrEnum):
    """Whether there is an answer: one, only passages on its subject, or none."""

    ANSWERED = "answered"
    NEAR = "near"
    REFUSED = "refused"


class Role(StrEnum):
    """What a sentence does in its answer; `other` where no cue is certain.

    `plain` says the rule in the plain words of an official page, before the law that founds it.
    """

    PLAIN = "plain"
    RULE = "rule"
    EXCEPTION = "exception"
    DELAY = "delay"
    WHOM = "whom"
    REMEDY = "remedy"
    OTHER = "other"


class FigureKind(StrEnum):
    """What kind of figure a question asks for."""

    DELAY = "delay"
    AMOUNT = "amount"
    DATE = "date"
    NUMBER = "number"
    AGE = "age"


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
class Sentence:
    """One sentence of the answer and the numbers of the citations that it stands on.

    `cut_before` and `cut_after` say that what was quoted of an alinéa goes on before or after it:
    a reader is shown "[…]". `folded` numbers the citations of what belongs here and is shown on
    demand: the items of a list that the question does not ask for.
    """

    text: str
    citations: tuple[int, ...]
    verbatim: bool = True
    role: Role = Role.OTHER
    cut_before: bool = False
    cut_after: bool = False
    folded: tuple[int, ...] = ()

    @property
    def marked(self) -> str:
        """Its text with "[…]" where it is cut, and the numbers of its citations."""
        before, after = "[…] " * self.cut_before, " […]" * self.cut_after
        return f"{before}{self.text}{after} {''.join(f'[{one}]' for one in self.citations)}"


@dataclass(frozen=True, slots=True)
class AskedFor:
    """The figure asked for: `text`, in words of the service's own, says it from the quote alone.

    It stands from `start` to `end` of the document, inside the quote of `citation`.
    """

    kind: FigureKind
    text: str
    citation: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class YesOrNo:
    """What the quote of `citation` says, in a word, to a question for a yes or a no."""

    yes: bool
    text: str
    citation: int


@dataclass(frozen=True, slots=True)
class Term:
    """Words of an answer that the documents define, and where."""

    term: str
    definition: Citation


@dataclass(frozen=True, slots=True)
class NextStep:
    """What can be done next, in words of the service's own, and what it stands on."""

    text: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Link:
    """An official page that a refusal sends to."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer, said to a person; where there are any, the nearest passages.

    `choices` are questions, one of which was meant.
    """

    reason: RefusalReason
    message: str
    nearest: tuple[Citation, ...] = ()
    links: tuple[Link, ...] = ()
    choices: tuple[str, ...] = ()


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
class Content:
    """What an answer says.

    `notes` are sentences of the service's own about its quotes, which are no quotes themselves.
    `related` are passages on the subject that are no part of the answer. `about` tells what a
    follow-up was understood to lean on.
    """

    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    asked_for: AskedFor | None = None
    yes_or_no: YesOrNo | None = None
    related: tuple[Citation, ...] = ()
    terms: tuple[Term, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    about: str | None = None

    @property
    def beside(self) -> tuple[Citation, ...]:
        """The citations beside the answer: related passages, definitions, next steps."""
        return (
            *self.related,
            *(term.definition for term in self.terms),
            *(step.citation for step in self.next_steps),
        )


@dataclass(frozen=True, slots=True)
class Answer(Content):
    """What the service says to a question: sentences with citations, what is near, or a refusal.

    Made by `answered` or by `refused`. The numbers of its citations are all different, those beside
    the answer too. What is near has a refusal, with the nearest passages.
    """

    id: str = field(kw_only=True)
    status: Status = field(kw_only=True)
    index: IndexStamp = field(kw_only=True)
    created_at: datetime = field(kw_only=True)
    refusal: Refusal | None = None
    mode: str = "extractive"
    model: str = ""
    language: str = "fr"
    timings: Timings = field(default_factory=Timings)

    def __post_init__(self) -> None:
        if (self.status is Status.ANSWERED) != (self.refusal is None):
            raise ValueError(
                f"the status is {self.status.value}, but the refusal is {self.refusal}"
            )
        if self.status is Status.NEAR and self.refusal is not None and not self.refusal.nearest:
            raise ValueError("the status is near, but there are no nearest passages")
        known = {citation.number for citation in self.citations}
        for sentence in self.sentences:
            named = {*sentence.citations, *sentence.folded}
            if not sentence.citations or not known.issuperset(named):
                raise ValueError(
                    f"a sentence stands on citations {sorted(named)}, the answer has {known}"
                )
        for told in (self.asked_for, self.yes_or_no):
            if told is not None and told.citation not in known:
                raise ValueError(f"{told} names a citation that the answer has not: {known}")
        numbers = [citation.number for citation in (*self.citations, *self.beside)]
        if len(set(numbers)) != len(numbers):
            raise ValueError(f"two citations have one number: {numbers}")

    @classmethod
    def answered(
        cls, content: Content, *, index: IndexStamp, model: str, language: str, timings: Timings
    ) -> Self:
        """An answer of its own, in sentences that stand on citations."""
        return cls(
            **{one.name: getattr(content, one.name) for one in fields(Content)},
            id=uuid.uuid4().hex,
            status=Status.ANSWERED,
            index=index,
            created_at=datetime.now(UTC),
            model=model,
            language=language,
            timings=timings,
        )

    @classmethod
    def refused(
        cls,
        refusal: Refusal,
        *,
        about: str | None = None,
        index: IndexStamp,
        model: str,
        language: str,
        timings: Timings,
    ) -> Self:
        """A refusal of its own; near, where it has nearest passages for want of an answer."""
        near = refusal.reason is RefusalReason.INSUFFICIENT_EVIDENCE and refusal.nearest
        return cls(
            id=uuid.uuid4().hex,
            status=Status.NEAR if near else Status.REFUSED,
            index=index,
            created_at=datetime.now(UTC),
            refusal=refusal,
            about=about,
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
        return " ".join((*(one.marked for one in self.sentences), *self.notes))
