"""Extractive: evidence to quoted sentences, with no language model.

The first sentence is the span of the best unit that is closest to the question. Then what limits
it: the unit's own reservations, and articles that derogate from it. Then the best span of each
unit found nearly as good. A law comes before a plan, and before pages little better.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.compose.anaphora import Anaphora, anaphora_of
from assistant.compose.disagreement import NUMBERS
from assistant.compose.limits import is_limit, item_named, names_article, restricts
from assistant.compose.quotable_spans import QuotableSpan, quotable_spans
from assistant.compose.quote import Quote
from assistant.evidence.evidence_set import Evidence, Unit
from corpus.document import DocumentKind
from corpus.text import fold
from index.text.terms import analyse

MOST_SENTENCES = 4


@dataclass(frozen=True, slots=True)
class Tuning:
    """The constants of composing. tests/benchmarks/composition.py compares their values.

    `term`, `opening` and `answer_type` weigh, beside the cosine of a span: the share of the
    question's terms that it says; that it opens its unit; that it holds what the question word asks
    for. `span` weighs the best span of a unit beside the search's score of the unit.

    On the scale of the search's scores, the second unit is quoted if it is no further below the
    best than `near`, the best law and the best plan than `beside`, and any other than `tied`. A law
    comes first if no page is further above it than `law_first`. Where no law is that near, the best
    one comes last, if it is no further below than `far`. A second span of the only unit is quoted
    if its score is no further below the first's than `as_good`; a limit of its own than
    `own_limit`, an article that limits it by its number than `graph_limit`, and one that derogates
    from its whole chapter than `chapter_limit`.
    """

    term: float = 0.13
    opening: float = 0.005
    answer_type: float = 0.08
    span: float = 10.0
    near: float = 1.8
    beside: float = 1.0
    far: float = 2.6
    law_first: float = 0.8
    tied: float = 0.5
    as_good: float = 0.02
    own_limit: float = 0.1
    graph_limit: float = 0.15
    chapter_limit: float = 0.08


TUNING = Tuning()
# How far apart the scores of two units' best spans lie at the most.
_WIDEST = 0.1
# Quotes of two documents that share so much of their words say the same, unless it is one of these
# that they do not share.
_ALIKE = 0.8
_DISTINCTIVE = frozenset({*NUMBERS, *"ne pas plus sans sauf no not never without unless".split()})
# A question that a law and a plan both answer gets both.
_BOTH = (DocumentKind.LAW, DocumentKind.ACTION_PLAN)


def select_quotes(evidence: Evidence, *, most: int, tuning: Tuning = TUNING) -> tuple[Quote, ...]:
    """The quotes that answer, in the order a person would give them; none where nothing can be.

    `most` bounds the citations. Each quote comes with its unit; an antecedent counts as a sentence.
    """
    ranking = _Ranking(evidence, tuning)
    highest = max((unit.score for unit in evidence.units), default=0.0)
    candidates = [
        _Candidate(unit, spans, merit=unit.score + tuning.span * spans[0].score)
        for unit in evidence.units
        if highest - unit.score <= max(tuning.near, tuning.far) + tuning.span * _WIDEST
        and (spans := ranking.of(unit))
    ]
    if not candidates:
        return ()
    leading, *others = _best_candidates(candidates, tuning)
    first, *following = leading.spans
    chosen = _Selection(most=min(most, MOST_SENTENCES))
    chosen.add(first)
    for limit in _limits(leading.unit, leading.spans, ranking, tuning):
        chosen.add(limit, leave=bool(others))
    for other in others:
        chosen.add(other.spans[0])
    if not others and following and first.score - following[0].score <= tuning.as_good:
        chosen.add(following[0])
    return tuple(chosen.quotes)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A unit, its spans with the best first, and how well it answers beside the others."""

    unit: Unit
    spans: list[Quote]
    merit: float

    @property
    def kind(self) -> DocumentKind:
        return self.unit.document.kind


