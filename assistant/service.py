"""Service: the whole way from a question to its answer."""

import threading
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime

from assistant import strings
from assistant.answer import (
    Answer,
    Content,
    IndexStamp,
    Refusal,
    RefusalReason,
    Timings,
)
from assistant.citation import Citation
from assistant.compose.citations import cite_nearest
from assistant.compose.content import compose_content, quotes_for
from assistant.compose.currency import with_currency
from assistant.compose.decision import decide
from assistant.errors import ModeUnavailable
from assistant.evidence.answerability import DEFAULT, WORDS_ALONE, Calibration
from assistant.evidence.evidence_set import UnitKey
from assistant.evidence.retrieve import Retrieved, retrieve
from assistant.evidence.units import UnitLookup
from assistant.question import Mode, Question
from assistant.understand.parse import parse_question
from assistant.understand.parsed_question import ParsedQuestion
from index.hit import Filter
from index.search.searcher import Searcher, SearchResult
from index.snapshot.index import Index
from index.snapshot.live import LiveIndex

_EVERYTHING = Filter()
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found for a question, what would be said of it, and the index that holds it."""

    retrieved: Retrieved
    content: Content | None
    index: Index


class Service:
    """Answers questions from the index that serves. Safe to share between threads."""

    def __init__(self, live: LiveIndex, *, calibration: Calibration = DEFAULT) -> None:
        self.live = live
        self._calibration = calibration
        self._lock = threading.Lock()
        self._lookup: tuple[str, UnitLookup] | None = None

    def search(self, text: str, *, limit: int = 10, filter: Filter = _EVERYTHING) -> SearchResult:
        """The passages nearest to `text`, best first."""
        return self.live.searcher().search(text, limit=limit, filter=filter)

    def ask(self, question: Question) -> Answer:
        """The answer to a question, every sentence of it quoted and verified; or a refusal.

        Raises NoIndex where there is no index yet, and ModeUnavailable where the question wants an
        answer in generated words.
        """
        if question.mode is Mode.GENERATED:
            raise ModeUnavailable(
                "No language model is set up here: ask with mode extractive, or auto"
            )
        began = time.perf_counter()
        searcher = self.live.searcher()
        parsed = parse_question(question)
        found = self._find(parsed, question, searcher) if parsed.searchable else None
        said = _refuse_unsearched(parsed) if found is None else _say(parsed, found, question)
        manifest = searcher.index.manifest
        stamp = IndexStamp(manifest.digest, manifest.built_at)
        model, language = manifest.model.name, parsed.language
        timings = _timings(found, total=(time.perf_counter() - began) * 1e3)
        if isinstance(said, Refusal):
            return Answer.refused(
                said, index=stamp, model=model, language=language, timings=timings
            )
        return Answer.answered(said, index=stamp, model=model, language=language, timings=timings)

    def _find(self, parsed: ParsedQuestion, question: Question, searcher: Searcher) -> _Found:
        """What a question finds and what would be said of it, after the turns that it leans on."""
        day = _day(question)
        filter = Filter(kinds=question.kinds, documents=question.documents, as_of=day)
        cited: list[UnitKey] = []
        for turn in parsed.turns():
            lookup = self._lookup_in(searcher)
            retrieved = retrieve(turn, searcher, cited=cited, lookup=lookup, filter=filter)
            most = question.max_citations
            content = compose_content(turn, retrieved, searcher.index, most=most, as_of=day)
            retrieved = decide(
                turn, retrieved, content, searcher, calibration=self._calibration_for(searcher)
            )
            if turn is not parsed:
                answered = retrieved.reason is None
                quotes = quotes_for(retrieved, most=most) if answered else ()
                cited = [quote.unit.key for quote in quotes]
        return _Found(retrieved, content, searcher.index)

    def _calibration_for(self, searcher: Searcher) -> Calibration:
        """The calibration, if it was fitted for the model of the snapshot."""
        fitted = self._calibration.model == searcher.index.manifest.model.name
        return self._calibration if fitted else WORDS_ALONE

    def _lookup_in(self, searcher: Searcher) -> UnitLookup:
        """Where each article and commitment of the snapshot is, made when it is first asked."""
        digest = searcher.index.manifest.digest
        with self._lock:
            if self._lookup is None or self._lookup[0] != digest:
                self._lookup = (digest, UnitLookup(searcher.index.passages))
            return self._lookup[1]


def _day(question: Question) -> date:
    """The day for which a question asks; without one, the day on which it is asked."""
    return question.as_of or datetime.now(UTC).date()


def _timings(found: _Found | None, *, total: float) -> Timings:
    encode = found.retrieved.found.encode_ms if found else 0.0
    search = found.retrieved.found.search_ms if found else 0.0
    compose = max(0.0, total - encode - search)
    return Timings(encode=encode, search=search, compose=compose, total=total)


def _refuse_unsearched(parsed: ParsedQuestion) -> Refusal:
    """What is said to a courtesy, or to someone in distress, for whom nothing is searched."""
    if parsed.distress is not None:
        return Refusal(
            RefusalReason.DISTRESS,
            strings.in_language(strings.DISTRESS[parsed.distress], parsed.language),
            links=strings.DISTRESS_LINKS[parsed.distress],
        )
    assert parsed.small_talk is not None
    message = strings.in_language(strings.SMALL_TALK[parsed.small_talk], parsed.language)
    return Refusal(RefusalReason.SMALL_TALK, message)


def _say(parsed: ParsedQuestion, found: _Found, question: Question) -> Refusal | Content:
    """What answers; or the refusal, with the nearest passages."""
    reason = parsed.forbidden or found.retrieved.reason
    if reason is None and found.content is not None:
        return found.content
    return _refuse(parsed, found, reason or RefusalReason.INSUFFICIENT_EVIDENCE, question)


def _refuse(
    parsed: ParsedQuestion, found: _Found, reason: RefusalReason, question: Question
) -> Refusal:
    retrieved = found.retrieved
    choices = ", ".join(f"« {choice} »" for choice in retrieved.choices)
    nearest: tuple[Citation, ...] = ()
    if retrieved.reason is not RefusalReason.OUT_OF_SCOPE:  # Off the subject, they are noise.
        most = min(question.max_citations, _NEAREST)
        nearest = cite_nearest(retrieved.hits, found.content, most=most)
    message = strings.refusal(reason, parsed.language, choices=choices, nearest=len(nearest))
    return Refusal(
        reason,
        message,
        nearest=with_currency(nearest, found.index, as_of=_day(question), language=parsed.language),
    )
