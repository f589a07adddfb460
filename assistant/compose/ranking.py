"""Ranking: the spans of a unit by how close they are to the question."""

from collections.abc import Sequence

from assistant.compose.figures.asked import asked_figures_of, holds, told_apart
from assistant.compose.spans.asked_facts import AskedFacts
from assistant.compose.spans.facts import facts_of
from assistant.compose.spans.layout import Span
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
        self._asked = AskedFacts(evidence.question, evidence.terms)

    def of(self, unit: Unit) -> list[Quote]:
        """The spans of the unit, best first; ties in reading order. Each stretch comes once.

        One that holds a figure that the question cannot be answered without comes before one that
        is a little closer to it.
        """
        question = self.evidence.question
        figures = (
            asked_figures_of(unit, question) if told_apart(unit.document.language, question) else []
        )
        quotes = [
            Quote(unit, span, self._score(unit, span, figures))
            for span in quotable_spans(unit.document, unit.passages)
        ]
        quotes += self._facts(unit)
        best: dict[Span, Quote] = {}
        for quote in quotes:
            key = (quote.span.start, quote.span.end)
            if key not in best or quote.score > best[key].score:
                best[key] = quote
        first = self.tuning.figure_first * (
            question.asked_figure is not None and question.asked_figure.required
        )
        return [
            best[key]
            for key in sorted(
                best, key=lambda key: (-best[key].score - first * holds(key, figures), key[0])
            )
        ]

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

    def _score(self, unit: Unit, span: QuotableSpan, figures: Sequence[Span]) -> float:
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
            + tuning.answer_type * self._says_place(words)
            + tuning.figure * holds((span.start, span.end), figures)
        )

    def _said(self, document: Document, words: str) -> frozenset[str]:
        asked_in = self.evidence.question.language
        return terms_said(words, language=document.language, asked_in=asked_in)

    def _says_place(self, words: str) -> bool:
        """Whether the words hold a place, where the question asks for one."""
        expected = self.evidence.question.asked_place
        return expected is not None and expected.search(fold(words)) is not None
