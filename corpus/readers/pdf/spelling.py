"""From letters and their places to words: spaces, letters spaced out, accents drawn apart."""

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

_WORD_GAP = 0.2  # of the letters' size: more than this parts two words
_SPACED = 0.12  # of the size: the usual gap between the letters of a word that is spaced out
ACCENTS = {
    "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "^": "\u0302", "¨": "\u0308", "¸": "\u0327",
}  # fmt: skip

# A letter, its left and its right, in points.
Glyph = tuple[str, float, float]


def words_of(glyphs: list[Glyph]) -> Iterator[Glyph]:
    """The words of a run that spaces part, each with its left and right."""
    word: list[Glyph] = []
    for glyph in [*glyphs, (" ", 0.0, 0.0)]:
        if not glyph[0].isspace():
            word.append(glyph)
        elif word:
            yield "".join(one[0] for one in _composed(word)), word[0][1], word[-1][2]
            word = []


def text_of(glyphs: list[Glyph], size: float) -> str:
    """The letters of a run, with spaces where its words are parted."""
    glyphs = _composed(glyphs)
    letters = [one for one in glyphs if not one[0].isspace()]
    tokens = "".join(one[0] for one in glyphs).split()
    gaps = [following[1] - one[2] for one, following in pairwise(letters)]
    if len(letters) >= 4 and median(gaps) > _SPACED * size:
        if len(letters) == len(glyphs) or all(len(token) == 1 for token in tokens):
            return _spaced_out(letters, gaps, size)
        return "".join(one[0] for one in glyphs)  # its spaces part its words
    text = [glyphs[0][0]]
    for one, following in pairwise(glyphs):
        if following[1] - one[2] > _WORD_GAP * size and not one[0].isspace():
            text.append(" ")
        text.append(following[0])
    return "".join(text)


def _spaced_out(letters: list[Glyph], gaps: list[float], size: float) -> str:
    """Words whose letters stand apart; a gap much wider than usual parts two of them."""
    usual = median(gaps)
    text = [letters[0][0]]
    for (letter, _, _), gap in zip(letters[1:], gaps, strict=True):
        if gap > usual + _SPACED * size and gap > 1.4 * usual:
            text.append(" ")
        text.append(letter)
    return "".join(text)


def _composed(glyphs: list[Glyph]) -> list[Glyph]:
    """Accents that are drawn over their letters, as one letter with them."""
    if not any(letter in ACCENTS for letter, _, _ in glyphs):
        return glyphs
    made: list[Glyph] = []
    waiting: Glyph | None = None
    for letter, left, right in glyphs:
        if waiting is not None:
            accent, middle = ACCENTS[waiting[0]], (waiting[1] + waiting[2]) / 2
            if letter.isalpha() and left <= middle <= right:
                made.append((letter + accent, left, right))
                waiting = None
                continue
            made.append(waiting)
            waiting = None
        if letter in ACCENTS and made and made[-1][0].isalpha():
            base, start, end = made[-1]
            if start <= (left + right) / 2 <= end:
                made[-1] = (base + ACCENTS[letter], start, end)
                continue
        if letter in ACCENTS:
            waiting = (letter, left, right)
            continue
        made.append((letter, left, right))
    return [*made, waiting] if waiting is not None else made
