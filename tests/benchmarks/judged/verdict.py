"""Verdicts: one answer and its label to what a reader would say of it.

A verdict excludes the others. They are tried in this order, and the first that fits is given:

1. `refused`: there is no answer. Passages that are only near are no answer.
2. `wrong`: the first quote is of no unit that the label allows. Another quote may still be right.
3. `incomplete`: the first quote is right, but a word of `must_quote` is quoted nowhere.
4. `misleading`: every word of `must_quote` is quoted, but one of `must_not_omit` is not: a
   condition or an exception is cut off.
5. `padded`: nothing is missing, but there is a quote beside the point: of a unit that the label
   does not allow, and that neither cites nor is cited by a quoted unit that it allows.
6. `whole`: nothing is missing, and nothing is beside the point.

A unit is an article, a commitment, or a section of a page. A label allows its units and its
`relevant_pages`. Words are compared as `assistant.measure.required_words` does.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from assistant.answer import Answer, Status
from assistant.measure.relevance import RelevantUnits
from assistant.measure.required_words import missing_words
from corpus.law.citation_graph import Reference
from corpus.passage import Passage
from tests.benchmarks.judged.labels import JudgedQuestion

Place = tuple[str, str, tuple[str, ...]]


class Verdict(StrEnum):
    """What an answer is worth, the best first."""

    WHOLE = "whole"
    INCOMPLETE = "incomplete"
    PADDED = "padded"
    MISLEADING = "misleading"
    WRONG = "wrong"
    REFUSED = "refused"


class Links:
    """Which units cite one another, whichever way, to limit or only to name."""

    def __init__(self, references: Iterable[Reference], *, passages: Mapping[str, Passage]) -> None:
        self._joined = {
            frozenset((_place(passages[reference.source]), _place(passages[target])))
            for reference in references
            for target in reference.targets
        }

    def join(self, one: Passage, other: Passage) -> bool:
        """Whether the units of two passages are one, or one of them cites the other."""
        places = frozenset((_place(one), _place(other)))
        return len(places) == 1 or places in self._joined


def judge(
    question: JudgedQuestion,
    answer: Answer,
    *,
    units: RelevantUnits,
    links: Links,
    passages: Mapping[str, Passage],
) -> Verdict:
    """The verdict on an answer. `units` are those that the label allows."""
    if answer.status is not Status.ANSWERED:
        return Verdict.REFUSED
    quoted = _quoted(answer, passages)
    if not units.holds(quoted[0]):
        return Verdict.WRONG
    if missing_words(question.label.must_quote, answer):
        return Verdict.INCOMPLETE
    if missing_words(question.must_not_omit, answer):
        return Verdict.MISLEADING
    allowed = [passage for passage in quoted if units.holds(passage)]
    if all(any(links.join(one, other) for other in allowed) for one in quoted):
        return Verdict.WHOLE
    return Verdict.PADDED


def _quoted(answer: Answer, passages: Mapping[str, Passage]) -> list[Passage]:
    """The passages that the sentences stand on, in their order."""
    ids = {citation.number: citation.passage_id for citation in answer.citations}
    return [passages[ids[number]] for one in answer.sentences for number in one.citations]


def _place(passage: Passage) -> Place:
    locator = passage.locator
    number = locator.article or locator.commitment
    return passage.document_id, number or "", () if number else locator.heading_path
