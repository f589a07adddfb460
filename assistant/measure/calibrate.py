"""Calibrating: labelled questions to the function that tells what can be answered from an index.

The function is fitted to answers that lead with what the label names, and against questions that
the index cannot answer: those of the file, and the answerable ones with their answers left out
(assistant/measure/weighing.py). The thresholds are set on probabilities given by fits that have not
seen the question: from the threshold on, a question is answered, and it is the highest that refuses
few enough of the answerable ones, by the exact upper bound of that share (Clopper and Pearson,
Biometrika 1934).
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import CalibrationError
from assistant.evidence.answerability import Calibration
from assistant.evidence.predictors import Predictors
from assistant.measure.labelled_questions import LabelledQuestion
from assistant.measure.weighing import Weighed, Weighing, weigh_all
from index.search.searcher import Searcher

_FEWEST = 10
_FOLDS = 10
_CONFIDENCE = 0.95
# Of the answerable questions, at most so many may be refused, and at most so many as foreign ones:
# upper bounds. The questions that taught the default are harder than those kept aside, of which it
# refuses 5 to 7 % (tests/benchmarks/answerability.py, 2026-11-28).
_MOST_REFUSED = 0.13
_MOST_FOREIGN = 0.03
# What a question weighs that was asked without its answer, beside one that nothing answers: some of
# them have a second answer that no label names.
_LEFT_OUT = 0.3

Probabilities = NDArray[np.float64]
Labels = NDArray[np.bool_]


def calibrate(searcher: Searcher, questions: Sequence[LabelledQuestion]) -> Calibration:
    """The calibration that parts the questions that `searcher` can answer from the others.

    Raises CalibrationError where fewer than ten are answered, or fewer than ten are not.
    """
    weighed = weigh_all(Weighing(searcher), questions)
    answerable = [one for one in weighed if one.right]
    if len(answerable) < _FEWEST:
        raise CalibrationError(
            f"{len(answerable)} questions that the index answers are too few to calibrate with: "
            f"give at least {_FEWEST}"
        )
    others = [one for one in weighed if not one.answerable]
    if len(others) < _FEWEST:
        raise CalibrationError(
            f"{len(others)} unanswerable questions are too few to calibrate with: give at least "
            f"{_FEWEST}, or more answerable ones, which are asked without their answers too"
        )
    return fit(weighed, model=searcher.index.manifest.model.name)


def fit(
    weighed: Sequence[Weighed], *, model: str, shares: Sequence[float] | None = None
) -> Calibration:
    """The calibration that these questions teach, with what it measured of them.

    `shares` says what each of them weighs; by default, as much as any other.
    """
    counted = np.ones(len(weighed)) if shares is None else np.asarray(shares, np.float64)
    values = np.array([list(asdict(one.predictors).values()) for one in weighed])
    labels = np.array([one.answerable for one in weighed])
    weights = counted * np.array([_weight(one) for one in weighed])
    regression, scaler = _regression(values, labels, weights)
    slopes = regression.coef_[0] / scaler.scale_
    held_out = _held_out(values, labels, weights, texts=[one.text for one in weighed])
    threshold = highest_refusing(held_out[labels], at_most=_MOST_REFUSED)
    return Calibration(
        model=model,
        weights=dict(zip(Predictors.__dataclass_fields__, map(float, slopes), strict=True)),
        bias=float(regression.intercept_[0] - slopes @ scaler.mean_),
        threshold=threshold,
        out_of_scope=min(threshold, highest_refusing(held_out[labels], at_most=_MOST_FOREIGN)),
        measured=_measure(held_out, weighed, threshold),
    )


def highest_refusing(probabilities: Probabilities, *, at_most: float) -> float:
    """The highest threshold below which so few of these are that their share is surely small.

    Surely: the exact upper bound of the share is `at_most`. Of few questions, none is below.
    """
    ordered = np.sort(probabilities)
    refused = 0
    while refused + 1 < len(ordered) and upper_bound(refused + 1, len(ordered)) <= at_most:
        refused += 1
    return float(ordered[refused])


def upper_bound(count: int, of: int) -> float:
    """Above which the true share lies in one case of twenty, where `count` of so many were seen."""
    from scipy.stats import binomtest

    interval = binomtest(count, of, alternative="less").proportion_ci(_CONFIDENCE, "exact")
    return float(interval.high)


def _weight(one: Weighed) -> float:
    """What a question counts in the fit; nothing, where what leads is not what answers."""
    if one.answerable:
        return float(one.right)
    return _LEFT_OUT if one.without_answer else 1.0


def _regression(
    values: NDArray[np.float64], labels: Labels, weights: NDArray[np.float64]
) -> tuple[Any, Any]:
    """The logistic function and the scale of what it reads, both kinds weighing alike in all."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    balanced = weights.copy()
    for kind in (labels, ~labels):
        balanced[kind] *= len(labels) / (2 * balanced[kind].sum())
    scaler = StandardScaler().fit(values)
    regression = LogisticRegression().fit(scaler.transform(values), labels, balanced)
    return regression, scaler


def _held_out(
    values: NDArray[np.float64],
    labels: Labels,
    weights: NDArray[np.float64],
    *,
    texts: Sequence[str],
) -> Probabilities:
    """The probability of each question, by a fit that has not seen its text."""
    from sklearn.model_selection import StratifiedGroupKFold

    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    groups = np.array([numbers[text] for text in texts])
    probabilities = np.empty(len(labels))
    fewest = min(len(set(groups[kind])) for kind in (labels, ~labels))
    folds = StratifiedGroupKFold(n_splits=min(_FOLDS, fewest), shuffle=True, random_state=0)
    for seen, unseen in folds.split(values, labels, groups):
        regression, scaler = _regression(values[seen], labels[seen], weights[seen])
        probabilities[unseen] = regression.predict_proba(scaler.transform(values[unseen]))[:, 1]
    return probabilities


def _measure(
    probabilities: Probabilities, weighed: Sequence[Weighed], threshold: float
) -> dict[str, float]:
    """How many there are of each kind, and the share that the threshold gets wrong of each."""
    from sklearn.metrics import roc_auc_score

    labels = np.array([one.answerable for one in weighed])
    near = np.array([one.without_answer for one in weighed])
    measured = {"area_under_curve": float(roc_auc_score(labels, probabilities))}
    for name, kind, wrong in (
        ("answerable_refused", labels, probabilities < threshold),
        ("unanswerable_answered", ~labels & ~near, probabilities >= threshold),
        ("left_out_answered", near, probabilities >= threshold),
    ):
        count, of = int(np.sum(kind & wrong)), int(np.sum(kind))
        if of:
            measured |= {
                name: count / of,
                f"{name}_at_most": upper_bound(count, of),
                f"{name}_of": float(of),
            }
    return measured
