"""What was read, as a terminal shows it."""

import textwrap
from collections.abc import Iterator, Mapping
from itertools import islice

from assistant.preview.lines import Line, lines_of
from assistant.preview.read_documents import Preview, ReadDocument
from assistant.preview.words import WORDS, Language, counts
from assistant.translation.catalogue import in_french
from corpus.document import BlockKind

_WIDTH = 88
_HEADINGS = 40
_FIRST = 12
_SHOWN = 40
_GUTTER = 5
_NAMES = 11  # letters of the longest name of a fact


def preview_as_text(preview: Preview, *, whole: bool, language: Language = "en") -> Iterator[str]:
    """The lines for a person: each document, then what was left out, refused and warned of.

    `whole` gives all the text of the documents, instead of their headings and first lines. What is
    ours is in `language`; the documents' own words stay as they are.
    """
    words = WORDS[language]
    for read in preview.documents:
        yield from _document(read, whole=whole, language=language)
        yield ""
    if preview.documents:
        yield words["numbers" if whole else "use-text"]
    refused = [f"{one.path}: {one.reason}; {one.remedy}" for one in preview.rejected]
    left_out = [f"{one.path}: {one.reason}" for one in preview.left_out]
    yield from _list("left-out", left_out, language)
    yield from _list("refused", refused, language)
    yield from _list("warnings", [str(one) for one in preview.warnings], language)


def _document(read: ReadDocument, *, whole: bool, language: Language) -> Iterator[str]:
    document = read.document
    words = WORDS[language]
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
        "holds": counts(read, language),
    }
    for name, told in facts.items():
        yield f"{words[name]:<{_NAMES}} {told}"
    if read.articles:
        numbers = ", ".join(one.number for one in read.articles)
        yield from textwrap.wrap(
            f"{words['articles']:<{_NAMES}} {numbers}",
            _WIDTH,
            subsequent_indent=" " * (_NAMES + 1),
            max_lines=6,
        )
    yield ""
    if whole:
        for line in lines_of(read):
            yield from _line(line, language)
        return
    yield from _outline(read, words)
    for line in islice(lines_of(read), _FIRST):
        yield from _line(line, language)
    more = len(document.blocks) - _FIRST
    if more > 0:
        yield f"{'':>{_GUTTER}}   … {more:,} {words['more']}"


def _outline(read: ReadDocument, words: Mapping[str, str]) -> Iterator[str]:
    """The headings, without those of articles, which have been listed."""
    document = read.document
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    if len(headings) < 2:
        return
    yield words["headings"]
    for block in headings[:_HEADINGS]:
        said = " ".join(document.text[block.start : block.end].split())
        yield f"{'  ' * block.level}{textwrap.shorten(said, _WIDTH - 12, placeholder='…')}"
    if len(headings) > _HEADINGS:
        yield f"  … {len(headings) - _HEADINGS:,} {words['more']}"
    yield ""


def _line(line: Line, language: Language) -> Iterator[str]:
    said = WORDS[language]
    if line.page is not None:
        yield f"{'':>{_GUTTER}} ── {said['page'].lower()} {line.page} {'─' * 40}"
    for warning in line.warnings:
        yield f"{'':>{_GUTTER}} ! {_told(warning.message, language)}"
    for number in line.articles:
        yield f"{'':>{_GUTTER}} § {said['article']} {number}"
    if line.commitment is not None:
        yield f"{'':>{_GUTTER}} § {said['commitment']} {line.commitment}"
    mark = _mark(line)
    for place, stretch in enumerate(line.stretches):
        words = "".join(f"[{said['missing']}]" if part is None else part for part in stretch.parts)
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


def _told(message: str, language: Language) -> str:
    return in_french(message) if language == "fr" else message


def _list(title: str, rows: list[str], language: Language) -> Iterator[str]:
    if not rows:
        return
    yield f"{WORDS[language][title]}{WORDS[language]['colon']} {len(rows):,}"
    for row in rows[:_SHOWN]:
        yield f"  {_told(row, language)}"
    if len(rows) > _SHOWN:
        yield f"  … and {len(rows) - _SHOWN:,} {WORDS[language]['use-json']}"
