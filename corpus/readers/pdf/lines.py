"""The lines of a PDF page: runs of letters put together where they stand side by side."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from corpus.readers.pdf.drawn.glyphs import Run

_WORD_GAP = 0.2  # of the letters' size: more than this parts two words
_NEAR = 1.2  # of the size: words drawn one after the other so near are of one line
_SIDE_BY_SIDE = 0.5  # of the size: words so near are of one line in whatever order they are drawn
_MARKER_GAP = 4.0  # of the size, between the mark of an item and its words
_LEVEL = 0.35  # of the size, by which the words of a line may stand higher or lower
_SMALL = 0.87  # of the size of the line: what is as small and stands off its level is a script
_OFF = 0.12  # of the size: what stands no further off the level stands on it
_RAISED = 0.8  # of the size, by which a script may stand higher
_MOST_DASHES = 500  # a page
_BULLETS = "•●▪■◦‣·\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf06c\uf06e➢✓"
_BOXES = "☐☑☒"
_BULLET = re.compile(rf"^[{_BULLETS}]\s*")
_MARKER = re.compile(r"^(?:\d{1,3}[.)°]|[a-zA-Z][.)]|\([a-z\d]{1,4}\)|[ivxIVX]{1,5}[.)]|[-–—−])$")
_MARK_OF_CHANGE = re.compile(r"^[−+–-]$")
_RAISED_SIGNS = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
_RAISED_NUMBER = re.compile(r"^\(?\d{1,3}\)?(?:\s?[,;]?\s?\(?\d{1,3}\)?)*$")

# A heading by its words alone: "Commitment 1", "Article 6", "Titre II : ...".
NAMED_PART = re.compile(
    r"^(?:commitment|engagement|article|section|chapitre|chapter|titre|annexe?|appendix)\s+"
    r"(?:n\s?[°º]\s*)?(?:\d{1,3}|[IVX]{1,5}|premier|1er)(?:[-.\s]\d+)*\s*(?:[:–—-]\s.*)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of a page: its words and where they stand, in points from the bottom left.

    `row` is set for a row of a table, its cells joined; `recognised` where the words were
    recognised from a picture; `order` counts what the page draws.
    """

    text: str
    x: float
    y: float
    right: float
    size: float
    bold: bool
    page: int
    column: int = 0
    bullet: bool = False
    row: bool = False
    recognised: bool = False
    order: int = 0


def read_lines(runs: Iterable[Run], number: int) -> list[PdfLine]:
    """The lines that the runs of a page make, in no order yet; bullets are taken off."""
    pieces = [
        PdfLine(run.text, run.x, run.y, run.right, run.size, run.bold, number, order=order)
        for order, run in enumerate(runs)
    ]
    joined = _side_by_side(_in_turn(pieces))
    return [done for line in joined for done in _finished(line)]


def _in_turn(pieces: Iterable[PdfLine]) -> Iterator[PdfLine]:
    """Pieces that are drawn one after the other on one line, as one."""
    line: PdfLine | None = None
    for piece in pieces:
        if line is not None and not piece.text.strip():
            # A space by itself ends the word before it.
            if abs(line.y - piece.y) <= 1 and piece.x - line.right < line.size:
                line = replace(line, text=f"{line.text} ", right=max(line.right, piece.right))
            continue
        if not piece.text.strip():
            continue
        if line is not None and (joined := _joined(line, piece, _NEAR)) is not None:
            line = joined
            continue
        if line is not None:
            yield line
        line = piece
    if line is not None:
        yield line


