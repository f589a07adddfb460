"""The lines of a PDF page, in the order in which a person reads its columns."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import Any

from corpus.readers.pdf.rotation import Turned

# The shares of an em that letters take in Helvetica and its like; a text's fonts are near enough.
_LETTER = 0.53
_WIDTHS = {
    letter: width
    for letters, width in (
        ("ijl'’‘|", 0.22),
        (" ftrI.,:;!/\\()[]-", 0.29),
        ('“”«»*"', 0.35),
        ("cksvxyzJ", 0.5),
        ("ABCDEGHKNOPQRSUVXYÀÉÈ&", 0.7),
        ("mwMW@%—…", 0.85),
    )
    for letter in letters
}
_SLACK = 0.35  # of a line's width, by which narrow letters may make it shorter
_MOST_COLUMNS = 4
_NARROWEST_COLUMN = 60.0  # points
_INDENT = 36.0  # points by which the items of a column may stand in from its edge
_TAIL_GAP = 1.5  # usual ones: what stands further below a column is no part of it
_MARGIN = 0.11  # of the page's height: where running heads and page numbers stand
_BULLETS = "•●▪■◦‣·\uf0b7\uf0a7\uf0d8➢✓"
_BULLET = re.compile(rf"^[{_BULLETS}]\s*")
_CHANGE_MARK = re.compile(r"^[−+–-]$")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|-bd\b|-md\b|medium", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"^[-–—|\s]*(?:page\s*|p\.\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|sur|of|de)\s*\d{1,4})?[-–—|\s]*$",
    re.IGNORECASE,
)


# A heading by its words alone: "Commitment 1", "Article 6", "Titre II : ...".
NAMED_PART = re.compile(
    r"^(?:commitment|engagement|article|section|chapitre|chapter|titre|annexe?|appendix)\s+"
    r"(?:n\s?[°º]\s*)?(?:\d{1,3}|[IVX]{1,5}|premier|1er)(?:[-.\s]\d+)*\s*(?:[:–—-]\s.*)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of a page: its words and where they stand, in points from the bottom left."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    page: int
    column: int = 0
    bullet: bool = False

    @property
    def right(self) -> float:
        """Where the line ends, about."""
        return self.x + self.size * _ems(self.text)


@lru_cache(maxsize=4096)
def _ems(text: str) -> float:
    return sum(_WIDTHS.get(letter, _LETTER) for letter in text)


def read_lines(page: Any, number: int) -> tuple[list[PdfLine], float]:
    """The lines of a page, in no order yet, and the page's height."""
    fragments: list[PdfLine] = []
    turned = Turned.of(page)

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        # pypdf's own guesses at line ends are no spaces: they come in the middle of words too.
        words = text.strip("\n").replace("\n", " ")
        if not words:
            return
        x, y = turned.place(
            tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        )
        if not words.strip():
            # A space by itself ends the word before it.
            if fragments and abs(fragments[-1].y - y) <= 1:
                fragments[-1] = replace(fragments[-1], text=f"{fragments[-1].text} ")
            return
        scale = (abs(tm[3]) or abs(tm[1]) or 1) * (abs(cm[3]) or abs(cm[1]) or 1)
        name = str((font or {}).get("/BaseFont", ""))
        bold = _BOLD.search(name) is not None
        fragments.append(PdfLine(words, x, y, round(size * scale, 1) or 1.0, bold, number))

    page.extract_text(visitor_text=visit)
    return list(_join(fragments)), turned.height


def _join(fragments: Iterable[PdfLine]) -> Iterator[PdfLine]:
    """Fragments that follow one another on one line, as one; bullets and change marks taken off."""
    line: PdfLine | None = None
    for fragment in fragments:
        if _CHANGE_MARK.match(fragment.text.strip()):
            continue
        if line is not None and _continues(line, fragment):
            gap = " " if fragment.x - line.right > 0.2 * line.size else ""
            joined = line.text + gap + fragment.text
            bold = line.bold and fragment.bold
            # A mark or a first letter in large print makes no large line.
            larger = line if len(line.text) >= len(fragment.text) else fragment
            line = replace(line, text=joined, bold=bold, size=larger.size)
            continue
        if line is not None:
            yield from _finished(line)
        line = fragment
    if line is not None:
        yield from _finished(line)


def _continues(line: PdfLine, fragment: PdfLine) -> bool:
    level = abs(fragment.y - line.y) <= 0.35 * max(line.size, fragment.size)
    # Where the line ends is a guess, and the longer the line, the worse.
    slack = line.size + _SLACK * (line.right - line.x)
    near = -slack < fragment.x - line.right < 2.5 * line.size
    bullet = line.text.strip() in _BULLETS and 0 < fragment.x - line.x < 4 * fragment.size
    return level and (near or bullet)


def _finished(line: PdfLine) -> Iterator[PdfLine]:
    text = " ".join(line.text.split())
    bullet = _BULLET.match(text)
    text = _BULLET.sub("", text).lstrip("# ").strip()
    if text or bullet:
        yield replace(line, text=text, bullet=bullet is not None)


