"""Service: the whole way from a question to its answer."""

import threading
import time
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

from assistant import strings as wording
from assistant.answer import Answer, IndexStamp, Refusal, RefusalReason, Status, Timings
from assistant.compose.citations import cite_hits, cite_quotes
from assistant.compose.disagreement import find_disagreements
from assistant.compose.extractive import choose, read_through
from assistant.compose.quote import Quote
from assistant.compose.verify import find_faults
from assistant.errors import ModeUnavailable
from assistant.evidence.answerability import DEFAULT, WORDS_ALONE, Calibration
from assistant.evidence.evidence_set import Key
from assistant.evidence.places import Directory
from assistant.evidence.retrieve import Retrieved, question_language, retrieve
from assistant.question import Mode, Question
from assistant.understand.conversation import recall
from assistant.understand.guards import REPLIES, forbidden, small_talk
from index.hit import Filter
from index.search.searcher import Searcher, SearchResult
from index.snapshot.live import LiveIndex

_EVERYTHING = Filter()
_NEAREST = 3


class Service:
    """Answers questions from the index that serves. Safe to share between threads."""

    def __init__(self, live: LiveIndex, *, calibration: Calibration = DEFAULT) -> None:
        self.live = live
        self._calibration = calibration
        self._lock = threading.Lock()
        self._directory: tuple[str, Directory] | None = None

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
        answer = self._answer(question, searcher)
        total = (time.perf_counter() - began) * 1e3
        timings = replace(answer.timings, total=total)
        spent = timings.encode + timings.search
        return replace(answer, timings=replace(timings, compose=max(0.0, total - spent)))

    def _answer(self, question: Question, searcher: Searcher) -> Answer:
        talk = small_talk(question.text)
        if talk is not None:
            language = question_language(question)
            reply = REPLIES[talk][language]
            refusal = Refusal(RefusalReason.SMALL_TALK, reply)
            return _blank(searcher, language, refusal=refusal)
        retrieved = self._retrieve(question, searcher)
        reason = forbidden(question.text) or retrieved.reason
        if reason is not None:
            return _refused(retrieved, searcher, reason, question.max_citations)
        return _answered(retrieved, searcher, question)

    def _retrieve(self, question: Question, searcher: Searcher) -> Retrieved:
        """The evidence for a question; for one that leans back, that of the one before it too."""
        context = recall(question)
        cited: list[Key] = []
        if context.before is not None:
            earlier = self._retrieve(context.before, searcher)
            if earlier.reason is None:
                quotes = _quotes(earlier, question.max_citations)
                cited = [quote.place.key for quote in quotes]
        return retrieve(
            question,
            searcher,
            context=context,
            cited=cited,
            directory=self._directory_of(searcher),
            calibration=self._calibration_for(searcher),
            filter=Filter(kinds=question.kinds, documents=question.documents, as_of=_day(question)),
        )

    def _calibration_for(self, searcher: Searcher) -> Calibration:
        """The calibration, if it was fitted for the model of the snapshot."""
        fitted = self._calibration.model == searcher.index.manifest.model.name
        return self._calibration if fitted else WORDS_ALONE

    def _directory_of(self, searcher: Searcher) -> Directory:
        """The directory of the snapshot, made when it is first asked."""
        digest = searcher.index.manifest.digest
        with self._lock:
            if self._directory is None or self._directory[0] != digest:
                self._directory = (digest, Directory(searcher.index.passages))
            return self._directory[1]


def _day(question: Question) -> date:
    """The day for which a question asks; without one, the day on which it is asked."""
    return question.as_of or datetime.now(UTC).date()


def _quotes(retrieved: Retrieved, most: int) -> tuple[Quote, ...]:
    way = read_through if retrieved.pointed else choose
    return way(retrieved.evidence, most=most)


def _answered(retrieved: Retrieved, searcher: Searcher, question: Question) -> Answer:
    evidence = retrieved.evidence
    citations, sentences = cite_quotes(_quotes(retrieved, question.max_citations))
    documents = searcher.index.documents
    faults = find_faults(citations, documents=documents, as_of=_day(question))
    if not citations or faults:
        return _refused(
            retrieved, searcher, RefusalReason.INSUFFICIENT_EVIDENCE, question.max_citations
        )
    notes = dict.fromkeys(
        wording.disagreement(found.one, found.other, evidence.language)
        for found in find_disagreements(citations)
    )
    return replace(
        _blank(searcher, evidence.language, retrieved=retrieved),
        status=Status.ANSWERED,
        sentences=sentences,
        citations=citations,
        notes=tuple(notes),
        refusal=None,
    )


def _refused(retrieved: Retrieved, searcher: Searcher, reason: RefusalReason, most: int) -> Answer:
    language = retrieved.evidence.language
    choices = ", ".join(f"« {choice} »" for choice in retrieved.choices)
    message = wording.refusal(reason, language, choices=choices)
    nearest = cite_hits(retrieved.hits, most=min(most, _NEAREST))
    refusal = Refusal(reason, message, nearest=nearest)
    return _blank(searcher, language, refusal=refusal, retrieved=retrieved)


_NOT_YET = Refusal(RefusalReason.INSUFFICIENT_EVIDENCE, "")


def _blank(
    searcher: Searcher,
    language: str,
    *,
    refusal: Refusal = _NOT_YET,
    retrieved: Retrieved | None = None,
) -> Answer:
    manifest = searcher.index.manifest
    return Answer(
        id=uuid.uuid4().hex,
        status=Status.REFUSED,
        index=IndexStamp(manifest.digest, manifest.built_at),
        created_at=datetime.now(UTC),
        refusal=refusal,
        mode=Mode.EXTRACTIVE.value,
        model=manifest.model.name,
        language=language,
        timings=Timings(
            encode=retrieved.encode_ms if retrieved else 0.0,
            search=retrieved.search_ms if retrieved else 0.0,
        ),
    )
