"""Citation: a verbatim quote, where it stands, and whether the law has moved on since."""

from dataclasses import dataclass
from datetime import date

from corpus.document import DocumentKind
from index.currency import CurrencyState


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
class NamedArticle:
    """An article that the words of a quote name, from `start` to `end` of the quote's document.

    `passage_id` is the passage that holds it, or the item of it that is named: what
    `GET /v1/passages/{id}` gives the text of.
    """

    passage_id: str
    document_id: str
    label: str
    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote and where it stands: `document.text[start:end] == quote`, always.

    `number` counts from 1 in the order of the answer. `label` is what a jurist would write.
    `url` is the document's public address, `permalink` the passage's own where it has one.
    `official` is false for what Parvis wrote itself. `currency` is there for what is no law and
    cites some. `names` are the articles of the index that the quote names, in its order.
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
    publisher: str | None = None
    licence: str | None = None
    official: bool = True
    published: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    language: str = "fr"
    currency: Currency | None = None
    names: tuple[NamedArticle, ...] = ()

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.quote):
            raise ValueError(
                f"citation {self.number} runs from {self.start} to {self.end}, "
                f"but its quote has {len(self.quote)} characters"
            )
