"""Ranking: the spans of a unit by how close they are to the question."""

from collections.abc import Callable, Sequence

from assistant.compose.figures.asked import asked_figures_of, holds, told_apart
from assistant.compose.spans.asked_facts import AskedFacts
from assistant.compose.spans.facts import facts_of
from assistant.compose.spans.layout import Span
from assistant.compose.spans.quotable_spans import QuotableSpan, quotable_spans
from assistant.compose.spans.scored_span import ScoredSpan
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

    def of(self, unit: Unit) -> list[ScoredSpan]:
        """The spans of the unit, best first; ties in reading order. Each stretch comes once.

        One that holds a figure that the question cannot be answered without comes before one that
        is a little closer to it.
        """
        question = self.evidence.question
        figures = self._figures(unit)
        quotes = [
            ScoredSpan(unit, span, self._score(unit, span, figures))
            for span in quotable_spans(unit.document, unit.passages)
        ]
        quotes += self._facts(unit)
        best: dict[Span, ScoredSpan] = {}
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

    def _figures(self, unit: Unit) -> list[Span]:
        """Where the figures that the question asks for stand, if the unit names things alike."""
        question = self.evidence.question
        told = told_apart(unit.document.language, question)
        return asked_figures_of(unit, question) if told else []

    def _facts(self, unit: Unit) -> list[ScoredSpan]:
        """The facts of the unit that the question may ask for."""
        document, tuning = unit.document, self.tuning
        facts = facts_of(document, unit.passages)
        return [
            ScoredSpan(
                unit,
                fact.span,
                self._closeness(document.id, fact.span.core)
                + tuning.term * covered
                + tuning.fact * is_asked,
            )
            for fact, covered, is_asked in self._asked.of(facts, language=document.language)
        ]

    def likeness(self, unit: Unit) -> Callable[[Span], float]:
        """How well a line of the unit answers, by its own words."""
        figures = self._figures(unit)

        def score(line: Span) -> float:
            return self._score(unit, QuotableSpan(*line, core=line), figures)

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

    def _score(self, unit: Unit, span: QuotableSpan, figures: Sequence[Span]) -> float:
        """Its core's cosine, the question's terms that it says, and whether it says what is asked.

        The introductions of a list say terms for its items.
        """
        document, tuning, evidence = unit.document, self.tuning, self.evidence
        locator = unit.passages[0].locator
        words = document.text[span.start : span.end]
        said = self._said(document, words)
        for antecedent in span.antecedents:
            introduction = document.text[slice(*antecedent)]
            if introduction.endswith(":"):
                said |= self._said(document, introduction)
        covered = sum(weight for term, weight in evidence.terms.items() if term in said)
        return (
            self._closeness(document.id, span.core)
            + tuning.term * covered
            + tuning.opening * (span.start == unit.floor)
            + tuning.promise * (span.start == unit.floor and bool(locator.commitment))
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
