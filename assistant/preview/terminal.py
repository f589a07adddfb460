"""What was read, as a terminal shows it."""

import textwrap
from collections.abc import Iterator
from itertools import islice

from assistant.preview.lines import Line, lines_of
from assistant.preview.read_documents import Preview, ReadDocument
from assistant.preview.words import counts_of, message_in, words_in
from assistant.translation.locale import Language
from corpus.document import BlockKind

_WIDTH = 88
_HEADINGS = 40
_FIRST = 12
_SHOWN = 40
_GUTTER = 5
_LABEL = 11


def preview_as_text(preview: Preview, *, whole: bool, language: Language) -> Iterator[str]:
    """The lines for a person: each document, then what was left out, refused and warned of.

    `whole` gives all the text of the documents, instead of their headings and first lines. What is
    said of them is in `language`.
    """
    words = words_in(language)
    for read in preview.documents:
        yield from _document(read, whole=whole, language=language)
        yield ""
    if preview.documents:
        yield words["whole" if whole else "outline"]
    for name, rows in (
        ("left-out", [f"{one.path}: {one.reason}" for one in preview.left_out]),
        ("rejected", [f"{one.path}: {one.reason}; {one.remedy}" for one in preview.rejected]),
        ("warnings", [str(one) for one in preview.warnings]),
    ):
        yield from _list(f"{words[name]}{words[':']}", rows, language)


def _document(read: ReadDocument, *, whole: bool, language: Language) -> Iterator[str]:
    document, words = read.document, words_in(language)
    yield document.title
    yield "=" * min(len(document.title), _WIDTH)
    facts = {
        "file": read.path,
        "id": document.id,
        "kind": words[document.kind.value].lower(),
        "language": words.get(document.language, document.language),
        "published": document.published.isoformat() if document.published else words["no-date"],
        "licence": document.licence or words["no-licence"],
        "link": document.url or words["no-link"],
        "holds": counts_of(read, language),
    }
    for name, told in facts.items():
        yield f"{words[name]:<{_LABEL}} {told}"
    if read.articles:
        numbers = ", ".join(one.number for one in read.articles)
        yield from textwrap.wrap(
            f"{words['articles']:<{_LABEL}} {numbers}",
            _WIDTH,
            subsequent_indent=" " * (_LABEL + 1),
            max_lines=6,
        )
    yield ""
    if whole:
        for line in lines_of(read):
            yield from _line(line, language)
        return
    yield from _outline(read, language)
    for line in islice(lines_of(read), _FIRST):
        yield from _line(line, language)
    more = len(document.blocks) - _FIRST
    if more > 0:
        yield f"{'':>{_GUTTER}}   {message_in(language, f'… and {more:,} more')}"


def _outline(read: ReadDocument, language: Language) -> Iterator[str]:
    """The headings, without those of articles, which have been listed."""
    document = read.document
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    if len(headings) < 2:
        return
    yield words_in(language)["headings"]
    for block in headings[:_HEADINGS]:
        words = " ".join(document.text[block.start : block.end].split())
        yield f"{'  ' * block.level}{textwrap.shorten(words, _WIDTH - 12, placeholder='…')}"
    if len(headings) > _HEADINGS:
        more = f"… and {len(headings) - _HEADINGS:,} more"
        yield f"  {message_in(language, more)}"
    yield ""


def _line(line: Line, language: Language) -> Iterator[str]:
    words = words_in(language)
    if line.page is not None:
        yield f"{'':>{_GUTTER}} ── {words['page'].lower()} {line.page} {'─' * 40}"
    for warning in line.warnings:
        yield f"{'':>{_GUTTER}} ! {message_in(language, warning.message)}"
    for number in line.articles:
        yield f"{'':>{_GUTTER}} § {words['article']} {number}"
    if line.commitment is not None:
        yield f"{'':>{_GUTTER}} § {words['commitment']} {line.commitment}"
    mark = _mark(line)
    for place, stretch in enumerate(line.stretches):
        text = "".join(f"[{words['missing']}]" if one is None else one for one in stretch.parts)
        number = "" if stretch.passage is None else str(stretch.passage)
        bar = "│" if stretch.passage is not None else " "
        opening = mark if place == 0 else " " * len(mark)
        for row, part in enumerate(_wrapped(text, _WIDTH - _GUTTER - 3 - len(mark))):
            shown = number if stretch.begins and row == 0 else ""
            yield f"{shown:>{_GUTTER}} {bar} {opening if row == 0 else ' ' * len(mark)}{part}"


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


def _list(title: str, rows: list[str], language: Language) -> Iterator[str]:
    if not rows:
        return
    yield f"{title} {len(rows):,}"
    for row in rows[:_SHOWN]:
        yield f"  {message_in(language, row)}"
    if len(rows) > _SHOWN:
        more = f"… and {len(rows) - _SHOWN:,} more: --json lists them all"
        yield f"  {message_in(language, more)}"
