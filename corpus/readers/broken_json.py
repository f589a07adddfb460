"""JSON that is cut off, or has line breaks in its strings: what can be had of it."""

import json
from typing import Any

_CLOSERS = {"{": "}", "[": "]"}


def complete(text: str) -> tuple[Any, bool]:
    """The value that `text` holds as far as it goes, and whether it had to be closed.

    Raises ValueError where nothing can be read.
    """
    try:
        return json.loads(text, strict=False), False  # strict: no line breaks in strings
    except (ValueError, RecursionError):
        pass
    for candidate in _closings(text):
        try:
            return json.loads(candidate, strict=False), True
        except (ValueError, RecursionError):
            continue
    raise ValueError("nothing of it is JSON")


def _closings(text: str) -> list[str]:
    """`text` closed at its end, then at the last places where a whole member ended before."""
    opened: list[str] = []
    commas: list[tuple[int, str]] = []  # where a member ended, and what closes the value there
    in_string = escaped = False
    for place, character in enumerate(text):
        if in_string:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                in_string = False
        elif character == '"':
            in_string = True
        elif character in "{[":
            opened.append(character)
        elif character in "}]":
            if not opened or _CLOSERS[opened.pop()] != character:
                break
        elif character == ",":
            commas.append((place, _closers(opened)))
            del commas[:-8]
    whole = text + ('"' if in_string else "") + _closers(opened)
    candidates = [whole]
    if in_string:  # the end may have fallen within an escape such as \u00e9
        candidates += [text[:-cut] + '"' + _closers(opened) for cut in range(1, 7)]
    candidates += [text[:place] + closers for place, closers in reversed(commas)]
    return candidates


def _closers(opened: list[str]) -> str:
    return "".join(_CLOSERS[bracket] for bracket in reversed(opened))
