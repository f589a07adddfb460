"""Former passages: what a document had before it changed, so that links to them lead on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import orjson

from corpus.passage import Locator

FORMER = "former.jsonl"


@dataclass(frozen=True, slots=True)
class Former:
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


def former_lines(former: Iterable[Former]) -> Iterator[bytes]:
    """Former passages as lines of JSON, one for each document and day."""
    days = defaultdict[tuple[str, date], list[tuple[str, str]]](list)
    for one in former:
        days[one.document_id, one.changed].append((one.passage_id, one.unit))
    return (orjson.dumps([id, day, passages]) for (id, day), passages in days.items())


def parse_former(lines: Iterable[bytes]) -> Iterator[Former]:
    """The former passages of lines made by former_lines."""
    for line in lines:
        id, day, passages = orjson.loads(line)
        changed = date.fromisoformat(day)
        for passage_id, unit in passages:
            yield Former(passage_id, id, changed, unit)
