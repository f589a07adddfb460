"""Search: a question's text into ranked hits, each signal named and weighed in one place."""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from corpus.language import detect_language
from corpus.law.article_numbers import article_key
from corpus.law.citation_grammar import Relation
from index.encoder import Encoder, Vectors
from index.errors import ModelMismatch
from index.hit import Filter, Hit
from index.search.query import Wanted, read_question
from index.search.signals import (
    WEIGHTS,
    Ordinals,
    Scores,
    Weights,
    lexical_scores,
    read_signals,
)
from index.search.spelling import Speller
from index.search.terms import analyse
from index.search.vectors import Mask
from index.snapshot.index import Index

# Passages that each side puts forward to be scored by all signals. tests/benchmarks/retrieval.py
# shows that more of them change nothing.
CANDIDATES = 200
_EVERYTHING = Filter()
# The term of a coded article's number, as index/terms.py makes it.
_ARTICLE = re.compile(r"(?:lo|[lrda])\d")


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits, best first, and the milliseconds that encoding and searching took.

    `wanted` is what was read in the question, and `vector` what it was encoded to.
    """

    hits: tuple[Hit, ...]
    encode_ms: float
    search_ms: float
    wanted: Wanted
    vector: Vectors = field(repr=False)


class Searcher:
    """Searches one snapshot. Safe to share between threads."""

    def __init__(self, index: Index, encoder: Encoder, *, weights: Weights = WEIGHTS) -> None:
        if encoder.fingerprint != index.manifest.model.fingerprint:
            raise ModelMismatch(
                f"The index was made with the model {index.manifest.model.name} "
                f"({index.manifest.model.fingerprint[:12]}), and the one at hand is {encoder.name} "
                f"({encoder.fingerprint[:12]}): run `parvis build` to index with it."
            )
        self.index = index
        self.encoder = encoder
        self.weights = weights

    def search(self, text: str, *, limit: int = 10, filter: Filter = _EVERYTHING) -> SearchResult:
        """The `limit` passages that answer `text` best, among those that `filter` leaves."""
        began = time.perf_counter()
        wanted = self.read(text)
        vector = self.encoder.encode_queries([wanted.spelt])[0]
        encoded = time.perf_counter()
        hits = self._rank(wanted, vector, limit=limit, filter=filter)
        ended = time.perf_counter()
        return SearchResult(
            hits, (encoded - began) * 1e3, (ended - encoded) * 1e3, wanted=wanted, vector=vector
        )

    def read(self, text: str) -> Wanted:
        """What the text looks for, in the languages of the index, slips of the finger mended."""
        languages = tuple(self.index.manifest.languages)
        language = detect_language(text)
        if language in languages:
            text = self._speller.mend(text)
        return read_question(text, languages=languages, language=language)

    @cached_property
    def _speller(self) -> Speller:
        lexical, languages = self.index.lexical, tuple(self.index.manifest.languages)

        def inflected(word: str) -> bool:
            return any(
                lexical.held(term)
                for language in languages
                for term in analyse(word, language=language)
            )

        return Speller(self.index.traits.words, inflected=inflected)

    def rarities(self, wanted: Wanted) -> dict[str, float]:
        """How rare each of the question's own terms is among the passages."""
        return {term: self.index.lexical.rarity(term) for term in wanted.own}

    def term_weights(self, wanted: Wanted) -> dict[str, float]:
        """What each of the question's own terms tells: its rarity, the weights adding up to 1.

        A term that no passage holds weighs as much as the rarest one. Only the question's own
        language counts: what a word would be in another one says nothing of what is asked.
        """
        rarity = self.rarities(wanted)
        total = sum(rarity.values())
        return {term: value / total for term, value in rarity.items()} if total else {}

    def limiting(self, passages: Sequence[str], *, filter: Filter = _EVERYTHING) -> list[int]:
        """The ordinals of passages that derogate from one of these, or that one is subject to."""
        mask = self.index.allowed(filter)
        found = (self.index.ordinal(id) for one in passages for id in self._limits.get(one, ()))
        return [ordinal for ordinal in dict.fromkeys(found) if mask is None or mask[ordinal]]

    @cached_property
    def _limits(self) -> Mapping[str, Sequence[str]]:
        """The passages that limit a passage, by its id."""
        limits: dict[str, list[str]] = {}
        for reference in self.index.references:
            if reference.relation is Relation.DEROGATES:
                for target in reference.targets:
                    limits.setdefault(target, []).append(reference.source)
            elif reference.relation is Relation.SUBJECT_TO:
                limits.setdefault(reference.source, []).extend(reference.targets[:1])
        return limits

    def _rank(
        self, wanted: Wanted, vector: Vectors, *, limit: int, filter: Filter
    ) -> tuple[Hit, ...]:
        index = self.index
        mask = index.allowed(filter)
        if mask is not None and mask.all():
            mask = None  # A mask that takes nothing away costs FAISS a look at each vector.
        lexical = lexical_scores(index, wanted, added=self.weights.added)
        named = self._named(wanted)
        candidates = self._candidates(wanted, vector, lexical, named, mask)
        if not len(candidates):
            return ()
        signals = read_signals(
            index,
            self.index.traits,
            wanted=wanted,
            vector=vector,
            lexical=lexical,
            candidates=candidates,
            named=named,
            weights=self.weights,
        )
        score = signals.total
        ranks = {
            name: _places(values) for name, values in signals.raw.items() if np.ptp(values) > 0
        }
        best = np.lexsort((candidates, -score))[:limit]
        added = wanted.added
        return tuple(
            Hit(
                passage=index.passages[ordinal],
                document=index.document_of(ordinal),
                score=float(score[place]),
                scores=_at(signals.raw, place),
                adds=_at(signals.weighed, place),
                ranks={name: int(values[place]) for name, values in ranks.items()},
                matched_terms=tuple(index.lexical.explain(wanted.terms, ordinal)),
                added_terms=tuple(index.lexical.explain(added, ordinal)),
            )
            for place, ordinal in zip(best, candidates[best].tolist(), strict=True)
        )

    def _candidates(
        self,
        wanted: Wanted,
        vector: Vectors,
        lexical: Scores,
        named: Ordinals,
        mask: Mask | None,
    ) -> Ordinals:
        """The nearest passages, those with the best terms, and those that define what is asked or
        that the question names."""
        near = self.index.vectors.search(vector, limit=CANDIDATES, mask=mask).passages
        matching = lexical if mask is None else np.where(mask, lexical, 0)
        held = highest(matching, CANDIDATES)
        called = np.concatenate((self.index.traits.definers(wanted), named))
        if mask is not None:
            called = called[mask[called]]
        return np.unique(np.concatenate((near, held, called))).astype(np.int64)

    def _named(self, wanted: Wanted) -> Ordinals:
        """The passages of the articles that the question calls by their numbers."""
        keys = [term for term in wanted.terms if _ARTICLE.match(term)]
        found = [ordinal for key in keys for ordinal in self._articles.get(key, ())]
        return np.array(found, np.int64)

    @cached_property
    def _articles(self) -> Mapping[str, Sequence[int]]:
        """The passages of each article, by its key; read when a question first names one."""
        articles: dict[str, list[int]] = {}
        for ordinal, passage in enumerate(self.index.passages):
            if passage.locator.article is not None:
                articles.setdefault(article_key(passage.locator.article), []).append(ordinal)
        return articles


def highest(scores: Scores, limit: int) -> Ordinals:
    """The `limit` passages of the highest scores above zero; of equal ones, the first."""
    held = np.flatnonzero(scores)
    if len(held) <= limit:
        return held
    values = scores[held]
    least = np.partition(values, len(values) - limit)[len(values) - limit]
    above, level = held[values > least], held[values == least]
    return np.concatenate((above, level[: limit - len(above)]))


def _at(signals: Mapping[str, Scores], place: int) -> dict[str, float]:
    return {name: float(values[place]) for name, values in signals.items()}


def _places(values: Scores) -> Ordinals:
    """The place of each value, from 1, by falling value; equal ones share the first place."""
    return 1 + np.searchsorted(np.sort(-values), -values)