def _best_candidates(candidates: Sequence[_Candidate], tuning: Tuning) -> list[_Candidate]:
    """The units to quote: the best one and those near it; of laws and of plans, the best one."""
    ranked = sorted(candidates, key=lambda one: -one.merit)
    best = ranked[0].merit
    second = [one for one in ranked[:2] if best - one.merit <= tuning.near]
    of_kinds = [next((one for one in ranked if one.kind is kind), ranked[0]) for kind in _BOTH]
    both = [one for one in of_kinds if best - one.merit <= tuning.beside]
    kept = [one for one in ranked if one in second or one in both]
    kept += [one for one in ranked if one not in kept and best - one.merit <= tuning.tied]
    laws = [one for one in ranked if one.kind is DocumentKind.LAW]
    if laws and laws[0] not in kept and best - laws[0].merit <= tuning.far:
        return [*kept[: MOST_SENTENCES - 1], laws[0]]
    # A law comes before a plan that says the same, and before a page that says it little better.
    told = max((one.merit for one in kept if one.kind not in _BOTH), default=-math.inf)
    return sorted(
        kept[:MOST_SENTENCES],
        key=lambda one: (
            one.kind is not DocumentKind.LAW or told - one.merit > tuning.law_first,
            -one.merit,
        ),
    )


def quote_in_order(evidence: Evidence, *, most: int) -> tuple[Quote, ...]:
    """The beginning of each unit, in reading order: for who asks what an article says."""
    ranking = _Ranking(evidence, TUNING)
    chosen = _Selection(most=min(most, MOST_SENTENCES))
    for unit in evidence.units:
        for quote in sorted(ranking.of(unit), key=lambda one: one.span.start):
            chosen.add(quote)
    return tuple(chosen.quotes)


class _Selection:
    """Quotes taken so far, within bounds and without saying a thing twice."""

    def __init__(self, *, most: int) -> None:
        self.quotes: list[Quote] = []
        self._most = most

    def add(self, quote: Quote, *, leave: int = 0) -> None:
        """Takes the quote unless it says again what is said, or leaves less room than `leave`."""
        quote = self._without_said_antecedents(quote)
        if any(_says_again(quote, other) for other in self.quotes):
            return
        for position, other in enumerate(self.quotes):
            joined = other.joined(quote) if other.joins(quote) else None
            if joined is not None:
                self._take([*self.quotes[:position], joined, *self.quotes[position + 1 :]], leave)
            if joined is not None or _overlap(quote, other):
                return
        self._take([*self.quotes, quote], leave)

    def _take(self, quotes: list[Quote], leave: int) -> None:
        sentences = sum(one.span.sentences for one in quotes)
        citations = sum(len(one.parts) for one in quotes)
        if not self.quotes or max(sentences, citations) + leave <= self._most:
            self.quotes = quotes

    def _without_said_antecedents(self, quote: Quote) -> Quote:
        said = [
            (part[0], part[1])
            for other in self.quotes
            if other.unit.document.id == quote.unit.document.id
            for _, part in other.parts
        ]
        antecedents = tuple(
            antecedent
            for antecedent in quote.span.antecedents
            if not any(start <= antecedent[0] and antecedent[1] <= end for start, end in said)
        )
        return replace(quote, span=replace(quote.span, antecedents=antecedents))


def _says_again(one: Quote, other: Quote) -> bool:
    """Whether the quotes have the same words or, as versions of a document have, all but a few."""
    words, said = fold(one.text).split(), fold(other.text).split()
    if words == said:
        return True
    document, another = one.unit.document, other.unit.document
    if document.id == another.id or document.kind is not another.kind:
        return False  # Articles of a law may differ by a word that matters.
    alike = set(words) & set(said)
    either = set(words) | set(said)
    distinctive = {word for word in either - alike if word in _DISTINCTIVE or word[0].isdigit()}
    return not distinctive and len(alike) >= _ALIKE * len(either)


def _overlap(one: Quote, other: Quote) -> bool:
    return one.unit.document.id == other.unit.document.id and any(
        first[0] < second[1] and second[0] < first[1]
        for _, first in one.parts
        for _, second in other.parts
    )


