"""Tombstones: what documents and passages there once were, so that links to them lead on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import orjson

from corpus.passage import Locator

DOCUMENT_TOMBSTONES = "document_tombstones.jsonl"
PASSAGE_TOMBSTONES = "passage_tombstones.jsonl"


@dataclass(frozen=True, slots=True)
class DocumentTombstone:
    """A document that was removed on a day, and the ids of all the passages that it ever had."""

    id: str
    title: str
    removed: date
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageTombstone:
    """A passage that its document no longer has since the day on which it `changed`.

    `unit` is where it stood: see unit_of.
    """

    passage_id: str
    document_id: str
    changed: date
    unit: str


def unit_of(place: Locator) -> str:
    """What a person finds a passage by in its document: the number of its article or commitment,
    else its headings; empty where it has none."""
    return place.article or place.commitment or " > ".join(place.heading_path)


def document_tombstone_lines(tombstones: Iterable[DocumentTombstone]) -> Iterator[bytes]:
    """Tombstones as lines of JSON."""
    return map(orjson.dumps, tombstones)


def parse_document_tombstones(lines: Iterable[bytes]) -> Iterator[DocumentTombstone]:
    """The tombstones of lines made by document_tombstone_lines."""
    for line in lines:
        one = orjson.loads(line)
        removed = date.fromisoformat(one["removed"])
        yield DocumentTombstone(one["id"], one["title"], removed, tuple(one["passages"]))


def passage_tombstone_lines(tombstones: Iterable[PassageTombstone]) -> Iterator[bytes]:
    """Tombstones as lines of JSON, one for each document and day."""
    days = defaultdict[tuple[str, date], list[tuple[str, str]]](list)
    for one in tombstones:
        days[one.document_id, one.changed].append((one.passage_id, one.unit))
    return (orjson.dumps([id, day, passages]) for (id, day), passages in days.items())


def parse_passage_tombstones(lines: Iterable[bytes]) -> Iterator[PassageTombstone]:
    """The tombstones of lines made by passage_tombstone_lines."""
    for line in lines:
        id, day, passages = orjson.loads(line)
        changed = date.fromisoformat(day)
        for passage_id, unit in passages:
            yield PassageTombstone(passage_id, id, changed, unit)
