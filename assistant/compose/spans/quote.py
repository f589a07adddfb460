"""Quote: a span chosen for an answer, and the passages in which its words stand."""

from dataclasses import dataclass, replace

from assistant.compose.spans.layout import Span
from assistant.compose.spans.quotable_spans import LONGEST_LIST, QuotableSpan
from assistant.evidence.evidence_set import Unit
from corpus.passage import Passage


@dataclass(frozen=True, slots=True)
class Quote:
    """A span chosen for the answer, in its unit; `score` says how well it answers."""

    unit: Unit
    span: QuotableSpan
    score: float

    @property
    def text(self) -> str:
        """The words quoted, without their antecedents."""
        return self.unit.document.text[self.span.start : self.span.end]

    @property
    def core(self) -> str:
        """The sentence that the quote was chosen for."""
        return self.unit.document.text[slice(*self.span.core)]

    @property
    def parts(self) -> tuple[tuple[Passage, Span], ...]:
        """What is quoted in reading order, antecedents first, cut where passages are."""
        spans = (*self.span.antecedents, (self.span.start, self.span.end))
        return tuple(
            (passage, (max(start, passage.start), min(end, passage.end)))
            for start, end in spans
            for passage in self.unit.passages
            if start < passage.end and passage.start < end
        )

    def joins(self, other: "Quote") -> bool:
        """Whether the two say parts of the same stretch: they overlap, or nothing is between."""
        if self.unit.document.id != other.unit.document.id:
            return False
        first, second = sorted((self.span, other.span), key=lambda span: span.start)
        between = self.unit.document.text[first.end : second.start]
        return not between.strip()

    def joined(self, other: "Quote") -> "Quote | None":
        """Both as one quote, in reading order; None where that is too long, or `other` is led."""
        one, two = self.span, other.span
        start, end = min(one.start, two.start), max(one.end, two.end)
        if end - start > LONGEST_LIST or not set(two.antecedents) <= set(one.antecedents):
            return None
        counted = one.counted | two.counted
        return replace(self, span=replace(one, start=start, end=end, counted=counted))
