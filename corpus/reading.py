"""SourceFile and Reading: what a reader is given and what it gives back."""

from dataclasses import dataclass, field

from corpus.document import Document, DocumentKind
from corpus.fields import USUAL_FIELDS, FieldNames


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The bytes of one file and what its source says of it.

    `path` is the path or URL that ids are made from where the content gives none; `location` is
    where the file lies, for reports, where that differs. `fields` are the names of those of its
    front matter. What else is given overrides what the content says, but for `url`, which is only
    the file's own address.
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


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A document, or a file, that is not indexed on purpose, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file held. `warnings` are sentences about what could not be read of it."""

    documents: tuple[Document, ...]
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()
