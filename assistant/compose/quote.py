"""Quote: a unit chosen for an answer, and the passages in which its words stand."""

from dataclasses import dataclass, replace

from assistant.compose.layout import Span
from assistant.compose.units import LONGEST_LIST, Unit
from assistant.evidence.evidence_set import Place
from corpus.passage import Passage


@dataclass(frozen=True, slots=True)
class Quote:
    """A unit chosen for the answer, in its place; `score` says how well it answers."""

    place: Place
    unit: Unit
    score: float

    @property
    def text(self) -> str:
        """The words quoted, without what leads to them."""
        return self.place.document.text[self.unit.start : self.unit.end]

    @property
    def core(self) -> str:
        """The sentence that the quote was chosen for."""
        return self.place.document.text[slice(*self.unit.core)]

    @property
    def parts(self) -> tuple[tuple[Passage, Span], ...]:
        """What is quoted in reading order, leads first, cut where passages are."""
        spans = (*self.unit.leads, (self.unit.start, self.unit.end))
        return tuple(
            (passage, (max(start, passage.start), min(end, passage.end)))
            for start, end in spans
            for passage in self.place.passages
            if start < passage.end and passage.start < end
        )

    def joins(self, other: "Quote") -> bool:
        """Whether the two say parts of the same stretch: they overlap, or nothing is between."""
        if self.place.document.id != other.place.document.id:
            return False
        first, second = sorted((self.unit, other.unit), key=lambda unit: unit.start)
        between = self.place.document.text[first.end : second.start]
        return not between.strip()

    def joined(self, other: "Quote") -> "Quote | None":
        """Both as one quote, in reading order; None where that is too long, or `other` is led."""
        one, two = self.unit, other.unit
        start, end = min(one.start, two.start), max(one.end, two.end)
        if end - start > LONGEST_LIST or not set(two.leads) <= set(one.leads):
            return None
        counted = one.counted | two.counted
        return replace(self, unit=replace(one, start=start, end=end, counted=counted))
