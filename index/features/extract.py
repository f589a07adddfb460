"""What is known of each passage before any question."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from corpus.law.article_numbers import is_regulatory
from corpus.passage import Passage
from index.features.contacts import tells_whom_to_call
from index.features.definitions import defined_thing, listed_thing, opens_definitions
from index.features.passage_features import Definition, Notes
from index.features.territories import EVERYWHERE, territories_named
from index.search.moments import moments_of
from index.search.spelling import commonest
from index.search.terms import analyse

# To be raised when the same passages give other features than before.
FEATURES_VERSION = 1


def extract_features(
    passages: Sequence[Passage],
    *,
    definitions: Sequence[bytes],
    words: Mapping[str, int],
    vectors: NDArray[np.floating],
    sentence_vectors: NDArray[np.floating],
) -> Notes:
    """The features of a snapshot's passages; `definitions` has a line for each document, and
    `words` says how often the documents have each word."""
    places, territories = find_places(passages)
    return Notes(
        leads=find_leads(passages),
        decrees=find_decrees(passages),
        places=places,
        territories=territories,
        definitions=definitions,
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
        telling = (one for one in unit if not tells_whom_to_call(passages[one].text))
        leads[unit] = next(telling, unit[0])
    return leads


def find_decrees(passages: Sequence[Passage]) -> NDArray[np.bool_]:
    """Which passages are of the regulatory part of a code."""
    return np.array([is_regulatory(one.locator.article or "") for one in passages], np.bool_)


def find_places(
    passages: Sequence[Passage],
) -> tuple[NDArray[np.int32], tuple[frozenset[str], ...]]:
    """The territories that each passage's headings say it holds in, numbered, and their names."""
    numbers: dict[frozenset[str], int] = {frozenset(): 0}
    known: dict[tuple[str, ...], frozenset[str]] = {}
    places = np.zeros(len(passages), np.int32)
    for ordinal, passage in enumerate(passages):
        path = passage.locator.heading_path if passage.locator.article else ()
        if path not in known:
            known[path] = _territories(path)
        places[ordinal] = numbers.setdefault(known[path], len(numbers))
    return places, tuple(numbers)


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
