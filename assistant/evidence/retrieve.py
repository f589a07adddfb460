"""Retrieval: a question to the evidence for an answer, or the reason why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.answer import RefusalReason
from assistant.evidence.choices import Choice
from assistant.evidence.currency import with_currency
from assistant.evidence.evidence_set import Evidence, Unit, UnitKey
from assistant.evidence.named_units import find_named_units
from assistant.evidence.shown import Shown, Stretch
from assistant.evidence.units import UnitLookup, unit_at, units_of
from assistant.understand.figures.asked_figures import asked_figures
from assistant.understand.parsed_question import ParsedQuestion
from corpus.text import fold
from index.hit import Filter, Hit
from index.search.searcher import Searcher, SearchResult

# Passages searched; those of one article come together into one unit.
SEARCHED = 30
_UNITS = 8
# How far ahead of all others, in the search's own units, a unit that was shown whole must be to
# lead once more: the answer is then in it. Of 63 follow-ups 11 have theirs in such a unit; if it
# never led, 6 fewer would be answered whole, and at 0 two more (2026-11-28).
SHOWN_AGAIN = 4.0
# From this share of their rarity on, the best hit has a question's own words. Of 79 foreign ones
# asked after one on the CRPA none is then answered, where any word will do 1; of 48 follow-ups 30
# are whole and right, not 31 (2026-11-28, python -m tests.benchmarks.judged --follow-ups).
_OWN_WORDS = 0.2
# What a stretch that was shown loses, as a cosine, against the others of its unit. At 0: of 63
# follow-ups 4 fewer are answered whole; at 0.1 what stands beside the answer leads in its place.
_SHOWN = 0.03

_NOTHING = Shown()


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What a question found: evidence to answer from, or why not to; and what it cost.

    `shown` is what was quoted before. `choices` are what to choose from where the question must be
    more precise. `named` says that the evidence is what the question calls by its number, and
    `names_only` that it asks for nothing else; `has_own_words` that the best unit has words of the
    question's own, not only of what it leans on.
    """

    evidence: Evidence
    found: SearchResult
    shown: Shown = field(default_factory=Shown)
    reason: RefusalReason | None = None
    choices: tuple[Choice, ...] = ()
    named: bool = False
    names_only: bool = False
    has_own_words: bool = False

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The passages found, best first."""
        return self.found.hits


def retrieve(
    question: ParsedQuestion,
    searcher: Searcher,
    *,
    cited: Sequence[UnitKey],
    shown: Shown = _NOTHING,
    lookup: UnitLookup,
    filter: Filter,
) -> Retrieved:
    """The evidence for a question; whether it answers is decided when an answer is composed.

    `cited` are the units cited for the turn that it follows, in their order, and `shown` is what
    was quoted for all of those that it leans on.
    """
    found = searcher.search(
        question.text, antecedent=question.antecedent, limit=SEARCHED, filter=filter
    )
    named = find_named_units(question, cited=cited, searcher=searcher, lookup=lookup)
    units = named.units or _ordered(units_of(searcher, found.hits), question, shown)[:_UNITS]
    units = tuple(_with_limits(unit, searcher, filter) for unit in units)
    units = tuple(with_currency(unit, searcher, filter) for unit in units)
    beside = [other for unit in units for other in (*unit.limits, *unit.changed)]
    retrieved = Retrieved(
        evidence=Evidence(
            question=question,
            units=units,
            closeness=_closeness((*units, *beside), found, searcher, shown=shown),
            terms=searcher.term_weights(found.query),
            compared=found.query.compared,
        ),
        found=found,
        shown=shown,
        has_own_words=_has_own_words(units, found, searcher),
    )
    pointer = question.pointer
    if named.choices:
        return replace(retrieved, reason=RefusalReason.NEEDS_PRECISION, choices=named.choices)
    if named.units:
        return replace(
            retrieved, named=True, names_only=not pointer.asks_more(names=named.title_words)
        )
    if named.not_found and not pointer.asks_more(names=named.title_words):
        return replace(retrieved, reason=RefusalReason.INSUFFICIENT_EVIDENCE)
    return retrieved


def _has_own_words(units: Sequence[Unit], found: SearchResult, searcher: Searcher) -> bool:
    """Whether the best unit has words of the question's own, not only of what it leans on."""
    idf = searcher.idf(found.query)
    own = {term: idf[term] for term in idf if term not in found.query.antecedent_terms}
    best = {passage.id for unit in units[:1] for passage in unit.passages}
    held = {term for hit in found.hits if hit.passage.id in best for term in hit.matched_terms}
    return sum(own.get(term, 0.0) for term in held) > _OWN_WORDS * sum(own.values())


def _ordered(units: Sequence[Unit], question: ParsedQuestion, shown: Shown) -> tuple[Unit, ...]:
    """Best first, those that were shown whole behind all that come near them.

    But for a question for what one of them holds: "Et dans quel délai ?".
    """
    lowered = [
        replace(unit, score=unit.score - SHOWN_AGAIN)
        if shown.has_all(unit) and not _holds_asked_for(unit, question)
        else unit
        for unit in units
    ]
    return tuple(sorted(lowered, key=lambda unit: -unit.score))


def _holds_asked_for(unit: Unit, question: ParsedQuestion) -> bool:
    """Whether the unit has the figure, or the kind of place, that the question asks for."""
    asked, place = question.asked_figure, question.asked_place
    texts = [passage.text for passage in unit.passages]
    if place is not None and any(place.search(fold(text)) for text in texts):
        return True
    return asked is not None and any(
        asked_figures(text, asked, language=unit.document.language) for text in texts
    )


def _with_limits(unit: Unit, searcher: Searcher, filter: Filter) -> Unit:
    """The unit with those that limit it, as the citation graph has them."""
    own = {passage.id for passage in unit.passages}
    limiting: dict[tuple[str, str], Unit] = {}
    for ordinal in searcher.limiting(sorted(own), filter=filter):
        other = unit_at(searcher, ordinal)
        if other.key != unit.key:
            limiting.setdefault(other.key, other)
    return replace(unit, limits=tuple(limiting.values()))


def _closeness(
    units: Sequence[Unit], found: SearchResult, searcher: Searcher, *, shown: Shown
) -> dict[Stretch, float]:
    """The cosine of each sentence of the units, and of those that limit them, to the question.

    Of a unit that was shown in part, what was shown comes after the rest.
    """
    index = searcher.index
    close: dict[Stretch, float] = {}
    for unit in units:
        in_part = not shown.has_all(unit)
        for passage in unit.passages:
            ordinal = index.ordinal(passage.id)
            cosines = index.sentence_vectors(ordinal) @ found.vector
            for (start, end), cosine in zip(index.sentences(ordinal), cosines, strict=True):
                stretch = (passage.document_id, start, end)
                close[stretch] = float(cosine) - _SHOWN * (in_part and shown.has(stretch))
    return close
