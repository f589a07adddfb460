"""Ranking: the spans of a unit by how close they are to the question."""

from assistant.compose.spans.asked_facts import AskedFacts
from assistant.compose.spans.facts import facts_of
from assistant.compose.spans.quotable_spans import QuotableSpan, quotable_spans
from assistant.compose.spans.quote import Quote
from assistant.compose.tuning import Tuning
from assistant.evidence.evidence_set import Evidence, Unit
from corpus.document import Document
from corpus.text import fold
from index.text.terms import terms_said


class Ranking:
    """The spans of units, closest to the question first."""

    def __init__(self, evidence: Evidence, tuning: Tuning) -> None:
        self.evidence = evidence
        self.tuning = tuning
        self._answer_type = evidence.question.answer_type
        self._asked = AskedFacts(evidence.question, evidence.terms)

    def of(self, unit: Unit) -> list[Quote]:
        """The spans of the unit, best first; ties in reading order. Each stretch comes once."""
        quotes = [
            Quote(unit, span, self._score(unit, span))
            for span in quotable_spans(unit.document, unit.passages)
        ]
        quotes += self._facts(unit)
        best: dict[tuple[int, int], Quote] = {}
        for quote in quotes:
            key = (quote.span.start, quote.span.end)
            if key not in best or quote.score > best[key].score:
                best[key] = quote
        return sorted(best.values(), key=lambda quote: (-quote.score, quote.span.start))

    def _facts(self, unit: Unit) -> list[Quote]:
        """The facts of the unit that the question may ask for."""
        document, tuning = unit.document, self.tuning
        facts = facts_of(document, unit.passages)
        return [
            Quote(
                unit,
                fact.span,
                self.evidence.closeness.get((document.id, *fact.span.core), 0.0)
                + tuning.term * covered
                + tuning.fact * is_asked,
            )
            for fact, covered, is_asked in self._asked.of(facts, language=document.language)
        ]

    def _score(self, unit: Unit, span: QuotableSpan) -> float:
        """Its core's cosine, the question's terms that it says, and whether it says what is asked.

        The introductions of a list say terms for its items.
        """
        document, tuning, evidence = unit.document, self.tuning, self.evidence
        words = document.text[span.start : span.end]
        said = self._said(document, words)
        for antecedent in span.antecedents:
            introduction = document.text[slice(*antecedent)]
            if introduction.endswith(":"):
                said |= self._said(document, introduction)
        covered = sum(weight for term, weight in evidence.terms.items() if term in said)
        return (
            evidence.closeness.get((document.id, *span.core), 0.0)
            + tuning.term * covered
            + tuning.opening * (span.start == unit.floor)
            + tuning.answer_type * self._is_of_answer_type(words)
        )

    def _said(self, document: Document, words: str) -> frozenset[str]:
        asked_in = self.evidence.question.language
        return terms_said(words, language=document.language, asked_in=asked_in)

    def _is_of_answer_type(self, words: str) -> bool:
        """Whether the words hold what the question word asks for."""
        expected = self._answer_type
        return expected is not None and expected.search(fold(words)) is not None
