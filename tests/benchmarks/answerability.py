"""What the default calibration answers and refuses, and one fitted here beside it.

    python -m tests.benchmarks.answerability [INDEX ...]

Asks, of each index (the CRPA alone where none is named), the questions that it can answer and those
that it cannot: the foreign ones written for this project, and those of service-public.fr, which are
harder, since they are about other business with the same administrations.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.answerability import DEFAULT, Calibration
from assistant.calibrate import calibrate
from assistant.labelled import read_labelled
from assistant.retrieve import SEARCHED, read_signs
from index.models import DEFAULT_MODEL, load_encoder
from index.search import Searcher
from index.store import Store
from tests.benchmarks.question_sets import CRPA, open_index
from tests.shared import BENCHMARKS

_THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4)


def _texts(*names: str) -> list[str]:
    return [one.text for name in names for one in read_labelled(BENCHMARKS / name)]


def _refused(
    calibration: Calibration, searcher: Searcher, questions: Sequence[str]
) -> dict[float, float]:
    """The share of the questions that is refused at each threshold."""
    found = [
        calibration.probability(read_signs(searcher.search(text, limit=SEARCHED), searcher))
        for text in questions
    ]
    return {step: float(np.mean([one < step for one in found])) for step in _THRESHOLDS}


def main(folders: Sequence[str]) -> None:
    """Prints the table of each index."""
    encoder = load_encoder(DEFAULT_MODEL)
    indexes = {name: Store(Path(name)).current() for name in folders}
    for name, index in (indexes or {"CRPA": open_index(CRPA, encoder)}).items():
        searcher = Searcher(index, encoder)
        answerable = _texts("crpa_dev.jsonl", "crpa_etalab.jsonl")
        foreign = _texts("out_of_scope_dev.jsonl")
        others = _texts("service_public_dev/questions.jsonl")
        fitted = calibrate(searcher, answerable=answerable, foreign=[*foreign, *others])
        print(f"\n{name}: fitted here {fitted}")
        for label, calibration in (("default", DEFAULT), ("fitted", fitted)):
            for kind, questions in (
                ("answerable", answerable),
                ("foreign", foreign),
                ("service-public.fr", others),
            ):
                shares = _refused(calibration, searcher, questions)
                told = "  ".join(f"{step}: {share:.3f}" for step, share in shares.items())
                print(f"  {label:8} {kind:18} refused at {told}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
