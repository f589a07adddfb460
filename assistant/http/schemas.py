"""Responses: the JSON of the HTTP contract, made from the records."""

from datetime import date, datetime
from typing import Literal, Self

from pydantic import Field

from assistant.answer import FigureKind, RefusalReason, Role, Status
from assistant.http.citation_schemas import CitationOut, CurrencyOut, Out
from corpus.document import Document, DocumentKind
from corpus.law.labels import label
from index.hit import Hit
from index.snapshot.index import Index


class IndexOut(Out):
    """Which snapshot of the index a response stands on."""

    digest: str
    built_at: datetime

    @classmethod
    def of(cls, index: Index) -> Self:
        """Which snapshot `index` is."""
        return cls.model_validate(index.manifest)


class SentenceOut(Out):
    """One sentence of an answer and the numbers of the citations it stands on."""

    text: str
    citations: tuple[int, ...]
    verbatim: bool
    role: Role
    cut_before: bool = Field(description="What it is quoted from goes on before it: show […].")
    cut_after: bool = Field(description="What it is quoted from goes on after it: show […].")
    folded: tuple[int, ...] = Field(
        description="Citations to show on demand: what a list has beside what was asked."
    )


class AskedForOut(Out):
    """The figure asked for, and where it stands in the document of its citation."""

    kind: FigureKind
    text: str = Field(description="In the service's own words, from the quote alone.")
    citation: int
    start: int
    end: int


class YesOrNoOut(Out):
    """What the quote of a citation says, in a word, to a question for a yes or a no."""

    yes: bool
    text: str
    citation: int


class TermOut(Out):
    """Words of an answer that the documents define, and where."""

    term: str
    definition: CitationOut


class NextStepOut(Out):
    """What can be done next, in the service's own words, and what it stands on."""

    text: str
    citation: CitationOut


class LinkOut(Out):
    """An official page that a refusal sends to."""

    label: str
    url: str


class RefusalOut(Out):
    """Why there is no answer, and the nearest passages all the same."""

    reason: RefusalReason
    message: str
    nearest: tuple[CitationOut, ...]
    links: tuple[LinkOut, ...] = ()
    choices: tuple[str, ...] = Field((), description="Questions, one of which was meant.")


class AnswerTimings(Out):
    """Milliseconds that each step took."""

    encode: float
    search: float
    compose: float
    total: float


class AnswerOut(Out):
    """An answer: quoted sentences with their citations, what is near, or a refusal."""

    id: str
    status: Status
    text: str
    sentences: tuple[SentenceOut, ...]
    citations: tuple[CitationOut, ...]
    notes: tuple[str, ...] = Field(
        description="Sentences of the service's own about its quotes; they end `text` too."
    )
    asked_for: AskedForOut | None
    yes_or_no: YesOrNoOut | None
    related: tuple[CitationOut, ...] = Field(
        description="Passages on the subject that are no part of the answer."
    )
    terms: tuple[TermOut, ...]
    next_steps: tuple[NextStepOut, ...]
    about: str | None = Field(description="What a follow-up was understood to lean on.")
    refusal: RefusalOut | None
    mode: str
    model: str
    language: str
    index: IndexOut
    created_at: datetime
    timings_ms: AnswerTimings = Field(validation_alias="timings")


class SearchTimings(Out):
    """Milliseconds that each step took."""

    encode: float
    search: float
    total: float


class HitOut(Out):
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

    @classmethod
    def of(cls, hit: Hit) -> Self:
        """The JSON of `hit`."""
        passage, document = hit.passage, hit.document
        return cls(
            passage_id=passage.id,
            document_id=document.id,
            title=document.title,
            kind=document.kind,
            language=document.language,
            label=label(document, passage),
            article=passage.locator.article,
            commitment=passage.locator.commitment,
            page=passage.locator.page,
            text=passage.text,
            start=passage.start,
            end=passage.end,
            score=hit.score,
            scores=dict(hit.scores),
        )


class SearchOut(Out):
    """What a search found, best first."""

    hits: tuple[HitOut, ...]
    index: IndexOut
    timings_ms: SearchTimings


class _DocumentFields(Out):
    id: str
    title: str
    kind: DocumentKind
    language: str
    url: str | None
    licence: str | None
    published: date | None
    modified: date | None

    @classmethod
    def of(cls, document: Document, **more: object) -> Self:
        """The JSON of `document`, and what only `more` says."""
        known = {name: getattr(document, name) for name in _DocumentFields.model_fields}
        return cls.model_validate(known | more)


class DocumentOut(_DocumentFields):
    """A document of the index."""

    passages: int


class DocumentsOut(Out):
    """A page of the index's documents, in the order of their titles."""

    documents: tuple[DocumentOut, ...]
    total: int
    index: IndexOut


class PassageRange(Out):
    """Where a passage stands in its document."""

    id: str
    label: str
    start: int
    end: int


class WholeDocumentOut(_DocumentFields):
    """A document with its text; every offset of the API counts characters of `text`."""

    text: str
    passages: tuple[PassageRange, ...]
    index: IndexOut


class PassageLink(Out):
    """A passage that another one leads to."""

    passage_id: str
    label: str


class PassageOut(Out):
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
    currency: CurrencyOut | None = None
    before: str
    after: str
    content_hash: str
    previous: PassageLink | None
    next: PassageLink | None
    cites: tuple[PassageLink, ...]
    cited_by: tuple[PassageLink, ...]
    index: IndexOut


class LiveOut(Out):
    """The process runs."""

    status: Literal["ok"] = "ok"


class ReadyOut(LiveOut):
    """The process runs and has an index."""

    index: IndexOut


class ProblemOut(Out):
    """A problem (RFC 9457): `detail` says what to do."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


class ProblemTypeOut(Out):
    """What a type of problem means."""

    type: str = Field(validation_alias="uri")
    title: str
    status: int
