"""Evidence: the units that may answer a question, and how close each of their sentences is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.understand.parsed_question import ParsedQuestion
from corpus.document import Document
from corpus.passage import Passage
from index.currency import CurrencyState, PageCurrency, explains_law

UnitKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Unit:
    """What a citation names: an article, a commitment, or a section of a page.

    `passages` are those of it that were found, in reading order. `score` is the search's score of
    its best passage. `limits` are the units that derogate from this one, or that it is subject to.
    `currency` is that of a page which cites law, and `changed` are the articles on which such a
    page is behind.
    """

    document: Document
    passages: tuple[Passage, ...]
    score: float
    limits: tuple["Unit", ...] = ()
    currency: PageCurrency | None = None
    changed: tuple["Unit", ...] = ()

    def __post_init__(self) -> None:
        if not self.passages:
            raise ValueError(f"a unit of {self.document.id} needs a passage, this one has none")

    @property
    def floor(self) -> int:
        """Where the words of the unit begin in its document."""
        return self.passages[0].start

    @property
    def is_behind(self) -> bool:
        """Whether it is of a page that explains law which has changed since its date."""
        return (
            explains_law(self.document.kind)
            and self.currency is not None
            and self.currency.state is CurrencyState.BEHIND
        )

    @property
    def is_current(self) -> bool:
        """Whether it is of a page that cites law, none of which has changed since its date."""
        return self.currency is not None and self.currency.state is CurrencyState.CURRENT

    @property
    def key(self) -> UnitKey:
        """The document and the article or commitment, "" for a page."""
        locator = self.passages[0].locator
        return self.document.id, locator.article or locator.commitment or ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a search brought for a question, best unit first.

    `closeness` gives the cosine, to the question, of each sentence of the units by its document
    and span. `terms` weighs each analysed term of the question; the weights add up to 1.
    `compared` are the terms of each thing that it asks to tell from the others.
    """

    question: ParsedQuestion
    units: tuple[Unit, ...]
    closeness: Mapping[tuple[str, int, int], float] = field(default_factory=dict, repr=False)
    terms: Mapping[str, float] = field(default_factory=dict)
    compared: tuple[frozenset[str], ...] = ()
