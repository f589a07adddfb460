"""Retrieval: a question to the evidence for an answer, or the reason why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import RefusalReason
from assistant.evidence.currency import with_currency
from assistant.evidence.evidence_set import Evidence, Unit, UnitKey
from assistant.evidence.named_units import find_named_units
from assistant.evidence.units import UnitLookup, unit_at, units_of
from assistant.understand.parsed_question import ParsedQuestion
from index.hit import Filter, Hit
from index.search.searcher import Searcher, SearchResult

# Passages searched; those of one article come together into one unit.
SEARCHED = 30
_UNITS = 8
# What a unit cited in the last answer gains for a question that leans on it, in the search's
# own units.
_CITED_BEFORE = 0.1


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What a question found: evidence to answer from, or why not to; and what it cost.

    `choices` are the names to choose from where the question must be more precise. `named` says
    that the evidence is what the question calls by its number, and `names_only` that it asks for
    nothing else.
    """

    evidence: Evidence
    found: SearchResult
    reason: RefusalReason | None = None
    choices: tuple[str, ...] = ()
    named: bool = False
    names_only: bool = False

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The passages found, best first."""
        return self.found.hits


def retrieve(
    question: ParsedQuestion,
    searcher: Searcher,
    *,
    cited: Sequence[UnitKey],
    lookup: UnitLookup,
    filter: Filter,
) -> Retrieved:
    """The evidence for a question; whether it answers is decided when an answer is composed.

    `cited` are the units cited for the turn that it follows, in their order.
    """
    found = searcher.search(question.search_text, limit=SEARCHED, filter=filter)
    named = find_named_units(question, cited=cited, searcher=searcher, lookup=lookup)
    units = named.units or _ordered(units_of(searcher, found.hits), cited)[:_UNITS]
    units = tuple(_with_limits(unit, searcher, filter) for unit in units)
    units = tuple(with_currency(unit, searcher, filter) for unit in units)
    beside = [other for unit in units for other in (*unit.limits, *unit.changed)]
    retrieved = Retrieved(
        evidence=Evidence(
            question=question,
            units=units,
            closeness=_closeness((*units, *beside), found, searcher),
            terms=searcher.term_weights(found.query),
            compared=found.query.compared,
        ),
        found=found,
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


def _ordered(units: Sequence[Unit], cited: Sequence[UnitKey]) -> tuple[Unit, ...]:
    """Best first, those that the last answer cited gaining a little."""
    raised = [
        replace(unit, score=unit.score + _CITED_BEFORE) if unit.key in cited else unit
        for unit in units
    ]
    return tuple(sorted(raised, key=lambda unit: -unit.score))


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
    units: Sequence[Unit], found: SearchResult, searcher: Searcher
) -> dict[tuple[str, int, int], float]:
    """The cosine of each sentence of the units, and of those that limit them, to the question."""
    index = searcher.index
    close: dict[tuple[str, int, int], float] = {}
    for unit in units:
        for passage in unit.passages:
            ordinal = index.ordinal(passage.id)
            cosines = index.sentence_vectors(ordinal) @ found.vector
            for (start, end), cosine in zip(index.sentences(ordinal), cosines, strict=True):
                close[(passage.document_id, start, end)] = float(cosine)
    return close
