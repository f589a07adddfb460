"""Wanted: what a question looks for, as the signals of the search need it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from index.definitions import asks_definition
from index.lexicon import load_lexicon
from index.terms import analyse
from index.territories import territories_named

_WORD = re.compile(r"[\w'’.*-]+")
_ANALYSERS = {language: partial(analyse, language=language) for language in ("fr", "en")}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question's terms, those that the lexicon adds, and what it asks for.

    `own` are the terms as the question's own language has them, and `terms` those of all languages
    of the index. `spelt` is the question with its acronyms spelt out, for the encoder.
    """

    text: str
    spelt: str
    own: tuple[str, ...]
    terms: tuple[str, ...]
    added: tuple[str, ...]
    territories: frozenset[str]
    definition: bool
    language: str


def read_question(text: str, *, languages: Sequence[str], language: str) -> Wanted:
    """What `text`, in `language`, looks for in an index of documents in `languages`.

    Words are analysed in every language of the index, so that names and words that languages share
    are found in each; words that are empty in the question's own language are left out of all.
    """
    analysers = {one: _ANALYSERS[one] for one in (language, *languages) if one in _ANALYSERS}
    analyse_own = analysers.pop(language, _ANALYSERS["fr"])
    own = analyse_own(text)
    terms = list(own)
    lexicon = load_lexicon(analyse_own)
    added = list(lexicon.expand(terms))
    if analysers:
        telling = " ".join(word for word in _WORD.findall(text) if analyse_own(word))
        for other in analysers.values():
            terms.extend(other(telling))
            added.extend(load_lexicon(other).expand(other(telling)))
    known = frozenset(terms)
    return Wanted(
        text=text,
        spelt=lexicon.spell_out(text),
        own=tuple(dict.fromkeys(own)),
        terms=tuple(dict.fromkeys(terms)),
        added=tuple(dict.fromkeys(term for term in added if term not in known)),
        territories=territories_named(text),
        definition=asks_definition(text),
        language=language,
    )
