"""Wanted: what a question looks for, as the signals of the search need it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.features.definitions import asks_definition, thing_asked
from index.features.territories import territories_named
from index.search.lexicon import Entry, load_lexicon, spell_out
from index.search.terms import analyse

_WORD = re.compile(r"[\w'’.*-]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question's terms, what the lexicon has for them, and what it asks for.

    `own` are the terms as the question's own language has them, and `terms` those of all languages
    of the index. `synonyms` are the lexicon's entries that they call up. `spelt` is the question
    with its acronyms spelt out, for the encoder.
    """

    text: str
    spelt: str
    own: tuple[str, ...]
    terms: tuple[str, ...]
    synonyms: tuple[Entry, ...]
    territories: frozenset[str]
    definition: bool
    language: str

    @property
    def added(self) -> tuple[str, ...]:
        """The terms that the lexicon adds."""
        terms = (term for entry in self.synonyms for words in entry.used for term in words)
        return tuple(term for term in dict.fromkeys(terms) if term not in self.terms)


def read_question(text: str, *, languages: Sequence[str], language: str) -> Wanted:
    """What `text`, in `language`, looks for in an index of documents in `languages`.

    Words are analysed in every language of the index, so that names and words that languages share
    are found in each; words that are empty in the question's own language are left out of all.
    """
    asked = thing_asked(text)
    own = analyse(asked, language=language)
    telling = " ".join(word for word in _WORD.findall(asked) if analyse(word, language=language))
    others = (analyse(telling, language=one) for one in languages if one != language)
    terms = tuple(dict.fromkeys((*own, *(term for found in others for term in found))))
    return Wanted(
        text=text,
        spelt=spell_out(text),
        own=tuple(dict.fromkeys(own)),
        terms=terms,
        synonyms=tuple(_synonyms(own, terms, languages=languages, language=language)),
        territories=territories_named(text),
        definition=asks_definition(text),
        language=language,
    )


def _synonyms(
    own: Sequence[str], terms: Sequence[str], *, languages: Sequence[str], language: str
) -> Iterator[Entry]:
    """The entries for each language of the index, without what the question says itself."""
    said = frozenset(terms)
    for used in languages:
        for entry in load_lexicon(asked=language, used=used).called_up(own):
            other = tuple(one for one in entry.used if not said.issuperset(one))
            if other:
                yield Entry(entry.asked, other)
