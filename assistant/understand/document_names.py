"""Naming: which documents a question means by their names ("le plan britannique", "crpa")."""

from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.understand.guards import fold
from corpus.countries import countries_in
from corpus.document import Document
from corpus.stop_words import FOLDED_STOP_WORDS

# Stop words, and what the names of all laws and plans have.
_EMPTY = FOLDED_STOP_WORDS | frozenset(
    "plan plans action actions national nationale loi code law act relatif relative portant "
    "public publique gouvernement ouvert open government partnership partenariat".split()
)


def names_of(document: Document) -> frozenset[str]:
    """The words that tell a document by its name, folded; its country in both languages."""
    names = " ".join((document.title, document.short_title or "", *document.aliases))
    return _words(names) - _EMPTY


def named_in(text: str, documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents that the text names best, of those given; all of them where it names none.

    A word counts only as far as it tells some of the documents from the others.
    """
    if len(documents) < 2:
        return tuple(documents)
    asked = _words(text)
    names = [names_of(document) for document in documents]
    counts = Counter(word for words in names for word in words)
    scores = [
        sum(1 / counts[word] for word in words & asked if counts[word] < len(documents))
        for words in names
    ]
    best = max(scores)
    if best == 0:
        return tuple(documents)
    return tuple(one for one, score in zip(documents, scores, strict=True) if score == best)


def distinct_names(documents: Iterable[Document]) -> tuple[str, ...]:
    """How the documents are called, each name once."""
    return tuple(dict.fromkeys(one.short_title or one.title for one in documents))


def _words(text: str) -> frozenset[str]:
    """The words of a text, folded, and all names of the countries that it names: an adjective in
    one language finds a name in the other."""
    folded = fold(text)
    return frozenset(folded.split()).union(*(one.names for one in countries_in(folded)))
