"""Traits: what is known of each passage before any question: what it defines, where it holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray

from corpus.document import Document
from corpus.passage import Passage
from index.definitions import defined_thing, listed_thing, opens_definitions
from index.files import SnapshotFiles, write_array, write_lines
from index.lexical import LexicalIndex
from index.moments import Moments, moments_of
from index.spelling import common_words
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
    the territories that a passage holds in, and `territories` names them; 0 is everywhere. `words`
    are those of all documents, the commonest first.
    """

    leads: NDArray[np.int64] = field(repr=False)
    places: NDArray[np.int32] = field(repr=False)
    territories: tuple[frozenset[str], ...] = field(repr=False)
    definitions: tuple[Definition, ...] = field(repr=False)
    words: tuple[str, ...] = field(repr=False)
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
    documents: Mapping[str, Document],
    passages: Sequence[Passage],
    bounds: Sequence[NDArray[np.int32]],
) -> Iterator[Definition]:
    """What each passage defines; `bounds` has the bounds of each one's sentences, a row each."""
    listing: tuple[str, str] | None = None
    for ordinal, passage in enumerate(passages):
        document = documents[passage.document_id]
        place = (passage.document_id, passage.locator.article or "")
        if listing != place:
            listing = None
        for start, end in bounds[ordinal]:
            sentence = document.text[start:end]
            thing = defined_thing(sentence)
            if thing is None and listing:
                thing = listed_thing(sentence)
            if opens_definitions(sentence):
                listing = place
            if thing and (terms := frozenset(analyse(thing, language=document.language))):
                yield Definition(ordinal, terms)


def make_traits(
    documents: Mapping[str, Document],
    passages: Sequence[Passage],
    bounds: Sequence[NDArray[np.int32]],
    *,
    vectors: NDArray[np.floating],
    sentence_vectors: NDArray[np.floating],
    lexical: LexicalIndex,
) -> Traits:
    """The traits of passages, given with the bounds of their sentences, their vectors and terms."""
    places, territories = find_places(passages)
    common = len(passages) / _RARE
    return Traits(
        leads=find_leads(passages),
        places=places,
        territories=territories,
        definitions=tuple(
            one
            for one in find_definitions(documents, passages, bounds)
            if len(one.terms) > 1 or all(lexical.held(term) <= common for term in one.terms)
        ),
        words=common_words(document.text for document in documents.values()),
        passage_moments=moments_of(vectors),
        sentence_moments=moments_of(sentence_vectors),
    )


def write_traits(folder: Path, traits: Traits) -> None:
    """Writes the traits into a snapshot's folder."""
    write_array(folder / "leads.npy", traits.leads)
    write_array(folder / "places.npy", traits.places)
    moments = (traits.passage_moments, traits.sentence_moments)
    write_array(
        folder / "moments.npy",
        np.stack([np.vstack((one.mean[None], one.covariance)) for one in moments]),
    )
    write_lines(
        folder / "territories.jsonl", (orjson.dumps(sorted(one)) for one in traits.territories)
    )
    write_lines(folder / "words.txt", (word.encode() for word in traits.words))
    write_lines(
        folder / "definitions.jsonl",
        (orjson.dumps([one.passage, sorted(one.terms)]) for one in traits.definitions),
    )


def read_traits(files: SnapshotFiles) -> Traits:
    """The traits written by write_traits, each file checked."""
    of_passages, of_sentences = (Moments(rows[0], rows[1:]) for rows in files.array("moments.npy"))
    return Traits(
        leads=files.array("leads.npy"),
        places=files.array("places.npy"),
        territories=tuple(
            frozenset(orjson.loads(line)) for line in files.lines("territories.jsonl")
        ),
        definitions=tuple(
            Definition(passage, frozenset(terms))
            for passage, terms in map(orjson.loads, files.lines("definitions.jsonl"))
        ),
        words=tuple(line.decode() for line in files.lines("words.txt")),
        passage_moments=of_passages,
        sentence_moments=of_sentences,
    )
