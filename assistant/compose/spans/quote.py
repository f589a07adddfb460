"""Quote: what is quoted of a unit for an answer, and the passages in which its words stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.answer import Role
from assistant.compose.spans.layout import Span
from assistant.compose.spans.stretch import Stretch
from assistant.evidence.evidence_set import Unit
from corpus.passage import Passage

# Passages of which parts are folded away with one quote; a table may go on for many more.
MOST_FOLDED = 12


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a unit that was chosen for the answer.

    `core` is the sentence for which it was chosen, and `score` says how well that one answers.
    """

    unit: Unit
    stretch: Stretch
    core: Span
    score: float
    role: Role = Role.OTHER

    @property
    def text(self) -> str:
        """All the words that it shows, in reading order."""
        text = self.unit.document.text
        return "\n".join(text[start:end] for start, end in self.stretch.shown)

    @property
    def parts(self) -> tuple[tuple[Passage, Span], ...]:
        """What is shown in reading order, cut where passages are."""
        return tuple(self._cut(self.stretch.shown))

    @property
    def folded(self) -> tuple[tuple[Passage, Span], ...]:
        """What is shown on demand in reading order, cut where passages are; the first of many."""
        return tuple(islice(self._cut(self.stretch.folded), MOST_FOLDED))

    def overlaps(self, other: "Quote") -> bool:
        """Whether the two show or fold away some of the same words."""
        return self.unit.document.id == other.unit.document.id and any(
            one[0] < two[1] and two[0] < one[1]
            for one in (*self.stretch.shown, *self.stretch.folded)
            for two in (*other.stretch.shown, *other.stretch.folded)
        )

    def _cut(self, spans: Sequence[Span]) -> Iterator[tuple[Passage, Span]]:
        for start, end in spans:
            for passage in self.unit.passages:
                if start < passage.end and passage.start < end:
                    yield passage, (max(start, passage.start), min(end, passage.end))
