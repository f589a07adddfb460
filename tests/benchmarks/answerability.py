"""What the default calibration answers and refuses, and how it was fitted.

    python -m tests.benchmarks.answerability

Asks, of the CRPA alone, of the UK plan alone and of all documents together, the questions that they
answer and those that they do not: foreign ones, near ones, and those of service-public.fr, which
are about other business with the same administrations. Prints a calibration fitted to all of them,
which is what DEFAULT in assistant/evidence/answerability.py holds, and what each of the two
refuses.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from assistant.evidence.answerability import DEFAULT, Calibration
from assistant.evidence.predictors import Predictors, read_predictors
from assistant.evidence.retrieve import SEARCHED
from assistant.measure.calibrate import fit
from assistant.measure.labelled_questions import read_labelled
from index.encoder import Encoder
from index.models import DEFAULT_MODEL, load_encoder
from index.search.searcher import Searcher
from tests.benchmarks.question_sets import CRPA, OWN, UK_PLAN, open_index
from tests.shared import BENCHMARKS, DOCUMENTS

_FOREIGN: Mapping[str, Sequence[Path]] = {
    "out of scope": (BENCHMARKS / "out_of_scope_dev.jsonl",),
    "near and far, our own": (OWN / "unanswerable.jsonl",),
    "service-public.fr": (BENCHMARKS / "service_public_dev" / "questions.jsonl",),
}
_DEV = (BENCHMARKS / "crpa_dev.jsonl", BENCHMARKS / "crpa_etalab.jsonl")
_PLAN = (BENCHMARKS / "uk_plan_dev.jsonl",)
_ANSWERABLE: Mapping[Path, Mapping[str, Sequence[Path]]] = {
    CRPA: {"crpa_dev, crpa_etalab": _DEV, "crpa, our own": (OWN / "crpa.jsonl",)},
    UK_PLAN: {"uk_plan_dev": _PLAN, "uk_plan, our own": (OWN / "uk_plan.jsonl",)},
    DOCUMENTS: {
        "crpa_dev, crpa_etalab": _DEV,
        "uk_plan_dev": _PLAN,
        "crpa, our own": (OWN / "crpa.jsonl",),
        "documents, our own": (OWN / "documents.jsonl",),
    },
}
# Four questions of service-public.fr for each other one would drown them.
_SHARES = {"service-public.fr": 0.25}
_THRESHOLDS = (0.15, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5)


@dataclass(frozen=True, slots=True)
class Asked:
    """The predictors of a set of questions, asked of one index."""

    documents: str
    name: str
    answerable: bool
    predictors: Sequence[Predictors]

    def refused(self, calibration: Calibration, threshold: float) -> float:
        """The share of the questions that is refused."""
        found = [calibration.probability(one) for one in self.predictors]
        return float(np.mean([one < threshold for one in found]))


def ask_all(encoder: Encoder) -> Iterator[Asked]:
    """Every set, asked of every index."""
    for documents, answerable in _ANSWERABLE.items():
        searcher = Searcher(open_index(documents, encoder), encoder)
        for sets, answers in ((answerable, True), (_FOREIGN, False)):
            for name, files in sets.items():
                predictors = [_predictors(text, searcher) for text in _texts(files)]
                yield Asked(documents.stem, name, answers, predictors)


def _texts(files: Sequence[Path]) -> list[str]:
    return [one.text for file in files for one in read_labelled(file)]


def _predictors(text: str, searcher: Searcher) -> Predictors:
    return read_predictors(searcher.search(text, limit=SEARCHED), searcher)


def main() -> None:
    """Prints the pooled calibration and the table of refusals."""
    encoder = load_encoder(DEFAULT_MODEL)
    asked = list(ask_all(encoder))
    pooled = fit(
        [one for some in asked for one in some.predictors],
        answerable=[some.answerable for some in asked for _ in some.predictors],
        sample_weights=[_SHARES.get(some.name, 1.0) for some in asked for _ in some.predictors],
        model=DEFAULT_MODEL,
    )
    print(replace(pooled, measured={}))
    for label, calibration in (("default", DEFAULT), ("fitted here", pooled)):
        steps = "  ".join(f"{step:5.2f}" for step in _THRESHOLDS)
        print(f"\n{label:52} refused at {steps}")
        for some in asked:
            rates = "  ".join(f"{some.refused(calibration, step):5.3f}" for step in _THRESHOLDS)
            kind = "answerable" if some.answerable else "out_of_scope"
            print(
                f"  {some.documents[:24]:24} {some.name:22} {kind:10}      {rates}",
                flush=True,
            )


if __name__ == "__main__":
    main()
