"""One page of a PDF as it is read: its lines, its rules, and what could not be read of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

from corpus.readers.pdf.drawn.drawings import Drawings, edges
from corpus.readers.pdf.drawn.glyphs import PageText, Run, read_runs, upright
from corpus.readers.pdf.drawn.pictures import PageImage, may_hold_words
from corpus.readers.pdf.drawn.strikes import without_struck
from corpus.readers.pdf.drawn.ticks import with_ticks
from corpus.readers.pdf.lines import PdfLine, read_lines
from corpus.readers.pdf.rotation import Box, Turned
from corpus.readers.pdf.structure.annotations import NOTHING_PINNED, Pinned
from corpus.readers.pdf.structure.layers import NO_LAYERS, Layers
from corpus.readers.pdf.tables.ruled import take_ruled_tables

FEWEST_LETTERS = 10  # a page: fewer are no text
PICTURE = "it has no text: what it shows is a picture, which is not read"
_STAMPED = 250  # letters: so few beside a picture that fills the page are a stamp on a scan
_FILLS = 0.7  # of the page
_SIDEWAYS = 100  # letters: fewer that run sideways are a mark in the margin
_MOST_QUOTED = 3
_LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its lines in no order yet, its rules, its height, and sentences on what is missing.

    `aside` are lines that run across the page, to be read after the others. `pictured` tells that
    its words are, all or most of them, a picture; `recognised` that they have been recognised from
    it; `layered` that they are an unseen layer over it, which a program recognised before. `spare`
    are words that were left out on purpose.
    """

    number: int
    lines: tuple[PdfLine, ...]
    aside: tuple[PdfLine, ...]
    rules: tuple[Box, ...]
    height: float
    messages: tuple[str, ...] = ()
    pictured: bool = False
    layered: bool = False
    recognised: bool = False
    spare: str = ""


def read_sheet(
    pdf: Any, number: int, *, pinned: Pinned = NOTHING_PINNED, layers: Layers = NO_LAYERS
) -> Sheet:
    """The page of this number, which counts from 1; with what the file says is pinned to it."""
    page = pdf[number - 1]
    if pinned.drawn and _draw_pinned(page):
        page.close()
        page = pdf[number - 1]
    left, bottom, right, top = page.get_bbox()
    turned = Turned(left, bottom, right - left, top - bottom, page.get_rotation() % 360)
    drawings, image = Drawings.of(page, layers), PageImage(page, turned)
    drawings.struck = pinned.struck
    text = read_runs(page.get_textpage(), drawings, turned, image)
    frame = turned.by(upright(text.runs)) if text.letters >= _SIDEWAYS else turned
    runs, aside = _upright(text.runs, turned, frame)
    squares = [_shown(one, frame) for one in drawings.squares]
    marks = [replace(one, box=_shown(one.box, frame)) for one in drawings.marks]
    runs, cells = with_ticks(runs, squares, marks)
    rules = (*_rules(drawings, frame), *(side for one in cells for side in edges(one)))
    untold = pinned.boxes - (len(squares) - len(cells))
    runs, struck = without_struck(runs, rules, [_shown(one, frame) for one in pinned.struck])
    loose, rows = take_ruled_tables(runs, rules, number)
    if text.unmapped > text.letters:
        text.aside += [run.text for run in text.runs]
        loose, rows = [], []
    pictured, messages = _pictured(image, text, drawings, turned, frame)
    return Sheet(
        number=number,
        lines=(*read_lines(loose, number), *rows),
        aside=tuple(_aside(aside, number)),
        rules=rules,
        height=frame.height,
        messages=(*messages, *_not_read(text), *_told_of(struck, untold), *pinned.messages),
        pictured=pictured,
        layered=2 * text.invisible > text.letters >= FEWEST_LETTERS,
        spare=" ".join((*text.aside, *struck)),
    )


def _draw_pinned(page: Any) -> bool:
    """Makes the fields and stamps of a page part of what it draws; it is to be loaded again."""
    return bool(pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS)


def _rules(drawings: Drawings, frame: Turned) -> Iterator[Box]:
    for one in drawings.rules:
        yield frame.box(one.x0, one.y0, one.x1, one.y1)
    for shade in drawings.filled:
        if not shade.white:
            for side in edges(shade.box):
                yield frame.box(side.x0, side.y0, side.x1, side.y1)


def _upright(runs: list[Run], turned: Turned, frame: Turned) -> tuple[list[Run], list[Run]]:
    """The runs that are read along the page, and those that stand across it.

    Few words that run sideways stay where they begin, on a page that has no others.
    """
    along = [run for run in runs if run.degrees == frame.degrees]
    across = [run for run in runs if run.degrees != frame.degrees]
    if along or not across:
        return along, across
    moved = []
    for run in across:
        own = turned.by(run.degrees)
        x, y = turned.place(*own.unplace(run.x, run.y))
        moved.append(replace(run, x=x, y=y, right=x + run.right - run.x))
    return moved, []


def _aside(runs: list[Run], number: int) -> Iterator[PdfLine]:
    for degrees in dict.fromkeys(run.degrees for run in runs):
        lines = read_lines([run for run in runs if run.degrees == degrees], number)
        yield from sorted(lines, key=lambda one: one.order if degrees % 90 else -one.y)


def _pictured(
    image: PageImage, text: PageText, drawings: Drawings, turned: Turned, frame: Turned
) -> tuple[bool, list[str]]:
    """Whether the words of a page are a picture, and what is to be said of it."""
    letters, pictures = text.letters, drawings.pictures
    fills = any(one.wide * one.high >= _FILLS * turned.wide * turned.high for one in pictures)
    drawn = bool(pictures or drawings.rules or drawings.shades or drawings.filled)
    if letters < FEWEST_LETTERS and (fills or (drawn and not letters)):
        return True, [PICTURE]
    if text.unmapped > letters:
        return True, ["its fonts do not tell which letters its signs are: it is not read"]
    if fills and letters < _STAMPED and not text.invisible:
        return True, ["most of it is a picture, which is not read"]
    bare = [one for one in pictures if not _is_written_on(_shown(one, frame), text.runs)]
    if any(may_hold_words(image, _shown(one, turned), turned) for one in bare):
        return False, ["a picture on it may hold words, which are not read"]
    return False, []


def _shown(box: Box, frame: Turned) -> Box:
    return frame.box(box.x0, box.y0, box.x1, box.y1)


def _is_written_on(picture: Box, runs: list[Run]) -> bool:
    return any(picture.holds((run.x + run.right) / 2, run.y) for run in runs if run.text.strip())


def _told_of(struck: list[str], boxes: int) -> Iterator[str]:
    if boxes > 0:
        yield f"it has boxes to tick: which of them are ticked is not read ({boxes})"
    if struck:
        words = " ".join(struck)
        some = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
        yield f"words that are struck through are left out: “{some}”"


def _not_read(text: PageText) -> Iterator[str]:
    if text.cut_off:
        yield "it has too many letters: those after the first 200,000 are not read"
    if text.unseen:
        words = ", ".join(f"“{one[:60]}”" for one in text.unseen[:_MOST_QUOTED])
        yield f"words that nobody sees on it are left out: {words}"
    if 0 < text.unmapped <= text.letters:
        yield f"signs that its fonts do not tell are not read ({text.unmapped})"
    if text.formulas:
        yield "it has a formula, which is not read"
