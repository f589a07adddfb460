"""Answers as a reader judges them: whole, incomplete, padded, misleading, wrong, refused.

    python -m tests.benchmarks.judged [--unseen] [--show N]

Asks the questions of `judged.jsonl` (with --unseen, of `unseen_judged.jsonl`, by which nothing was
chosen), labelled by readers who had not seen the answers, of the CRPA alone, of the CRPA with pages
of service-public.fr, and of the UK plan; then follow-ups, each after its first question; then
questions that nothing answers, near the subject and foreign to it. Prints the share of each verdict
by set and by language, and of the unanswerable questions the share that is answered, each with its
exact interval at 95 % (Clopper–Pearson). The verdicts exclude one another and are tried in this
order: refused; wrong (the first quote is of no unit that the label allows); incomplete (the first
quote is right, a word of `must_quote` is not quoted); misleading (these are quoted, a word of
`must_not_omit` is not); padded (a quote of a unit that the label does not allow, and that no
citation links to one that it does); whole. `verdict.py` defines them whole.

An index that is not named is built under var/benchmarks; that of the CRPA with pages must be named,
and its questions are not asked without it.
"""

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Answer, Status
from assistant.evidence.answerability import load_calibration
from assistant.measure.labelled_questions import find_unknown_ids
from assistant.measure.named_documents import NamedDocuments
from assistant.measure.relevance import RelevantUnits
from assistant.measure.required_words import missing_words
from assistant.question import Question
from assistant.service import Service
from index.encoder import Encoder
from index.models import DEFAULT_MODEL, load_encoder
from index.snapshot.live import LiveIndex
from index.snapshot.store import Store
from tests.assistant.conversing import converse
from tests.benchmarks.judged.labels import JudgedQuestion, read_judged, read_unanswerable
from tests.benchmarks.judged.rates import HEAD, row, share
from tests.benchmarks.judged.verdict import Links, Verdict, judge
from tests.benchmarks.question_sets import CRPA, OWN, UK_PLAN, open_store
from tests.shared import BENCHMARKS

SETS = {"crpa": "CRPA alone", "pages": "pages and CRPA", "uk_plan": "UK plan"}
LANGUAGES = {"fr": "in French", "en": "in English"}


@dataclass(frozen=True, slots=True)
class Judged:
    """One question, its answer, and the verdict on it."""

    question: JudgedQuestion
    answer: Answer
    verdict: Verdict


def ask_all(service: Service, questions: Sequence[JudgedQuestion]) -> Iterator[Judged]:
    """Asks every question, and judges its answer."""
    index = service.live.searcher().index
    if unknown := find_unknown_ids([one.label for one in questions], index):
        print(unknown)
    passages = {passage.id: passage for passage in index.passages}
    documents, links = NamedDocuments(index), Links(index.references, passages=passages)
    for question in questions:
        units = RelevantUnits(question.label.answers(documents), documents=index.documents)
        answer = converse(service, question.turns)
        verdict = judge(question, answer, units=units, links=links, passages=passages)
        yield Judged(question, answer, verdict)


def show(one: Judged) -> None:
    """Prints an answer with its verdict, to be read."""
    question = one.question
    print(f"\n{' → '.join(question.turns)}\n  {one.verdict.value} ({question.corpus})")
    print(f"  expected: {', '.join(sorted(question.label.relevant))}")
    required = (*question.label.must_quote, *question.must_not_omit)
    if missing := missing_words(required, one.answer):
        print(f"  not quoted: {' | '.join(missing)}")
    if one.answer.refusal is not None:
        print(f"  {one.answer.refusal.message}")
    for citation in one.answer.citations:
        print(f"  [{citation.number}] {citation.label}: {citation.quote}")


