"""Text into the terms that it is matched by: French and English stems, whole article numbers."""

import re
import threading
from functools import lru_cache
from typing import Any

from corpus.law.article_numbers import CODED, article_key
from corpus.stop_words import STOP_WORDS
from corpus.text import with_plain_marks, without_accents

_STEMMERS = {"fr": "french", "en": "english"}
# A capital, or a letter with its full stop, begins an article's number; "il a 5 ans" holds none.
_ARTICLE = re.compile(rf"(?<![\w.'-])(?:(?![acd]\s)(?:{CODED}))", re.IGNORECASE)
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")
# What stands before an apostrophe and is no word of its own; "aujourd'hui" is a stop word.
_ELISION = re.compile(
    r"\b(?:aujourd'hui|(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu|entr)')"
)
_POSSESSIVE = re.compile(r"'s\b")
_thread = threading.local()

# To be raised when the same text gives other terms, or the same terms other weights, than before.
TERMS_VERSION = 3


def analyse(text: str, *, language: str) -> list[str]:
    """The terms of `text` in order, repeated as often as they occur.

    Words are stemmed in `language` ("fr" or "en"; any other is only folded) and lose their accents;
    stop words are left out. An article's number gives one term for all its writings ("L. 311-6",
    "art. l311-6"), and one without its letter.
    """
    text = with_plain_marks(text)
    terms: list[str] = []
    start = 0
    for match in _ARTICLE.finditer(text):
        terms.extend(_words(text[start : match.start()], language))
        terms.extend(_article_terms(match.group()))
        start = match.end()
    terms.extend(_words(text[start:], language))
    return terms


def terms_said(text: str, *, language: str, asked_in: str) -> frozenset[str]:
    """The terms that a text says to someone who asks in a language that may be another one.

    Words that both languages have, but for an accent, have the terms of both: "conférence".
    """
    said = analyse(text, language=language)
    if asked_in != language:
        said += analyse(without_accents(text), language=asked_in)
    return frozenset(said)


def _article_terms(written: str) -> tuple[str, ...]:
    whole = article_key(written).replace(" ", "-")
    number = whole.lstrip("lordac")
    return (whole, number) if "-" in number else (whole,)


def _words(text: str, language: str) -> list[str]:
    lowered = text.lower()
    lowered = _POSSESSIVE.sub(" ", lowered) if language == "en" else _ELISION.sub(" ", lowered)
    return [term for word in _WORD.findall(lowered) if (term := _term(word, language)) is not None]


@lru_cache(maxsize=1 << 16)
def _term(word: str, language: str) -> str | None:
    """The stem of a word without its accents; None for a stop word."""
    if word in STOP_WORDS.get(language, ()):
        return None
    stem = _stemmer(language).stemWord(word) if language in _STEMMERS else word
    return without_accents(stem)


def _stemmer(language: str) -> Any:
    """This thread's stemmer: PyStemmer's are not to be shared between threads."""
    stemmers: dict[str, Any] = _thread.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        import Stemmer

        stemmers[language] = Stemmer.Stemmer(_STEMMERS[language])
    return stemmers[language]
