"""Named: the places that a question asks for by name, or the names it does not choose among."""

from dataclasses import dataclass

from assistant.conversation import Context
from assistant.evidence import Place
from assistant.guards import fold
from assistant.naming import distinct_names, named_in, names_of
from assistant.places import Directory, place_at
from assistant.pointers import Pointer
from index.search import Searcher


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
    pointer: Pointer, context: Context, *, searcher: Searcher, directory: Directory
) -> Named:
    """The places that `pointer` names, those that it steps to from the last answer included."""
    if pointer.step:
        return _stepped(pointer.step, context, searcher, directory)
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


def _stepped(step: int, context: Context, searcher: Searcher, directory: Directory) -> Named:
    """The article or commitment next to the first one that the last answer cited."""
    lookups = [directory.articles(number) for number in context.articles]
    lookups += [directory.commitments(number) for number in context.commitments]
    for owners in lookups[:1]:
        documents = [searcher.index.documents[name] for name in owners]
        for document in named_in(context.last_answer, documents)[:1]:
            ordinal = directory.neighbour(document.id, owners[document.id], step=step)
            if ordinal is not None:
                return Named(places=(place_at(searcher, ordinal),))
    return Named(missing=True)
