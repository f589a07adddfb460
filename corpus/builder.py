"""DocumentBuilder: what every reader writes its blocks into, so that offsets are always right."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from corpus.document import Article, Block, BlockKind, Document, DocumentKind, Link
from corpus.kinds import detect_kind
from corpus.language import detect_language
from corpus.law.abbreviations import short_title as tell_short_title
from corpus.reading import SourceFile
from corpus.text import tidy, without_accents

_MOST_LINKS = 5_000  # of one document
_UNSAFE_ID = re.compile(r"[^A-Za-z0-9._-]+")


def stable_id(name: str) -> str:
    """A document id made from a path, a URL or an id of the source's own."""
    plain = without_accents(name).encode("ascii", "ignore").decode()
    return _UNSAFE_ID.sub("-", plain).strip("-.") or "document"


@dataclass(slots=True)
class DocumentBuilder:
    """Gathers blocks in reading order and keeps their place in the text.

    Blocks are separated by a blank line in the canonical text, list items and the rows of one table
    by a line break.
    """

    _parts: list[str] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _articles: list[Article] = field(default_factory=list)
    _links: list[Link] = field(default_factory=list)
    _coming: list[tuple[str, str]] = field(default_factory=list)
    _length: int = 0
    _boxes: int = 0
    _box: int = 0

    @contextmanager
    def boxed(self) -> Iterator[None]:
        """What is added meanwhile stands in one box; a box within belongs to the outer one."""
        outermost = not self._box
        if outermost:
            self._boxes += 1
            self._box = self._boxes
        try:
            yield
        finally:
            if outermost:
                self._box = 0

    def add(
        self, kind: BlockKind, text: str, *, level: int = 0, page: int | None = None
    ) -> Block | None:
        """Appends a block; None, and nothing written, where `text` has no words."""
        text = tidy(text)
        if not text:
            return None
        if self._blocks:
            items = kind is self._blocks[-1].kind and kind in (
                BlockKind.LIST_ITEM,
                BlockKind.TABLE_ROW,
            )
            self._write("\n" if items else "\n\n")
        head = self._head_above() if kind is BlockKind.TABLE_ROW else None
        return self._append(kind, text, level=level, page=page, head=head)

    def _append(
        self,
        kind: BlockKind,
        text: str,
        *,
        level: int = 0,
        page: int | None = None,
        head: tuple[int, int] | None = None,
    ) -> Block:
        start = self._length
        self._write(text)
        block = Block(kind, start, self._length, level=level, page=page, box=self._box, head=head)
        self._blocks.append(block)
        if self._coming:
            self._place_links(block, text)
        return block

    def _head_above(self) -> tuple[int, int] | None:
        """The head of a row that goes on the table just above: that table's, or its first row."""
        before = self._blocks[-1] if self._blocks else None
        if before is None or before.kind is not BlockKind.TABLE_ROW:
            return None
        return before.head or (before.start, before.end)

    def heading(self, text: str, *, level: int, page: int | None = None) -> Block | None:
        """Appends a heading of `level` 1 to 6; it is written on one line."""
        return self.add(BlockKind.HEADING, " ".join(text.split()), level=level, page=page)

    def paragraph(self, text: str, *, page: int | None = None) -> Block | None:
        """Appends a paragraph."""
        return self.add(BlockKind.PARAGRAPH, text, page=page)

    def list_item(self, text: str, *, level: int = 1, page: int | None = None) -> Block | None:
        """Appends an item of a list; its marker ("1°", "-") is part of `text` where it matters."""
        return self.add(BlockKind.LIST_ITEM, text, level=level, page=page)

    def table_row(self, text: str, *, page: int | None = None) -> Block | None:
        """Appends a row of a table, its cells joined by " | ".

        Right after another row it goes on that one's table, of which the first row is the head.
        """
        return self.add(BlockKind.TABLE_ROW, text, page=page)

    def table(
        self, rows: Iterable[Sequence[str]], *, head: int = 1, page: int | None = None
    ) -> None:
        """Appends a table of its own: its rows that have words.

        The first `head` rows name the columns: passages that are cut from them have them in their
        context. 0 says that the table has no such rows.
        """
        begun, named = False, None
        for place, row in enumerate(rows):
            text = tidy(" | ".join(" ".join(cell.split()) for cell in row))
            if not text.strip(" |"):
                continue
            if self._blocks:
                self._write("\n" if begun else "\n\n")
            begun = True
            if place < head:
                block = self._append(BlockKind.TABLE_ROW, text, page=page)
                named = (named[0] if named else block.start, block.end)
            else:
                self._append(BlockKind.TABLE_ROW, text, page=page, head=named)
        if begun and self._coming:
            self._place_links(self._blocks[-1], None)

    def article(self, article: Article) -> None:
        """Records a provision whose words have been appended already."""
        self._articles.append(article)

    def link(self, start: int, end: int, target: str) -> None:
        """Records that the words from `start` to `end`, appended already, lead to an address."""
        self._links.append(Link(start, end, target))

    def coming_link(self, words: str, target: str) -> None:
        """Records that `words`, which stand in the block to be appended next, lead to an address.

        Where the block has them otherwise, all of it is taken for them. In a table, they are looked
        for row by row. No more than some thousand links of a document are kept.
        """
        if len(self._links) + len(self._coming) < _MOST_LINKS:
            self._coming.append((" ".join(tidy(words).split()), target))

    def _place_links(self, block: Block, text: str | None) -> None:
        """Places the links that were to come in the text of a block; without it, in all of it."""
        at = 0
        waiting: list[tuple[str, str]] = []
        for words, target in self._coming:
            found = text.find(words, at) if text and words else -1
            if found >= 0:
                at = found + len(words)
                self.link(block.start + found, block.start + at, target)
            elif text is not None and block.kind is BlockKind.TABLE_ROW:
                waiting.append((words, target))
            else:
                self.link(block.start, block.end, target)
        self._coming = waiting

    @property
    def text(self) -> str:
        """The canonical text written so far."""
        return "".join(self._parts)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks written so far, in reading order."""
        return tuple(self._blocks)

    @property
    def length(self) -> int:
        """Characters written so far."""
        return self._length

    def build(
        self,
        *,
        file: SourceFile | None = None,
        source_path: str = "",
        id: str | None = None,
        title: str | None = None,
        kind: DocumentKind | None = None,
        language: str | None = None,
        short_title: str | None = None,
        url: str | None = None,
        published: date | None = None,
        modified: date | None = None,
        licence: str | None = None,
        publisher: str | None = None,
        aliases: tuple[str, ...] = (),
        recognised: tuple[tuple[int, int], ...] = (),
    ) -> Document:
        """The document. Id, titles, kind and language are told from the content where not given.

        What the source of `file` says of it goes before what is given here, but for its address;
        `source_path` is the file's own unless the file holds several documents.
        """
        text = self.text
        if file is not None:
            if source_path in ("", file.path):
                source_path, title = file.path, file.title or title
                url, published = file.link or url, file.published or published
            kind, language = file.kind or kind, file.language or language
            licence, publisher = file.licence or licence, file.publisher or publisher
            url = url or file.url
        title = " ".join(tidy(title or self._first_heading(text) or source_path).split())
        kind = kind or detect_kind(title, text, tuple(self._blocks), tuple(self._articles))
        language = language or detect_language(text or title)
        return Document(
            id=stable_id(id or source_path),
            kind=kind,
            title=title,
            text=text,
            language=language,
            blocks=tuple(self._blocks),
            articles=tuple(self._articles),
            short_title=short_title or tell_short_title(title, kind=kind, language=language),
            source_path=source_path,
            url=url,
            published=published,
            modified=modified,
            licence=licence,
            publisher=publisher,
            aliases=aliases,
            recognised=recognised,
            links=tuple(self._links),
        )

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _first_heading(self, text: str) -> str | None:
        for block in self._blocks:
            if block.kind is BlockKind.HEADING:
                return text[block.start : block.end]
        return None
