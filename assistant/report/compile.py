"""Compiles all that a report tells; only this part of it reads files."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from assistant.answer import RefusalReason
from assistant.measure.evaluation_history import read_evaluations
from assistant.records.answer_store import read_asked
from assistant.report.corpus import describe_corpus
from assistant.report.figures import Report, Unanswered
from assistant.report.history import evaluation_histories, snapshot_history
from assistant.report.topics import MOST, find_topics
from corpus.sources.status import SourceStatus
from index.snapshot.store import Store

# Refusals that more documents could have made answers. The others say nothing of the corpus, and
# those about a personal case may tell of a person.
WANTING = (RefusalReason.OUT_OF_SCOPE, RefusalReason.INSUFFICIENT_EVIDENCE)
_ALONE = 30


def compile_report(
    store: Store,
    *,
    answers: Path,
    retention_days: int,
    sources: Sequence[SourceStatus] = (),
    now: datetime,
) -> Report:
    """The figures of the index that serves and of what lies around it.

    Raises NoIndex and DamagedSnapshot where nothing serves, HistoryError and SettingsError where
    what lies around it cannot be read.
    """
    snapshot = store.current_id()
    index = store.load(snapshot)
    return Report(
        made_at=now,
        corpus=describe_corpus(
            index, snapshot=snapshot, now=now, withdrawn=store.withdrawals(), hold=store.hold()
        ),
        history=snapshot_history(store, index, snapshot=snapshot),
        sources=tuple(sources),
        evaluations=evaluation_histories(read_evaluations(store.root)),
        unanswered=_unanswered(answers, days=retention_days, now=now),
    )


def _unanswered(path: Path, *, days: int, now: datetime) -> Unanswered | None:
    if days == 0 or not path.is_file():
        return None
    asked = read_asked(path, since=now - timedelta(days=days))
    wanting = [question for _, question, reason in asked if reason in WANTING]
    topics = find_topics(wanting[:MOST])
    return Unanswered(
        days=days,
        asked=len(asked),
        reasons=dict(Counter(reason for _, _, reason in asked if reason).most_common()),
        wanting=len(wanting),
        read=len(wanting[:MOST]),
        topics=topics.topics,
        singles=len(topics.alone),
        alone=topics.alone[:_ALONE],
    )
