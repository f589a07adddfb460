"""Shown: the stretches that the turns before have quoted, which a follow-up asks beyond."""

from dataclasses import dataclass

from assistant.evidence.evidence_set import Unit

# Document, start and end in it.
Stretch = tuple[str, int, int]

# From this share of its words on, a unit has been shown whole.
_WHOLE = 0.9


@dataclass(frozen=True, slots=True)
class Shown:
    """What has been quoted to someone in the turns that a question leans on."""

    stretches: tuple[Stretch, ...] = ()

    def has(self, stretch: Stretch) -> bool:
        """Whether a stretch lies within one that was quoted."""
        document, start, end = stretch
        return any(
            document == other and first <= start and end <= last
            for other, first, last in self.stretches
        )

    def has_all(self, unit: Unit) -> bool:
        """Whether all but a few words of a unit were quoted."""
        document, first, last = unit.document.id, unit.passages[0].start, unit.passages[-1].end
        quoted: set[int] = set()
        for other, start, end in self.stretches:
            if other == document:
                quoted.update(range(max(first, start), min(last, end)))
        return len(quoted) >= _WHOLE * sum(len(one.text) for one in unit.passages)
