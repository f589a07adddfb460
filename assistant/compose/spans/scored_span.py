"""Scored span: what can be quoted of a unit, with how well it answers."""

from dataclasses import dataclass

from assistant.compose.spans.quotable_spans import QuotableSpan
from assistant.evidence.evidence_set import Unit


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """A quotable span of a unit; `score` says how well it answers."""

    unit: Unit
    span: QuotableSpan
    score: float

    @property
    def text(self) -> str:
        """Its words, without its antecedents."""
        return self.unit.document.text[self.span.start : self.span.end]

    @property
    def core(self) -> str:
        """The sentence that it was made for."""
        return self.unit.document.text[slice(*self.span.core)]
