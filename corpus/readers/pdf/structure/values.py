"""Values of a PDF's dictionaries, which may be missing, elsewhere in the file, or of any type."""

import struct
from collections.abc import Iterator
from typing import Any

from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject

# What pypdf, which reads each value when it is first asked for, raises over a damaged one.
DAMAGE = (
    PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError,
    RecursionError, TypeError, ValueError, struct.error,
)  # fmt: skip


def value(holder: Any, key: str) -> Any:
    """The value of a key, wherever it lies; None where there is none."""
    if not isinstance(holder, DictionaryObject) or key not in holder:
        return None
    found = holder[key]
    return None if isinstance(found, NullObject) else found


def texts(holder: Any, key: str) -> str:
    """The words of a key, one space apart; none where it holds something else."""
    found = value(holder, key)
    return (
        " ".join(found.split())
        if isinstance(found, str) and not isinstance(found, NameObject)
        else ""
    )


def entries(holder: Any, key: str, *, most: int) -> Iterator[Any]:
    """The first values of a list."""
    found = value(holder, key)
    if isinstance(found, ArrayObject):
        for one in found[:most]:
            yield one.get_object()


def dictionary(holder: Any, *keys: str) -> DictionaryObject:
    """The dictionary at the end of a path of keys; an empty one where the path ends before."""
    for key in keys:
        holder = value(holder, key)
    return holder if isinstance(holder, DictionaryObject) else DictionaryObject()
