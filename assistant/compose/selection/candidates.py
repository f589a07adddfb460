"""Candidates: the units that may answer, best first, each by the span that answers best."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose.citations import OWN_PUBLISHER
from assistant.compose.ranking import Ranking
from assistant.compose.spans.scored_span import ScoredSpan
from assistant.evidence.evidence_set import Unit
from corpus.document import DocumentKind
from corpus.law.article_numbers import article_key


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit, its spans with the best first, and how well it answers beside the others."""

    unit: Unit
    spans: Sequence[ScoredSpan]
    merit: float

    @property
    def best(self) -> ScoredSpan:
        """The span that answers best."""
        return self.spans[0]

    @property
    def is_law(self) -> bool:
        """Whether it is an article."""
        return self.unit.document.kind is DocumentKind.LAW

    @property
    def is_own(self) -> bool:
        """Whether it is of a note that comes with Parvis, which no authority wrote."""
        return self.unit.document.publisher == OWN_PUBLISHER

    @property
    def explains(self) -> bool:
        """Whether it is of an official page that cites law."""
        cites = self.unit.currency is not None and bool(self.unit.currency.articles)
        page = self.unit.document.kind is DocumentKind.PAGE
        return page and cites and not self.is_own

    def cites(self, law: "Candidate") -> bool:
        """Whether its section, or else its page, cites the article."""
        document, number = law.unit.key
        return self.unit.currency is not None and any(
            one.document_id == document and article_key(one.number) == article_key(number)
            for one in self.unit.currency.articles
        )


def candidates_of(ranking: Ranking) -> list[Candidate]:
    """The units of the evidence of which something can be quoted, best first."""
    found = [
        Candidate(unit, spans, merit=unit.score + ranking.tuning.span * spans[0].score)
        for unit in ranking.evidence.units
        if (spans := ranking.of(unit))
    ]
    return sorted(found, key=lambda one: -one.merit)
