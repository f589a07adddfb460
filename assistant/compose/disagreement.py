"""Disagreement: documents that give different figures or dates for one thing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from index.terms import analyse

_NUMBERS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14,
    "quinze": 15, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "cent": 100, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "twenty": 20, "thirty": 30,
}  # fmt: skip
_FIGURE = re.compile(
    rf"(?<![\w.,-])(?P<number>\d+(?:[.,]\d+)?|{'|'.join(_NUMBERS)})\s+"
    r"(?P<thing>%|[^\W\d_]{3,})",
    re.IGNORECASE,
)
# What the sentences must share, beside the thing counted, to speak of the same.
_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two citations of different documents that count the same thing differently."""

    one: Citation
    other: Citation
    thing: str


def find_disagreements(citations: Sequence[Citation]) -> tuple[Disagreement, ...]:
    """The pairs of quotes, of different documents, that give different figures for one thing."""
    return tuple(_disagreements(citations))


def _disagreements(citations: Sequence[Citation]) -> Iterator[Disagreement]:
    for place, one in enumerate(citations):
        for other in citations[place + 1 :]:
            if one.document_id == other.document_id or not _alike(one, other):
                continue
            ours, theirs = _figures(one), _figures(other)
            for thing in sorted(ours.keys() & theirs.keys()):
                if not ours[thing] & theirs[thing]:
                    yield Disagreement(one, other, thing)


def _alike(one: Citation, other: Citation) -> bool:
    """Whether most of the shorter quote's terms are in the other."""
    ours = frozenset(analyse(one.quote, language=one.language))
    theirs = frozenset(analyse(other.quote, language=other.language))
    shorter = min(len(ours), len(theirs))
    return shorter > 0 and len(ours & theirs) >= _SHARED * shorter


def _figures(citation: Citation) -> dict[str, set[float]]:
    """What the quote counts, by the analysed term of the thing."""
    figures: dict[str, set[float]] = {}
    for found in _FIGURE.finditer(citation.quote):
        terms = analyse(found.group("thing"), language=citation.language) or [found.group("thing")]
        written = found.group("number").lower()
        value = _NUMBERS.get(written)
        number = float(written.replace(",", ".")) if value is None else float(value)
        figures.setdefault(terms[0], set()).add(number)
    return figures
