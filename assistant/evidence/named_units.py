"""Named units: what a question asks for by name, or the names it does not choose among."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence.evidence_set import Unit, UnitKey
from assistant.evidence.units import UnitLookup, unit_at
from assistant.understand.document_names import (
    distinct_names,
    documents_named,
    names_of,
    title_words,
)
from assistant.understand.parsed_question import ParsedQuestion
from index.search.searcher import Searcher


@dataclass(frozen=True, slots=True)
class NamedUnits:
    """The units that a question names; or `choices`, the documents that it does not choose among.

    `title_words` are those of the names of the documents that it means. `not_found` says that it
    names something that the index has not.
    """

    units: tuple[Unit, ...] = ()
    choices: tuple[str, ...] = ()
    title_words: frozenset[str] = frozenset()
    not_found: bool = False


def find_named_units(
    question: ParsedQuestion,
    *,
    cited: Sequence[UnitKey],
    searcher: Searcher,
    lookup: UnitLookup,
) -> NamedUnits:
    """The units that the question names; next to the first one in `cited`, where it says so."""
    pointer = question.pointer
    if pointer.step:
        return _stepped(pointer.step, cited, searcher, lookup)
    held = [lookup.articles(number) for number in pointer.articles]
    held += [lookup.commitments(number) for number in pointer.commitments]
    units: list[Unit] = []
    words: set[str] = set()
    for owners in held:
        documents = [searcher.index.documents[name] for name in owners]
        meant = documents_named(question.name_words, documents)
        names = distinct_names(meant)
        if len(names) > 1:
            return NamedUnits(choices=names)
        for document in meant[:1]:
            units.append(unit_at(searcher, owners[document.id]))
            words |= names_of(document) | title_words(document)
    return NamedUnits(
        units=tuple(units), title_words=frozenset(words), not_found=bool(held and not units)
    )


def _stepped(
    step: int, cited: Sequence[UnitKey], searcher: Searcher, lookup: UnitLookup
) -> NamedUnits:
    """The article or commitment next to the first one that the last answer cited."""
    for document_id, number in cited:
        owners = lookup.articles(number) or lookup.commitments(number)
        if document_id in owners:
            ordinal = lookup.neighbour(document_id, owners[document_id], step=step)
            if ordinal is not None:
                return NamedUnits(units=(unit_at(searcher, ordinal),))
    return NamedUnits(not_found=True)
