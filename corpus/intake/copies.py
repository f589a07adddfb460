"""Copies: files that hold the same words are one document, found under several paths."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.document import Document

# Documents of fewer words may have them in common without being the same: "Page en construction".
FEWEST_WORDS = 20


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that is not kept, since `kept`, another one, has its words."""

    path: str
    kept: str


def merge_copies(documents: Iterable[Document]) -> tuple[list[Document], list[Copy]]:
    """The documents, each once, in their order, and those that are copies of others.

    Of copies the one that tells most is kept: a link before all, then a date, then the first one.
    """
    groups: dict[object, list[Document]] = {}
    for document in documents:
        groups.setdefault(_content(document), []).append(document)
    kept: list[Document] = []
    copies: list[Copy] = []
    for group in groups.values():
        best = max(group, key=lambda one: (bool(one.url), bool(one.published)))
        others = [one for one in group if one is not best]
        kept.append(_with_paths(best, others))
        copies.extend(Copy(one.source_path, best.source_path) for one in others)
    return kept, copies


def _content(document: Document) -> object:
    """What copies share; an article that holds at another time is another one."""
    if len(document.text.split(maxsplit=FEWEST_WORDS)) < FEWEST_WORDS:
        return document.id
    articles = tuple((one.number, one.valid_from, one.valid_to) for one in document.articles)
    return document.content_hash, articles


def _with_paths(document: Document, others: Sequence[Document]) -> Document:
    paths = dict.fromkeys((*document.other_paths, *(one.source_path for one in others)))
    paths.pop(document.source_path, None)
    if not others:
        return document
    aliases = dict.fromkeys((*document.aliases, *(name for one in others for name in one.aliases)))
    return replace(document, other_paths=tuple(paths), aliases=tuple(aliases))
