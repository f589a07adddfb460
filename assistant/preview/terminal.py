"""What was read, as a terminal shows it."""

import textwrap
from collections.abc import Iterator
from itertools import islice

from assistant.preview.lines import Line, lines_of
from assistant.preview.read_documents import Preview, ReadDocument
from corpus.document import BlockKind, DocumentKind

_WIDTH = 88
_HEADINGS = 40
_FIRST = 12
_SHOWN = 40
_GUTTER = 5
_MISSING = "[words not read]"
_KINDS = {
    DocumentKind.LAW: "law",
    DocumentKind.ACTION_PLAN: "action plan",
    DocumentKind.CONCEPT_NOTE: "concept note",
    DocumentKind.PAGE: "page",
}
_LANGUAGES = {"fr": "French", "en": "English"}


def preview_as_text(preview: Preview, *, whole: bool) -> Iterator[str]:
    """The lines for a person: each document, then what was left out, refused and warned of.

    `whole` gives all the text of the documents, instead of their headings and first lines.
    """
    for read in preview.documents:
        yield from _document(read, whole=whole)
        yield ""
    if preview.documents:
        yield (
            "The number at the left is that of the passage that can answer and be quoted; what has "
            "none is context."
            if whole
            else "--text shows the whole text, with the bounds of every passage."
        )
    yield from _list("Left out", [f"{one.path}: {one.reason}" for one in preview.left_out])
    yield from _list(
        "Rejected", [f"{one.path}: {one.reason}; {one.remedy}" for one in preview.rejected]
    )
    yield from _list("Warnings", [str(one) for one in preview.warnings])


def _document(read: ReadDocument, *, whole: bool) -> Iterator[str]:
    document = read.document
    yield document.title
    yield "=" * min(len(document.title), _WIDTH)
    facts = {
        "File": read.path,
        "Id": document.id,
        "Kind": _KINDS[document.kind],
        "Language": _LANGUAGES.get(document.language, document.language),
        "Published": document.published.isoformat() if document.published else "no date",
        "Licence": document.licence or "none told",
        "Link": document.url or "none: citations will not lead to the source",
        "Holds": ", ".join(_counts(read)),
    }
    for name, told in facts.items():
        yield f"{name:<10} {told}"
    if read.articles:
        numbers = ", ".join(one.number for one in read.articles)
        yield from textwrap.wrap(
            f"{'Articles':<10} {numbers}", _WIDTH, subsequent_indent=" " * 11, max_lines=6
        )
    yield ""
    if whole:
        for line in lines_of(read):
            yield from _line(line)
        return
    yield from _outline(read)
    for line in islice(lines_of(read), _FIRST):
        yield from _line(line)
    more = len(document.blocks) - _FIRST
    if more > 0:
        yield f"{'':>{_GUTTER}}   … {more:,} more"


def _counts(read: ReadDocument) -> Iterator[str]:
    document = read.document
    for number, noun in (
        (read.pages, "page"),
        (len(document.blocks), "block"),
        (len(read.articles), "article"),
        (len(read.passages), "passage"),
        (len(document.text), "character"),
    ):
        if number or noun in ("passage", "character"):
            yield f"{number:,} {noun}{'' if number == 1 else 's'}"


def _outline(read: ReadDocument) -> Iterator[str]:
    """The headings, without those of articles, which have been listed."""
    document = read.document
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    if len(headings) < 2:
        return
    yield "Headings"
    for block in headings[:_HEADINGS]:
        words = " ".join(document.text[block.start : block.end].split())
        yield f"{'  ' * block.level}{textwrap.shorten(words, _WIDTH - 12, placeholder='…')}"
    if len(headings) > _HEADINGS:
        yield f"  … {len(headings) - _HEADINGS:,} more"
    yield ""


def _line(line: Line) -> Iterator[str]:
    if line.page is not None:
        yield f"{'':>{_GUTTER}} ── page {line.page} {'─' * 40}"
    for warning in line.warnings:
        yield f"{'':>{_GUTTER}} ! {warning.message}"
    for number in line.articles:
        yield f"{'':>{_GUTTER}} § article {number}"
    if line.commitment is not None:
        yield f"{'':>{_GUTTER}} § commitment {line.commitment}"
    mark = _mark(line)
    for place, stretch in enumerate(line.stretches):
        words = "".join(_MISSING if part is None else part for part in stretch.parts)
        number = "" if stretch.passage is None else str(stretch.passage)
        bar = "│" if stretch.passage is not None else " "
        opening = mark if place == 0 else " " * len(mark)
        for row, text in enumerate(_wrapped(words, _WIDTH - _GUTTER - 3 - len(mark))):
            shown = number if stretch.begins and row == 0 else ""
            yield f"{shown:>{_GUTTER}} {bar} {opening if row == 0 else ' ' * len(mark)}{text}"


def _mark(line: Line) -> str:
    match line.kind:
        case BlockKind.HEADING:
            return f"{'#' * max(1, line.level)} "
        case BlockKind.LIST_ITEM:
            return f"{'  ' * (max(1, line.level) - 1)}• "
        case BlockKind.TABLE_ROW:
            return "| "
        case _:
            return ""


def _wrapped(words: str, width: int) -> list[str]:
    return [
        part
        for row in words.split("\n")
        for part in textwrap.wrap(row, max(20, width), break_on_hyphens=False)
    ]


def _list(title: str, rows: list[str]) -> Iterator[str]:
    if not rows:
        return
    yield f"{title}: {len(rows):,}"
    for row in rows[:_SHOWN]:
        yield f"  {row}"
    if len(rows) > _SHOWN:
        yield f"  … and {len(rows) - _SHOWN:,} more: --json lists them all"
