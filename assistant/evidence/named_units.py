"""Named units: what a question asks for by name, or the names it does not choose among."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence.choices import Choice, named_choices
from assistant.evidence.evidence_set import Unit, UnitKey
from assistant.evidence.units import UnitLookup, unit_at
from assistant.understand.document_names import (
    distinct_names,
    documents_named,
    names_of,
    title_words,
)
from assistant.understand.parsed_question import ParsedQuestion
from assistant.understand.pointers import with_article
from index.search.searcher import Searcher


@dataclass(frozen=True, slots=True)
class NamedUnits:
    """The units that a question names; or `choices`, where it does not choose among some.

    `title_words` are those of the names of the documents that it means. `not_found` says that it
    names something that the index has not.
    """

    units: tuple[Unit, ...] = ()
    choices: tuple[Choice, ...] = ()
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
    numbers = [_held_numbers(number, question, searcher, lookup) for number in pointer.articles]
    for number, meant in zip(pointer.articles, numbers, strict=True):
        if len(meant) > 1:
            return NamedUnits(choices=_articles(question, number, meant))
    held = [lookup.articles(one) for meant in numbers for one in meant]
    held += [lookup.commitments(number) for number in pointer.commitments]
    units: list[Unit] = []
    words: set[str] = set()
    for owners in held:
        documents = [searcher.index.documents[name] for name in owners]
        named = documents_named(question.name_words, documents)
        names = distinct_names(named)
        if len(names) > 1:
            return NamedUnits(choices=named_choices(question, names))
        for document in named[:1]:
            units.append(unit_at(searcher, owners[document.id]))
            words |= names_of(document) | title_words(document)
    return NamedUnits(
        units=tuple(units), title_words=frozenset(words), not_found=bool(held and not units)
    )


def _held_numbers(
    number: str, question: ParsedQuestion, searcher: Searcher, lookup: UnitLookup
) -> tuple[str, ...]:
    """The number itself, or those that it may stand for, as "311-1" does for "L311-1".

    Of several, those of the documents that the question names.
    """
    lettered = () if lookup.articles(number) else lookup.lettered(number)
    if not lettered:
        return (number,)
    documents = searcher.index.documents
    owners = {one: lookup.articles(one) for one in lettered}
    all_owners = dict.fromkeys(name for one in owners.values() for name in one)
    meant = documents_named(question.name_words, [documents[name] for name in all_owners])
    ids = {document.id for document in meant}
    return tuple(one for one in lettered if not ids.isdisjoint(owners[one]))


def _articles(question: ParsedQuestion, number: str, meant: Sequence[str]) -> tuple[Choice, ...]:
    """A choice for each article that a number may stand for."""
    return tuple(Choice(one, with_article(question.text, number, meant=one)) for one in meant)


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
