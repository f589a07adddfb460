"""What is answered, near and refused, of questions kept aside; and how the default was fitted.

    python -m tests.benchmarks.answerability [--crpa I] [--pages I] [--uk-plan I] [--documents I]
                                             [--fit]

Asks of the CRPA alone, of the CRPA with pages of service-public.fr, and of the UK plan, questions
that served for no fit: those that each answers, near ones that nothing answers, and foreign ones.
Prints for each kind the share that is answered, near or refused, with exact intervals at 95 %
(Clopper and Pearson). Where the answerable ones are labelled, "wrong" is the share of those that
were answered, led by what the label does not name.

With --fit, first fits a calibration to the development questions, each asked as it is and without
its answer, of these and of all documents of ../shared, and prints it, which is what DEFAULT in
assistant/evidence/answerability.py holds; the table is then that of the new one.

An index that is not named is built under var/benchmarks; that of the CRPA with pages must be named,
and is left out without.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from assistant.answer import Answer, Status
from assistant.evidence.answerability import DEFAULT, Calibration
from assistant.measure.calibrate import fit
from assistant.measure.labelled_questions import LabelledQuestion, read_labelled
from assistant.measure.named_documents import NamedDocuments
from assistant.measure.relevance import RelevantUnits
from assistant.measure.weighing import Weighed, Weighing, weigh_all
from assistant.question import Question
from assistant.service import Service
from index.models import DEFAULT_MODEL, load_encoder
from index.snapshot.live import LiveIndex
from index.snapshot.store import Store
from tests.benchmarks.judged.labels import read_judged, read_unanswerable
from tests.benchmarks.judged.rates import share
from tests.benchmarks.question_sets import CRPA, OWN, SERVICE_PUBLIC, UK_PLAN, open_store
from tests.shared import BENCHMARKS, DOCUMENTS

_CORPORA = {"crpa": CRPA, "pages": None, "uk_plan": UK_PLAN, "documents": DOCUMENTS}

# What a calibration is fitted to, by what is asked; every question of "all" is asked of each.
_FITTED_TO: Mapping[str, Sequence[Path]] = {
    "crpa": (OWN / "crpa.jsonl",),
    "pages": (OWN / "crpa.jsonl",),
    "uk_plan": (OWN / "uk_plan.jsonl",),
    "documents": (OWN / "documents.jsonl",),
}
_BUSINESS = SERVICE_PUBLIC / "questions.jsonl"
# Other business with the same administrations: four such questions for each other one would drown
# them.
_SHARE_OF_BUSINESS = 0.25

_CODE = (BENCHMARKS / "crpa_dev.jsonl", BENCHMARKS / "crpa_etalab.jsonl")
_KEPT_ASIDE: Mapping[str, Sequence[Path]] = {
    "crpa": (*_CODE, OWN / "unseen_crpa.jsonl", OWN / "new_crpa.jsonl"),
    "pages": (*_CODE, OWN / "unseen_crpa.jsonl", OWN / "new_crpa.jsonl", OWN / "new_pages.jsonl"),
    "uk_plan": (BENCHMARKS / "uk_plan_dev.jsonl", OWN / "new_uk_plan.jsonl"),
}


def main() -> None:
    """Prints the calibration, where it is fitted, and the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for corpus in _CORPORA:
        parser.add_argument(
            f"--{corpus.replace('_', '-')}", type=Path, metavar="I", help="folder of its index"
        )
    parser.add_argument("--fit", action="store_true", help="fit a calibration, and print it")
    asked = parser.parse_args()
    encoder = load_encoder(DEFAULT_MODEL)
    lives = {}
    for corpus, documents in _CORPORA.items():
        folder: Path | None = getattr(asked, corpus)
        wanted = corpus in _KEPT_ASIDE or asked.fit
        if folder is not None:
            lives[corpus] = LiveIndex(Store(folder), encoder, check_every=None)
        elif documents is not None and wanted:
            lives[corpus] = LiveIndex(open_store(documents, encoder), encoder, check_every=None)
    calibration = fit_to(lives) if asked.fit else DEFAULT
    print_table({name: Service(one, calibration=calibration) for name, one in lives.items()})


