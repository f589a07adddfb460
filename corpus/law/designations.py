"""Designations: the lines of a law with which its provisions begin ("Art. 2bis. –", "1 Title").

What a line says decides little alone: "Article 5" begins an article or a sentence that cites one.
It is told by where the line stands, by how the other lines of the text are written, and by the
numbers before and after.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum, auto
from itertools import pairwise

from corpus.law.article_numbers import CODED, NAMED, PLAIN, article_order

_NUMBER = rf"(?:{CODED}|{PLAIN}|{NAMED}|(?-i:[IVXLC]+)(?![\w'’]))"
# "Art. 4 à 6 (abrogés)": several at once, which only a mark may follow.
_RANGE = rf"(?:\s(?:à|to|et|and|-)\s{_NUMBER}(?=\s*(?:[(\[:.–—-]|$)))?"
# Marks before a designation; in quotation marks, it is another law's.
_MARKS = r"[^\w«»“”\"‹›„]{0,12}"
_ARTICLE = re.compile(
    rf"{_MARKS}(?P<word>articles?|art\b\.?)\s*(?:n[°º]\s*)?(?P<number>{_NUMBER}{_RANGE})(?![\w°])",
    re.IGNORECASE,
)
_SECTION = re.compile(
    rf"{_MARKS}(?P<word>section|sec\.)\s*(?P<number>\d+(?:\.\d+)*[A-Z]{{0,2}})\b", re.IGNORECASE
)
_SIGN = re.compile(rf"{_MARKS}(?P<word>§)\s*(?P<number>\d+[a-zA-Z]?)\b")
# "1. Words", "1 Words", "1.—(1) Words", "12.1. Words", "4 (1) Words": an act's own numbering.
_COUNTED = re.compile(
    r"(?P<word>)(?P<number>\d{1,4}(?:\.\d{1,3}){0,2}[A-Z]{0,2})"
    r"(?:\.?\s?[—–-]+\s*|\.\s*|\s+|(?=\())(?=[A-ZÀ-ÖØ-Þ«“\"\[(])"
)
# What may stand between the number and the provision's own words.
_ASIDE = re.compile(r"\s{0,4}(\([^()]{1,40}\))")
_SEPARATOR = re.compile(r"(?:\s*,(?=\s*§))?[\s.:–—*_#|-]*")
# What follows the number where "article 6" is part of a sentence, or of a list of references.
_IN_A_SENTENCE = re.compile(r"\s{0,4}(?:,(?!\s*§)|[;)]|\b(?!(?:bis|ter|quater)\b)[a-zà-ÿ])")
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}|\t ?\d{1,4}\s{0,4}$")
_SENTENCE_END = re.compile(r"[.!?:;…)\]»”\"]\s*$")
# An act speaks of itself, and so proves that its numbers are provisions'.
_ITSELF = re.compile(
    r"\b(?:[Tt]his\s+(?:Act|Law|Code|Ordinance|Order|Measure|Charter)|[Tt]hese\s+(?:Regulations|Rules)"
    r"|(?i:présente?\s+(?:loi|code|règlement|charte|ordonnance|décret|arrêté)))\b"
)
_SUBSECTION = re.compile(r"\(1\)\s*\S")
_FEWEST_COUNTED = 3
_TITLE_WORDS = 6  # a longer line that ends without a mark may be a sentence that goes on
_MOST_STARTS = 20
_ENOUGH_WORDS = 600  # characters, beyond which a provision's words make its number no surer
_WIDEST_GAP = 12  # provisions repealed one after another, of which nothing is left
_ANNEX = re.compile(
    r"\W{0,12}(?P<name>annexes?|(?:(?:the|first|second|third|fourth|fifth|sixth)\s+)?schedules?"
    r"|appendix|appendice)"
    r"(?:\s+(?:n[°º]\s?)?(?P<number>\d{1,3}[A-Z]?|[IVXLC]{1,7}|[A-Z])(?!\w))?(?P<rest>.*)$",
    re.IGNORECASE,
)
_LONGEST_ANNEX = 160
_CITED = re.compile(r"\s{0,4}(?:,|\b(?:est|sont|is|are|of|du|de|des|et|and|to)\b)")


class Form(StrEnum):
    """How a text announces its provisions."""

    ARTICLE = auto()
    SECTION = auto()
    SIGN = auto()
    COUNTED = auto()


class Place(IntEnum):
    """How a line stands after the one before it; the higher, the surer that it begins something."""

    RUNS_ON = 0
    """The line before may go on in it."""
    ENDED = 1
    """The line before has ended."""
    APART = 2
    """Something stands between: a blank line, the end of a page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the beginning of a block, and how it stands after the one before it."""

    text: str
    place: Place = Place.APART


@dataclass(frozen=True, slots=True)
class Designation:
    """What a line announces: the `number` as written, and the place where its own words begin.

    `end` is where the number ends. `aside` is what stands in brackets after it ("(nouveau)"), as a
    span: where nothing follows, it is what the provision says.
    """

    form: Form
    word: str
    number: str
    end: int
    words: int
    aside: tuple[int, int] | None = None

    @property
    def rank(self) -> tuple[str, tuple[int, ...], str]:
        """The number as codes order it."""
        return article_order(self.number)


_FORMS = {Form.ARTICLE: _ARTICLE, Form.SECTION: _SECTION, Form.SIGN: _SIGN, Form.COUNTED: _COUNTED}


def designation(text: str, form: Form) -> Designation | None:
    """What `text` announces at its beginning in this form, unless that is part of a sentence."""
    found = _FORMS[form].match(text)
    if found is None or _LEADERS.search(text[:400]):
        return None
    if form is not Form.COUNTED and _IN_A_SENTENCE.match(text, found.end()):
        return None
    aside = _ASIDE.match(text, found.end()) if form is not Form.COUNTED else None
    separator = _SEPARATOR.match(text, aside.end() if aside else found.end())
    words = separator.end() if separator else found.end()
    number = " ".join(found["number"].split())
    return Designation(
        form=form,
        word=found["word"],
        number=number.rstrip("."),
        end=found.end("number"),
        words=found.end() if form is Form.COUNTED else words,
        aside=aside.span(1) if aside else None,
    )


def annex_of(text: str) -> str | None:
    """What a line calls the annex that it opens ("Schedule 2"); None where it opens none."""
    if len(text) > _LONGEST_ANNEX or _LEADERS.search(text):
        return None
    found = _ANNEX.match(text)
    if found is None:
        return None
    rest = found["rest"].strip()
    first = next((c for c in rest if c.isalpha()), "")
    cited = _CITED.match(found["rest"]) or (not found["number"] and first.islower())
    if cited or rest.endswith((";", ",")) or (rest.endswith(".") and len(rest.split()) > 3):
        return None
    name = found["name"].capitalize().removeprefix("The ").capitalize()
    name = name.removesuffix("s") if name.endswith("s") else name
    return " ".join(filter(None, (name, found["number"])))


def told(lines: Sequence[Line], *, language: str, law: bool) -> dict[int, Designation]:
    """The designations of a law's provisions, by the index of the line that each begins.

    `law` says that the text is known to be a law; numbers alone ("4. …") are taken for provisions
    more freely then.
    """
    found = {form: _of_form(lines, form) for form in Form if form is not Form.COUNTED}
    articles, sections = found[Form.ARTICLE], found[Form.SECTION]
    if language == "en" and len(sections) > len(articles):
        return sections
    if articles and (law or _stand_together(articles)):
        return articles
    return found[Form.SIGN] or _counted(lines, law=law, freely=law and language == "en")


def _stand_together(found: dict[int, Designation]) -> bool:
    """Whether there is more than one, or the first: "Article 19" alone is the name of an NGO."""
    return len(found) > 1 or any(one.rank[1] in ((), (1,)) for one in found.values())


def _of_form(lines: Sequence[Line], form: Form) -> dict[int, Designation]:
    """Those lines of one form that stand where a provision may begin.

    A line that the one before may run on into is a provision only where its number comes right
    after the one before and is written in the same way.
    """
    candidates = {
        index: one for index, line in enumerate(lines) if (one := designation(line.text, form))
    }
    capital = any(one.word[:1].isupper() for one in candidates.values())
    kept: dict[int, Designation] = {}
    last: Designation | None = None
    order = list(candidates)
    for place, (index, one) in enumerate(candidates.items()):
        if capital and one.word[:1].islower():
            continue
        after = candidates[order[place + 1]] if place + 1 < len(order) else None
        if not _begins(lines, index, one, last, after):
            continue
        kept[index] = last = one
    return _without_contents(lines, kept)


def _begins(
    lines: Sequence[Line],
    index: int,
    one: Designation,
    last: Designation | None,
    after: Designation | None,
) -> bool:
    """Whether a line begins a provision, by where it stands and by the numbers around its own."""
    place = lines[index].place
    in_turn = last is not None and follows(last, one)
    if place is Place.RUNS_ON:
        return last is not None and last.word == one.word and in_turn
    if place is Place.ENDED and not in_turn and last is not None and after is not None:
        before = lines[index - 1].text if index else ""
        goes_on = len(before.split()) > _TITLE_WORDS and not _SENTENCE_END.search(before[-8:])
        return not (goes_on and follows(last, after))
    return True


def _without_contents(
    lines: Sequence[Line], found: dict[int, Designation]
) -> dict[int, Designation]:
    """Without the runs of neighbouring lines whose numbers all come again: a table of contents."""
    where: dict[str, list[int]] = {}
    for index, one in found.items():
        where.setdefault(one.number.casefold(), []).append(index)
    indices = list(found)
    annexes = [index for index, line in enumerate(lines) if annex_of(line.text)]
    dropped: set[int] = set()
    start = 0
    for place in range(1, len(indices) + 1):
        if place < len(indices) and indices[place] == indices[place - 1] + 1:
            continue
        run = indices[start:place]
        limit = next((index for index in annexes if index > run[-1]), len(lines))
        again = all(
            any(run[-1] < other < limit for other in where[found[index].number.casefold()])
            for index in run
        )
        titles = not any(lines[index].text.endswith((".", ";", ":")) for index in run)
        if len(run) >= 2 and again and titles:
            dropped.update(run)
        start = place
    return {index: one for index, one in found.items() if index not in dropped}


def _counted(lines: Sequence[Line], *, law: bool, freely: bool) -> dict[int, Designation]:
    """The lines that count an act's sections, where the act is one by what it says of itself."""
    regions: list[list[tuple[int, Designation]]] = [[]]
    ends: list[int] = []
    for index, line in enumerate(lines):
        if line.place is Place.RUNS_ON:
            continue
        if regions[0] and annex_of(line.text):
            regions.append([])
            ends.append(index)
        elif one := designation(line.text, Form.COUNTED):
            regions[-1].append((index, one))
    body = _best_series(lines, regions[0], (*ends, len(lines))[0])
    itself = sum(speaks_of_itself(line.text) for line in lines)
    enough = len(body) >= _FEWEST_COUNTED and (freely or itself >= (1 if law else 2))
    parted = law and len(body) >= 2 and any(_opens_subsections(lines, index) for index in body)
    if not enough and not parted:
        return {}
    for region, end in zip(regions[1:], (*ends[1:], len(lines)), strict=False):
        body.update(_best_series(lines, region, end))
    return body


