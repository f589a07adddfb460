"""Decision: whether what was composed answers the question, is only near it, or is beside it.

It is taken on the answer as it would be shown, by the probability that a calibration gives to its
predictors. What a question calls by its number is not judged.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Content, RefusalReason
from assistant.compose.content import Composed
from assistant.evidence.ambiguity import find_choices
from assistant.evidence.answerability import Calibration
from assistant.evidence.evidence_set import Unit
from assistant.evidence.predictors import Predictors, read_predictors
from assistant.evidence.retrieve import Retrieved
from assistant.evidence.units import unit_at
from index.search.searcher import Searcher

_REASON_NEAR = RefusalReason.INSUFFICIENT_EVIDENCE


def decide(
    retrieved: Retrieved,
    composed: Composed,
    searcher: Searcher,
    *,
    calibration: Calibration,
) -> Retrieved:
    """What was retrieved, with the reason why it does not answer where it does not."""
    if retrieved.reason is not None:
        return retrieved
    question = retrieved.evidence.question
    if not retrieved.named:
        predictors = weigh(retrieved, composed, searcher)
        probability = calibration.probability(predictors)
        if not retrieved.evidence.units or probability < calibration.out_of_scope:
            # What names an article or a commitment is no foreign subject.
            near = bool(question.pointer)
            return replace(retrieved, reason=_REASON_NEAR if near else RefusalReason.OUT_OF_SCOPE)
        if probability < calibration.threshold:
            return replace(retrieved, reason=_REASON_NEAR)
        territories = retrieved.found.query.territories
        choices = find_choices(question, retrieved.evidence.units, territories=territories)
        if choices:
            return replace(retrieved, reason=RefusalReason.NEEDS_PRECISION, choices=choices)
    answers = composed.content is not None and composed.holds_asked_for
    return retrieved if answers else replace(retrieved, reason=_REASON_NEAR)


def weigh(retrieved: Retrieved, composed: Composed, searcher: Searcher) -> Predictors:
    """The predictors of what would be said; of the best unit, where nothing would be."""
    return read_predictors(
        retrieved.found,
        leading_unit(retrieved.evidence.units, composed.content, searcher),
        searcher,
        asked_for=composed.holds_asked_for,
        shown=retrieved.shown,
    )


def leading_unit(units: Sequence[Unit], content: Content | None, searcher: Searcher) -> Unit | None:
    """The unit that the first sentence quotes; the best one where there is no sentence."""
    if content is None:
        return next(iter(units), None)
    leading = content.sentences[0].citations[-1]
    cited = next(one.passage_id for one in content.citations if one.number == leading)
    found = (unit for unit in units if any(cited == passage.id for passage in unit.passages))
    return next(found, None) or unit_at(searcher, searcher.index.ordinal(cited))
