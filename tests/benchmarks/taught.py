"""What the questions that passages answer are worth, and what it costs a document to have few.

    python -m tests.benchmarks.taught

Asks the CRPA every set of labelled questions with all of its written questions, with none, with a
random half of them, and with those of a random half of its articles (three draws each); of the last
it prints apart what is asked of the articles that have questions and of those that have not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.models import DEFAULT_MODEL, load_encoder
from index.questions.asked import AskedQuestion, unit_key
from index.questions.field import learn_field
from index.search.searcher import Searcher
from index.snapshot.index import Index
from tests.benchmarks.question_sets import CRPA, open_index, question_sets
from tests.benchmarks.retrieval import Remembering, measure

_DRAWS = 3


def with_questions(index: Index, rows: Sequence[int]) -> Index:
    """The index with these of its questions alone, and the metric that they give."""
    field = index.questions
    questions = learn_field(
        [field.questions[row] for row in rows],
        field.vectors[list(rows)],
        ordinals={id: row for row, id in enumerate(index.passage_ids)},
        documents=[entry.passages for entry in index.catalog],
        origin=index.features.passage_moments.mean,
    )
    return replace(index, questions=questions)


@dataclass(slots=True)
class _Figures:
    """hit@1 and hit@5 of questions, one of each draw after the other."""

    first: list[float]
    fifth: list[float]

    def add(self, values: dict[str, NDArray[np.float64]], kept: Sequence[bool]) -> None:
        self.first += values["hit@1"][list(kept)].tolist()
        self.fifth += values["hit@5"][list(kept)].tolist()

    def __str__(self) -> str:
        if not self.first:
            return "none asked"
        return f"hit@1 {np.mean(self.first):.3f}  hit@5 {np.mean(self.fifth):.3f}"


def main() -> None:
    """Prints the table."""
    encoder = Remembering(load_encoder(DEFAULT_MODEL))
    index = open_index(CRPA, encoder)  # type: ignore[arg-type]
    written = index.questions.questions
    everything = range(len(written))
    drawn = [np.random.default_rng(seed) for seed in range(_DRAWS)]
    halves = [np.sort(one.permutation(len(written))[: len(written) // 2]).tolist() for one in drawn]
    taught = [_half_of_articles(written, one) for one in drawn]
    for questions in question_sets():
        if questions.documents != CRPA:
            continue
        print(f"\n{questions.name}: {len(questions.questions)} questions")
        for name, draws in (
            ("all", [everything]),
            ("none", [()]),
            ("half of the questions", halves),
        ):
            found = _Figures([], [])
            for rows in draws:
                values = measure(questions, _searcher(index, rows, encoder))
                found.add(values, [True] * len(questions.questions))
            print(f"  {name:40} {found}", flush=True)
        parts = {"taught": True, "untaught": False}
        with_half = {name: _Figures([], []) for name in parts}
        without = {name: _Figures([], []) for name in parts}
        nothing = measure(questions, _searcher(index, (), encoder))
        for articles in taught:
            rows = [row for row in everything if articles.issuperset(_keys(written[row].answers))]
            values = measure(questions, _searcher(index, rows, encoder))
            has = [not articles.isdisjoint(_keys(one.relevant)) for one in questions.questions]
            for name, part in parts.items():
                kept = [one is part for one in has]
                with_half[name].add(values, kept)
                without[name].add(nothing, kept)
        for name in parts:
            print(f"  {f'half of the articles: {name}':40} {with_half[name]}")
            print(f"  {f'  the same with none: {name}':40} {without[name]}", flush=True)


def _searcher(index: Index, rows: Sequence[int], encoder: object) -> Searcher:
    return Searcher(with_questions(index, rows), encoder)  # type: ignore[arg-type]


def _half_of_articles(
    written: Sequence[AskedQuestion], random: np.random.Generator
) -> frozenset[str]:
    articles = sorted({key for one in written for key in _keys(one.answers)})
    return frozenset(random.permutation(articles)[: len(articles) // 2].tolist())


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(unit_key, names))


if __name__ == "__main__":
    main()
