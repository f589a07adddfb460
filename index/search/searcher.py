"""Search: a question's text into ranked hits.

text -> Query (query.py) -> candidates (vectors.py, bm25.py) -> signals (signals.py) -> hits
"""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from corpus.language import detect_language
from corpus.law.article_numbers import article_key
from corpus.law.citation_grammar import Relation
from index.encoder import Encoder, Vectors
from index.errors import ModelMismatch
from index.hit import Filter, Hit
from index.parameters import RANKING, RankingParameters
from index.search.citation_votes import called_by
from index.search.query import Query, leaning, read_query
from index.search.question_match import QuestionMatch, match_questions
from index.search.signals import Ordinals, Scores, definers, lexical_scores, read_signals
from index.search.spelling import Speller
from index.search.vectors import Mask
from index.snapshot.index import Index
from index.text.comparisons import compared_things
from index.text.terms import analyse

_EVERYTHING = Filter()
_END = " \t\n.?!…"
# The term of a coded article's number, as index/text/terms.py makes it.
_ARTICLE = re.compile(r"(?:lo|[lrda])\d")


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits, best first, and the milliseconds that encoding and searching took.

    `query` is what was read in the question, and `vector` what it was encoded to. `question_cosine`
    is the likeness of the nearest question that the index has been taught; 0 where it has none.
    """

    hits: tuple[Hit, ...]
    encode_ms: float
    search_ms: float
    query: Query
    vector: Vectors = field(repr=False)
    question_cosine: float = 0.0


class Searcher:
    """Searches one snapshot. Safe to share between threads."""

    def __init__(
        self, index: Index, encoder: Encoder, *, parameters: RankingParameters = RANKING
    ) -> None:
        if encoder.fingerprint != index.manifest.model.fingerprint:
            raise ModelMismatch(
                f"The index was made with the model {index.manifest.model.name} "
                f"({index.manifest.model.fingerprint[:12]}), and the one at hand is {encoder.name} "
                f"({encoder.fingerprint[:12]}): run `parvis build` to index with it."
            )
        self.index = index
        self.encoder = encoder
        self.parameters = parameters

    def search(
        self, text: str, *, antecedent: str = "", limit: int = 10, filter: Filter = _EVERYTHING
    ) -> SearchResult:
        """The `limit` passages that answer `text` best, among those that `filter` leaves.

        `antecedent` is the question before it that it leans on. The vector is then between its own
        and that of both together, so that its own words weigh more.
        """
        began = time.perf_counter()
        query = self.read_query(text)
        texts = [query.encoded_text]
        if antecedent:
            query = self._leaning(query, antecedent)
            texts.append(query.encoded_text)
        vector = self._direction(self.encoder.encode_queries(texts))
        encoded = time.perf_counter()
        mask = self.index.allowed(filter)
        if mask is not None and mask.all():
            mask = None  # A mask that takes nothing away costs FAISS a look at each vector.
        match = match_questions(
            self.index.questions, query, vector, mask=mask, parameters=self.parameters
        )
        hits = self._rank(query, vector, match, limit=limit, mask=mask)
        ended = time.perf_counter()
        return SearchResult(
            hits,
            (encoded - began) * 1e3,
            (ended - encoded) * 1e3,
            query=query,
            vector=vector,
            question_cosine=match.cosine,
        )

    def read_query(self, text: str) -> Query:
        """The query of a text in the languages of the index, slips of the finger mended."""
        languages = tuple(self.index.manifest.languages)
        language = detect_language(text)
        if language in languages:
            text = self.speller.mend(text)
        return read_query(text, languages=languages, language=language)

    def _leaning(self, query: Query, antecedent: str) -> Query:
        """The query of a question with the one that it leans on."""
        whole = leaning(query, self.read_query(f"{antecedent} {query.text}"))
        if compared_things(query.text) and not whole.compared:
            named = self.read_query(f"{antecedent.rstrip(_END)}, {query.text}")
            return replace(whole, compared=named.compared)
        return whole

    def _direction(self, vectors: Vectors) -> Vectors:
        """The unit vector between that of a follow-up's own words and that of both questions."""
        own, *both = vectors
        if not both:
            return np.asarray(own)
        between = self.parameters.own_words * own + both[0]
        return np.asarray(between / np.linalg.norm(between), np.float32)

    @cached_property
    def speller(self) -> Speller:
        """What mends the words of a question by those of the index."""
        lexical, languages = self.index.lexical, tuple(self.index.manifest.languages)

        def inflected(word: str) -> bool:
            return any(
                lexical.frequency(term)
                for language in languages
                for term in analyse(word, language=language)
            )

        words = self.index.features.words
        return Speller(words, inflected=inflected, parameters=self.parameters)

    def _rank(
        self, query: Query, vector: Vectors, match: QuestionMatch, *, limit: int, mask: Mask | None
    ) -> tuple[Hit, ...]:
        lexical = lexical_scores(self.index.lexical, query, parameters=self.parameters)
        named = self._named(query)
        defining = definers(
            self.index, query, passages_per_rare_term=self.parameters.passages_per_rare_term
        )
        called = np.concatenate((defining, named, match.called))
        voters = self._candidates(vector, lexical, called, mask)
        if not len(voters):
            return ()
        votes = self.index.citing.votes(voters)
        cited = called_by(votes, parameters=self.parameters)
        candidates = np.union1d(voters, cited if mask is None else cited[mask[cited]])
        signals = read_signals(
            self.index,
            query,
            candidates,
            vector=vector,
            lexical=lexical,
            named=named,
            defining=defining,
            match=match,
            voters=voters,
            votes=votes,
            parameters=self.parameters,
        )
        score = signals.total
        ranks = {
            name: _ranks(values) for name, values in signals.values.items() if np.ptp(values) > 0
        }
        best = np.lexsort((candidates, -score))[:limit]
        explain, expansion_terms = self.index.lexical.explain, query.expansion_terms
        return tuple(
            Hit(
                passage=self.index.passages[ordinal],
                document=self.index.document_of(ordinal),
                score=float(score[row]),
                scores=_at(signals.values, row),
                contributions=_at(signals.contributions, row),
                ranks={name: int(values[row]) for name, values in ranks.items()},
                matched_terms=tuple(explain(query.terms, ordinal)),
                expansion_terms=tuple(explain(expansion_terms, ordinal)),
                asked=match.closest_question(self.index.questions, ordinal),
                asked_likeness=float(match.closest[ordinal]),
            )
            for row, ordinal in zip(best, candidates[best].tolist(), strict=True)
        )

    def _named(self, query: Query) -> Ordinals:
        """The passages of the articles that the question calls by their numbers."""
        keys = [term for term in query.terms if _ARTICLE.match(term)]
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

    def _candidates(
        self, vector: Vectors, lexical: Scores, called: Ordinals, mask: Mask | None
    ) -> Ordinals:
        """The passages with the nearest vectors, those with the best terms, and those `called`."""
        limit = self.parameters.candidates
        near = self.index.vectors.search(vector, limit=limit, mask=mask)
        held = highest(lexical if mask is None else np.where(mask, lexical, 0), limit)
        if mask is not None:
            called = called[mask[called]]
        return np.unique(np.concatenate((near, held, called))).astype(np.int64)

    def idf(self, query: Query) -> dict[str, float]:
        """The inverse document frequency of each term of the question in its own language.

        Those of the question that it leans on count for less.
        """
        share = self.parameters.antecedent_terms
        return {
            term: self.index.lexical.idf(term) * (share if term in query.antecedent_terms else 1.0)
            for term in query.own_terms
        }

    def term_weights(self, query: Query) -> dict[str, float]:
        """The same in shares of 1.

        A term that no passage holds weighs as much as the rarest one. Only the question's own
        language counts: what a word would be in another one says nothing of what is asked.
        """
        idf = self.idf(query)
        total = sum(idf.values())
        return {term: value / total for term, value in idf.items()} if total else {}

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


def highest(scores: Scores, limit: int) -> Ordinals:
    """The `limit` passages of the highest scores above zero; of equal ones, the first."""
    held = np.flatnonzero(scores)
    if len(held) <= limit:
        return held
    values = scores[held]
    least = np.partition(values, len(values) - limit)[len(values) - limit]
    above, level = held[values > least], held[values == least]
    return np.concatenate((above, level[: limit - len(above)]))


def _at(signals: Mapping[str, Scores], row: int) -> dict[str, float]:
    return {name: float(values[row]) for name, values in signals.items()}


def _ranks(values: Scores) -> Ordinals:
    """The rank of each value, from 1, by falling value; equal ones share the first rank."""
    return 1 + np.searchsorted(np.sort(-values), -values)
