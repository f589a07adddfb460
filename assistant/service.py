"""Service: the whole way from a question to its answer."""

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from assistant import currency_strings, strings
from assistant.answer import (
    Answer,
    Content,
    IndexStamp,
    Refusal,
    RefusalReason,
    Timings,
)
from assistant.compose.citations import cite_hits
from assistant.compose.content import compose_content, quotes_for
from assistant.compose.currency import with_currency
from assistant.compose.parts.aids import Aids, gather_aids
from assistant.compose.parts.named_articles import with_names
from assistant.errors import ModeUnavailable
from assistant.evidence.answerability import DEFAULT, WORDS_ALONE, Calibration
from assistant.evidence.data_dates import read_data_dates
from assistant.evidence.evidence_set import UnitKey
from assistant.evidence.retrieve import Retrieved, retrieve
from assistant.evidence.shown import Shown
from assistant.evidence.units import UnitLookup
from assistant.question import Mode, Question
from assistant.understand.courtesies import SmallTalk
from assistant.understand.follow_ups import may_lean
from assistant.understand.parse import parse_question
from assistant.understand.parsed_question import ParsedQuestion
from corpus.steps.next_steps import Step, shipped_steps
from index.hit import Filter
from index.search.searcher import Searcher, SearchResult
from index.snapshot.index import Index
from index.snapshot.live import LiveIndex

_EVERYTHING = Filter()
_NEAREST = 3
_NOTHING_FOUND = (RefusalReason.INSUFFICIENT_EVIDENCE, RefusalReason.OUT_OF_SCOPE)


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
        retrieved = self._retrieve(parsed, question, searcher) if parsed.searchable else None
        if retrieved is not None and _worth_leaning(parsed, retrieved, question):
            leaning = parse_question(question, leaning=True)
            found = self._retrieve(leaning, question, searcher)
            if found.reason is None and found.has_own_words:
                parsed, retrieved = leaning, found
        if retrieved is None:
            said: Refusal | Content = _refuse_unsearched(parsed, searcher.index)
        else:
            aids = self._gathered_of(searcher)[1]
            said = _compose(parsed, retrieved, searcher, question, aids)
        manifest = searcher.index.manifest
        stamp = IndexStamp(manifest.digest, manifest.built_at)
        model, language = manifest.model.name, parsed.language
        timings = _timings(retrieved, total=(time.perf_counter() - began) * 1e3)
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

    def _retrieve(
        self, parsed: ParsedQuestion, question: Question, searcher: Searcher
    ) -> Retrieved:
        """The evidence for a question, after that for the turns that it leans on."""
        filter = Filter(kinds=question.kinds, documents=question.documents, as_of=_day(question))
        cited: list[UnitKey] = []
        shown = Shown()
        foreign = False
        for turn in parsed.turns():
            retrieved = retrieve(
                turn,
                searcher,
                cited=cited,
                shown=shown,
                lookup=self._gathered_of(searcher)[0],
                calibration=self._calibration_for(searcher),
                filter=filter,
            )
            if foreign and retrieved.reason is RefusalReason.INSUFFICIENT_EVIDENCE:
                # What leans on something foreign has no subject of its own.
                retrieved = replace(retrieved, reason=RefusalReason.OUT_OF_SCOPE)
            foreign = retrieved.reason is RefusalReason.OUT_OF_SCOPE
            if turn is not parsed:
                answered = retrieved.reason is None
                quotes = quotes_for(retrieved, most=question.max_citations) if answered else ()
                cited = [quote.unit.key for quote in quotes]
                parts = (part for quote in quotes for part in quote.parts)
                shown = Shown(
                    (*shown.stretches, *((one.document_id, *span) for one, span in parts))
                )
        return retrieved

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


def _timings(retrieved: Retrieved | None, *, total: float) -> Timings:
    encode = retrieved.encode_ms if retrieved else 0.0
    search = retrieved.search_ms if retrieved else 0.0
    compose = max(0.0, total - encode - search)
    return Timings(encode=encode, search=search, compose=compose, total=total)


def _refuse_unsearched(parsed: ParsedQuestion, index: Index) -> Refusal:
    """What is said to a courtesy, or to someone in distress, for whom nothing is searched."""
    if parsed.distress is not None:
        return Refusal(
            RefusalReason.DISTRESS,
            strings.in_language(strings.DISTRESS[parsed.distress], parsed.language),
            links=strings.DISTRESS_LINKS[parsed.distress],
        )
    assert parsed.small_talk is not None
    if parsed.small_talk is SmallTalk.DATA_DATES:
        message = currency_strings.data_dates(read_data_dates(index), parsed.language)
    else:
        message = strings.in_language(strings.SMALL_TALK[parsed.small_talk], parsed.language)
    return Refusal(RefusalReason.SMALL_TALK, message)


def _compose(
    parsed: ParsedQuestion,
    retrieved: Retrieved,
    searcher: Searcher,
    question: Question,
    aids: Aids,
) -> Refusal | Content:
    """What answers; or the refusal, with the nearest passages."""
    reason = parsed.forbidden or retrieved.reason
    if reason is None:
        content = compose_content(
            parsed,
            retrieved,
            searcher.index,
            aids=aids,
            most=question.max_citations,
            as_of=_day(question),
        )
        if content is not None:
            return _told_with_context(content, parsed, retrieved)
        reason = RefusalReason.INSUFFICIENT_EVIDENCE
    return _refuse(parsed, retrieved, reason, searcher.index, question)


def _told_with_context(content: Content, parsed: ParsedQuestion, retrieved: Retrieved) -> Content:
    """The content with what the question leans on, and whether it leads with what was shown."""
    lead = content.citations[0]
    again = retrieved.shown.has((lead.document_id, lead.start, lead.end))
    notes = (*content.notes, strings.shown_again(parsed.language)) if again else content.notes
    return replace(content, notes=notes, about=parsed.about)


def _refuse(
    parsed: ParsedQuestion,
    retrieved: Retrieved,
    reason: RefusalReason,
    index: Index,
    question: Question,
) -> Refusal:
    choices = ", ".join(f"« {choice.name} »" for choice in retrieved.choices)
    message = strings.refusal(reason, parsed.language, choices=choices)
    # Off the subject, the nearest are noise, and beside names that were not told apart.
    named = bool(retrieved.choices) and bool(parsed.pointer)
    near = reason is not RefusalReason.OUT_OF_SCOPE and not named
    nearest = cite_hits(retrieved.hits, most=min(question.max_citations, _NEAREST)) if near else ()
    nearest = with_currency(nearest, index, as_of=_day(question), language=parsed.language)
    return Refusal(
        reason,
        message,
        nearest=with_names(nearest, index, as_of=_day(question)),
        choices=tuple(choice.question for choice in retrieved.choices),
    )
