"""The words of French and English, by a list that knows no cut words."""

from collections.abc import Mapping
from functools import cache

from spellchecker import SpellChecker

LANGUAGES = ("fr", "en")


@cache
def words_of(language: str) -> Mapping[str, int]:
    """The words of "fr" or "en" in lower case, each with how often films say it."""
    # Half a second for both: read when the first cut word is met, and not before.
    return SpellChecker(language=language, distance=1).word_frequency.dictionary


def languages_of(text: str) -> frozenset[str]:
    """The languages of which `text`, in lower case, is a word; compounds are some ("celui-ci")."""
    return frozenset(language for language in LANGUAGES if text in words_of(language))


def is_word(text: str) -> bool:
    """Whether `text`, in lower case, is a word of French or of English."""
    return bool(languages_of(text))


def are_words(*texts: str) -> bool:
    """Whether all of `texts`, in lower case, are words of one of the two languages."""
    return bool(frozenset(LANGUAGES).intersection(*map(languages_of, texts)))


def times_said(text: str) -> int:
    """How often films say a word, in lower case, in the language that says it more.

    50 where the list has it and no film does, 0 where it is no word.
    """
    return max(words_of(language).get(text, 0) for language in LANGUAGES)