def _side_by_side(lines: Iterable[PdfLine]) -> list[PdfLine]:
    """Pieces that touch on one line, as one, in whatever order they were drawn."""
    rows: dict[int, list[PdfLine]] = {}
    for line in lines:
        rows.setdefault(int(line.y // 4), []).append(line)
    done: list[PdfLine] = []
    waiting: list[PdfLine] = []
    for key in sorted(rows, reverse=True):
        waiting += rows[key]
        if key - 1 not in rows:
            done += _touching(waiting)
            waiting = []
    return done


def _touching(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """Of lines near one height, those that touch as one; scripts are put to their words."""
    done: list[PdfLine] = []
    for line in sorted(lines, key=lambda one: (one.x, one.right)):
        for place in range(len(done) - 1, max(-1, len(done) - 40), -1):
            joined = _joined(done[place], line, _SIDE_BY_SIDE)
            if joined is not None:
                done[place] = joined
                break
        else:
            done.append(line)
    return done


def _joined(line: PdfLine, piece: PdfLine, near: float) -> PdfLine | None:
    """The two as one line, where the piece goes on with the line."""
    size = max(line.size, piece.size)
    gap, rise = piece.x - line.right, piece.y - line.y
    bare = line.text.strip()
    if piece.x < line.x or not -0.5 * size < gap < _room(bare, near) * size:
        return None
    space = " " if gap > _WORD_GAP * min(line.size, piece.size) else ""
    small = min(line.size, piece.size) <= _SMALL * size
    if abs(rise) <= _OFF * size or (abs(rise) <= _LEVEL * size and not small):
        return _beside(line, piece, space)
    script = piece.size <= _SMALL * line.size and len(piece.text.split()) <= 3
    if script and -_LEVEL * size <= rise <= _RAISED * size and any(map(str.isalnum, bare)):
        return _with_script(line, piece, space, raised=rise > 0)
    if abs(rise) <= _RAISED * size and line.size < piece.size and len(bare) <= 5:
        # The raised number at the head of a note, or a mark in small print.
        space = space or (" " if rise < 0 else "")
        return replace(piece, text=line.text + space + piece.text, x=line.x)
    return _beside(line, piece, space) if abs(rise) <= _LEVEL * size else None


def _room(bare: str, near: float) -> float:
    """How far, in sizes, from the end of a line of these words what goes on with it may stand."""
    if _MARK_OF_CHANGE.match(bare):
        return _SIDE_BY_SIDE  # the mark of an item, or one of change: its place tells which
    return _MARKER_GAP if bare in _BULLETS or bare in _BOXES or _MARKER.match(bare) else near


def _with_script(line: PdfLine, piece: PdfLine, space: str, *, raised: bool) -> PdfLine:
    """The line with a raised or lowered piece; a raised number is written as one."""
    words = piece.text
    if raised and _RAISED_NUMBER.match(words.strip()):
        words, space = words.strip().translate(_RAISED_SIGNS), ""
    text = line.text if words is piece.text else line.text.rstrip()
    return replace(line, text=text + space + words, right=max(line.right, piece.right))


def _beside(line: PdfLine, piece: PdfLine, space: str) -> PdfLine:
    # The letters of a line are as large as most of them: a first one in large print is not.
    larger = line if len(line.text) >= len(piece.text) else piece
    return replace(
        line,
        text=line.text + space + piece.text,
        right=max(line.right, piece.right),
        bold=line.bold and piece.bold,
        size=larger.size,
    )


def with_markers(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """The lines of a page, the dash of an item put to its words."""
    dashes = [line for line in lines if _MARK_OF_CHANGE.match(line.text)]
    if not dashes:
        return list(lines)
    joined = [line for line in lines if not _MARK_OF_CHANGE.match(line.text)]
    for dash in dashes:
        beside = [
            (line.x, place)
            for place, line in enumerate(joined)
            if abs(line.y - dash.y) <= _LEVEL * line.size
            and 0 <= line.x - dash.right < _MARKER_GAP * line.size
        ]
        if not beside or len(dashes) > _MOST_DASHES:
            joined.append(dash)
            continue
        place = min(beside)[1]
        line = joined[place]
        joined[place] = replace(
            line, text=f"{dash.text} {line.text}", x=dash.x, order=min(dash.order, line.order)
        )
    return joined


def _finished(line: PdfLine) -> Iterator[PdfLine]:
    text = " ".join(line.text.split())
    bullet = _BULLET.match(text)
    text = _BULLET.sub("", text).lstrip("# ").strip()
    if text or bullet:
        yield replace(line, text=text, bullet=bullet is not None)


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
