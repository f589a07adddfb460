"""Ranking: the spans of a unit by how close they are to the question."""

from collections.abc import Callable

from assistant.compose.spans.layout import Span
from assistant.compose.spans.quotable_spans import QuotableSpan, quotable_spans
from assistant.compose.spans.scored_span import ScoredSpan
from assistant.compose.tuning import Tuning
from assistant.evidence.evidence_set import Evidence, Unit
from corpus.text import fold
from index.text.terms import analyse


class Ranking:
    """The spans of units, closest to the question first."""

    def __init__(self, evidence: Evidence, tuning: Tuning) -> None:
        self.evidence = evidence
        self.tuning = tuning
        self._answer_type = evidence.question.answer_type

    def of(self, unit: Unit) -> list[ScoredSpan]:
        """The spans of the unit, best first; ties in reading order. Each stretch comes once."""
        quotes = [
            ScoredSpan(unit, span, self._score(unit, span))
            for span in quotable_spans(unit.document, unit.passages)
        ]
        best: dict[tuple[int, int], ScoredSpan] = {}
        for quote in quotes:
            key = (quote.span.start, quote.span.end)
            if key not in best or quote.score > best[key].score:
                best[key] = quote
        return sorted(best.values(), key=lambda quote: (-quote.score, quote.span.start))

    def likeness(self, unit: Unit) -> Callable[[Span], float]:
        """How well a line of the unit answers, by its own words."""

        def score(line: Span) -> float:
            return self._score(unit, QuotableSpan(*line, core=line))

        return score

    def _closeness(self, document_id: str, core: Span) -> float:
        """The cosine of a sentence, or the best of those of a line that holds several."""
        known = self.evidence.closeness
        found = known.get((document_id, *core))
        if found is not None:
            return found
        inside = (
            value
            for (id, start, end), value in known.items()
            if id == document_id and core[0] <= start and end <= core[1]
        )
        return max(inside, default=0.0)

    def _score(self, unit: Unit, span: QuotableSpan) -> float:
        """Its core's cosine, the question's terms that it says, and whether it says what is asked.

        The introductions of a list say terms for its items.
        """
        document, tuning, evidence = unit.document, self.tuning, self.evidence
        locator = unit.passages[0].locator
        words = document.text[span.start : span.end]
        said = set(analyse(words, language=document.language))
        for antecedent in span.antecedents:
            introduction = document.text[slice(*antecedent)]
            if introduction.endswith(":"):
                said.update(analyse(introduction, language=document.language))
        covered = sum(weight for term, weight in evidence.terms.items() if term in said)
        return (
            self._closeness(document.id, span.core)
            + tuning.term * covered
            + tuning.opening * (span.start == unit.floor)
            + tuning.promise * (span.start == unit.floor and bool(locator.commitment))
            + tuning.answer_type * self._is_of_answer_type(words)
        )

    def _is_of_answer_type(self, words: str) -> bool:
        """Whether the words hold what the question word asks for."""
        expected = self._answer_type
        return expected is not None and expected.search(fold(words)) is not None
