"""Matching: where quoted words stand in a stretch of a document, or the nearest ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from assistant.checks.checked import Difference, DifferenceKind
from assistant.checks.plain_words import PlainText, plain

# What a writer leaves out of a quotation, and says so.
_LEFT_OUT = re.compile(r"\s*(?:\[[^\[\]\n]{0,300}\]|\(\s*\.\.\.\s*\)|\.\.\.)\s*")
# Words that no writer may leave out, even saying so: without them a rule says the contrary.
_TURNS = re.compile(
    r"\b(?:ne|n'|pas|plus|non|sans|sauf|aucune?|jamais|ni|hors|excepté|toutefois|not|no|never|unless"
    r"|except|without|nor|however)\b",
    re.IGNORECASE,
)
_EDGES = " .,;:\"'"
_WORDS = re.compile(r"\w+(?:['-]\w+)*|[^\w\s]")
# The words at either end of a quotation tell where it begins and ends; a single one does so only
# within so many characters of where it seems to.
_END_WORDS = 3
_END_CHARS = 15
_KINDS = {
    "replace": DifferenceKind.REPLACED,
    "insert": DifferenceKind.LEFT_OUT,
    "delete": DifferenceKind.ADDED,
}
# Words less alike than this are no alteration of one another: of sentences of a code with one word
# changed, the least alike is at 0.85, and of sentences held against another law's, the most alike
# at 0.72 (python -m tests.benchmarks.checks).
ALIKE = 0.78


@dataclass(frozen=True, slots=True)
class Match:
    """Where words stand, from `start` to `end` of the stretch; `likeness` 1.0 is to the letter."""

    start: int
    end: int
    likeness: float
    differences: tuple[Difference, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether the words stand there to the letter, but for typography."""
        return not self.differences


def match_words(quoted: str, stretch: str, *, nearly: bool = True) -> Match | None:
    """Where the words stand in the stretch, to the letter or `nearly`; None where nothing is near.

    Parts that the quotation leaves out, and says so, are let out, but for a negation or a
    reservation; so is what it puts in, in brackets. The first letter may be capital or small, as a
    sentence's beginning has it, all letters may be capital, and marks at the ends may differ.
    """
    held = plain(stretch)
    if quoted.isupper():
        # A letter that has no capital of its own, or two, is rare enough to be told as altered.
        held = replace(held, words="".join(_capital(one) for one in held.words))
    parts = [part.strip(_EDGES) for part in _LEFT_OUT.split(plain(quoted).words)]
    parts = [part for part in parts if part]
    if not parts or not held.words:
        return None
    exact = _exact(parts, held)
    return exact or (_nearest(" ".join(parts), held) if nearly else None)


def _exact(parts: list[str], held: PlainText) -> Match | None:
    """The parts one after the other, to the letter, with what must not be left out between."""
    begin, end = -1, 0
    differences: list[Difference] = []
    for number, part in enumerate(parts):
        place = _find(part, held.words, end, first=number == 0)
        if place < 0:
            return None
        between = held.words[end:place].strip() if number else ""
        if _TURNS.search(between):
            differences.append(Difference(DifferenceKind.LEFT_OUT, "", between))
        begin = place if begin < 0 else begin
        end = place + len(part)
    return Match(*held.span(begin, end), likeness=1.0, differences=tuple(differences))


def _capital(sign: str) -> str:
    upper = sign.upper()
    return upper if len(upper) == 1 else sign


def _find(part: str, words: str, start: int, *, first: bool) -> int:
    """Where the part stands as whole words; -1 where it does not."""
    forms = {part, part[0].upper() + part[1:], part[0].lower() + part[1:]} if first else {part}
    places = [place for form in forms if (place := _place(form, words, start)) >= 0]
    return min(places, default=-1)


def _place(part: str, words: str, start: int) -> int:
    place = words.find(part, start)
    while place >= 0:
        end = place + len(part)
        if not (_inside(words, place) or _inside(words, end)):
            return place
        place = words.find(part, place + 1)
    return -1


def _inside(words: str, place: int) -> bool:
    """Whether a place is inside of a word."""
    return 0 < place < len(words) and words[place - 1].isalnum() and words[place].isalnum()


def _nearest(quoted: str, held: PlainText) -> Match | None:
    aligned = fuzz.partial_ratio_alignment(quoted, held.words, score_cutoff=50)
    if aligned is None or aligned.dest_end <= aligned.dest_start:
        return None
    quoted = _with_its_capital(quoted, held.words)
    start, end = _with_ends(
        quoted, held.words, *_whole_words(held.words, aligned.dest_start, aligned.dest_end)
    )
    nearest = held.words[start:end].strip(_EDGES)
    if not nearest:
        return None
    start = held.words.index(nearest, start)
    differences = tuple(_differences(quoted, nearest))
    # Where the quotation is the longer one, only a part of it was compared.
    longer = len(quoted) > len(held.words)
    likeness = fuzz.ratio(quoted, nearest) if longer else aligned.score
    return Match(*held.span(start, start + len(nearest)), likeness / 100, differences)


def _with_its_capital(quoted: str, words: str) -> str:
    """The quotation with its first letter as the document has that word, capital or small."""
    other = quoted[0].swapcase() + quoted[1:]
    first = _WORDS.match(other)
    opening = other[: first.end()] if first else other
    held, own = (_place(one, words, 0) >= 0 for one in (opening, quoted[: len(opening)]))
    return other if held and not own else quoted


def _with_ends(quoted: str, words: str, start: int, end: int) -> tuple[int, int]:
    """The stretch made longer to where the first and the last words quoted stand near it.

    What a quotation leaves out in silence is between them.
    """
    own = [one.span() for one in _WORDS.finditer(quoted)]
    for count, around in ((_END_WORDS, len(quoted)), (1, _END_CHARS)):
        if len(own) <= count:
            continue
        head, tail = quoted[: own[count - 1][1]], quoted[own[-count][0] :]
        first = words.rfind(head, max(0, start - around), start + around)
        last = words.find(tail, max(start, end - around), end + around)
        start = first if first >= 0 else start
        end = last + len(tail) if last >= 0 else end
    return _whole_words(words, start, max(start, end))


def _whole_words(words: str, start: int, end: int) -> tuple[int, int]:
    """A stretch made to begin and to end between words."""
    while _inside(words, start):
        start -= 1
    while _inside(words, end):
        end += 1
    return start, end


def _differences(quoted: str, document: str) -> Iterator[Difference]:
    """The words in which the two differ, in their order."""
    ours, theirs = list(_WORDS.finditer(quoted)), list(_WORDS.finditer(document))
    matcher = SequenceMatcher(
        None, [one.group() for one in ours], [one.group() for one in theirs], autojunk=False
    )
    for name, i, j, k, m in matcher.get_opcodes():
        if name in _KINDS:
            said = quoted[ours[i].start() : ours[j - 1].end()] if i < j else ""
            held = document[theirs[k].start() : theirs[m - 1].end()] if k < m else ""
            yield Difference(_KINDS[name], said, held)
