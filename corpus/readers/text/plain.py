"""Plain text: paragraphs, items and headings found again in lines that were wrapped for paper."""

from collections.abc import Sequence
from functools import partial
from pathlib import PurePath

from corpus.builder import DocumentBuilder
from corpus.decoding import decode
from corpus.document import BlockKind
from corpus.errors import UnreadableFile
from corpus.kinds import law_title
from corpus.readers.hyphenation.hyphens import mend_cut_words, told_of_cut_words
from corpus.readers.text.assembly import Assembly, Chunk
from corpus.readers.text.lines import (
    drawn_table,
    lines_of,
    refuse_many_lines,
)
from corpus.readers.text.org import is_org, org_title, write_org
from corpus.readers.text.outline import (
    levels,
    may_be_title,
)
from corpus.readers.titles import first_words, is_part_name, title_for
from corpus.reading import Reading, SourceFile

_MOST_LINES = 1_000_000  # twelve seconds; the largest French code has a fifth as many
_LONGEST_TITLE = 250
_FARTHEST_TITLE = 1_000  # characters before a heading that names only what comes after it


def read(file: SourceFile) -> Reading:
    """The document that a file of plain text holds."""
    where = file.where
    text, warning = decode(file.raw, path=where)
    refuse_many_lines(text, most=_MOST_LINES, where=where)
    text, cut = mend_cut_words(text)
    builder = DocumentBuilder()
    title = org_title(text)
    unread: tuple[str, ...] = ()
    if is_org(text, named=PurePath(file.path).suffix.lower() == ".org"):
        unread = write_org(builder, text, partial(write_text, titled=False))
    else:
        write_text(builder, text)
        if drawn := drawn_table(text):
            line = text.count("\n", 0, drawn[0]) + 1
            unread = (f"line {line}: {drawn[1]}",)
    if not builder.length:
        raise UnreadableFile(where, "it holds no text", "write its text, or take it out")
    document = builder.build(
        file=file,
        title=title or _title(builder, file.path),
    )
    return Reading((document,), (), file.warnings(warning, told_of_cut_words(cut), *unread))


def _title(builder: DocumentBuilder, path: str) -> str:
    """The title by the first heading, where it stands near the beginning, else by the words."""
    first = next((one for one in builder.blocks if one.kind is BlockKind.HEADING), None)
    if first is not None and first.start > _FARTHEST_TITLE:
        return first_words(builder.text)
    return title_for(builder, path, file_names=False)


def write_text(builder: DocumentBuilder, text: str, *, titled: bool = True) -> None:
    """Appends plain text to `builder`: wrapped lines are joined, headings and items told.

    `titled` says that the text may begin with its own title.
    """
    chunks = Assembly(lines_of(text)).chunks()
    own = _law_title(chunks) if titled else None
    if own is not None:
        for chunk in chunks[:own]:
            chunk.kind = BlockKind.PARAGRAPH
        chunks[own].kind = BlockKind.HEADING
    elif titled:
        _name_title(chunks)
    headings = [chunk for chunk in chunks if chunk.kind is BlockKind.HEADING]
    titled = own is not None or (
        titled
        and bool(headings)
        and headings[0] is chunks[0]
        and may_be_title(headings[0].rank)
        and not is_part_name(headings[0].words)
    )
    places = levels([heading.rank for heading in headings], titled=titled)
    for heading, level in zip(headings, places, strict=True):
        heading.level = level
    for chunk in chunks:
        if chunk.kind is BlockKind.HEADING:
            builder.heading(chunk.words, level=chunk.level, page=chunk.page)
        else:
            builder.add(chunk.kind, chunk.words, level=chunk.level, page=chunk.page)


def _law_title(chunks: Sequence[Chunk]) -> int | None:
    """The place of a law's own title, under its letterhead."""
    builder = DocumentBuilder()
    for chunk in chunks:
        builder.add(chunk.kind, chunk.words)
    title = law_title(builder.text, builder.blocks, first=True)
    return None if title is None else builder.blocks.index(title)


def _name_title(chunks: list[Chunk]) -> None:
    """Makes a heading of a first paragraph that can only be the title."""
    if len(chunks) < 2 or chunks[0].kind is not BlockKind.PARAGRAPH:
        return
    first = chunks[0]
    begins_well = first.words[0].isupper() or first.words[0] in '«“"'
    if begins_well and len(first.words) <= _LONGEST_TITLE and first.text[-1] not in ".,;:!…":
        first.kind = BlockKind.HEADING
