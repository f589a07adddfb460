"""The layers of a PDF that are switched off when it is opened."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf.generic import DictionaryObject

from corpus.readers.pdf.structure.values import dictionary, entries, texts, value

_MOST = 5_000


@dataclass(frozen=True, slots=True)
class Layers:
    """The names of layers that are off, and of those that are on; one name may be in both."""

    off: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()


NO_LAYERS = Layers()


def read_layers(root: DictionaryObject) -> Layers:
    """The layers of a PDF, as its first view shows them."""
    properties = dictionary(root, "/OCProperties")
    default = dictionary(properties, "/D")
    if value(default, "/BaseState") == "/OFF":
        on = set(_ids(default, "/ON"))
        off = {id(one) for one in entries(properties, "/OCGs", most=_MOST)} - on
    else:
        off = set(_ids(default, "/OFF"))
    off |= set(_off_on_screen(default))
    names: dict[bool, set[str]] = {True: set(), False: set()}
    for layer in entries(properties, "/OCGs", most=_MOST):
        names[id(layer) in off].add(texts(layer, "/Name"))
    return Layers(frozenset(names[True]), frozenset(names[False]))


def _ids(holder: DictionaryObject, key: str) -> Iterator[int]:
    # pypdf gives one object for all references to it.
    return (id(one) for one in entries(holder, key, most=_MOST))


def _off_on_screen(default: DictionaryObject) -> Iterator[int]:
    """Layers that are for print or export alone."""
    for rule in entries(default, "/AS", most=_MOST):
        if value(rule, "/Event") != "/View":
            continue
        for layer in entries(rule, "/OCGs", most=_MOST):
            if _is_off(layer, rule):
                yield id(layer)


def _is_off(layer: Any, rule: Any) -> bool:
    for category in entries(rule, "/Category", most=_MOST):
        usage = dictionary(layer, "/Usage", str(category))
        if value(usage, f"{category}State") == "/OFF":
            return True
    return False