def drop_furniture(pages: Sequence[tuple[list[PdfLine], float]]) -> list[list[PdfLine]]:
    """The lines of each page without running heads, running feet and page numbers."""
    seen = Counter(
        shape
        for lines, height in pages
        for shape in {_shape(line) for line in lines if _in_margin(line, height)}
    )
    repeated = {shape for shape, count in seen.items() if count >= max(3, 0.2 * len(pages))}
    return [
        [
            line
            for line in lines
            if not (
                _in_margin(line, height)
                and (_shape(line) in repeated or _PAGE_NUMBER.match(line.text))
            )
        ]
        for lines, height in pages
    ]


def _in_margin(line: PdfLine, height: float) -> bool:
    return line.y < _MARGIN * height or line.y > (1 - _MARGIN) * height


def _shape(line: PdfLine) -> str:
    return _DIGITS.sub("#", line.text.casefold())


def in_reading_order(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """The lines of one page: columns left to right between the lines that cross them."""
    lines = _without_twins(lines)
    gutters = _gutters(lines)
    edge = max((line.right for line in lines), default=0.0)
    ordered: list[PdfLine] = []
    band: list[PdfLine] = []
    for line in sorted(lines, key=lambda one: (-round(one.y, 1), one.x)):
        if any(_crosses(line, gutter, edge) for gutter in gutters):
            columns, after = _without_tail(_by_column(band, gutters))
            ordered += [*columns, *after, line]
            band = []
        else:
            band.append(line)
    return ordered + _by_column(band, gutters)


def _crosses(line: PdfLine, gutter: float, edge: float) -> bool:
    """Whether the line runs through a gutter, and not only up to it: its end is an estimate."""
    return line.x < gutter - 2 and line.right > gutter + 0.2 * (edge - gutter)


def _without_tail(band: Sequence[PdfLine]) -> tuple[list[PdfLine], list[PdfLine]]:
    """The columns above a line that crosses them, and what stands over that line alone.

    A heading under both columns lies in the first one's place, but opens what comes after them.
    """
    first = [line for line in band if line.column == 0]
    others = [line for line in band if line.column]
    if not first or not others:
        return list(band), []
    lowest = min(line.y for line in others)
    usual = leading(first) or first[0].size
    for place in range(1, len(first)):
        above, line = first[place - 1], first[place]
        if line.y < lowest - 1 and above.y - line.y > _TAIL_GAP * usual:
            tail = first[place:]
            return [one for one in band if one not in tail], tail
    return list(band), []


def _by_column(band: Sequence[PdfLine], gutters: Sequence[float]) -> list[PdfLine]:
    placed = [
        replace(line, column=sum(line.x >= gutter - 2 for gutter in gutters)) for line in band
    ]
    return sorted(placed, key=lambda line: (line.column, -round(line.y, 1), line.x))


def _without_twins(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """Headings that stand word for word beside themselves, as in texts compared, said once."""
    kept: list[PdfLine] = []
    for line in lines:
        twin = next(
            (
                one
                for one in kept
                if one.text == line.text
                and abs(one.y - line.y) < line.size
                and NAMED_PART.match(line.text)
            ),
            None,
        )
        if twin is None:
            kept.append(line)
        else:
            # Said once, across both columns.
            width = max(line.right, twin.right) - min(line.x, twin.x)
            spaces = int((width / line.size - _ems(line.text)) / _ems(" ")) + 1
            padded = replace(twin, x=min(line.x, twin.x), text=line.text + " " * max(0, spaces))
            kept[kept.index(twin)] = padded
    return kept


def _gutters(lines: Sequence[PdfLine]) -> list[float]:
    """Where columns begin: places where many lines start and few go through."""
    if len(lines) < 6:
        return []
    starts = Counter(round(line.x / 4) * 4 for line in lines)
    left, edge = min(line.x for line in lines), max(line.right for line in lines)
    gutters: list[float] = []
    for start, _ in sorted(starts.items(), key=lambda pair: -pair[1]):
        place = min(line.x for line in lines if start - _INDENT <= line.x <= start + 4)
        if place - left < _NARROWEST_COLUMN or any(
            abs(place - other) < _NARROWEST_COLUMN for other in gutters
        ):
            continue
        right = [line for line in lines if line.x >= place - 2]
        crossing = [line for line in lines if _crosses(line, place, edge)]
        before = [line for line in lines if line.x < place - 2 and line not in crossing]
        side_by_side = sum(_level_with(one, before) for one in right)
        overlapping = sum(_level_with(one, crossing) for one in right)
        if (
            len(right) >= max(3, 0.12 * len(lines))
            and overlapping <= 0.1 * len(right)
            and side_by_side >= 0.4 * len(right)
        ):
            gutters.append(place)
        if len(gutters) == _MOST_COLUMNS - 1:
            break
    return sorted(gutters)


def _level_with(line: PdfLine, others: Iterable[PdfLine]) -> bool:
    return any(abs(line.y - other.y) < 0.8 * line.size for other in others)


def body_size(lines: Iterable[PdfLine]) -> float:
    """The size of most letters of a document."""
    letters = Counter[float]()
    for line in lines:
        letters[line.size] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 1.0


def leading(lines: Sequence[PdfLine]) -> float:
    """The usual distance between two lines of one paragraph, in points."""
    gaps = [
        one.y - other.y
        for one, other in pairwise(lines)
        if one.column == other.column and 0 < one.y - other.y < 3 * one.size
    ]
    return float(median(gaps)) if gaps else 0.0