def print_verdicts(judged: Sequence[Judged]) -> None:
    """Prints the table of verdicts."""
    alone = [one for one in judged if one.question.first is None]
    groups: dict[str, list[Judged]] = {
        **{
            name: [one for one in alone if one.question.corpus == corpus]
            for corpus, name in SETS.items()
        },
        "all of these": alone,
        **{
            name: [one for one in alone if one.question.language == language]
            for language, name in LANGUAGES.items()
        },
        "follow-ups": [one for one in judged if one.question.first is not None],
    }
    print(HEAD)
    for name, group in groups.items():
        if group:
            print(row(name, [(one.answer, one.verdict) for one in group]))
    wrong = [one for one in judged if one.verdict is Verdict.WRONG]
    elsewhere = [
        one
        for one in wrong
        if not missing_words(
            (*one.question.label.must_quote, *one.question.must_not_omit), one.answer
        )
    ]
    print(f"Of {len(wrong)} wrong answers, {len(elsewhere)} quote all the words, not first.")


def print_answered(
    services: Mapping[str, Service], unanswerable: Mapping[str, Sequence[str]]
) -> None:
    """Prints how much is answered of what nothing answers."""
    print("\nanswered, though nothing answers")
    for corpus, service in services.items():
        for kind, questions in unanswerable.items():
            statuses = [service.ask(Question(text)).status for text in questions]
            answered = share(statuses.count(Status.ANSWERED), len(statuses))
            print(f"{SETS[corpus]:16} {kind:8} {len(statuses):>3}  {answered}", flush=True)


def open_services(named: Mapping[str, Path | None]) -> dict[str, Service]:
    """A service for each set that there is an index of, or documents to build it of."""
    encoder = load_encoder(DEFAULT_MODEL)
    documents = {"crpa": CRPA, "uk_plan": UK_PLAN}
    services = {}
    for corpus, folder in named.items():
        if folder is not None:
            services[corpus] = open_service(Store(folder), encoder)
        elif corpus in documents:
            services[corpus] = open_service(open_store(documents[corpus], encoder), encoder)
        else:
            print(f"{SETS[corpus]}: no index is named, and its questions are not asked")
    return services


def open_service(store: Store, encoder: Encoder) -> Service:
    """The service over an index, as the operator calibrated it."""
    live = LiveIndex(store, encoder, check_every=None)
    return Service(live, calibration=load_calibration(store.root))


def main() -> None:
    """Asks everything, and prints the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--crpa", type=Path, help="folder of an index of the CRPA alone")
    parser.add_argument("--pages", type=Path, help="folder of an index of the CRPA and pages")
    parser.add_argument("--uk-plan", type=Path, help="folder of an index of the UK plan alone")
    parser.add_argument("--unseen", action="store_true", help="ask the other half of the sets")
    files: dict[str, str] = {}
    for option, file in (
        ("--questions", "judged.jsonl"),
        ("--follow-ups", "judged_follow_ups.jsonl"),
        ("--near", "judged_near.jsonl"),
    ):
        parser.add_argument(option, type=Path, help="such a file of others")
        files[option.strip("-").replace("-", "_")] = file
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N answers to read")
    asked = parser.parse_args()
    for name, file in files.items():
        if getattr(asked, name) is None:
            setattr(asked, name, OWN / (f"unseen_{file}" if asked.unseen else file))
    services = open_services({"crpa": asked.crpa, "pages": asked.pages, "uk_plan": asked.uk_plan})
    questions = (*read_judged(asked.questions), *read_judged(asked.follow_ups))
    judged = [
        one
        for corpus, service in services.items()
        for one in ask_all(service, [q for q in questions if q.corpus == corpus])
    ]
    for one in random.Random(0).sample(judged, min(asked.show, len(judged))):
        show(one)
    print()
    print_verdicts(judged)
    foreign = (
        *read_unanswerable(BENCHMARKS / "out_of_scope_dev.jsonl"),
        *read_unanswerable(OWN / "unanswerable.jsonl", type="far"),
        *read_unanswerable(OWN / "unseen_unanswerable.jsonl", type="far"),
    )
    print_answered(services, {"near": read_unanswerable(asked.near), "foreign": foreign})


if __name__ == "__main__":
    main()
