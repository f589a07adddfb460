"""What the answer API says, as the chat reads it: no more than what a person is shown."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict


class _Said(BaseModel):
    """Fields that the chat does not show are ignored, so that the API can grow."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Citation(_Said):
    """A quote and where it stands in its document."""

    number: int
    passage_id: str
    title: str
    kind: str
    label: str
    quote: str
    start: int
    end: int
    language: str | None = None
    url: str | None = None
    permalink: str | None = None
    page: int | None = None
    heading_path: tuple[str, ...] = ()
    published: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None


class Sentence(_Said):
    """One sentence of an answer and the numbers of the citations it stands on."""

    text: str
    citations: tuple[int, ...]
    verbatim: bool = True


class Refusal(_Said):
    """Why there is no answer, and the nearest passages all the same."""

    reason: str
    message: str
    nearest: tuple[Citation, ...] = ()


class Answer(_Said):
    """An answer: quoted sentences with their citations, or a refusal.

    `notes` are the service's own sentences about the quotes.
    """

    id: str
    status: Literal["answered", "refused"]
    text: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    refusal: Refusal | None = None
    language: str | None = None


class PassageLink(_Said):
    """A passage that another one leads to."""

    passage_id: str
    label: str


class Passage(_Said):
    """A passage in its document: `before`, `text` and `after` follow each other to the letter."""

    id: str
    title: str
    kind: str
    label: str
    text: str
    start: int
    end: int
    before: str = ""
    after: str = ""
    language: str | None = None
    url: str | None = None
    permalink: str | None = None
    page: int | None = None
    heading_path: tuple[str, ...] = ()
    published: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    previous: PassageLink | None = None
    next: PassageLink | None = None
    cites: tuple[PassageLink, ...] = ()
    cited_by: tuple[PassageLink, ...] = ()


class DocumentNamed(_Said):
    """What a problem says of a document that was removed, or that was changed."""

    title: str


class Problem(_Said):
    """A problem (RFC 9457).

    `document` comes with a passage that is no longer there: with `removed_on` where the document
    was removed, else with `changed_on` and the `passage` that stands in its place.
    """

    title: str = ""
    detail: str = ""
    document: DocumentNamed | None = None
    removed_on: date | None = None
    changed_on: date | None = None
    passage: PassageLink | None = None
