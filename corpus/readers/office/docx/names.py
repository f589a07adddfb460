"""Names of elements and attributes of Word's markup, and how their values are read."""

from collections.abc import Iterator
from functools import cache
from typing import Any

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OFF = frozenset(("0", "false", "off", "none"))

_VALUE = _WORD + "val"
ALTERNATIVES = _COMPATIBILITY + "AlternateContent"
_CHOICE, _FALLBACK = _COMPATIBILITY + "Choice", _COMPATIBILITY + "Fallback"


@cache
def w(name: str) -> str:
    """A name of WordprocessingML."""
    return _WORD + name


@cache
def m(name: str) -> str:
    """A name of Office's mathematical markup."""
    return _MATH + name


@cache
def r(name: str) -> str:
    """An attribute that names a relationship."""
    return _RELATIONSHIPS + name


def local(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def value_at(element: Any | None, *path: str) -> str | None:
    """The `w:val` of what `path` leads to from `element`, if it is there."""
    return value_of(at(element, *path))


def value_of(element: Any | None) -> str | None:
    """The `w:val` of an element, if there is one."""
    return None if element is None else element.get(_VALUE)


def at(element: Any | None, *path: str) -> Any | None:
    """The first child of each name in turn, if all are there."""
    for name in path:
        if element is None:
            return None
        element = element.find(w(name))
    return element


def number_at(element: Any | None, *path: str) -> int | None:
    """The whole number that `value_at` gives, if it is one."""
    text = value_at(element, *path)
    return as_number(text)


def as_number(text: str | None) -> int | None:
    """A whole number of a size that Word can mean; None where the text is none."""
    if text is None or len(text) > 9 or not text.removeprefix("-").isdecimal():
        return None
    return int(text)


def is_on(element: Any | None) -> bool | None:
    """Whether a property that is on or off is on; None where nothing is said."""
    if element is None:
        return None
    return element.get(_VALUE, "1").lower() not in _OFF


def shown(element: Any) -> Iterator[Any]:
    """The children of an element, with the first version of what comes in several."""
    for child in element:
        if child.tag == ALTERNATIVES:
            choice = child.find(_CHOICE)
            version = child.find(_FALLBACK) if choice is None else choice
            if version is not None:
                yield from shown(version)
        else:
            yield child


def inside(element: Any, *, without: frozenset[str] = frozenset()) -> Iterator[Any]:
    """The elements in an element at any depth, in document order, by their first versions.

    What is in elements of the names `without` is passed over, but not these themselves.
    """
    pending = list(shown(element))[::-1]
    while pending:
        one = pending.pop()
        yield one
        if one.tag not in without:
            pending.extend(list(shown(one))[::-1])