class _Ranking:
    """The spans of units, closest to the question first."""

    def __init__(self, evidence: Evidence, tuning: Tuning) -> None:
        self.evidence = evidence
        self._tuning = tuning
        self._answer_type = evidence.question.answer_type

    def of(self, unit: Unit) -> list[Quote]:
        """The spans of the unit, best first; ties in reading order. Each stretch comes once."""
        quotes = [
            Quote(unit, span, self._score(unit, span))
            for span in quotable_spans(unit.document, unit.passages)
        ]
        best: dict[tuple[int, int], Quote] = {}
        for quote in quotes:
            key = (quote.span.start, quote.span.end)
            if key not in best or quote.score > best[key].score:
                best[key] = quote
        return sorted(best.values(), key=lambda quote: (-quote.score, quote.span.start))

    def _score(self, unit: Unit, span: QuotableSpan) -> float:
        """Its core's cosine, the question's terms that it says, and whether it says what is asked.

        The introductions of a list say terms for its items.
        """
        document, tuning, evidence = unit.document, self._tuning, self.evidence
        words = document.text[span.start : span.end]
        said = set(analyse(words, language=document.language))
        for antecedent in span.antecedents:
            introduction = document.text[slice(*antecedent)]
            if introduction.endswith(":"):
                said.update(analyse(introduction, language=document.language))
        covered = sum(weight for term, weight in evidence.terms.items() if term in said)
        return (
            evidence.closeness.get((document.id, *span.core), 0.0)
            + tuning.term * covered
            + tuning.opening * (span.start == unit.floor)
            + tuning.answer_type * self._is_of_answer_type(words)
        )

    def _is_of_answer_type(self, words: str) -> bool:
        """Whether the words hold what the question word asks for."""
        expected = self._answer_type
        return expected is not None and expected.search(fold(words)) is not None


def _limits(
    unit: Unit, spans: Sequence[Quote], ranking: _Ranking, tuning: Tuning
) -> Iterator[Quote]:
    """What limits the unit: a reservation of its own after the quote, then who derogates."""
    quote = spans[0]
    own = [
        other
        for other in spans[1:]
        if other.span.core[0] >= quote.span.end
        and quote.score - other.score <= tuning.own_limit
        and restricts(other.core)
    ]
    for other in sorted(own, key=lambda other: not is_limit(other.core))[:1]:
        yield _said_of(other)
    others = [
        limit
        for other in unit.limits
        if (limit := _limiting(quote, other, ranking, tuning)) is not None
    ]
    others.sort(key=lambda limit: -limit.score)
    yield from others[:1]


def _said_of(limit: Quote) -> Quote:
    """The limit without the opening of its article, which is quoted already."""
    if anaphora_of(limit.core) is not Anaphora.OPENING:
        return limit
    return replace(limit, span=replace(limit.span, antecedents=()))


def _limiting(quote: Quote, other: Unit, ranking: _Ranking, tuning: Tuning) -> Quote | None:
    """The span of another article that limits the quote.

    It derogates openly, or names the quote's article; or else it is what the quote itself is
    subject to: the item that it names, or the span nearest to the question.
    """
    spans, own = ranking.of(other), quote.unit.key[1]
    near = [one for one in spans if quote.score - one.score <= tuning.graph_limit]
    derogating = [one for one in near if is_limit(one.text)]
    naming = [one for one in derogating if own and names_article(one.text, own)]
    if naming:
        return naming[0]
    if names_article(quote.text, other.key[1]):
        item = item_named(quote.text, other.key[1])
        return next((one for one in near if item is None or _opens_with(one, item)), None)
    if derogating and quote.score - derogating[0].score <= tuning.chapter_limit:
        return derogating[0]
    return None


def _opens_with(quote: Quote, item: str) -> bool:
    letter = item.rstrip(")")
    return quote.text.startswith((f"{letter} ", f"{letter}) ", f"{letter}\n", f"{letter})\n"))
