"""Traits: what is known of each passage before any question: what it defines, where it holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import orjson
from numpy.typing import NDArray

from index.search.bm25 import LexicalIndex
from index.search.moments import Moments
from index.search.query import Wanted
from index.snapshot.files import SnapshotFiles, SnapshotWriter

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

    `leads` gives, for each passage, the first of its article, commitment or page, and `decrees`
    whether it is of the regulatory part of a code. `places` numbers the territories that a passage
    holds in, and `territories` names them; 0 is everywhere. `words` are those of all documents, the
    commonest first.
    """

    leads: NDArray[np.int64] = field(repr=False)
    decrees: NDArray[np.bool_] = field(repr=False)
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


@dataclass(frozen=True, slots=True)
class Notes:
    """Traits as they are written; `definitions` has, for each document, a line of all that it
    defines, common words too, by the number of the passage in the document."""

    leads: NDArray[np.int64] = field(repr=False)
    decrees: NDArray[np.bool_] = field(repr=False)
    places: NDArray[np.int32] = field(repr=False)
    territories: Sequence[frozenset[str]] = field(repr=False)
    definitions: Sequence[bytes] = field(repr=False)
    words: Sequence[str] = field(repr=False)
    passage_moments: Moments = field(repr=False)
    sentence_moments: Moments = field(repr=False)


def definitions_line(definitions: Iterator[Definition]) -> bytes:
    """The definitions of one document, whose passages are numbered from 0, as one line of JSON."""
    return orjson.dumps([[one.passage, sorted(one.terms)] for one in definitions])


def write_notes(writer: SnapshotWriter, notes: Notes) -> None:
    """Writes what traits are read from into a snapshot."""
    moments = (notes.passage_moments, notes.sentence_moments)
    writer.array("leads.npy", notes.leads)
    writer.array("decrees.npy", notes.decrees)
    writer.array("places.npy", notes.places)
    writer.array(
        "moments.npy", np.stack([np.vstack((one.mean[None], one.covariance)) for one in moments])
    )
    writer.lines("territories.jsonl", (orjson.dumps(sorted(one)) for one in notes.territories))
    writer.lines("words.txt", (word.encode() for word in notes.words))
    writer.lines("definitions.jsonl", notes.definitions)


def read_notes(files: SnapshotFiles) -> Notes:
    """What write_notes wrote, each file checked."""
    of_passages, of_sentences = (Moments(rows[0], rows[1:]) for rows in files.array("moments.npy"))
    return Notes(
        leads=files.array("leads.npy"),
        decrees=files.array("decrees.npy"),
        places=files.array("places.npy"),
        territories=tuple(
            frozenset(orjson.loads(line)) for line in files.lines("territories.jsonl")
        ),
        definitions=files.lines("definitions.jsonl"),
        words=tuple(line.decode() for line in files.lines("words.txt")),
        passage_moments=of_passages,
        sentence_moments=of_sentences,
    )


def traits_of(notes: Notes, *, passages: Sequence[int], lexical: LexicalIndex) -> Traits:
    """The traits of these notes. `passages` counts those of each document."""
    common = lexical.passages / _RARE
    return Traits(
        leads=notes.leads,
        decrees=notes.decrees,
        places=notes.places,
        territories=tuple(notes.territories),
        definitions=tuple(
            one
            for one in _definitions(notes.definitions, passages)
            if len(one.terms) > 1 or all(lexical.held(term) <= common for term in one.terms)
        ),
        words=tuple(notes.words),
        passage_moments=notes.passage_moments,
        sentence_moments=notes.sentence_moments,
    )


def _definitions(lines: Sequence[bytes], passages: Sequence[int]) -> Iterator[Definition]:
    first = 0
    for line, count in zip(lines, passages, strict=True):
        for passage, terms in orjson.loads(line):
            yield Definition(first + passage, frozenset(terms))
        first += count
