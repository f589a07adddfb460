"""Query: a question as the search needs it, read once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.search.lexicon import Expansion, load_lexicon, spell_out
from index.text.comparisons import compared_things, without_comparing
from index.text.definitions import asks_definition, without_asking
from index.text.terms import analyse
from index.text.territories import territories_named

_WORD = re.compile(r"[\w'’.*-]+")


@dataclass(frozen=True, slots=True)
class Query:
    """A question's terms, their expansions by the lexicon, and what else it asks for.

    `own_terms` are analysed in the question's language, `terms` in those of the index too.
    `encoded_text` is the question with its acronyms spelt out, for the encoder. `compared` are the
    terms of each thing that it asks to tell from the others, in each language of the index.
    `antecedent_terms` are those of `terms` that only the question before it has, which it leans on.
    """

    text: str
    encoded_text: str
    language: str
    own_terms: tuple[str, ...]
    terms: tuple[str, ...]
    expansions: tuple[Expansion, ...]
    territories: frozenset[str]
    asks_definition: bool
    compared: tuple[frozenset[str], ...] = ()
    antecedent_terms: frozenset[str] = frozenset()

    @property
    def expansion_terms(self) -> tuple[str, ...]:
        """The terms of the expansions that are not the question's."""
        new = (term for one in self.expansions for terms in one.alternatives for term in terms)
        return tuple(term for term in dict.fromkeys(new) if term not in self.terms)


def read_query(text: str, *, languages: Sequence[str], language: str) -> Query:
    """The query of a question in `language` to an index of documents in `languages`.

    Words are analysed in every language of the index, so that names and words that languages share
    are found in each; stop words of the question's own language are left out of all.
    """
    asked = without_comparing(without_asking(text))
    own = analyse(asked, language=language)
    words = _without_stop_words(asked, language)
    others = (analyse(words, language=one) for one in languages if one != language)
    terms = tuple(dict.fromkeys((*own, *(term for found in others for term in found))))
    return Query(
        text=text,
        encoded_text=spell_out(text),
        language=language,
        own_terms=tuple(dict.fromkeys(own)),
        terms=terms,
        expansions=tuple(_expansions(own, terms, languages=languages, language=language)),
        territories=territories_named(text),
        asks_definition=asks_definition(text),
        compared=tuple(_compared(text, languages=languages, language=language)),
    )


def leaning(question: Query, whole: Query) -> Query:
    """The query of a question and of the one that it leans on, read as a whole."""
    only = frozenset(whole.terms) - frozenset(question.terms)
    return replace(whole, asks_definition=question.asks_definition, antecedent_terms=only)


def _compared(text: str, *, languages: Sequence[str], language: str) -> Iterator[frozenset[str]]:
    """The terms of each thing that the question compares, those of one thing taken one by one."""
    things = [_without_stop_words(one, language) for one in compared_things(text)]
    things = [one for one in things if one]
    if len(things) == 1:
        things = things[0].split()
    if len(things) > 1:
        found = (frozenset(analyse(thing, language=one)) for thing in things for one in languages)
        yield from dict.fromkeys(found)


def _without_stop_words(text: str, language: str) -> str:
    """The words of a text but those that say nothing in its language."""
    return " ".join(word for word in _WORD.findall(text) if analyse(word, language=language))


def _expansions(
    own: Sequence[str], terms: Sequence[str], *, languages: Sequence[str], language: str
) -> Iterator[Expansion]:
    """The expansions into each language of the index, without what the question says itself."""
    said = frozenset(terms)
    for one in languages:
        for expansion in load_lexicon(questions=language, texts=one).expand(own):
            new = tuple(terms for terms in expansion.alternatives if not said.issuperset(terms))
            if new:
                yield Expansion(expansion.terms, new)
