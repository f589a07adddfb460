"""Passage features: what is known of each passage before any question, as a snapshot keeps it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import orjson
from numpy.typing import NDArray

from index.features.moments import Moments
from index.snapshot.files import SnapshotFiles, SnapshotWriter


@dataclass(frozen=True, slots=True)
class Definition:
    """A passage, by its ordinal, that says what the thing of these analysed terms is."""

    passage: int
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class PassageFeatures:
    """What the signals need of an index's passages; arrays have shape (passages,).

    `leads` has the ordinal of the first passage of each one's article, commitment or page, and
    `regulatory` whether it is of the regulatory part of a code. It holds in the territories
    `territories[territory_numbers[passage]]`; number 0, of no names, is everywhere. `words` are
    those of all documents, the commonest first.
    """

    leads: NDArray[np.int64] = field(repr=False)
    regulatory: NDArray[np.bool_] = field(repr=False)
    territory_numbers: NDArray[np.int32] = field(repr=False)
    territories: tuple[frozenset[str], ...] = field(repr=False)
    definitions: tuple[Definition, ...] = field(repr=False)
    words: tuple[str, ...] = field(repr=False)
    passage_moments: Moments = field(repr=False)
    sentence_moments: Moments = field(repr=False)


@dataclass(frozen=True, slots=True)
class ExtractedFeatures:
    """Passage features as they are written: a line of definitions for each document."""

    leads: NDArray[np.int64] = field(repr=False)
    regulatory: NDArray[np.bool_] = field(repr=False)
    territory_numbers: NDArray[np.int32] = field(repr=False)
    territories: Sequence[frozenset[str]] = field(repr=False)
    definitions: Sequence[bytes] = field(repr=False)
    words: Sequence[str] = field(repr=False)
    passage_moments: Moments = field(repr=False)
    sentence_moments: Moments = field(repr=False)


def definitions_line(definitions: Iterable[Definition]) -> bytes:
    """The definitions of one document, whose passages are numbered from 0, as one line of JSON."""
    return orjson.dumps([[one.passage, sorted(one.terms)] for one in definitions])


def write_features(writer: SnapshotWriter, features: ExtractedFeatures) -> None:
    """Writes the features into a snapshot."""
    moments = (features.passage_moments, features.sentence_moments)
    writer.array("leads.npy", features.leads)
    writer.array("decrees.npy", features.regulatory)
    writer.array("places.npy", features.territory_numbers)
    writer.array(
        "moments.npy", np.stack([np.vstack((one.mean[None], one.covariance)) for one in moments])
    )
    writer.lines("territories.jsonl", (orjson.dumps(sorted(one)) for one in features.territories))
    writer.lines("words.txt", (word.encode() for word in features.words))
    writer.lines("definitions.jsonl", features.definitions)


def read_features(files: SnapshotFiles, *, passages: Sequence[int]) -> PassageFeatures:
    """The features that write_features wrote, each file checked. `passages` counts those of each
    document."""
    of_passages, of_sentences = (Moments(rows[0], rows[1:]) for rows in files.array("moments.npy"))
    return PassageFeatures(
        leads=files.array("leads.npy"),
        regulatory=files.array("decrees.npy"),
        territory_numbers=files.array("places.npy"),
        territories=tuple(
            frozenset(orjson.loads(line)) for line in files.lines("territories.jsonl")
        ),
        definitions=tuple(_definitions(files.lines("definitions.jsonl"), passages)),
        words=tuple(line.decode() for line in files.lines("words.txt")),
        passage_moments=of_passages,
        sentence_moments=of_sentences,
    )


def _definitions(lines: Sequence[bytes], passages: Sequence[int]) -> Iterator[Definition]:
    first = 0
    for line, count in zip(lines, passages, strict=True):
        for passage, terms in orjson.loads(line):
            yield Definition(first + passage, frozenset(terms))
        first += count
