"""Naming: which documents a question means by their names ("le plan britannique", "crpa")."""

from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.countries import countries_in
from corpus.document import Document
from corpus.stop_words import FOLDED_STOP_WORDS
from corpus.text import fold

# Stop words, and what the names of all laws and plans have.
_EMPTY = FOLDED_STOP_WORDS | frozenset(
    "plan plans action actions national nationale loi code law act relatif relative portant "
    "public publique gouvernement ouvert open government partnership partenariat".split()
)


def names_of(document: Document) -> frozenset[str]:
    """The words that tell a document by its name, folded; its country in both languages."""
    names = " ".join((document.title, document.short_title or "", *document.aliases))
    return (frozenset(fold(names).split()) - _EMPTY) | _countries_in(names)


def title_words(document: Document) -> frozenset[str]:
    """The folded words of a document's title."""
    return frozenset(fold(document.title).split())


def name_words(text: str) -> frozenset[str]:
    """The folded words of a question that may name a document, countries in both languages."""
    return frozenset(fold(text).split()) | _countries_in(text)


def documents_named(words: frozenset[str], documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents that the words name best, of those given; all of them where they name none.

    A word counts only as far as it tells some of the documents from the others.
    """
    if len(documents) < 2:
        return tuple(documents)
    names = [names_of(document) for document in documents]
    counts = Counter(word for one in names for word in one)
    scores = [
        sum(1 / counts[word] for word in one & words if counts[word] < len(documents))
        for one in names
    ]
    best = max(scores)
    if best == 0:
        return tuple(documents)
    return tuple(one for one, score in zip(documents, scores, strict=True) if score == best)


def distinct_names(documents: Iterable[Document]) -> tuple[str, ...]:
    """How the documents are called, each name once."""
    return tuple(dict.fromkeys(one.short_title or one.title for one in documents))


def _countries_in(text: str) -> frozenset[str]:
    """All names of the countries that the text names, so that one language finds the other's."""
    return frozenset[str]().union(*(country.forms for country in countries_in(text)))
