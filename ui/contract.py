"""What the API says of a passage, as its page reads it: no more than what a person is shown."""

from datetime import date

from pydantic import BaseModel, ConfigDict


class _Said(BaseModel):
    """Fields that the page does not show are ignored, so that the API can grow."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class PassageLink(_Said):
    """A passage that another one leads to."""

    passage_id: str
    label: str


class Currency(_Said):
    """Whether the law that a page cites has changed since the page, and so said."""

    state: str
    text: str
    language: str | None = None


class ShownPassage(_Said):
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
    currency: Currency | None = None
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
