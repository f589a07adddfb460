"""What JSON is that holds no text, told from its keys, and what to do about it."""

from collections.abc import Mapping, Sequence
from typing import Any

_EXPORT = "export it as HTML, PDF or Markdown"
_GEO = frozenset(
    "FeatureCollection Feature GeometryCollection Point MultiPoint LineString MultiLineString "
    "Polygon MultiPolygon Topology".split()
)
_LINES = 'give one object a line: {"id": "…", "title": "…", "text": "…"}'
_SETTINGS = "it is JSON with the settings of a program", "take it out"
_PIECE = frozenset(("type", "element_id", "metadata", "text"))
_JSON_KINDS: tuple[tuple[frozenset[str], tuple[str, str]], ...] = (
    (frozenset(("openapi", "paths")), ("it describes a web service (OpenAPI)", _EXPORT)),
    (frozenset(("swagger", "paths")), ("it describes a web service (OpenAPI)", _EXPORT)),
    (frozenset(("nbformat", "cells")), ("it is a Jupyter notebook", _EXPORT)),
    (frozenset(("compilerOptions",)), _SETTINGS),
    (frozenset(("name", "dependencies")), _SETTINGS),
    (frozenset(("name", "devDependencies")), _SETTINGS),
    (frozenset(("name", "version", "scripts")), _SETTINGS),
    (frozenset(("lockfileVersion",)), _SETTINGS),
    (frozenset(("require", "autoload")), _SETTINGS),
    (frozenset(("$schema", "properties")), ("it describes data (JSON Schema)", _EXPORT)),
    (frozenset(("type", "properties")), ("it describes data (JSON Schema)", _EXPORT)),
    (
        frozenset(("@context",)),
        ("it is JSON-LD, data about documents", "give the documents themselves"),
    ),
)


def foreign_json(value: Any) -> tuple[str, str]:
    """What a JSON value without any text is, and what to do."""
    if not value:
        return "it is JSON with nothing in it", "take it out"
    if isinstance(value, dict):
        return _foreign_object(value)
    first = value[0]
    if isinstance(first, dict):
        return f"its first entry has no “text” ({keys_of(first)})", _LINES
    return f"it is a JSON list of {_name_of(first)}", _LINES


def pieces_of(records: Sequence[Any]) -> tuple[str, str] | None:
    """What a list of pieces of files is, such as the elements of pages, and what to do.

    None where an entry does not say that it is one.
    """
    if not records:
        return None
    if not all(isinstance(record, Mapping) and record.keys() >= _PIECE for record in records):
        return None
    metadata = (one for record in records if isinstance(one := record["metadata"], Mapping))
    names = {str(one["filename"]) for one in metadata if "filename" in one}
    what = names.pop() if len(names) == 1 else "files" if names else "a file"
    return f"it holds {what} cut into pieces", "give the whole as the file that it was"


def _foreign_object(value: Mapping[str, Any]) -> tuple[str, str]:
    if str(value.get("type")) in _GEO:
        return "it is GeoJSON, places on a map", "give the page that describes them"
    for keys, answer in _JSON_KINDS:
        if keys <= value.keys():
            return answer
    return f"it is JSON without a “text” ({keys_of(value)})", _LINES


def _name_of(value: object) -> str:
    match value:
        case str():
            return "strings, which have no place or title"
        case bool() | int() | float():
            return "numbers"
        case _:
            return "lists"


def keys_of(record: Mapping[str, Any]) -> str:
    """The keys of a record as a sentence names them, a few of them."""
    keys = [key if len(key) <= 30 else f"{key[:29]}…" for key in list(record)[:8]]
    if not keys:
        return "it has no key"
    return "it has " + ", ".join(keys) + (", …" if len(record) > 8 else "")


def no_text_in_line(number: int, record: Mapping[str, Any]) -> tuple[str, str]:
    """What is wrong with JSON Lines of which a line has no text, and what to do."""
    return (
        f"line {number} has no text ({keys_of(record)})",
        'name the key that holds the words of each document “text”: {"id": "…", "text": "…"}',
    )
