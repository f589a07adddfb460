"""The words of a PDF page, measured: where each run of letters stands and how large it is."""

import ctypes
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from corpus.readers.pdf.drawn.drawings import Drawings
from corpus.readers.pdf.drawn.fonts import Style, Styles
from corpus.readers.pdf.drawn.pictures import PageImage
from corpus.readers.pdf.rotation import Turned, around
from corpus.readers.pdf.spelling import ACCENTS, Glyph, text_of, words_of
from corpus.text import MISSING

_MOST_GLYPHS = 200_000  # a page
_RUN_GAP = 0.9  # of the letters' size: more than this parts two runs, within one string
_SPACED_GAP = 2.0  # so far may the space between two words be stretched in a full line
_NEXT_GAP = 0.5  # and from one string to the next
_BACK = 0.5  # and so far may a letter begin before the last one ends
_SLANTED_BACK = 0.9
_LEVEL = 0.08  # of the size, by which the letters of a run may stand higher or lower
_ROW = 4.0  # points: runs are looked up by rows as high
_MOST_BEFORE = 200  # runs of a row, which are looked at for letters printed twice
_HAIR = 0.1  # of the size
_TWICE = 0.12  # of the size, by which a letter printed twice is moved
_SLANTED = 0.8  # of the size: how wide a letter may be that runs up or down the page
_SMALLEST = 1.5  # points: nobody reads smaller letters
_PRIVATE = range(0xE000, 0xF900)
_NO_LETTER = frozenset((0, 0xFFFD, 0xFFFE, 0xFFFF))
_ITEM_SIGNS = "•·∗◦▷▶■□✓"  # which LaTeX takes from a font of formulas
_BULLET_CODES = frozenset((0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF076, 0xF0A8, 0xF06C, 0xF06E))


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that stand on one line without a gap, in points from the bottom left.

    `words` are its words with their left and right, where rules may part them.
    """

    text: str
    x: float
    right: float
    y: float
    size: float
    bold: bool
    degrees: int = 0
    words: tuple[tuple[str, float, float], ...] = ()


@dataclass(slots=True)
class PageText:
    """The words of a page in the order in which they are drawn, and what is not among them.

    `aside` are words left out of the runs on purpose: seen by nobody, printed twice, formulas.
    """

    runs: list[Run] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    unmapped: int = 0
    formulas: int = 0
    invisible: int = 0
    letters: int = 0
    cut_off: bool = False


@dataclass(slots=True)
class _Open:
    """A run under way: each glyph with its left and right."""

    style: Style
    y: float
    glyphs: list[Glyph]
    twice: int = 0

    def overlaps(self, other: "_Open") -> bool:
        """Whether the letters of both stand, for more than a hair, in one place."""
        if not self.glyphs or not other.glyphs:
            return False
        start = max(self.glyphs[0][1], other.glyphs[0][1])
        end = min(self.glyphs[-1][2], other.glyphs[-1][2])
        return end - start > _HAIR * self.style.size

    def accent(self, sign: "_Open") -> bool:
        """Puts an accent that is drawn by itself on the letter under it, where there is one."""
        accent, left, right = sign.glyphs[0]
        for place, (letter, start, end) in enumerate(self.glyphs):
            if letter.isalpha() and start <= (left + right) / 2 <= end:
                self.glyphs[place] = (letter + ACCENTS[accent], start, end)
                return True
        return False

    def takes(self, glyph: Glyph, level: float, style: Style) -> bool:
        """Whether a letter goes on with the run."""
        own, last = self.style, self.glyphs[-1]
        if own is not style and not own.looks_like(style):
            return False
        if abs(self.y - level) >= _LEVEL * style.size:
            return False
        if glyph[1:] == last[1:]:
            return True  # both letters of a ligature
        over = glyph[0] in ACCENTS or last[0] in ACCENTS
        back = _SLANTED_BACK if style.slanted or over else _BACK
        ahead = _NEXT_GAP
        if own is style:
            ends = [letter.isspace() for letter, _, _ in self.glyphs[-2:]]
            one_space = ends == [False, True] and glyph[0].islower()  # cells begin with capitals
            ahead = _SPACED_GAP if one_space else _RUN_GAP
        return -back * style.size < glyph[1] - last[2] < ahead * style.size


def read_runs(text_page: Any, drawings: Drawings, turned: Turned, image: PageImage) -> PageText:
    """The runs of letters of a page. What nobody sees on it is told apart, not read."""
    return _Reading(text_page, drawings, turned, image).read()


class _Reading:
    def __init__(
        self, text_page: Any, drawings: Drawings, turned: Turned, image: PageImage
    ) -> None:
        self._image = image
        self._text_page = text_page
        self._drawings = drawings
        self._turned = turned
        self._styles = Styles(text_page, drawings)
        self._wrong: dict[tuple[int, int], bool] = {}
        self._page = PageText()
        self._open: _Open | None = None
        self._runs: list[_Open] = []

    def read(self) -> PageText:
        count = max(0, pdfium.FPDFText_CountChars(self._text_page))
        self._page.cut_off = count > _MOST_GLYPHS
        text_page, turned = self._text_page.raw, self._turned
        x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        last, start, level, frame, spaced = 0, 0.0, 0.0, self._turned, False
        for place in range(min(count, _MOST_GLYPHS)):
            drawn = pdfium.FPDFText_GetTextObject(text_page, place)
            if not drawn:
                # A sign of pdfium's own: a space stands for one that is drawn by itself.
                spaced |= pdfium.FPDFText_GetUnicode(text_page, place) == 32
                continue
            address = ctypes.addressof(drawn.contents)
            style = self._styles.of(drawn, address, place)
            begins = address != last
            last = address
            if begins or style.slanted:
                frame = self._turned.by(style.degrees)
                pdfium.FPDFText_GetCharOrigin(text_page, place, x, y)
                start, level = frame.place(x.value, y.value)
            if style.slanted:
                # The box of a slanted letter does not tell how wide it is.
                left, right = start, start + _SLANTED * style.size
            else:
                pdfium.FPDFText_GetLooseCharBox(text_page, place, box)
                left, right = box.left - turned.left, box.right - turned.left
                if style.degrees:
                    left, right = (
                        frame.place(box.left, box.bottom)[0],
                        frame.place(box.right, box.top)[0],
                    )
                if left > right:
                    left, right = right, left
            code = pdfium.FPDFText_GetUnicode(text_page, place)
            if spaced and self._open is not None:
                self._open.glyphs.append((" ", self._open.glyphs[-1][2], self._open.glyphs[-1][2]))
            spaced = False
            glyph = (self._letter(code, style, place), left, right)
            self._add(glyph, level, style, begins=begins)
        self._page.runs = [run for one in self._once() if (run := self._finished(one)) is not None]
        return self._page

    def _letter(self, code: int, style: Style, place: int) -> str:
        if code == 2:
            return "-"  # pdfium's sign for a hyphen at the end of a line
        key = (style.font, code)
        wrong = self._wrong.get(key)
        if wrong is None:
            wrong = self._wrong[key] = code not in _BULLET_CODES and (
                code in _NO_LETTER
                or code in _PRIVATE
                or pdfium.FPDFText_HasUnicodeMapError(self._text_page, place) == 1
            )
        if wrong:
            return MISSING
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else MISSING

    def _add(self, glyph: Glyph, level: float, style: Style, *, begins: bool) -> None:
        """Takes one letter: it goes on with the run under way, or begins another.

        `begins` tells that it is the first of a string, and so no second letter of a ligature.
        """
        one = self._open
        if one is None or not one.takes(glyph, level, style):
            self._open = one = _Open(style, level, [])
            self._runs.append(one)
        elif begins and glyph[0] == one.glyphs[-1][0] and glyph[0] != " ":
            apart = abs(glyph[1] - one.glyphs[-1][1])
            if apart < _TWICE * style.size:
                one.twice += 1
                self._page.aside.append(glyph[0])
                return
        one.glyphs.append(glyph)

    def _once(self) -> list[_Open]:
        """The runs, without letters that stand there already: bold made by printing twice."""
        rows: dict[tuple[int, int], list[_Open]] = {}
        for run in self._runs:
            row = int(run.y // _ROW)
            slack = _TWICE * run.style.size
            for near in (row - 1, row, row + 1):
                for there in rows.get((near, run.style.degrees), ())[-_MOST_BEFORE:]:
                    if abs(there.y - run.y) < slack and there.overlaps(run):
                        self._drop_twice(run, there, slack)
            if run.glyphs:
                rows.setdefault((row, run.style.degrees), []).append(run)
        for run in [run for run in self._runs if run.glyphs]:
            if len(run.glyphs) > 1 or run.glyphs[0][0] not in ACCENTS:
                continue
            row = int(run.y // _ROW)
            for near in (row - 1, row, row + 1):
                beside = rows.get((near, run.style.degrees), ())[:_MOST_BEFORE]
                if any(there.accent(run) for there in beside if there is not run):
                    run.glyphs = []
                    break
        return [run for run in self._runs if run.glyphs]

    def _drop_twice(self, run: _Open, before: _Open, slack: float) -> None:
        places: dict[str, list[float]] = {}
        for letter, left, _ in before.glyphs:
            places.setdefault(letter, []).append(left)
        kept: list[Glyph] = []
        again: list[str] = []
        for glyph in run.glyphs:
            near = (abs(left - glyph[1]) < slack for left in places.get(glyph[0], ()))
            if not glyph[0].isspace() and any(near):
                again.append(glyph[0])
            else:
                kept.append(glyph)
        if not again or not self._is_seen(before):
            return  # what hides the one shows the other
        before.twice += len(again)
        self._page.aside += again
        run.glyphs = kept if any(not glyph[0].isspace() for glyph in kept) else []

    def _finished(self, one: _Open) -> Run | None:
        style = one.style
        text = text_of(one.glyphs, style.size)
        letters = sum(map(str.isalnum, text))
        x, right = one.glyphs[0][1], one.glyphs[-1][2]
        if text.strip() and not self._is_seen(one):
            self._page.unseen.append(text.strip())
            self._page.aside.append(text)
            return None
        self._page.letters += letters
        self._page.invisible += letters if style.invisible else 0
        self._page.unmapped += text.count(MISSING)
        if style.maths and text.strip() and text.strip() not in _ITEM_SIGNS:
            self._page.formulas += 1
            self._page.aside.append(text)
            text = MISSING
        bold = style.bold or 2 * one.twice > len(text.strip()) > 0
        drawn = self._drawings
        parted = (drawn.rules or drawn.struck or drawn.squares) and " " in text.strip()
        words = tuple(words_of(one.glyphs)) if parted else ()
        return Run(text, x, right, one.y, style.size, bold, style.degrees, words)

    def _is_seen(self, one: _Open) -> bool:
        style = one.style
        if style.size < _SMALLEST or style.off:
            return False
        frame = self._turned.by(style.degrees)
        middle = (one.glyphs[0][1] + one.glyphs[-1][2]) / 2
        height = one.y + 0.25 * style.size
        if style.slanted:
            return True
        if not (0 <= middle <= frame.width and -style.size <= height <= frame.height):
            return False
        x, y = frame.unplace(middle, height)
        if style.invisible:
            return self._drawings.seen_at(x, y)
        if not style.pale and not self._drawings.covered(x, y, style.order):
            return True
        left, right = one.glyphs[0][1], one.glyphs[-1][2]
        low, high = one.y + 0.05 * style.size, one.y + 0.5 * style.size
        ends = [self._turned.place(*frame.unplace(*end)) for end in ((left, low), (right, high))]
        return self._image.shows(around(ends))


def upright(runs: list[Run]) -> int:
    """The degrees at which most letters of a page run."""
    letters = Counter[int]()
    for run in runs:
        letters[run.degrees] += len(run.text.strip())
    return letters.most_common(1)[0][0] if letters else 0