def _best_series(
    lines: Sequence[Line], candidates: Sequence[tuple[int, Designation]], end: int
) -> dict[int, Designation]:
    """The series that counts up from 1 with the most words under its numbers.

    A table of contents counts as the text does, and has next to no words.
    """
    starts = [place for place, (_, one) in enumerate(candidates) if one.rank[1] == (1,)]
    best: dict[int, Designation] = {}
    heaviest = 0
    for start in starts[:_MOST_STARTS]:
        series: dict[int, Designation] = {}
        last: Designation | None = None
        for index, one in candidates[start:]:
            if last is None or comes_after(last, one):
                series[index] = last = one
        bounds = [*series, min(end, max(series) + 1)]
        weight = sum(
            min(_ENOUGH_WORDS, sum(len(line.text) for line in lines[first : min(after, first + 9)]))
            for first, after in pairwise(bounds)
        )
        if weight > heaviest:
            best, heaviest = series, weight
    return best


def _opens_subsections(lines: Sequence[Line], index: int) -> bool:
    """Whether a section's first subsection, "(1) …", comes right after its number or its title."""
    one = designation(lines[index].text, Form.COUNTED)
    own = lines[index].text[one.words :] if one else ""
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    return bool(_SUBSECTION.match(own) or _SUBSECTION.match(below))


