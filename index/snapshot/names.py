"""Names: what a person may call parts of a snapshot by, and which are near one that nothing has."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from index.errors import UnknownId
from index.snapshot.index import Index

_NEAR = 2
_CUTOFF = 0.75
_COMPARED = 50  # unknown names for which near ones are looked for: each costs a pass over all names
# An id of a document is long, and a person may give its title.
_NEAR_IDS = 3
_LIKE = 0.6
_SHORTEST_HELD = 4  # characters of an id that is looked for within a name
_LISTED = "`parvis report`"


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


def require_documents(ids: Iterable[str], index: Index) -> None:
    """Raises UnknownId where one of the ids is of no document that there is or was."""
    for id in sorted(ids):
        if id not in index.documents and id not in index.removed_documents:
            raise unknown_id(id, titles_of(index))


def titles_of(index: Index) -> Mapping[str, str]:
    """The title of each document, by its id."""
    return {one.id: one.title for one in index.catalog}


def unknown_id(
    id: str, titles: Mapping[str, str], *, of: str = "document of the index", listed: str = _LISTED
) -> UnknownId:
    """The error that nothing has that id, naming the ids that are like it, or whose titles are.

    `listed` says where all of them are told.
    """
    words = id.casefold().strip() or "\0"
    near = [
        *(one for one in titles if words in one.casefold()),
        # The name of its file, which reports tell, may hold the id.
        *(one for one in titles if len(one) >= _SHORTEST_HELD and one.casefold() in words),
        *difflib.get_close_matches(id, titles, n=_NEAR_IDS, cutoff=_LIKE),
        *(one for one in titles if words in titles[one].casefold()),
    ]
    named = list(dict.fromkeys(near))[:_NEAR_IDS]
    if not named:
        return UnknownId(f"No {of} has the id “{id}”: {listed} tells those that there are.")
    return UnknownId(f"No {of} has the id “{id}”: did you mean {', '.join(named)}?")


def _known(index: Index) -> Iterator[str]:
    for passage in index.passages:
        locator = passage.locator
        yield from (name for name in (locator.article, locator.commitment) if name is not None)
    yield from index.aliases
    yield from index.documents


def _near(name: str, known: dict[str, str]) -> tuple[str, ...]:
    close = difflib.get_close_matches(name, known, n=_NEAR, cutoff=_CUTOFF)
    return tuple(known[one] for one in close)
