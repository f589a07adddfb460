"""Ranking: the spans of a unit by how close they are to the question."""

from collections.abc import Sequence

from assistant.compose.figures.asked import asked_figures_of, holds, told_apart
from assistant.compose.spans.layout import Span
from assistant.compose.spans.quotable_spans import QuotableSpan, quotable_spans
from assistant.compose.spans.quote import Quote
from assistant.compose.tuning import Tuning
from assistant.evidence.evidence_set import Evidence, Unit
from corpus.text import fold
from index.text.terms import analyse


class Ranking:
    """The spans of units, closest to the question first."""

    def __init__(self, evidence: Evidence, tuning: Tuning) -> None:
        self.evidence = evidence
        self.tuning = tuning

    def of(self, unit: Unit) -> list[Quote]:
        """The spans of the unit, best first; ties in reading order. Each stretch comes once.

        One that holds a figure that the question cannot be answered without comes before one that
        is a little closer to it.
        """
        question = self.evidence.question
        figures = (
            asked_figures_of(unit, question) if told_apart(unit.document.language, question) else []
        )
        best: dict[Span, Quote] = {}
        for span in quotable_spans(unit.document, unit.passages):
            quote = Quote(unit, span, self._score(unit, span, figures))
            key = (span.start, span.end)
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

    def _score(self, unit: Unit, span: QuotableSpan, figures: Sequence[Span]) -> float:
        """Its core's cosine, the question's terms that it says, and whether it says what is asked.

        The introductions of a list say terms for its items.
        """
        document, tuning, evidence = unit.document, self.tuning, self.evidence
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
            + tuning.answer_type * self._says_place(words)
            + tuning.figure * holds((span.start, span.end), figures)
        )

    def _says_place(self, words: str) -> bool:
        """Whether the words hold a place, where the question asks for one."""
        expected = self.evidence.question.asked_place
        return expected is not None and expected.search(fold(words)) is not None
