"""Field errors: what is wrong in a request, in sentences that name the field and the cure."""

from collections.abc import Mapping, Sequence, Sized
from dataclasses import dataclass
from typing import Any

_SHOWN = 3
_LISTED = 100  # A request may have twenty thousand wrong fields; nobody reads them.
_EXAMPLE = 'send JSON like {"question": "…"}'
_LEFT_OUT = "is empty: leave it out, or put something in it"
# What pydantic's error types say here; {length} counts what was given.
_SENTENCES: Mapping[str, str] = {
    "missing": "is missing: add it to the {place}",
    "extra_forbidden": "is not known here: take it out, or see /docs for the names",
    "string_type": "must be text",
    "string_unicode": "has characters that are not valid Unicode: send well-formed text",
    "string_too_long": "has {length:,} characters: {max_length:,} at most",
    "string_too_short": _LEFT_OUT,
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "list_type": "must be a list",
    "too_long": "has {length:,} items: {max_length:,} at most",
    "too_short": _LEFT_OUT,
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "enum": "must be one of {expected}",
    "greater_than_equal": "must be {ge:,} or more",
    "less_than_equal": "must be {le:,} or less",
}


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong in a request. `unreadable` where it is no JSON at all."""

    field: str
    detail: str
    unreadable: bool = False


def field_errors(errors: Sequence[Mapping[str, Any]]) -> tuple[FieldError, ...]:
    """The field errors behind pydantic's first errors, in the order of the request's fields."""
    return tuple(_field_error(error) for error in errors[:_LISTED])


def summary(errors: Sequence[FieldError], *, total: int) -> str:
    """The first errors as one detail, and how many more there are of `total`."""
    shown = "; ".join(error.detail for error in errors[:_SHOWN])
    more = total - _SHOWN
    return f"{shown}; and {more} more." if more > 0 else f"{shown}."


def _field_error(error: Mapping[str, Any]) -> FieldError:
    place, *path = error["loc"]
    kind: str = error["type"]
    if kind == "json_invalid":
        reason = error.get("ctx", {}).get("error", "it ends too early")
        return FieldError(
            "", f"The body is not JSON ({reason}, at character {path[0]}): {_EXAMPLE}", True
        )
    if not path:
        if kind == "missing":
            return FieldError("", f"The request has no body: {_EXAMPLE}")
        return FieldError("", f"The body must be a JSON object: {_EXAMPLE}")
    field = _printable(_dotted(path))
    return FieldError(field, f'"{field}" {_what(kind, error, place=place)}')


def _what(kind: str, error: Mapping[str, Any], *, place: str) -> str:
    if kind in _SENTENCES:
        given = error.get("input")
        length = len(given) if isinstance(given, Sized) else 0
        return _SENTENCES[kind].format(**error.get("ctx", {}), length=length, place=place)
    words = str(error["msg"])
    if kind == "value_error":  # One of our own, which is a sentence already.
        return words.removeprefix("Value error, ")
    return f"is not valid: {words[0].lower()}{words[1:]}"


def _dotted(path: Sequence[str | int]) -> str:
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def _printable(text: str) -> str:
    plain = text.encode("utf-8", "replace").decode()
    return plain if len(plain) <= 100 else f"{plain[:100]}…"
