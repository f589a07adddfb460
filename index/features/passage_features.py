"""Passage features: what is known of each passage before any question, as a snapshot keeps it."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.features.moments import Moments
from index.snapshot.files import SnapshotFiles, SnapshotWriter
from index.snapshot.records import from_line, to_line


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


def write_features(writer: SnapshotWriter, features: PassageFeatures) -> None:
    """Writes the features into a snapshot."""
    moments = (features.passage_moments, features.sentence_moments)
    writer.array("leads.npy", features.leads)
    writer.array("regulatory.npy", features.regulatory)
    writer.array("territory_numbers.npy", features.territory_numbers)
    writer.array(
        "moments.npy", np.stack([np.vstack((one.mean[None], one.covariance)) for one in moments])
    )
    writer.lines("territories.jsonl", map(to_line, features.territories))
    writer.lines("words.txt", (word.encode() for word in features.words))
    writer.lines("definitions.jsonl", map(to_line, features.definitions))


def read_features(files: SnapshotFiles) -> PassageFeatures:
    """The features that write_features wrote, each file checked."""
    of_passages, of_sentences = (Moments(rows[0], rows[1:]) for rows in files.array("moments.npy"))
    territories = files.lines("territories.jsonl")
    return PassageFeatures(
        leads=files.array("leads.npy"),
        regulatory=files.array("regulatory.npy"),
        territory_numbers=files.array("territory_numbers.npy"),
        territories=tuple(from_line(frozenset[str], line) for line in territories),
        definitions=tuple(from_line(Definition, line) for line in files.lines("definitions.jsonl")),
        words=tuple(line.decode() for line in files.lines("words.txt")),
        passage_moments=of_passages,
        sentence_moments=of_sentences,
    )
