"""Footnotes of a PDF: told apart from the words that they would cut in two."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.readers.hyphenation.hyphens import join_lines
from corpus.readers.pdf.columns import in_reading_order
from corpus.readers.pdf.lines import PdfLine
from corpus.readers.pdf.rotation import Box

_SMALLER = 0.93  # of the size of the body: the letters of notes are no larger
_MARK = re.compile(r"^(?:\(?(\d{1,3})\)?[.)]?\s*(?=\S)|([*†‡§]{1,3})\s*(?=\S))")
_RULE = (30.0, 260.0)  # points: how long the rule over notes may be
_ENDED = re.compile(r"[.!?…:;]['’\"”»)\]]*$")
_CALL = re.compile(
    r"(?<!\bm)(?<!\b[kcmd]m)(?<!\bhm)(?<!\bdam)"
    r"\s?((?:⁽?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}⁾?)(?:\s?[,;]?\s?⁽?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}⁾?){0,5})"
)
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", "⁽⁾")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its words with their mark, and the page at whose foot it begins."""

    text: str
    first: PdfLine
    mark: str


@dataclass(slots=True)
class _Written:
    text: str
    first: PdfLine
    mark: str


def split_notes(
    pages: Sequence[Sequence[PdfLine]], rules: Sequence[Sequence[Box]], size: float
) -> tuple[list[list[PdfLine]], list[Note]]:
    """The lines of each page without its footnotes and their calls, and the footnotes.

    `rules` are those of each page, `size` that of the body's letters. A note that goes on at the
    foot of the next page is one.
    """
    kept: list[list[PdfLine]] = []
    notes: list[_Written] = []
    for lines, drawn in zip(pages, rules, strict=True):
        foot = _foot(lines, drawn, size, goes_on=_is_open(notes, lines))
        if not foot:
            kept.append(list(lines))
            continue
        gone = set(map(id, foot))
        before = len(notes)
        _write(notes, in_reading_order(foot))
        marks = {note.mark for note in notes[before:]}
        kept.append([_without_calls(one, marks) for one in lines if id(one) not in gone])
    return kept, [Note(note.text, note.first, note.mark) for note in notes]


def _is_open(notes: Sequence[_Written], lines: Sequence[PdfLine]) -> bool:
    """Whether the last note goes on at the foot of this page."""
    if not notes or not lines:
        return False
    last = notes[-1]
    return last.first.page == lines[0].page - 1 and not _ENDED.search(last.text)


def _foot(
    lines: Sequence[PdfLine], rules: Sequence[Box], size: float, *, goes_on: bool
) -> list[PdfLine]:
    """The lines at the foot of a page that are notes."""
    rule = _rule_over_notes(lines, rules)
    body = [line for line in lines if line.size >= _SMALLER * size or line.row]
    if rule is not None:
        under = [line for line in lines if line.y < rule and not line.row]
        if under and len(under) < len(lines) and (goes_on or _begins(under)):
            return under
    if not body:
        return []
    small = [line for line in lines if line.size < _SMALLER * size and not line.row]
    foot = [line for line in small if not any(_under(one, line) for one in body)]
    if not foot:
        return []
    ordered = sorted(foot, key=lambda one: (-one.y, one.x))
    while ordered and not _MARK.match(ordered[0].text):
        ordered.pop(0)
    if not ordered or any(line.bullet or line.bold for line in ordered):
        return []
    over = [line for line in body if line.y > ordered[0].y]
    called = goes_on or _is_called(ordered[0], [line for line in lines if line not in foot])
    return ordered if over and called else []


def _is_called(note: PdfLine, lines: Sequence[PdfLine]) -> bool:
    """Whether the mark of a note stands raised, or as a star, in the words of the page."""
    found = _MARK.match(note.text)
    if found is None:
        return False
    if found[2]:
        return any(found[2] in line.text for line in lines)
    return any(
        found[1] in _NUMBER.findall(call[1].translate(_PLAIN))
        for line in lines
        for call in _CALL.finditer(line.text)
    )


def _begins(under: Sequence[PdfLine]) -> bool:
    return _MARK.match(max(under, key=lambda one: one.y).text) is not None


def _under(body: PdfLine, line: PdfLine) -> bool:
    """Whether a line of the body stands under a small one, in its column."""
    return body.y < line.y and body.x < line.right and body.right > line.x


def _rule_over_notes(lines: Sequence[PdfLine], rules: Sequence[Box]) -> float | None:
    """The height of the short rule that stands over the notes of a page."""
    if not lines:
        return None
    left = min(line.x for line in lines)
    bottom, top = min(line.y for line in lines), max(line.y for line in lines)
    found = [
        rule.y0
        for rule in rules
        if rule.wide > rule.high
        and _RULE[0] <= rule.wide <= _RULE[1]
        and abs(rule.x0 - left) < 12
        and bottom < rule.y0 < (top + bottom) / 2
        and not any(_underlined(line, rule) for line in lines)
    ]
    return max(found) if len(found) == 1 else None


def _underlined(line: PdfLine, rule: Box) -> bool:
    return 0 <= line.y - rule.y0 < 0.35 * line.size and line.x < rule.x1 and line.right > rule.x0


def _write(notes: list[_Written], lines: Sequence[PdfLine]) -> None:
    """Appends the notes that lines make; lines before the first mark go on with the last note."""
    page = lines[0].page
    count = 0
    for line in lines:
        found = _MARK.match(line.text)
        number = found[1] if found else None
        begins = found is not None and (
            number is None or not count or not notes[-1].mark.isdigit()
            or int(number) == int(notes[-1].mark) + 1
        )  # fmt: skip
        if begins and found is not None:
            notes.append(_Written(line.text, line, number or found[2]))
            count += 1
        elif notes and (count or notes[-1].first.page >= page - 1):
            notes[-1].text = join_lines(notes[-1].text, line.text)
        else:
            notes.append(_Written(line.text, line, ""))


def _without_calls(line: PdfLine, marks: set[str]) -> PdfLine:
    """The line without the raised numbers that call a note at the foot of its page."""

    def call(found: re.Match[str]) -> str:
        numbers = _NUMBER.findall(found[1].translate(_PLAIN))
        return "" if set(numbers) <= marks else found[0]

    if not any(sign in line.text for sign in "⁰¹²³⁴⁵⁶⁷⁸⁹"):
        return line
    return replace(line, text=_CALL.sub(call, line.text).strip())
