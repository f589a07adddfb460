"""Feature extraction: what is known of each passage before any question."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from corpus.law.article_numbers import is_regulatory
from corpus.passage import Passage
from index.features.contacts import tells_whom_to_call
from index.features.moments import moments_of
from index.features.passage_features import Definition, PassageFeatures
from index.features.word_counts import commonest
from index.text.definitions import defined_thing, listed_thing, opens_definitions
from index.text.terms import analyse
from index.text.territories import EVERYWHERE, territories_named

# To be raised when the same passages give other features than before.
FEATURES_VERSION = 1


def extract_features(
    passages: Sequence[Passage],
    *,
    definitions: Iterable[Definition],
    words: Mapping[str, int],
    vectors: NDArray[np.floating],
    sentence_vectors: NDArray[np.floating],
) -> PassageFeatures:
    """The features of a snapshot's passages; `words` says how often its documents have each."""
    numbers, territories = find_territories(passages)
    return PassageFeatures(
        leads=find_leads(passages),
        regulatory=find_regulatory(passages),
        territory_numbers=numbers,
        territories=territories,
        definitions=tuple(definitions),
        words=commonest(words),
        passage_moments=moments_of(vectors),
        sentence_moments=moments_of(sentence_vectors),
    )


def find_leads(passages: Sequence[Passage]) -> NDArray[np.int64]:
    """For each passage, the first of its article, of its commitment, or else of its document.

    Where that one only tells how to reach an office, it is the first that says something.
    """
    units: dict[tuple[str, str, str], list[int]] = {}
    for ordinal, passage in enumerate(passages):
        locator = passage.locator
        key = (passage.document_id, locator.article or "", locator.commitment or "")
        units.setdefault(key, []).append(ordinal)
    leads = np.empty(len(passages), np.int64)
    for unit in units.values():
        informative = (one for one in unit if not tells_whom_to_call(passages[one].text))
        leads[unit] = next(informative, unit[0])
    return leads


def find_regulatory(passages: Sequence[Passage]) -> NDArray[np.bool_]:
    """Which passages are of the regulatory part of a code."""
    return np.array([is_regulatory(one.locator.article or "") for one in passages], np.bool_)


def find_territories(
    passages: Sequence[Passage],
) -> tuple[NDArray[np.int32], tuple[frozenset[str], ...]]:
    """The territories that each passage's headings say it holds in, numbered, and their names."""
    numbers: dict[frozenset[str], int] = {frozenset(): 0}
    known: dict[tuple[str, ...], frozenset[str]] = {}
    territory_numbers = np.zeros(len(passages), np.int32)
    for ordinal, passage in enumerate(passages):
        path = passage.locator.heading_path if passage.locator.article else ()
        if path not in known:
            known[path] = _territories(path)
        territory_numbers[ordinal] = numbers.setdefault(known[path], len(numbers))
    return territory_numbers, tuple(numbers)


def _territories(path: tuple[str, ...]) -> frozenset[str]:
    """The territories of the innermost heading that names one: a chapter narrows its title."""
    named = [territories_named(heading) for heading in path]
    inner = next((one - {EVERYWHERE} for one in reversed(named) if one - {EVERYWHERE}), None)
    everywhere = frozenset({EVERYWHERE}) if any(named) else frozenset()
    return (inner or frozenset()) | everywhere


def find_definitions(
    document: Document, passages: Sequence[Passage], bounds: Sequence[NDArray[np.int32]]
) -> Iterator[Definition]:
    """What each passage of a document defines, by its number in it; `bounds` has the bounds of each
    one's sentences, a row each."""
    listing: str | None = None
    for number, passage in enumerate(passages):
        article = passage.locator.article or ""
        if listing != article:
            listing = None
        for start, end in bounds[number]:
            sentence = document.text[start:end]
            thing = defined_thing(sentence)
            if thing is None and listing is not None:
                thing = listed_thing(sentence)
            if opens_definitions(sentence):
                listing = article
            if thing and (terms := frozenset(analyse(thing, language=document.language))):
                yield Definition(number, terms)
