"""What a JSON file holds: documents, a code of law, pages of WordPress, or nothing to read."""

import re
from typing import Any

import orjson

from corpus.errors import UnreadableFile, UnsupportedFormat
from corpus.formats.foreign_json import foreign_json, no_text_in_line, pieces_of
from corpus.formats.format import Format

_CUT_WORDPRESS = re.compile(r'"(?:content|title|excerpt)"\s*:\s*\{\s*"rendered"\s*:')


def json_format(start: str, path: str) -> Format | None:
    """Which of our formats a text is that begins as JSON does; None where it is no JSON.

    Raises UnsupportedFormat where it is JSON that no reader knows, UnreadableFile where it is cut.
    """
    try:
        value: Any = orjson.loads(start)
    except orjson.JSONDecodeError:
        return _broken_json_format(start, path)
    if isinstance(value, dict) and isinstance(value.get("data"), dict) and "children" in value:
        return Format.LEGI
    if isinstance(value, dict) and _is_sheet(value):
        return Format.SERVICE_PUBLIC
    sample = value[0] if isinstance(value, list) and value else value
    if isinstance(value, list) and (pieces := pieces_of(value)):
        raise UnsupportedFormat(path, *pieces)
    if isinstance(sample, dict):
        if isinstance(sample.get("content"), dict) and "rendered" in sample["content"]:
            return Format.WORDPRESS
        if isinstance(sample.get("title"), dict) and "rendered" in sample["title"]:
            return Format.WORDPRESS
        if isinstance(sample.get("text"), str):
            return Format.JSONL
    raise UnsupportedFormat(path, *foreign_json(value))


def _is_sheet(value: dict[str, Any]) -> bool:
    """Whether an object is the tree of a publication of service-public.fr, as xml-js writes it."""
    nodes = value.get("children")
    return isinstance(nodes, list) and any(
        isinstance(node, dict) and node.get("name") in ("Publication", "ServiceComplementaire")
        for node in nodes[:3]
    )


def _broken_json_format(start: str, path: str) -> Format | None:
    """JSON that does not parse as a whole: lines of objects, or a file cut off before its end."""
    if _CUT_WORDPRESS.search(start[:100_000]):
        return Format.WORDPRESS
    if start.startswith("{") and '"LEGITEXT' in start[:2000]:
        return Format.LEGI
    lines = [line for line in start[:2_000_000].split("\n") if line.strip()][:50]
    records = [record for line in lines if (record := _object_of(line)) is not None]
    if pieces := pieces_of(records):
        raise UnsupportedFormat(path, *pieces)
    texts = sum(1 for record in records if isinstance(record.get("text"), str))
    if texts and len(records) * 2 >= len(lines) - 1:
        return Format.JSONL
    if len(records) >= 2 and len(records) * 2 >= len(lines) - 1:
        raise UnsupportedFormat(path, *no_text_in_line(_first_line(start), records[0]))
    named = path.lower().endswith((".json", ".jsonl", ".ndjson"))
    if named or re.match(r'[\[{]\s*(?:"[^"\n]+"\s*:|\{\s*")', start):
        raise UnreadableFile(
            path, "it is JSON that does not parse", "mend it, or download it again"
        )
    return None


def _object_of(line: str) -> dict[str, Any] | None:
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return value if isinstance(value, dict) else None


def _first_line(text: str) -> int:
    """The number of the first line that is a JSON object."""
    lines = text.split("\n", 50)[:50]
    return next((n for n, line in enumerate(lines, 1) if _object_of(line) is not None), 1)
