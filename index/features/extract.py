"""Feature extraction: what is known of each passage before any question."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from corpus.law.article_numbers import is_regulatory
from corpus.passage import Passage
from index.build.cutting import Bounds
from index.build.plan import Plan
from index.features.contacts import tells_whom_to_call
from index.features.moments import moments_of
from index.features.passage_features import (
    Definition,
    ExtractedFeatures,
    definitions_line,
)
from index.features.word_counts import commonest, count_words
from index.rows import Rows
from index.sums import Sums
from index.text.definitions import defined_thing, listed_thing, opens_definitions
from index.text.terms import analyse
from index.text.territories import EVERYWHERE, territories_named

Territories = tuple[frozenset[str], ...]


def extract_features(
    plan: Plan,
    rows: Rows,
    new: Sequence[Passage],
    *,
    words: Counter[str],
    passage_sums: Sums,
    sentence_sums: Sums,
) -> ExtractedFeatures:
    """The features of all passages, of which `new` were cut anew.

    `rows` says where each comes from, and `words` has how often the texts have each word. The sums
    are those over the vectors.
    """
    before = None if plan.before is None else plan.before.features
    numbers, territories = find_territories(new)
    if before is not None:
        numbers, territories = join_territories(
            rows, before.territory_numbers, before.territories, numbers, territories
        )
    return ExtractedFeatures(
        leads=rows.move(None if before is None else before.leads, find_leads(new)),
        regulatory=rows.join(None if before is None else before.regulatory, find_regulatory(new)),
        territory_numbers=numbers,
        territories=territories,
        definitions=_definitions(plan),
        words=commonest(words),
        passage_moments=moments_of(passage_sums),
        sentence_moments=moments_of(sentence_sums),
    )


def count_all_words(plan: Plan) -> Counter[str]:
    """How often the plan's documents have each word: as in the snapshot before, but for those that
    are not in both."""
    before = plan.before
    if before is None:
        return count_words(one.document.text for one in plan.documents)
    words = before.features.words
    counts = Counter(dict(zip(words, before.workings.word_counts.tolist(), strict=True)))
    kept = {one.document.id for one in plan.documents if one.kept is not None}
    gone = [id for id in before.documents if id not in kept]
    counts.subtract(count_words(before.documents[id].text for id in gone))
    counts.update(count_words(one.document.text for one in plan.documents if one.kept is None))
    return counts


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


def join_territories(
    rows: Rows,
    before: NDArray[np.int32],
    territories_before: Territories,
    new: NDArray[np.int32],
    territories_new: Territories,
) -> tuple[NDArray[np.int32], Territories]:
    """What find_territories would give of all passages, those before and the new ones."""
    names = list(dict.fromkeys((*territories_before, *territories_new)))
    numbers = {name: number for number, name in enumerate(names)}
    of_new = np.array([numbers[name] for name in territories_new], np.int32)
    # Numbers count names in the order in which passages first have them, after 0 for everywhere.
    joined = np.concatenate((np.zeros(1, np.int32), rows.join(before, of_new[new])))
    used, first, found = np.unique(joined, return_index=True, return_inverse=True)
    order = np.argsort(first)
    ranks = np.empty(len(order), np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return ranks[found[1:]], tuple(names[used[number]] for number in order)


def find_definitions(
    document: Document, passages: Sequence[Passage], bounds: Sequence[Bounds]
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


def _definitions(plan: Plan) -> list[bytes]:
    """A line for each document."""
    before = () if plan.before is None else plan.before.definition_lines
    return [
        before[one.kept.place]
        if one.kept is not None
        else definitions_line(find_definitions(one.document, one.passages, one.bounds))
        for one in plan.documents
    ]
