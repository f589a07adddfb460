"""Names: what a person may call parts of a snapshot by, and which names nothing there has."""

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from index.snapshot.index import Index

_NEAR = 2
_CUTOFF = 0.75
_COMPARED = 50  # unknown names for which near ones are looked for: each costs a pass over all names


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that nothing in the snapshot has, and the nearest ones that something has."""

    name: str
    near: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name} (near: {', '.join(self.near)})" if self.near else self.name


def find_unknown(
    names: Iterable[str], index: Index, *, key: Callable[[str], str] = str
) -> tuple[UnknownName, ...]:
    """Those of `names` that are no document, article or commitment of `index`, in their order.

    `key` gives what all writings of one name share.
    """
    known = {key(name): name for name in _known(index)}
    unknown = [name for name in dict.fromkeys(names) if key(name) not in known]
    return tuple(
        UnknownName(name, _near(key(name), known) if place < _COMPARED else ())
        for place, name in enumerate(unknown)
    )


def _known(index: Index) -> Iterator[str]:
    for passage in index.passages:
        locator = passage.locator
        yield from (name for name in (locator.article, locator.commitment) if name is not None)
    yield from index.aliases
    yield from index.documents


def _near(name: str, known: dict[str, str]) -> tuple[str, ...]:
    close = difflib.get_close_matches(name, known, n=_NEAR, cutoff=_CUTOFF)
    return tuple(known[one] for one in close)
