"""Every constant of composing against the labelled questions, with what each value is worth.

    python -m tests.benchmarks.composition

Prints, for the chosen constants and for each one changed alone, the share of answers whose first
citation is relevant, the share of citations that are relevant or limit a relevant passage, the
share of answers with a relevant citation, and the citations of an answer. What is retrieved is the
same for all of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime

from assistant.compose.citations import cite_quotes
from assistant.compose.extractive import select_quotes
from assistant.compose.tuning import TUNING, Tuning
from assistant.evidence.evidence_set import Evidence
from assistant.evidence.retrieve import retrieve
from assistant.evidence.units import UnitLookup
from assistant.measure.relevance import Limits, RelevantUnits
from assistant.question import Question
from assistant.understand.parse import parse_question
from index.hit import Filter
from index.models import DEFAULT_MODEL, load_encoder
from index.search.searcher import Searcher
from tests.benchmarks.question_sets import QuestionSet, open_index, question_sets

_MOST = 5
# Values beside the chosen one; 0 is without it, and _ALL with everything.
_ALL = 99.0
VALUES: Mapping[str, Sequence[float]] = {
    "term": (0, 0.05, 0.1, 0.16, 0.2),
    "opening": (0, 0.02),
    "answer_type": (0, 0.02, 0.1),
    "span": (0, 5, 20, 40),
    "near": (0, 0.8, 1.2, 1.6, 2.4),
    "beside": (0, 0.5, 1.5, 2),
    "far": (0, 2, 4),
    "law_first": (0, 0.3, 0.5, _ALL),
    "tied": (0, 0.25, 0.8, 1.6),
    "as_good": (0, 0.04),
    "own_limit": (0, 0.06, _ALL),
    "graph_limit": (0, 0.06, 0.1, _ALL),
    "chapter_limit": (0, 0.04, 0.12, _ALL),
}


@dataclass(frozen=True, slots=True)
class Retrieved:
    """One question's evidence, None where it was refused, and what answers it."""

    evidence: Evidence | None
    wanted: RelevantUnits
    limits: frozenset[str]


@dataclass(frozen=True, slots=True)
class Worth:
    """What a tuning gives on one set of questions."""

    first: float
    precision: float
    recall: float
    citations: float

    def __str__(self) -> str:
        return (
            f"hit@1 {self.first:.3f}  precision {self.precision:.3f}  recall {self.recall:.3f}  "
            f"citations {self.citations:.1f}"
        )


def retrieve_all(questions: QuestionSet, searcher: Searcher) -> list[Retrieved]:
    """What each question of the set finds, in its order."""
    index = searcher.index
    lookup = UnitLookup(index.passages)
    limits = Limits(index.references)
    today = datetime.now(UTC).date()
    found = []
    for question in questions.questions:
        wanted = RelevantUnits(question.relevant, documents=index.documents)
        retrieved = retrieve(
            parse_question(Question(question.text)),
            searcher,
            cited=(),
            lookup=lookup,
            filter=Filter(as_of=today),
        )
        relevant = [passage for passage in index.passages if wanted.holds(passage)]
        evidence = retrieved.evidence if retrieved.reason is None else None
        found.append(Retrieved(evidence, wanted, limits.of(relevant)))
    return found


def measure(found: Sequence[Retrieved], tuning: Tuning) -> Worth:
    """What the tuning gives on what was found."""
    first, recall, supported = 0, 0, []
    for one in found:
        if one.evidence is None:
            continue
        quotes = select_quotes(one.evidence, most=_MOST, tuning=tuning)
        passages = [passage for quote in quotes for passage, _ in quote.parts]
        assert len(passages) == len(cite_quotes(quotes)[0])
        relevant = [one.wanted.holds(passage) for passage in passages]
        first += any(relevant[:1])
        recall += any(relevant)
        supported += [
            holds or passage.id in one.limits
            for holds, passage in zip(relevant, passages, strict=True)
        ]
    return Worth(
        first=first / len(found),
        precision=sum(supported) / max(1, len(supported)),
        recall=recall / len(found),
        citations=len(supported) / len(found),
    )


def candidates() -> Iterator[tuple[str, Tuning]]:
    """The chosen tuning, then each constant changed alone."""
    yield "chosen", TUNING
    for field in fields(TUNING):
        for value in VALUES[field.name]:
            if value != getattr(TUNING, field.name):
                yield f"{field.name} {value:g}", replace(TUNING, **{field.name: value})


def main() -> None:
    """Prints the tables."""
    encoder = load_encoder(DEFAULT_MODEL)
    pooled: list[Retrieved] = []
    for questions in question_sets():
        found = retrieve_all(questions, Searcher(open_index(questions.documents, encoder), encoder))
        if not questions.name.startswith("service"):
            pooled += found
        print(f"\n{questions.name}: {len(found)} questions, chosen: {measure(found, TUNING)}")
    print(f"\nall but service-public.fr: {len(pooled)} questions")
    for name, tuning in candidates():
        print(f"  {name:20} {measure(pooled, tuning)}", flush=True)


if __name__ == "__main__":
    main()
