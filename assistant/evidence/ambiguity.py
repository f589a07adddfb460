"""Ambiguity: what a question leaves open that its answer depends on."""

from collections.abc import Sequence

from assistant.evidence.choices import Choice, named_choices
from assistant.evidence.evidence_set import Unit
from assistant.understand.document_names import distinct_names, documents_named
from assistant.understand.parsed_question import ParsedQuestion
from corpus.document import DocumentKind
from index.text.territories import EVERYWHERE, territories_named

# How near two units' scores lie, on the scale of the search's scores, to be meant alike.
_UNDECIDED = 0.5


def find_choices(
    question: ParsedQuestion, units: Sequence[Unit], *, territories: frozenset[str]
) -> tuple[Choice, ...]:
    """The plans, or the territories, among which the question has to choose; none where it has.

    `territories` are those that it names.
    """
    near = [unit for unit in units if units[0].score - unit.score <= _UNDECIDED]
    if question.names_plan and near and near[0].document.kind is DocumentKind.ACTION_PLAN:
        names = _plans(question, near)
        if len(names) > 1:
            return named_choices(question, names)
    return named_choices(question, _territories(near)) if territories == {EVERYWHERE} else ()


def _plans(question: ParsedQuestion, near: Sequence[Unit]) -> tuple[str, ...]:
    plans = {
        unit.document.id: unit.document
        for unit in near
        if unit.document.kind is DocumentKind.ACTION_PLAN
    }
    return distinct_names(documents_named(question.name_words, list(plans.values())))


def _territories(near: Sequence[Unit]) -> tuple[str, ...]:
    headings = [
        next((one for one in unit.passages[0].locator.heading_path if _names_one(one)), None)
        for unit in near
        if unit.passages[0].locator.article
    ]
    titles = tuple(dict.fromkeys(heading for heading in headings if heading))
    return titles if len(titles) > 1 else ()


def _names_one(heading: str) -> bool:
    return bool(territories_named(heading) - {EVERYWHERE})
