"""Relevance: whether what was found or cited is what a labelled question calls for.

Found things are counted by unit: a passage stands for its article, else for its commitment, else
for its document, so that two passages of one article are one unit.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence

from corpus.law.citation_grammar import Relation
from corpus.law.citation_graph import Reference
from corpus.passage import Passage
from index.hit import Hit
from index.questions.asked import unit_key


class RelevantUnits:
    """The ids that answer one question, told from what a passage says of itself."""

    def __init__(self, relevant: Iterable[str], *, documents: Container[str]) -> None:
        names = frozenset(relevant)
        self._documents = frozenset(name for name in names if name in documents)
        self.units = self._documents | {unit_key(name) for name in names - self._documents}

    def unit(self, passage: Passage) -> str:
        """The unit that a passage stands for: the wanted one where it is one of several.

        Where the question calls for documents alone, what is found is counted by document.
        """
        document = passage.document_id
        if document in self._documents or self.units == self._documents:
            return document
        place = passage.locator
        finer = [unit_key(name) for name in (place.article, place.commitment) if name is not None]
        return next((name for name in finer if name in self.units), [*finer, document][0])

    def holds(self, passage: Passage) -> bool:
        """Whether a passage is of a wanted unit."""
        return self.unit(passage) in self.units

    def ranking(self, hits: Iterable[Hit]) -> list[str]:
        """The distinct units of `hits`, best first."""
        return list(dict.fromkeys(self.unit(hit.passage) for hit in hits))


class Limits:
    """What limits each passage: the passages that derogate from it, those it is subject to."""

    def __init__(self, references: Iterable[Reference]) -> None:
        self._of = defaultdict[str, set[str]](set)
        for reference in references:
            if reference.relation is Relation.DEROGATES:
                for target in reference.targets:
                    self._of[target].add(reference.source)
            elif reference.relation is Relation.SUBJECT_TO:
                self._of[reference.source].update(reference.targets)

    def of(self, passages: Sequence[Passage]) -> frozenset[str]:
        """The ids of the passages that limit any of `passages`."""
        return frozenset(one for passage in passages for one in self._of.get(passage.id, ()))