def follows(before: Designation, after: Designation) -> bool:
    """Whether `after` is the number right after `before`: 2 or 1bis or 1-1 after 1."""
    (part, low, suffix), (other, high, new_suffix) = before.rank, after.rank
    if part != other or not low or not high:
        return False
    if low == high:
        return bool(new_suffix) and new_suffix != suffix
    depth = len(high) - 1
    if high[:-1] == low[: len(high) - 1] and len(high) <= len(low):
        return high[-1] == low[depth] + 1
    return len(high) == len(low) + 1 and high[:-1] == low and high[-1] == 1


def comes_after(before: Designation, after: Designation) -> bool:
    """Whether `after` may be the next number that is left of a series that `before` is of."""
    low, high = before.rank[1], after.rank[1]
    if not low or not high or after.rank[0] != before.rank[0]:
        return False
    if high == low:
        return bool(after.rank[2]) and after.rank[2] > before.rank[2]
    return high > low and high[0] - low[0] <= _WIDEST_GAP


def speaks_of_itself(text: str) -> bool:
    """Whether a text calls itself a law: "la présente loi", "this Act"."""
    return _ITSELF.search(text) is not None


def place_after(before: str, *, gap: bool, full: bool) -> Place:
    """How a line stands after the line `before`; `full` says that no word more had room there."""
    if gap:
        return Place.APART
    return Place.RUNS_ON if full and not _SENTENCE_END.search(before[-8:]) else Place.ENDED