def fit_to(lives: Mapping[str, LiveIndex]) -> Calibration:
    """A calibration fitted to the development questions, printed."""
    found = [pair for corpus, live in lives.items() for pair in _weigh(corpus, live)]
    calibration = fit(
        [one for one, _ in found], shares=[share for _, share in found], model=DEFAULT.model
    )
    for name, value in calibration.weights.items():
        print(f'        "{name}": {value:.4g},')
    print(
        f"    bias={calibration.bias:.5g}, threshold={calibration.threshold:.2f}, "
        f"out_of_scope={calibration.out_of_scope:.2f}"
    )
    for name, value in calibration.measured.items():
        print(f"  {name:32} {value:.3f}")
    return calibration


def _weigh(corpus: str, live: LiveIndex) -> Iterator[tuple[Weighed, float]]:
    weighing = Weighing(live.searcher())
    own = [one for file in _FITTED_TO[corpus] for one in read_labelled(file)]
    for one in weigh_all(weighing, [*own, *read_labelled(OWN / "unanswerable.jsonl")]):
        yield one, 1.0
    for one in weigh_all(weighing, map(_unlabelled, read_unanswerable(_BUSINESS))):
        yield one, _SHARE_OF_BUSINESS


def _unlabelled(text: str) -> LabelledQuestion:
    return LabelledQuestion(text, relevant=frozenset())


def print_table(services: Mapping[str, Service]) -> None:
    """Asks what was kept aside, and prints what is answered, near and refused."""
    mixed = (OWN / "judged_near.jsonl", OWN / "new_unanswerable.jsonl")
    unanswerable = {
        "near": (
            *(text for file in mixed for text in read_unanswerable(file)),
            *read_unanswerable(OWN / "unseen_unanswerable.jsonl", type="near"),
        ),
        "foreign": (
            *read_unanswerable(BENCHMARKS / "out_of_scope_dev.jsonl"),
            *read_unanswerable(OWN / "unseen_unanswerable.jsonl", type="far"),
        ),
    }
    print(f"\n{'':24} {'n':>4}  {'answered':<18} {'near':<18} {'refused':<18} wrong")
    for corpus, service in services.items():
        if corpus not in _KEPT_ASIDE:
            continue
        labelled = [one for file in _KEPT_ASIDE[corpus] for one in read_labelled(file)]
        judged = (one for one in read_judged(OWN / "judged.jsonl") if one.corpus == corpus)
        labelled += [one.label for one in judged]
        answers = [service.ask(Question(one.text)) for one in labelled]
        wrong = [
            _is_wrong(one, answer, service)
            for one, answer in zip(labelled, answers, strict=True)
            if answer.status is Status.ANSWERED
        ]
        _print_row(corpus, "answerable", answers, share(sum(wrong), len(wrong)))
        for kind, texts in unanswerable.items():
            _print_row(corpus, kind, [service.ask(Question(text)) for text in texts], "")


def _is_wrong(question: LabelledQuestion, answer: Answer, service: Service) -> bool:
    """Whether what leads an answer is of no unit that the label names."""
    index = service.live.searcher().index
    wanted = RelevantUnits(question.answers(NamedDocuments(index)), documents=index.documents)
    return not wanted.holds(index.passage(answer.citations[0].passage_id))


def _print_row(corpus: str, kind: str, answers: Sequence[Answer], wrong: str) -> None:
    statuses = [one.status for one in answers]
    shares = " ".join(f"{share(statuses.count(one), len(answers)):<18}" for one in Status)
    print(f"{corpus:10} {kind:13} {len(answers):>4}  {shares} {wrong}", flush=True)


if __name__ == "__main__":
    main()
