"""SourceFile and Reading: what a reader is given and what it gives back."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from corpus.document import Document, DocumentKind
from corpus.fields import USUAL_FIELDS, FieldNames


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The bytes of one file and what its source says of it.

    `path` is the path or URL that ids are made from where the content gives none; `location` is
    where the file lies, for reports, where that differs. `fields` are the names of those of its
    front matter. `day` is that on which it is read, for what expires or is not published yet, and
    `ocr` asks that pages which are pictures be read by a text recogniser. What else is given
    overrides what the content says, but for `url`, which is only the file's own address; `title`,
    `link` and `published` are of a file that is one document.
    """

    path: str
    raw: bytes = field(repr=False)
    url: str | None = None
    kind: DocumentKind | None = None
    language: str | None = None
    licence: str | None = None
    publisher: str | None = None
    location: str | None = None
    fields: FieldNames = USUAL_FIELDS
    day: date = field(default_factory=lambda: datetime.now(UTC).date())
    ocr: bool = False
    title: str | None = None
    link: str | None = None
    published: date | None = None

    @property
    def where(self) -> str:
        """The name of the file for a person."""
        return self.location or self.path

    def warnings(self, *messages: str | None) -> "tuple[ReadingWarning, ...]":
        """A warning about this file for each message; None is no message."""
        return tuple(self.warning(message) for message in messages if message)

    def warning(self, message: str, *, page: int | None = None) -> "ReadingWarning":
        """A warning about this file."""
        return ReadingWarning(self.where, message, page)


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """What was not read of a file, or read on a guess: `message` says what, and at which place.

    `path` is the file as reports name it, empty where no one file is meant; `page` counts from 1.
    """

    path: str
    message: str
    page: int | None = None

    def __str__(self) -> str:
        place = self.path if self.page is None else f"{self.path}, page {self.page}"
        return f"{place}: {self.message}" if place else self.message


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A document, or a file, that is not indexed on purpose, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file held, and what could not be read of it."""

    documents: tuple[Document, ...]
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()
