"""Weighing: questions asked only for the predictors of their answers, and asked without these.

A question whose answer is left out of the search is on the subject of what remains, and not
answered by it: so every labelled question gives an example of both kinds. Where what leads then is
known to answer nearly the same question, or quotes what the label says that an answer must, it may
be a second answer, and is no example.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.answer import Content
from assistant.compose.content import compose_content
from assistant.compose.decision import leading_unit, weigh
from assistant.compose.parts.aids import gather_aids
from assistant.evidence.evidence_set import Unit
from assistant.evidence.predictors import Predictors
from assistant.evidence.retrieve import Retrieved, retrieve
from assistant.evidence.units import UnitLookup
from assistant.measure.labelled_questions import LabelledQuestion
from assistant.measure.named_documents import NamedDocuments
from assistant.measure.relevance import RelevantUnits
from assistant.measure.required_words import missing_words
from assistant.question import Question
from assistant.understand.parse import parse_question
from index.hit import Filter
from index.search.searcher import Searcher

_MOST_CITATIONS = 8


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one question's answer has of it.

    `answerable` says whether the index can answer it, and `right` whether what leads does.
    `without_answer` tells the one that was asked with its answer left out.
    """

    text: str
    predictors: Predictors
    answerable: bool
    right: bool = False
    without_answer: bool = False


class Weighing:
    """Asks one snapshot."""

    def __init__(self, searcher: Searcher) -> None:
        index = searcher.index
        self._searcher = searcher
        self._lookup = UnitLookup(index.passages)
        self._aids = gather_aids(index, ())
        self._documents = NamedDocuments(index)
        self._citing: Mapping[str, frozenset[str]] = _citing(searcher)

    def ask(self, question: LabelledQuestion) -> Weighed | None:
        """The question as it is; None where it is decided without predictors."""
        found = self._ask(question.text)
        if found is None:
            return None
        own = self._answering(question)
        right = found.unit is not None and any(one.id in own for one in found.unit.passages)
        return Weighed(question.text, found.predictors, answerable=bool(own), right=right)

    def ask_without(self, question: LabelledQuestion) -> Weighed | None:
        """An answerable question, its answers left out; None where another one may be left."""
        own = self._answering(question)
        if not own:
            return None
        own |= {citing for id in own for citing in self._citing.get(id, ())}
        found = self._ask(question.text, without=frozenset(own))
        if found is None or found.may_answer(question, self._searcher):
            return None
        return Weighed(question.text, found.predictors, answerable=False, without_answer=True)

    def _answering(self, question: LabelledQuestion) -> frozenset[str]:
        """The ids of the passages that answer a question, by its label."""
        index, answers = self._searcher.index, question.answers(self._documents)
        if not answers:
            return frozenset()
        wanted = RelevantUnits(answers, documents=index.documents)
        return frozenset(one.id for one in index.passages if wanted.holds(one))

    def _ask(self, text: str, *, without: frozenset[str] = frozenset()) -> "_Asked | None":
        parsed = parse_question(Question(text))
        if not parsed.searchable or parsed.forbidden is not None:
            return None
        today = datetime.now(UTC).date()
        retrieved = retrieve(
            parsed,
            self._searcher,
            cited=(),
            lookup=self._lookup,
            filter=Filter(as_of=today, without=without),
        )
        if retrieved.named or retrieved.reason is not None:
            return None
        composed = compose_content(
            parsed,
            retrieved,
            self._searcher.index,
            aids=self._aids,
            most=_MOST_CITATIONS,
            as_of=today,
        )
        unit = leading_unit(retrieved.evidence.units, composed.content, self._searcher)
        predictors = weigh(retrieved, composed, self._searcher)
        return _Asked(retrieved, composed.content, unit, predictors)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question asked: what was found, what would be said, what leads, and what it has."""

    retrieved: Retrieved
    content: Content | None
    unit: Unit | None
    predictors: Predictors

    def may_answer(self, question: LabelledQuestion, searcher: Searcher) -> bool:
        """Whether what leads may be an answer that the label does not name."""
        if self.unit is None or self.content is None:
            return False
        own = {passage.id for passage in self.unit.passages}
        hits = (hit for hit in self.retrieved.hits if hit.passage.id in own)
        nearest = max((hit.asked_likeness for hit in hits), default=0.0)
        if nearest >= searcher.parameters.paraphrase_likeness:
            return True
        return bool(question.must_quote) and not missing_words(question.must_quote, self.content)


def _citing(searcher: Searcher) -> Mapping[str, frozenset[str]]:
    """The passages of pages that cite a passage, by its id: they may say what it says."""
    index = searcher.index
    found: dict[str, set[str]] = {}
    for one in index.references:
        if index.passage(one.source).locator.article is None:
            for target in one.targets:
                found.setdefault(target, set()).add(one.source)
    return {id: frozenset(sources) for id, sources in found.items()}


def weigh_all(weighing: Weighing, questions: Iterable[LabelledQuestion]) -> tuple[Weighed, ...]:
    """Each question as it is, and the answerable ones also without their answers."""
    found: list[Weighed] = []
    for question in questions:
        one = weighing.ask(question)
        if one is not None:
            found.append(one)
            twin = weighing.ask_without(question) if one.answerable else None
            found += [twin] if twin is not None else []
    return tuple(found)
