"""Every candidate for the ranking against every question set, with what each difference is worth.

    python -m tests.benchmarks.retrieval

Prints hit@1, hit@5 and the reciprocal rank of each candidate, and the difference of its reciprocal
rank to the chosen configuration's, with its 95 % interval (paired bootstrap, 10,000 samples). A
candidate earns its place where taking it away costs more than its interval on some set, and it
costs no other set anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from functools import lru_cache

import ir_measures
import numpy as np
from ir_measures import RR, Qrel, ScoredDoc, Success
from numpy.typing import NDArray

from assistant.measure.relevance import RelevantUnits
from index.encoder import Encoder, Vectors
from index.models import DEFAULT_MODEL, load_encoder
from index.search.searcher import Searcher
from index.search.signals import WEIGHTS, Weights
from tests.benchmarks.question_sets import QuestionSet, open_index, question_sets

_DEPTH = 60
_SAMPLES = 10_000
_NOTHING = Weights(**{field.name: 0 for field in fields(Weights)})
CANDIDATES: Mapping[str, Weights] = {
    "chosen": WEIGHTS,
    "terms alone": replace(_NOTHING, lexical=1),
    "vectors alone": replace(_NOTHING, dense=1),
    "plain fusion": replace(_NOTHING, dense=1, lexical=0.5),
    "without lead": replace(WEIGHTS, dense=WEIGHTS.dense + WEIGHTS.lead, lead=0),
    "without sentence": replace(WEIGHTS, sentence=0),
    "without terms": replace(WEIGHTS, lexical=0),
    "without lexicon": replace(WEIGHTS, added=0),
    "without definition": replace(WEIGHTS, definition=0),
    "without territory": replace(WEIGHTS, territory=0),
    "without authority": replace(WEIGHTS, authority=0),
    "without across": replace(WEIGHTS, across=0),
    "across 0.7": replace(WEIGHTS, across=0.7),
    "across 2.1": replace(WEIGHTS, across=2.1),
    "authority 1.2": replace(WEIGHTS, authority=1.2),
    "territory 1": replace(WEIGHTS, territory=1),
    "sentence 0.2": replace(WEIGHTS, sentence=0.2),
    "sentence 0.6": replace(WEIGHTS, sentence=0.6),
    "terms 0.5": replace(WEIGHTS, lexical=0.5),
    "terms 0.9": replace(WEIGHTS, lexical=0.9),
    "lexicon 0.4": replace(WEIGHTS, added=0.4),
    "lexicon 0.8": replace(WEIGHTS, added=0.8),
    "lead 0.2": replace(WEIGHTS, lead=0.2),
    "lead 0.6": replace(WEIGHTS, lead=0.6),
    "definition 2": replace(WEIGHTS, definition=2),
}
Values = NDArray[np.float64]


class _Remembering:
    """An encoder that encodes each question once."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._encode = lru_cache(maxsize=None)(lambda text: encoder.encode_queries([text])[0])

    def __getattr__(self, name: str) -> object:
        return getattr(self._encoder, name)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._encode(text) for text in texts])


def measure(questions: QuestionSet, searcher: Searcher) -> dict[str, Values]:
    """hit@1, hit@5 and reciprocal rank of each question of the set, in its order."""
    qrels, run = [], []
    for number, question in enumerate(questions.questions):
        wanted = RelevantUnits(question.relevant, documents=searcher.index.documents)
        ranking = wanted.ranking(searcher.search(question.text, limit=_DEPTH).hits)
        qrels += [Qrel(str(number), unit, 1) for unit in wanted.units]
        run += [ScoredDoc(str(number), unit, -place) for place, unit in enumerate(ranking)]
    measures = {"hit@1": Success @ 1, "hit@5": Success @ 5, "rr": RR @ 10}
    values = {name: np.zeros(len(questions.questions)) for name in measures}
    for metric in ir_measures.iter_calc(list(measures.values()), qrels, run):
        name = next(name for name, one in measures.items() if one == metric.measure)
        values[name][int(metric.query_id)] = metric.value
    return values


def interval(difference: Values, *, seed: int = 0) -> tuple[float, float]:
    """The 95 % interval of the mean of paired differences, by bootstrap."""
    drawn = np.random.default_rng(seed).integers(
        0, len(difference), size=(_SAMPLES, len(difference))
    )
    low, high = np.quantile(difference[drawn].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)


def main() -> None:
    """Prints the table."""
    encoder = _Remembering(load_encoder(DEFAULT_MODEL))
    for questions in question_sets():
        index = open_index(questions.documents, encoder)  # type: ignore[arg-type]
        print(f"\n{questions.name}: {len(questions.questions)} questions")
        chosen: dict[str, Values] = {}
        for name, weights in CANDIDATES.items():
            searcher = Searcher(index, encoder, weights=weights)  # type: ignore[arg-type]
            values = measure(questions, searcher)
            chosen = chosen or values
            difference = values["rr"] - chosen["rr"]
            low, high = interval(difference)
            print(
                f"  {name:20} hit@1 {values['hit@1'].mean():.3f}  "
                f"hit@5 {values['hit@5'].mean():.3f}  rr {values['rr'].mean():.3f}  "
                f"({difference.mean():+.3f}, {low:+.3f} to {high:+.3f})",
                flush=True,
            )


if __name__ == "__main__":
    main()
