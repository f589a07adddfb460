"""Service: the whole way from a question to its answer."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from assistant.answer import (
    Answer,
    Content,
    IndexStamp,
    Refusal,
    RefusalReason,
    Timings,
)
from assistant.compose.content import Composed, compose_content
from assistant.compose.decision import decide
from assistant.compose.parts.aids import Aids, gather_aids
from assistant.compose.refusals import refuse, refuse_unsearched
from assistant.errors import ModeUnavailable
from assistant.evidence.answerability import DEFAULT, WORDS_ALONE, Calibration
from assistant.evidence.evidence_set import UnitKey
from assistant.evidence.retrieve import Retrieved, retrieve
from assistant.evidence.shown import Shown
from assistant.evidence.units import UnitLookup
from assistant.question import Mode, Question
from assistant.understand.follow_ups import may_lean
from assistant.understand.parse import parse_question
from assistant.understand.parsed_question import ParsedQuestion
from corpus.steps.next_steps import Step, shipped_steps
from index.hit import Filter
from index.search.searcher import Searcher, SearchResult
from index.snapshot.index import Index
from index.snapshot.live import LiveIndex

_EVERYTHING = Filter()
_NOTHING_FOUND = (RefusalReason.INSUFFICIENT_EVIDENCE, RefusalReason.OUT_OF_SCOPE)


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found for a question, and what would be said of it."""

    retrieved: Retrieved
    composed: Composed


class Service:
    """Answers questions from the index that serves. Safe to share between threads."""

    def __init__(
        self,
        live: LiveIndex,
        *,
        calibration: Calibration = DEFAULT,
        steps: Sequence[Step] | None = None,
    ) -> None:
        self.live = live
        self._calibration = calibration
        self._steps = shipped_steps() if steps is None else steps
        self._lock = threading.Lock()
        self._gathered: tuple[str, UnitLookup, Aids] | None = None

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
        if found is not None and _worth_leaning(parsed, found.retrieved, question):
            leaning = parse_question(question, leaning=True)
            again = self._find(leaning, question, searcher)
            if again.retrieved.reason is None and again.retrieved.has_own_words:
                parsed, found = leaning, again
        if found is None:
            said: Refusal | Content = refuse_unsearched(parsed, searcher.index)
        else:
            said = _say(parsed, found, searcher.index, question)
        manifest = searcher.index.manifest
        stamp = IndexStamp(manifest.digest, manifest.built_at)
        model, language = manifest.model.name, parsed.language
        timings = _timings(found, total=(time.perf_counter() - began) * 1e3)
        if isinstance(said, Refusal):
            return Answer.refused(
                said,
                about=parsed.about,
                index=stamp,
                model=model,
                language=language,
                timings=timings,
            )
        return Answer.answered(said, index=stamp, model=model, language=language, timings=timings)

    def _find(self, parsed: ParsedQuestion, question: Question, searcher: Searcher) -> _Found:
        """What a question finds and what would be said of it, after the turns that it leans on."""
        turns = parsed.turns()
        day, most = _day(question), question.max_citations
        filter = Filter(kinds=question.kinds, documents=question.documents, as_of=day)
        lookup, aids = self._gathered_of(searcher)
        cited: list[UnitKey] = []
        shown = Shown()
        foreign = False
        for turn in turns:
            retrieved = retrieve(
                turn, searcher, cited=cited, shown=shown, lookup=lookup, filter=filter
            )
            composed = compose_content(
                turn, retrieved, searcher.index, aids=aids, most=most, as_of=day, filter=filter
            )
            retrieved = decide(
                retrieved, composed, searcher, calibration=self._calibration_for(searcher)
            )
            if foreign and retrieved.reason is RefusalReason.INSUFFICIENT_EVIDENCE:
                # What leans on something foreign has no subject of its own.
                retrieved = replace(retrieved, reason=RefusalReason.OUT_OF_SCOPE)
            foreign = retrieved.reason is RefusalReason.OUT_OF_SCOPE
            if turn is not parsed:
                quotes = composed.quotes if retrieved.reason is None else ()
                cited = [quote.unit.key for quote in quotes]
                parts = (part for quote in quotes for part in quote.parts)
                shown = Shown(
                    (*shown.stretches, *((one.document_id, *span) for one, span in parts))
                )
        return _Found(retrieved, composed)

    def _calibration_for(self, searcher: Searcher) -> Calibration:
        """The calibration, if it was fitted for the model of the snapshot."""
        fitted = self._calibration.model == searcher.index.manifest.model.name
        return self._calibration if fitted else WORDS_ALONE

    def _gathered_of(self, searcher: Searcher) -> tuple[UnitLookup, Aids]:
        """Where each article and commitment of the snapshot is, and its aids; gathered once."""
        index = searcher.index
        digest = index.manifest.digest
        with self._lock:
            if self._gathered is None or self._gathered[0] != digest:
                aids = gather_aids(index, self._steps)
                self._gathered = (digest, UnitLookup(index.passages), aids)
            return self._gathered[1:]


def _worth_leaning(parsed: ParsedQuestion, retrieved: Retrieved, question: Question) -> bool:
    """Whether a question for which nothing was found may have leant on what was said before it."""
    return (
        bool(question.history)
        and retrieved.reason in _NOTHING_FOUND
        and not (parsed.antecedent or parsed.pointer or parsed.forbidden)
        and may_lean(parsed.text)
    )


def _day(question: Question) -> date:
    """The day for which a question asks; without one, the day on which it is asked."""
    return question.as_of or datetime.now(UTC).date()


def _timings(found: _Found | None, *, total: float) -> Timings:
    encode = found.retrieved.found.encode_ms if found else 0.0
    search = found.retrieved.found.search_ms if found else 0.0
    compose = max(0.0, total - encode - search)
    return Timings(encode=encode, search=search, compose=compose, total=total)


def _say(
    parsed: ParsedQuestion, found: _Found, index: Index, question: Question
) -> Refusal | Content:
    """What answers; or the refusal, with the nearest passages."""
    reason = parsed.forbidden or found.retrieved.reason
    if reason is None and found.composed.content is not None:
        return found.composed.content
    return refuse(
        parsed,
        found.retrieved,
        found.composed,
        index,
        reason=reason or RefusalReason.INSUFFICIENT_EVIDENCE,
        most=question.max_citations,
        as_of=_day(question),
    )
