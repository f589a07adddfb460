"""Answerability: whether what was found can answer the question at all.

P(answerable) = 1 / (1 + exp(-(bias + Σ weight × predictor))), with the predictors of
predictors.py. `parvis calibrate` fits it from labelled questions and keeps it, with what it
measured, beside the index.
"""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import orjson

from assistant.errors import CalibrationError
from assistant.evidence.predictors import Predictors

CALIBRATION = "calibration.json"


@dataclass(frozen=True, slots=True)
class Calibration:
    """The fitted function of Predictors, the model that it was fitted for, and what it measured.

    A question is answered where the probability reaches `threshold`; between `out_of_scope` and
    `threshold` the refusal is for want of evidence, and below `out_of_scope` the documents are
    about something else.
    """

    model: str
    weights: Mapping[str, float]
    bias: float
    threshold: float
    out_of_scope: float
    measured: Mapping[str, float] = field(default_factory=dict)

    def probability(self, predictors: Predictors) -> float:
        """How likely it is, from 0 to 1, that the documents answer the question."""
        total = self.bias + sum(
            self.weights[name] * value for name, value in asdict(predictors).items()
        )
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


# Fitted for the model that comes in a package to 707 questions with answers, 680 asked without
# theirs and 1,404 that nothing answers (tests/benchmarks/answerability.py --fit, 2026-11-28). Of
# what was kept aside, at 0.35: on the code alone it refuses 5 % of the answerable and answers 23 %
# of the near and none of the foreign; on the UK plan 7, 8 and 0 %; with pages 7, 38 and 7 %.
DEFAULT = Calibration(
    model="intfloat/multilingual-e5-small",
    weights={
        "passage_cosine": 47.07,
        "sentence_cosine": 25.83,
        "term_coverage": 5.075,
        "question_gain": 47.11,
        "uncovered": 3.746,
        "cross_language": 1.392,
        "margin": 0.3773,
        "term_rarity": 0.6599,
        "asked_for": 1.716,
    },
    bias=-73.544,
    threshold=0.35,
    out_of_scope=0.04,
)

# For a model that no calibration was fitted for, whose likenesses say nothing yet: the question's
# words alone decide.
WORDS_ALONE = Calibration(
    model="",
    weights={
        **dict.fromkeys(Predictors.__dataclass_fields__, 0.0),
        "term_coverage": 12.0,
        "cross_language": 6.0,
    },
    bias=-5.0,
    threshold=0.5,
    out_of_scope=0.2,
)


def load_calibration(root: Path, *, default: Calibration = DEFAULT) -> Calibration:
    """The calibration kept beside the index at `root`, or `default` where none was made.

    Raises CalibrationError where the file is not one.
    """
    path = root / CALIBRATION
    if not path.is_file():
        return default
    try:
        calibration = Calibration(**orjson.loads(path.read_bytes()))
    except (orjson.JSONDecodeError, TypeError) as error:
        raise CalibrationError(
            f"{path} is not a calibration ({error}): run `parvis calibrate` to make another one, "
            "or remove it"
        ) from error
    if calibration.weights.keys() != Predictors.__dataclass_fields__.keys():
        raise CalibrationError(
            f"{path} weighs {', '.join(calibration.weights)}, which is not what this version of "
            "Parvis looks at: run `parvis calibrate` to make another one, or remove it"
        )
    return calibration


def save_calibration(root: Path, calibration: Calibration) -> Path:
    """Writes the calibration beside the index, in one step, and tells where."""
    path = root / CALIBRATION
    partial = path.with_suffix(".partial")
    partial.write_bytes(orjson.dumps(asdict(calibration), option=orjson.OPT_INDENT_2))
    partial.replace(path)
    return path
