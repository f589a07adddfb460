"""Named: the places that a question asks for by name, or the names it does not choose among."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence.evidence_set import Key, Place
from assistant.evidence.places import Directory, place_at
from assistant.understand.document_names import distinct_names, named_in, names_of
from assistant.understand.pointers import Pointer
from corpus.text import fold
from index.search.searcher import Searcher


@dataclass(frozen=True, slots=True)
class Named:
    """The places that a question names; or `choices`, the documents that it does not choose among.

    `words` are those of the names of the documents that it means. `missing` says that it names
    something that the index has not.
    """

    places: tuple[Place, ...] = ()
    choices: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    missing: bool = False


def find_named(
    pointer: Pointer, *, cited: Sequence[Key], searcher: Searcher, directory: Directory
) -> Named:
    """The places that `pointer` names; next to the first one in `cited`, where it says so."""
    if pointer.step:
        return _stepped(pointer.step, cited, searcher, directory)
    lookups = [directory.articles(number) for number in pointer.articles]
    lookups += [directory.commitments(number) for number in pointer.commitments]
    places: list[Place] = []
    words: set[str] = set()
    for owners in lookups:
        meant = named_in(pointer.rest, [searcher.index.documents[name] for name in owners])
        names = distinct_names(meant)
        if len(names) > 1:
            return Named(choices=names)
        for document in meant[:1]:
            places.append(place_at(searcher, owners[document.id]))
            words |= names_of(document) | set(fold(document.title).split())
    return Named(places=tuple(places), words=frozenset(words), missing=bool(lookups and not places))


def _stepped(step: int, cited: Sequence[Key], searcher: Searcher, directory: Directory) -> Named:
    """The article or commitment next to the first one that the last answer cited."""
    for document_id, number in cited:
        owners = directory.articles(number) or directory.commitments(number)
        if document_id in owners:
            ordinal = directory.neighbour(document_id, owners[document_id], step=step)
            if ordinal is not None:
                return Named(places=(place_at(searcher, ordinal),))
    return Named(missing=True)
