"""Disagreement: documents that give different figures or dates for one thing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.citation import Citation
from assistant.understand.figures.numbers import is_number_word, numbers_in
from index.text.terms import analyse

_THING = re.compile(r"\s{1,3}(?P<thing>%|[^\W\d_]{3,})")
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?<![\d.,-])(?:19|20)\d\d(?![\d-])")
# "2018-2020", "2018 à 2020": a period tells one thing from another.
_PERIOD = re.compile(r"\b(?:19|20)\d\d\s?(?:[-–]|à|et|to|and)\s?(?:19|20)\d\d\b")
_ORDINAL = re.compile(
    r"\b(?:premi(?:er|ère)|deuxième|second|seconde|troisième|quatrième|cinquième|first|third"
    r"|fourth|\d+(?:er|e|ème|st|nd|rd|th))\b",
    re.IGNORECASE,
)
# A capital inside a sentence: "le Gouvernement", "l'Assemblée nationale".
_NAME = re.compile(r"(?<=[a-zà-ÿ,;)] )(?:[LDld]['’])?([A-ZÀ-Ý][^\W\d_]{2,})")
_SENTENCE = re.compile(r"[^.!?;\n]+")
# What the sentences must share, beside the thing counted, to speak of the same; for dates, which
# abound, more.
_SHARED = 0.5
_SHARED_FOR_DATES = 0.7
DATE = "date"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two citations of different documents that count, or date, the same thing differently."""

    one: Citation
    other: Citation
    thing: str


@dataclass(frozen=True, slots=True)
class _Statement:
    """A sentence of a quote: what it counts, when it says that it was, and of what it speaks."""

    figures: dict[str, set[float]]
    years: frozenset[str]
    subjects: frozenset[str]
    terms: frozenset[str]


def find_disagreements(citations: Sequence[Citation]) -> tuple[Disagreement, ...]:
    """The pairs of quotes, of different documents, that give different figures for one thing."""
    return tuple(_disagreements(citations))


def _disagreements(citations: Sequence[Citation]) -> Iterator[Disagreement]:
    statements = {citation.number: _statements(citation) for citation in citations}
    for position, one in enumerate(citations):
        for other in citations[position + 1 :]:
            if one.document_id == other.document_id:
                continue
            things = {
                thing
                for ours in statements[one.number]
                for theirs in statements[other.number]
                for thing in _disputed(ours, theirs)
            }
            for thing in sorted(things):
                yield Disagreement(one, other, thing)


def _disputed(ours: _Statement, theirs: _Statement) -> Iterator[str]:
    """What the two count or date differently; nothing where each names a subject of its own."""
    if ours.subjects - theirs.subjects and theirs.subjects - ours.subjects:
        return
    shared = _share(ours.terms, theirs.terms)
    if shared < _SHARED:
        return
    for thing in ours.figures.keys() & theirs.figures.keys():
        if not ours.figures[thing] & theirs.figures[thing]:
            yield thing
    dated = ours.years and theirs.years and not ours.years & theirs.years
    if dated and shared >= _SHARED_FOR_DATES:
        yield DATE


def _share(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """How many of the longer sentence's terms are in the other."""
    longer = max(len(ours), len(theirs))
    return len(ours & theirs) / longer if longer else 0.0


def _statements(citation: Citation) -> list[_Statement]:
    return [_read(match.group(), citation.language) for match in _SENTENCE.finditer(citation.quote)]


def _read(sentence: str, language: str) -> _Statement:
    periods = {" ".join(_DIGITS.findall(one)) for one in _PERIOD.findall(sentence)}
    plain = _PERIOD.sub(" ", sentence)
    years = frozenset(_YEAR.findall(plain))
    plain = _YEAR.sub(" ", plain)
    figures: dict[str, set[float]] = {}
    for number in numbers_in(plain, language=language):
        found = _THING.match(plain, number.end)
        if found is not None:
            terms = analyse(found.group("thing"), language=language) or [found.group("thing")]
            figures.setdefault(terms[0], set()).add(number.value)
    names = {name.casefold() for name in _NAME.findall(plain)}
    ordinals = {one.casefold() for one in _ORDINAL.findall(plain)}
    terms_said = frozenset(
        term
        for term in analyse(plain, language=language)
        if not term[0].isdigit() and not is_number_word(term)
    )
    return _Statement(
        figures=figures,
        years=years,
        subjects=frozenset(periods | names | ordinals),
        terms=terms_said - figures.keys(),
    )
