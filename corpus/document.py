"""Document: one canonical text, and where its structure stands in it."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class DocumentKind(StrEnum):
    """What a document is to a citizen; it decides how the document is split and labelled."""

    LAW = "law"
    ACTION_PLAN = "action_plan"
    CONCEPT_NOTE = "concept_note"
    PAGE = "page"


class BlockKind(StrEnum):
    """What a stretch of text is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the document's text that is read as one thing: a heading, a paragraph, an item.

    `start` and `end` count characters of `Document.text`. `level` is 1 to 6 for headings and the
    nesting depth, from 1, for list items; 0 otherwise. `page` counts from 1. `box` numbers, from 1,
    the boxes and quotations set apart from the main text, which is 0: a heading in a box rules the
    rest of that box and nothing after it. `head` is, for a row of a table, where the rows stand
    that name its columns; None for these themselves, and where a table has none.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    page: int | None = None
    box: int = 0
    head: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a block runs from {self.start} to {self.end}: it must not be empty")


@dataclass(frozen=True, slots=True)
class Article:
    """A numbered provision of a law, as its structured source gives it.

    `start` and `end` span the provision's own words, without its number. `number` is written as in
    the source ("L311-1", "R*132-4", "12 bis"). `valid_to` is the first day on which the version no
    longer holds, None where it has no end in sight. `source_id` is the source's own name for this
    version, `version_ids` those of the article's other versions, and `section_ids` of the sections
    that hold it: links may name any of them.
    """

    number: str
    start: int
    end: int
    heading_path: tuple[str, ...] = ()
    source_id: str | None = None
    permalink: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    version_ids: tuple[str, ...] = ()
    section_ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(
                f"article {self.number} runs from {self.start} to {self.end}: it must not be empty"
            )


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a document, from `start` to `end` of its text, that lead to `target`, an address."""

    start: int
    end: int
    target: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a link runs from {self.start} to {self.end}: it must not be empty")


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was published, reduced to one canonical text.

    Every offset in the system counts characters of `text`. `id` is stable across rebuilds and is
    made of letters, digits, "-", "_" and "." only. `short_title` is how a jurist abbreviates the
    title ("CRPA"), where one is known. `source_path` is the path, or URL, that reports name, and
    `other_paths` are those of its copies. `recognised` are the stretches of `text`, each from its
    start to its end, whose words a program recognised from a picture: no quote of them goes without
    that mark. `links` are kept where the address may tell what is cited.
    """

    id: str
    kind: DocumentKind
    title: str
    text: str = field(repr=False)
    language: str = "fr"
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    articles: tuple[Article, ...] = field(default=(), repr=False)
    short_title: str | None = None
    source_path: str = ""
    url: str | None = None
    published: date | None = None
    modified: date | None = None
    licence: str | None = None
    publisher: str | None = None
    aliases: tuple[str, ...] = ()
    recognised: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    other_paths: tuple[str, ...] = ()
    links: tuple[Link, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        length = len(self.text)
        parts: tuple[Block | Article | Link, ...] = (*self.blocks, *self.articles, *self.links)
        ends = [part.end for part in parts]
        if ends and max(ends) > length:
            raise ValueError(
                f"document {self.id} has {length} characters, but a part of it ends at {max(ends)}"
            )

    def is_recognised(self, start: int, end: int) -> bool:
        """Whether any word between two places of the text was recognised from a picture."""
        return any(first < end and start < last for first, last in self.recognised)

    @property
    def content_hash(self) -> str:
        """SHA-256 of the canonical text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()
