"""Extractive: evidence to quoted sentences, with no language model.

The first sentence is the unit, of the best place, that is closest to the question. Then comes
what limits it: the place's own reservations, and the articles that derogate from it. Then the best
unit of each other place that the search found nearly as good. Laws come before plans, and plans
before notes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.compose.limits import is_limit
from assistant.compose.units import Unit, quotable_units
from assistant.evidence import Evidence, Place
from corpus.document import DocumentKind
from corpus.passage import Passage
from index.terms import analyse

MOST_SENTENCES = 4
# Cosines of one model lie close together: what a term of the question weighs beside them.
# tests/benchmarks/composition.py compares values.
_TERM_WEIGHT = 0.10
_OPENING_BONUS = 0.005
# What the best unit of a place weighs beside the search's score of the place.
_UNIT_WEIGHT = 10.0
# How far apart the scores of two places' best units lie at the most.
_WIDEST = 0.1
# How far below the best place another one is still quoted, in the search's own units.
NEAR = 1.6
# A second unit of the only place is quoted if its score is no further below the first's.
_AS_GOOD = 0.02
_KINDS = (
    DocumentKind.LAW,
    DocumentKind.ACTION_PLAN,
    DocumentKind.CONCEPT_NOTE,
    DocumentKind.PAGE,
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A unit chosen for the answer, in its place and passage. `lead` is quoted before it."""

    place: Place
    passage: Passage
    unit: Unit
    score: float
    lead_passage: Passage | None = None


def choose(evidence: Evidence, *, most: int) -> tuple[Quote, ...]:
    """The quotes that answer, in the order a person would give them; none where nothing can be.

    `most` bounds the citations. Each quote comes with its place; a lead counts as a sentence.
    """
    highest = max((place.score for place in evidence.places), default=0.0)
    ranked = [
        (place, units)
        for place in evidence.places
        if highest - place.score <= NEAR + _UNIT_WEIGHT * _WIDEST
        and (units := _rank_units(place, evidence))
    ]
    if not ranked:
        return ()
    merits = {place.key: _merit(place, units) for place, units in ranked}
    best = max(merits.values())
    near = [pair for pair in ranked if best - merits[pair[0].key] <= NEAR]
    near.sort(key=lambda pair: (_KINDS.index(pair[0].document.kind), -merits[pair[0].key]))
    (leading, units), *others = near
    chosen = _Choice(most=min(most, MOST_SENTENCES))
    chosen.add(units[0])
    for limit in _limits(leading, units, evidence):
        if chosen.count < MOST_SENTENCES - bool(others):
            chosen.add(limit)
    for _, other_units in others:
        chosen.add(other_units[0])
    if not others and len(units) > 1 and units[0].score - units[1].score <= _AS_GOOD:
        chosen.add(units[1])
    return tuple(chosen.quotes)


def _merit(place: Place, units: Sequence[Quote]) -> float:
    """How well a place answers: as the search found it, and as its best unit says it."""
    return place.score + _UNIT_WEIGHT * units[0].score


def read_through(evidence: Evidence, *, most: int) -> tuple[Quote, ...]:
    """The beginning of each place, in reading order: for who asks what an article says."""
    chosen = _Choice(most=min(most, MOST_SENTENCES))
    for place in evidence.places:
        for quote in sorted(_rank_units(place, evidence), key=lambda one: one.unit.start):
            chosen.add(quote)
    return tuple(chosen.quotes)


class _Choice:
    """Quotes taken so far, within bounds and without saying a thing twice."""

    def __init__(self, *, most: int) -> None:
        self.quotes: list[Quote] = []
        self.count = 0
        self._most = most
        self._said: set[str] = set()

    def add(self, quote: Quote) -> None:
        """Takes the quote unless it says again what is said, or there is no room."""
        document = quote.place.document
        said = " ".join(document.text[quote.unit.start : quote.unit.end].casefold().split())
        first = not self.quotes
        if said in self._said or any(self._overlap(quote, other) for other in self.quotes):
            return
        citations = len(self.quotes) + sum(one.unit.lead is not None for one in self.quotes)
        if not first and (
            self.count + quote.unit.sentences > self._most
            or citations + 1 + (quote.unit.lead is not None) > self._most
        ):
            return
        self.quotes.append(quote)
        self.count += quote.unit.sentences
        self._said.add(said)

    @staticmethod
    def _overlap(one: Quote, other: Quote) -> bool:
        return (
            one.place.document.id == other.place.document.id
            and one.unit.start < other.unit.end
            and other.unit.start < one.unit.end
        )


def _limits(place: Place, units: Sequence[Quote], evidence: Evidence) -> Iterator[Quote]:
    """What limits the place: a reservation of its own after the quote, then who derogates."""
    quote = units[0]
    own = [
        other
        for other in units[1:]
        if other.unit.start >= quote.unit.end
        and is_limit(place.document.text[slice(*other.unit.core)])
    ]
    yield from own[:1]
    others = [_rank_units(limit, evidence) for limit in place.limits]
    others = [ranked for ranked in others if ranked]
    others.sort(key=lambda ranked: -ranked[0].score)
    for ranked in others[:1]:
        yield next((one for one in ranked if _limits_openly(one)), ranked[0])


def _limits_openly(quote: Quote) -> bool:
    return is_limit(quote.place.document.text[quote.unit.start : quote.unit.end])


def _rank_units(place: Place, evidence: Evidence) -> list[Quote]:
    """The units of the place, closest to the question first; ties in reading order."""
    quotes = []
    for passage in place.passages:
        for unit in quotable_units(place.document, passage, floor=place.floor):
            lead = _passage_of(place, unit.lead[0]) if unit.lead else None
            if unit.lead is None or lead is not None:
                score = _score(place, unit, evidence)
                quotes.append(Quote(place, passage, unit, score, lead_passage=lead))
    best: dict[tuple[int, int], Quote] = {}
    for quote in quotes:
        key = (quote.unit.start, quote.unit.end)
        if key not in best or quote.score > best[key].score:
            best[key] = quote
    return sorted(best.values(), key=lambda quote: (-quote.score, quote.unit.start))


def _passage_of(place: Place, start: int) -> Passage | None:
    return next((one for one in place.passages if one.start <= start < one.end), None)


def _score(place: Place, unit: Unit, evidence: Evidence) -> float:
    """How well the unit answers: its core's cosine, and the question's terms that it says."""
    document = place.document
    said = set(analyse(document.text[unit.start : unit.end], language=document.language))
    if unit.lead:
        said.update(analyse(document.text[slice(*unit.lead)], language=document.language))
    covered = sum(weight for term, weight in evidence.terms.items() if term in said)
    close = evidence.closeness.get((document.id, *unit.core), 0.0)
    opens = _OPENING_BONUS if unit.start == place.floor else 0.0
    return close + _TERM_WEIGHT * covered + opens
