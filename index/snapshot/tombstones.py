"""Tombstones: what documents and passages there once were, so that links to them lead on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from corpus.passage import Locator

TOMBSTONES = "tombstones.jsonl"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What a document, by the title that it had, no longer holds since a day.

    `passages` has where each passage stood, by its id: see unit_of. They are all that it ever had
    where the document itself was removed. `withdrawn` is what links to a document that was taken
    down say of it, empty where they say no more than that; of such a one neither the title nor any
    heading is kept.
    """

    document_id: str
    title: str
    day: date
    passages: Mapping[str, str]
    withdrawn: str | None = None


def unit_of(place: Locator) -> str:
    """What a person finds a passage by in its document: the number of its article or commitment,
    else its headings; empty where it has none."""
    return place.article or place.commitment or " > ".join(place.heading_path)
