"""Ids that a person gives: known, or answered with those that are like it."""

import difflib
from collections.abc import Iterable, Mapping

from index.errors import UnknownId
from index.snapshot.index import Index

_NEAR = 3
_LIKE = 0.6


def require_known(ids: Iterable[str], index: Index) -> None:
    """Raises UnknownId where one of the ids is of no document that there is or was."""
    for id in sorted(ids):
        if id not in index.documents and id not in index.removed_documents:
            raise unknown_id(id, titles_of(index))


def titles_of(index: Index) -> Mapping[str, str]:
    """The title of each document, by its id."""
    return {one.id: one.title for one in index.catalog}


def unknown_id(
    id: str, titles: Mapping[str, str], *, of: str = "document of the index"
) -> UnknownId:
    """The error that nothing has that id, naming the ids that are like it, or whose titles are."""
    words = id.casefold().strip() or "\0"
    near = [
        *(one for one in titles if words in one.casefold()),
        *difflib.get_close_matches(id, titles, n=_NEAR, cutoff=_LIKE),
        *(one for one in titles if words in titles[one].casefold()),
    ]
    named = list(dict.fromkeys(near))[:_NEAR]
    hint = f"did you mean {' or '.join(named)}?" if named else "check it against /v1/documents."
    return UnknownId(f"No {of} has the id “{id}”: {hint}")
