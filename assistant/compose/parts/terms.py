"""Terms: words of an answer that the documents define, and the definition of each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import islice

from assistant.answer import Content, Term
from assistant.citation import Citation
from assistant.compose.citations import OWN_PUBLISHER, cite
from assistant.compose.parts.glossary import Entry, Glossary
from corpus.document import DocumentKind
from corpus.law.validity import holds_on
from index.text.terms import analyse

_MOST_TERMS = 4
_WORD = re.compile(r"[^\W\d_]+")
# Between two words of a term.
_BLANK = re.compile(r"\s{1,2}|-")
# What an adjective or a participle after a French noun ends in.
_QUALIFYING = re.compile(
    r"(?:ale?s?|aux|el(?:le)?s?|ifs?|ives?|iques?|aires?|euse?s?|eux|ables?|ibles?|i[eè]re?s?"
    r"|ée?s?|ante?s?|ente?s?)\Z",
    re.IGNORECASE,
)
_SHORT_WORDS = re.compile(r"[^.,;:!?()«»\"“”]{1,24}")


@dataclass(frozen=True, slots=True)
class _Found:
    """Words of a quote that an entry defines."""

    words: str
    entry: Entry


def with_terms(content: Content, glossary: Glossary, *, as_of: date) -> Content:
    """The content with the definitions of words that its quotes use, the longest first.

    None of what the answer itself defines, nor any that does not hold on the day.
    """
    quoted = [(one.document_id, one.start, one.end) for one in content.citations]
    best: dict[tuple[str, ...], _Found] = {}
    defined: set[tuple[str, ...]] = set()
    for citation in content.citations:
        for found in _found(citation, glossary):
            entry, key = found.entry, found.entry.stems
            if _is_quoted(entry, quoted):
                defined.add(key)
            if not holds_on(entry.passage, as_of):
                continue
            if key not in best or _rank(entry, citation) > _rank(best[key].entry, citation):
                best[key] = found
    number = max((one.number for one in (*content.citations, *content.beside)), default=0)
    told: dict[tuple[str, int], _Found] = {}
    for found in sorted(best.values(), key=lambda one: -len(one.words)):
        if found.entry.stems not in defined:
            told.setdefault((found.entry.document.id, found.entry.start), found)
    terms = tuple(
        Term(found.words, _cited(found.entry, number=number + at))
        for at, found in enumerate(islice(told.values(), _MOST_TERMS), 1)
    )
    return replace(content, terms=terms)


def _cited(entry: Entry, *, number: int) -> Citation:
    span = (entry.start, entry.end)
    return cite(entry.document, entry.passage, span, number=number, score=0.0)


def _found(citation: Citation, glossary: Glossary) -> Iterator[_Found]:
    """The terms that the words of a quote are: at each place the longest, and none inside it."""
    words = list(_WORD.finditer(citation.quote))
    until = 0
    for place, word in enumerate(words):
        stem = _stem(word[0], citation.language)
        entries = glossary.of(stem) if stem and word.start() >= until else ()
        candidates = [
            (entry, end)
            for entry in entries
            if _means(entry, citation) and (end := _end(entry, words, place, citation)) is not None
        ]
        if candidates:
            until = max(end for _, end in candidates)
        for entry, end in candidates:
            if end == until:
                yield _Found(citation.quote[word.start() : end], entry)


def _end(
    entry: Entry, words: Sequence[re.Match[str]], place: int, citation: Citation
) -> int | None:
    """Where the term that begins with a word ends in the quote; None where it does not go on so."""
    last = words[place]
    if entry.acronym and last[0] != entry.acronym:
        return None
    if entry.word and _is_another(entry.word, words, place, citation):
        return None
    following = iter(words[place + 1 :])
    for stem, apart in zip(entry.stems[1:], entry.apart, strict=True):
        between = _SHORT_WORDS if apart else _BLANK
        for word in following:
            found = _stem(word[0], citation.language)
            if found or not apart:
                break
        else:
            return None
        if found != stem or not between.fullmatch(citation.quote, last.end(), word.start()):
            return None
        last = word
    return last.end()


def _is_another(word: str, words: Sequence[re.Match[str]], place: int, citation: Citation) -> bool:
    """Whether a word of a quote is in the plural that a term is not, or is qualified: a sheet that
    explains "prescription" says nothing of "prescriptions spéciales"."""
    said = words[place]
    if _is_plural(said[0]) and not _is_plural(_WORD.findall(word)[-1]):
        return True
    after = words[place + 1] if place + 1 < len(words) else None
    return (
        citation.language == "fr"
        and after is not None
        and _BLANK.fullmatch(citation.quote, said.end(), after.start()) is not None
        and bool(_stem(after[0], citation.language))
        and _QUALIFYING.search(after[0]) is not None
    )


def _is_plural(word: str) -> bool:
    return word[-1:].casefold() in ("s", "x")


@lru_cache(maxsize=1 << 14)
def _stem(word: str, language: str) -> str:
    """The stem of a word; "" for one that has none."""
    return next(iter(analyse(word, language=language)), "")


def _means(entry: Entry, citation: Citation) -> bool:
    """Whether a word of the quote has the meaning that the entry gives it."""
    if entry.document.language != citation.language:
        return False
    if entry.document.id == citation.document_id:
        return citation.heading_path[: len(entry.scope)] == entry.scope
    of_law = citation.kind is DocumentKind.LAW
    return entry.anywhere and not (of_law and entry.document.kind is DocumentKind.LAW)


def _rank(entry: Entry, citation: Citation) -> tuple[bool, bool, bool, int]:
    """What speaks for a definition: of the quote's own document, of a law, of an official page."""
    return (
        entry.document.id == citation.document_id,
        entry.document.kind is DocumentKind.LAW,
        entry.document.publisher != OWN_PUBLISHER,
        -entry.start,
    )


def _is_quoted(entry: Entry, quoted: Sequence[tuple[str, int, int]]) -> bool:
    return any(
        document == entry.document.id and start < entry.end and entry.start < end
        for document, start, end in quoted
    )
