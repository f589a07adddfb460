"""Citations as the HTTP contract has them, and the base of all responses."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from corpus.document import DocumentKind
from index.currency import CurrencyState


class Out(BaseModel):
    """A response, or a part of one: frozen, and made of the records that it shows."""

    model_config = ConfigDict(
        from_attributes=True, frozen=True, validate_by_name=True, validate_by_alias=True
    )


class CitedArticleOut(Out):
    """An article that a page cites, in force as it is `since` that day."""

    passage_id: str
    document_id: str
    label: str
    article: str
    since: date
    changed: bool | None = Field(description="After the page's day; null where it has none.")


class CurrencyOut(Out):
    """Whether the articles that a page cites have changed since its day, and so said."""

    state: CurrencyState
    day: date | None
    cited: int
    articles: tuple[CitedArticleOut, ...]
    text: str
    language: str


class NamedArticleOut(Out):
    """An article that a quote names: `start` to `end` of its document are the words that do."""

    passage_id: str = Field(description="Ask /v1/passages/{passage_id} for its text.")
    document_id: str
    label: str
    article: str
    start: int
    end: int


class CitationOut(Out):
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
    publisher: str | None
    licence: str | None
    official: bool = Field(description="False for what Parvis wrote itself.")
    quote: str
    start: int
    end: int
    published: date | None
    valid_from: date | None
    valid_to: date | None
    currency: CurrencyOut | None = None
    names: tuple[NamedArticleOut, ...] = ()
    score: float
