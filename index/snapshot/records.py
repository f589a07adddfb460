"""Records as lines of JSON, and back, to the letter."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import orjson
from pydantic import TypeAdapter, ValidationError

from corpus.document import Document
from corpus.passage import Passage

Record = TypeVar("Record")

_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)
_PASSAGE_FIELDS = tuple(field.name for field in fields(Passage) if field.name != "text")
_passage_row = attrgetter(*_PASSAGE_FIELDS)


def to_line(record: object) -> bytes:
    """A record, or several, as one line of JSON; the same ones always give the same line."""
    return orjson.dumps(record, default=sorted)  # of sets, the only ones that orjson asks about


def from_line(kind: type[Record], line: bytes) -> Record:
    """The record of a line made by to_line. Raises ValueError where it is of no such record."""
    return _validated(kind, _adapter(kind).validate_json, line)


def from_json(kind: type[Record], content: object) -> Record:
    """The record of a part of a line, loaded. Raises ValueError as from_line does."""
    return _validated(kind, _adapter(kind).validate_python, content)


def passage_line(passage: Passage) -> bytes:
    """The passage as one line of JSON, without its text, which is its document's."""
    return to_line(dict(zip(_PASSAGE_FIELDS, _passage_row(passage), strict=True)))


def parse_passage(content: dict[str, Any], documents: Mapping[str, Document]) -> Passage:
    """The passage of a line made by passage_line and loaded, its text cut from its document."""
    text = documents[content["document_id"]].text[content["start"] : content["end"]]
    return from_json(Passage, content | {"text": text})


def _validated(kind: type[Record], validate: Callable[[Any], Record], content: object) -> Record:
    try:
        return validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise ValueError(f"as {kind.__name__}, {place}: {first['msg']}") from error
