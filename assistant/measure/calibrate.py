"""Calibrating: labelled questions to the function that tells what can be answered from an index."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import CalibrationError
from assistant.evidence.answerability import Calibration
from assistant.evidence.predictors import Predictors, read_predictors
from assistant.evidence.retrieve import SEARCHED
from index.search.searcher import Searcher

_FEWEST = 10
_FOLDS = 10
# A refusal of what could be answered costs so many times an answer to what could not: the answer
# still shows its passages, to be judged.
_COST_OF_REFUSAL = 2.0
_STEPS = np.linspace(0.05, 0.95, 91)

Probabilities = NDArray[np.float64]
Labels = NDArray[np.bool_]


def calibrate(
    searcher: Searcher, *, answerable: Sequence[str], out_of_scope: Sequence[str]
) -> Calibration:
    """The calibration that parts the two lists of questions best, with what it measured.

    The weights are those of a logistic regression with both lists weighing alike; the threshold,
    and the figures, come from questions that each fold of ten held out.
    Raises CalibrationError where a list has fewer than ten questions.
    """
    for name, questions in (("answerable", answerable), ("out-of-scope", out_of_scope)):
        if len(questions) < _FEWEST:
            raise CalibrationError(
                f"{len(questions)} {name} questions are too few to calibrate with: "
                f"give at least {_FEWEST}"
            )
    texts = [*answerable, *out_of_scope]
    predictors = [
        read_predictors(searcher.search(text, limit=SEARCHED), searcher) for text in texts
    ]
    values = np.array([list(asdict(one).values()) for one in predictors])
    labels = np.arange(len(texts)) < len(answerable)
    held_out = _held_out(values, labels)
    threshold = _best_threshold(held_out, labels)
    calibration = fit(predictors, answerable=labels, model=searcher.index.manifest.model.name)
    return replace(
        calibration,
        threshold=threshold,
        out_of_scope=min(threshold, float(np.quantile(held_out[~labels], 0.75))),
        measured=_measure(held_out, labels, threshold),
    )


def fit(
    predictors: Sequence[Predictors],
    *,
    answerable: Sequence[bool] | Labels,
    model: str,
    sample_weights: Sequence[float] | None = None,
) -> Calibration:
    """The logistic function that parts these predictors, both kinds weighing alike in all.

    `sample_weights` says what each question weighs among those of its kind. The thresholds are
    still those of a coin.
    """
    values = np.array([list(asdict(one).values()) for one in predictors])
    regression, scaler = _regression(values, np.asarray(answerable, np.bool_), sample_weights)
    weights = regression.coef_[0] / scaler.scale_
    bias = float(regression.intercept_[0] - weights @ scaler.mean_)
    names = list(Predictors.__dataclass_fields__)
    return Calibration(
        model=model,
        weights=dict(zip(names, map(float, weights), strict=True)),
        bias=bias,
        threshold=0.5,
        out_of_scope=0.5,
    )


def _regression(
    values: NDArray[np.float64], labels: Labels, sample_weights: Sequence[float] | None = None
) -> tuple[Any, Any]:
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    weights = (
        np.ones(len(labels)) if sample_weights is None else np.asarray(sample_weights, np.float64)
    )
    for kind in (labels, ~labels):
        weights[kind] *= len(labels) / (2 * weights[kind].sum())
    scaler = StandardScaler().fit(values)
    regression = LogisticRegression().fit(scaler.transform(values), labels, sample_weight=weights)
    return regression, scaler


def _held_out(values: NDArray[np.float64], labels: Labels) -> Probabilities:
    """The probability of each question, by a fit that has not seen it."""
    from sklearn.model_selection import StratifiedKFold

    probabilities = np.empty(len(labels))
    folds = StratifiedKFold(n_splits=_FOLDS, shuffle=True, random_state=0)
    for seen, unseen in folds.split(values, labels):
        regression, scaler = _regression(values[seen], labels[seen])
        probabilities[unseen] = regression.predict_proba(scaler.transform(values[unseen]))[:, 1]
    return probabilities


def _best_threshold(probabilities: Probabilities, labels: Labels) -> float:
    """Where false refusals and false answers cost least together; the middle of equal ones."""
    costs = np.array(
        [
            _COST_OF_REFUSAL * np.mean(probabilities[labels] < step)
            + np.mean(probabilities[~labels] >= step)
            for step in _STEPS
        ]
    )
    return float(np.median(_STEPS[np.isclose(costs, costs.min())]))


def _measure(probabilities: Probabilities, labels: Labels, threshold: float) -> dict[str, float]:
    from sklearn.metrics import roc_auc_score

    return {
        "answerable": float(np.sum(labels)),
        "out_of_scope": float(np.sum(~labels)),
        "false_refusals": float(np.mean(probabilities[labels] < threshold)),
        "refused_out_of_scope": float(np.mean(probabilities[~labels] < threshold)),
        "area_under_curve": float(roc_auc_score(labels, probabilities)),
    }
