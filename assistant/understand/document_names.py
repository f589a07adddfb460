"""Naming: which documents a question means by their names ("le plan britannique", "crpa")."""

from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.understand.guards import fold
from corpus.document import Document

# Words that stand for one country, so that an adjective in one language finds a name in the other.
_COUNTRIES = tuple(
    frozenset(row.split())
    for row in (
        "uk kingdom british britannique britanniques royaume anglais anglaise england",
        "france francais francaise french",
        "canada canadien canadienne canadian",
        "usa america american americain americaine etats unis states",
        "espagne espagnol espagnole spain spanish",
        "italie italien italienne italy italian",
        "allemagne allemand allemande germany german",
        "portugal portugais portugaise portuguese",
        "irlande irlandais irlandaise ireland irish",
        "ecosse ecossais ecossaise scotland scottish",
        "belgique belge belgium belgian",
        "suisse switzerland swiss",
        "maroc marocain marocaine morocco moroccan",
        "tunisie tunisien tunisienne tunisia tunisian",
        "senegal senegalais senegalaise senegalese",
        "burkina faso burkinabe",
        "benin beninois beninoise",
        "cote ivoire ivoirien ivoirienne ivorian",
        "kenya kenyan kenyane",
        "bresil bresilien bresilienne brazil brazilian",
        "mexique mexicain mexicaine mexico mexican",
        "finlande finlandais finland finnish",
        "estonie estonien estonia estonian",
        "ukraine ukrainien ukrainienne ukrainian",
        "roumanie roumain romania romanian",
        "grece grec grecque greece greek",
    )
)
_EMPTY = frozenset(
    "le la les l de du des d un une et en au aux a sur pour par dans the of and to for in on plan "
    "action national nationale plans actions loi code law act relatif relative portant n no "
    "public publique gouvernement ouvert open government partnership partenariat".split()
)


def names_of(document: Document) -> frozenset[str]:
    """The words that tell a document by its name, folded; its country in both languages."""
    names = " ".join((document.title, document.short_title or "", *document.aliases))
    return _with_countries(frozenset(fold(names).split()) - _EMPTY)


def named_in(text: str, documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents that the text names best, of those given; all of them where it names none.

    A word counts only as far as it tells some of the documents from the others.
    """
    if len(documents) < 2:
        return tuple(documents)
    asked = _with_countries(frozenset(fold(text).split()))
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


def _with_countries(words: frozenset[str]) -> frozenset[str]:
    return words.union(*(country for country in _COUNTRIES if words & country))
