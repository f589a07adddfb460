"""Decision: whether what was composed answers the question, is only near it, or is beside it.

It is taken on the answer as it would be shown, by the probability that a calibration gives to its
predictors. What a question calls by its number is not judged.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Content, RefusalReason
from assistant.evidence.ambiguity import find_choices
from assistant.evidence.answerability import Calibration
from assistant.evidence.evidence_set import Unit
from assistant.evidence.predictors import Predictors, read_predictors
from assistant.evidence.retrieve import Retrieved
from assistant.evidence.units import unit_at
from assistant.understand.parsed_question import ParsedQuestion
from corpus.text import fold
from index.search.searcher import Searcher


def decide(
    question: ParsedQuestion,
    retrieved: Retrieved,
    content: Content | None,
    searcher: Searcher,
    *,
    calibration: Calibration,
) -> Retrieved:
    """What was retrieved, with the reason why it does not answer where it does not.

    `content` is what would be said of it.
    """
    if retrieved.reason is not None:
        return retrieved
    if not retrieved.named:
        predictors = weigh(question, retrieved, content, searcher)
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
    return retrieved if content is not None else replace(retrieved, reason=_REASON_NEAR)


_REASON_NEAR = RefusalReason.INSUFFICIENT_EVIDENCE


def weigh(
    question: ParsedQuestion, retrieved: Retrieved, content: Content | None, searcher: Searcher
) -> Predictors:
    """The predictors of what would be said; of the best unit, where nothing would be."""
    return read_predictors(
        retrieved.found,
        leading_unit(retrieved.evidence.units, content, searcher),
        searcher,
        asked_for=_holds_asked_for(question, content),
    )


def leading_unit(units: Sequence[Unit], content: Content | None, searcher: Searcher) -> Unit | None:
    """The unit that the first sentence quotes; the best one where there is no sentence."""
    if content is None:
        return next(iter(units), None)
    leading = content.sentences[0].citations[-1]
    cited = next(one.passage_id for one in content.citations if one.number == leading)
    found = (unit for unit in units if any(cited == passage.id for passage in unit.passages))
    return next(found, None) or unit_at(searcher, searcher.index.ordinal(cited))


def _holds_asked_for(question: ParsedQuestion, content: Content | None) -> bool:
    """Whether the quotes hold what the question word asks for; so, too, where it is anything."""
    expected = question.answer_type
    if expected is None:
        return True
    sentences = content.sentences if content is not None else ()
    return any(expected.search(fold(one.text)) for one in sentences)
