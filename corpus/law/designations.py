"""Designations: the lines of a law with which its provisions begin ("Art. 2bis. –", "1 Title").

What a line says decides little alone: `corpus/law/numbering.py` tells which ones are a law's own.
"""

import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum, auto

from corpus.law.article_numbers import CODED, NAMED, PLAIN, article_order

# "VI.2", "D.IV.5/1": the book or title of a Belgian code, and the article in it.
_IN_BOOK = r"(?-i:(?:[LRDA]\.\s?)?[IVXLC]+)\.\d+(?:[./-]\d+)*(?:bis|ter|quater)?"
_SPELLED = r"(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix)\b"
_NUMBER = rf"(?:{CODED}|{_IN_BOOK}|{PLAIN}|{NAMED}|{_SPELLED}|(?-i:[IVXLC]+)(?![\w'’]))"
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
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December),?\s+\d{4})"
)
# What may stand between the number and the provision's own words.
_ASIDE = re.compile(r"\s{0,4}(\([^()]{1,40}\))")
_SEPARATOR = re.compile(r"(?:\s*,(?=\s*§))?[\s.:–—*_#|-]*")
# What follows the number where "article 6" is part of a sentence, or of a list of references.
_IN_A_SENTENCE = re.compile(r"\s{0,4}(?:,(?!\s*§)|[;)]|\b(?!(?:bis|ter|quater)\b)[a-zà-ÿ])")
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}|\t ?\d{1,4}\s{0,4}$")
# What a line ends with where the next one cannot go on it.
SENTENCE_END = re.compile(r"[.!?:;…)\]»”\"]\s*$")
# An act speaks of itself, and so proves that its numbers are provisions'.
_ITSELF = re.compile(
    r"\b(?:[Tt]his\s+(?:Act|Law|Code|Ordinance|Order|Measure|Charter)|[Tt]hese\s+(?:Regulations|Rules)"
    r"|(?i:présente?\s+(?:loi|code|règlement|charte|ordonnance|décret|arrêté)))\b"
)
# What Québec sets under each section: the act that made it, "1982, c. 30, a. 9".
_SOURCE = re.compile(r"\b(?:\d{4}, c\. \d{1,3}|D\. \d{1,4}-\d{2,4}), a\. \d")
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
    span: where nothing follows, it is what the provision says. `rank` is the number as codes order
    it.
    """

    form: Form
    word: str
    number: str
    end: int
    words: int
    rank: tuple[str, tuple[int, ...], str]
    aside: tuple[int, int] | None = None


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
        rank=article_order(number),
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


def speaks_of_itself(text: str) -> bool:
    """Whether a text calls itself a law, "la présente loi", or tells what law a part is of."""
    return _ITSELF.search(text) is not None or gives_source(text)


def gives_source(text: str) -> bool:
    """Whether a text says which act made a section, as laws of Québec do under each."""
    return _SOURCE.search(text) is not None


def place_after(before: str, *, gap: bool, full: bool) -> Place:
    """How a line stands after the line `before`; `full` says that no word more had room there."""
    if gap:
        return Place.APART
    return Place.RUNS_ON if full and not SENTENCE_END.search(before[-8:]) else Place.ENDED
