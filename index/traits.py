"""Traits: what is known of each passage before any question: what it defines, where it holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from corpus.passage import Passage
from index.definitions import defined_thing, listed_thing, opens_definitions
from index.moments import Moments, moments_of
from index.sentences import SentenceRow
from index.snapshot import Index
from index.terms import analyse
from index.territories import EVERYWHERE, territories_named
from index.wanted import Wanted

# A single common word ("demande") is no thing that a definition is asked of, unless it is rare:
# one passage in so many holds it.
_RARE = 50


@dataclass(frozen=True, slots=True)
class Definition:
    """A passage, by its ordinal, that says what the thing of these analysed terms is."""

    passage: int
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Traits:
    """What the signals need of an index's passages.

    `leads` gives, for each passage, the first of its article, commitment or page. `places` numbers
    the territories that a passage holds in, and `territories` names them; 0 is everywhere.
    """

    leads: NDArray[np.int64] = field(repr=False)
    places: NDArray[np.int32] = field(repr=False)
    territories: tuple[frozenset[str], ...] = field(repr=False)
    definitions: tuple[Definition, ...] = field(repr=False)
    passage_moments: Moments = field(repr=False)
    sentence_moments: Moments = field(repr=False)

    def defines(self, wanted: Wanted, passages: NDArray[np.int64]) -> NDArray[np.float32]:
        """1 for each passage that defines what the question asks to define, else 0."""
        answering = self.definers(wanted)
        return np.isin(passages, answering).astype(np.float32)

    def definers(self, wanted: Wanted) -> NDArray[np.int64]:
        """The passages that define what the question asks to define; none where it asks not."""
        if not wanted.definition:
            return np.empty(0, np.int64)
        terms = frozenset(wanted.terms)
        found = [one.passage for one in self.definitions if one.terms <= terms]
        return np.unique(np.array(found, np.int64))

    def elsewhere(self, wanted: Wanted, passages: NDArray[np.int64]) -> NDArray[np.float32]:
        """-1 for each passage of a territory that the question does not name, 0.5 if it does."""
        named = wanted.territories
        values = np.zeros(len(self.territories), np.float32)
        for number, territories in enumerate(self.territories):
            if territories:
                values[number] = 0.5 if named & territories else -1.0
        return values[self.places[passages]]


def find_leads(passages: Sequence[Passage]) -> NDArray[np.int64]:
    """For each passage, the first of its article, of its commitment, or else of its document."""
    first: dict[tuple[str, str, str], int] = {}
    leads = np.empty(len(passages), np.int64)
    for ordinal, passage in enumerate(passages):
        locator = passage.locator
        key = (passage.document_id, locator.article or "", locator.commitment or "")
        leads[ordinal] = first.setdefault(key, ordinal)
    return leads


def find_places(
    passages: Sequence[Passage],
) -> tuple[NDArray[np.int32], tuple[frozenset[str], ...]]:
    """The territories that each passage's headings say it holds in, numbered, and their names."""
    numbers: dict[frozenset[str], int] = {frozenset(): 0}
    known: dict[tuple[str, ...], frozenset[str]] = {}
    places = np.zeros(len(passages), np.int32)
    for ordinal, passage in enumerate(passages):
        path = passage.locator.heading_path if passage.locator.article else ()
        if path not in known:
            known[path] = _territories(path)
        places[ordinal] = numbers.setdefault(known[path], len(numbers))
    return places, tuple(numbers)


def _territories(path: tuple[str, ...]) -> frozenset[str]:
    """The territories of the innermost heading that names one: a chapter narrows its title."""
    named = [territories_named(heading) for heading in path]
    inner = next((one - {EVERYWHERE} for one in reversed(named) if one - {EVERYWHERE}), None)
    everywhere = frozenset({EVERYWHERE}) if any(named) else frozenset()
    return (inner or frozenset()) | everywhere


def find_definitions(
    documents: Sequence[Document],
    passages: Sequence[Passage],
    sentences: Sequence[Sequence[SentenceRow]],
) -> Iterator[Definition]:
    """What each passage defines, `documents` and `sentences` being in the order of `passages`."""
    listing: tuple[str, str] | None = None
    for ordinal, (document, passage) in enumerate(zip(documents, passages, strict=True)):
        place = (passage.document_id, passage.locator.article or "")
        if listing != place:
            listing = None
        for start, end in sentences[ordinal]:
            sentence = document.text[start:end]
            thing = defined_thing(sentence)
            if thing is None and listing:
                thing = listed_thing(sentence)
            if opens_definitions(sentence):
                listing = place
            if thing and (terms := frozenset(analyse(thing, language=document.language))):
                yield Definition(ordinal, terms)


def traits_of(index: Index) -> Traits:
    """The traits of an index's passages."""
    passages = index.passages
    documents = [index.document_of(ordinal) for ordinal in range(len(passages))]
    sentences = [index.sentences(ordinal) for ordinal in range(len(passages))]
    places, territories = find_places(passages)
    common = len(passages) / _RARE
    return Traits(
        leads=find_leads(passages),
        places=places,
        territories=territories,
        definitions=tuple(
            one
            for one in find_definitions(documents, passages, sentences)
            if len(one.terms) > 1 or all(index.lexical.held(term) <= common for term in one.terms)
        ),
        passage_moments=moments_of(index.vectors.vectors),
        sentence_moments=moments_of(index.sentence_table.vectors),
    )
