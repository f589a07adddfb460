"""Every candidate for the ranking against every question set, with what each difference is worth.

    python -m tests.benchmarks.retrieval [--index INDEX]

Prints hit@1, hit@5 and the reciprocal rank of each candidate, and the difference of its reciprocal
rank to the chosen configuration's, with its 95 % interval (paired bootstrap, 10,000 samples). A
candidate earns its place where taking it away costs more than its interval on some set, and it
costs no other set anything.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from functools import lru_cache
from pathlib import Path

import ir_measures
import numpy as np
from ir_measures import RR, Qrel, ScoredDoc, Success
from numpy.typing import NDArray

from assistant.measure.named_documents import NamedDocuments
from assistant.measure.relevance import RelevantUnits
from index.encoder import Encoder, Vectors
from index.models import DEFAULT_MODEL, load_encoder
from index.parameters import RANKING, RankingParameters, SignalWeights
from index.search.query import Query
from index.search.searcher import Searcher
from index.snapshot.store import Store
from tests.benchmarks.question_sets import CRPA, QuestionSet, open_index, question_sets

_AS_WRITTEN = argparse.RawDescriptionHelpFormatter
_DEPTH = 60
_SAMPLES = 10_000
_NOTHING = SignalWeights(**{field.name: 0 for field in fields(SignalWeights)})
_CHOSEN = RANKING.weights


def _alone(**weights: float) -> RankingParameters:
    return replace(RANKING, weights=replace(_NOTHING, **weights), expansion=0)


def _with(**weights: float) -> RankingParameters:
    return replace(RANKING, weights=replace(_CHOSEN, **weights))


CANDIDATES: Mapping[str, RankingParameters] = {
    "chosen": RANKING,
    "terms alone": _alone(lexical=1),
    "vectors alone": _alone(dense=1),
    "plain fusion": _alone(dense=1, lexical=0.5),
    "without lead": _with(dense=_CHOSEN.dense + _CHOSEN.lead, lead=0),
    **{
        f"without {name}": _with(**{name: 0.0})
        for name in (
            "sentence",
            "lexical",
            "definition",
            "territory",
            "authority",
            "cross_language",
            "named_article",
        )
    },
    "without questions": _with(question=0, question_terms=0, paraphrase=0),
    **{
        f"without {name}": _with(**{name: 0.0})
        for name in ("question", "question_terms", "paraphrase")
    },
    **{f"question {value}": _with(question=value) for value in (1.0, 2.0)},
    **{f"question_terms {value}": _with(question_terms=value) for value in (0.25, 0.75, 1.0)},
    **{f"paraphrase {value}": _with(paraphrase=value) for value in (2.5, 10.0)},
    **{
        f"question_temperature {value}": replace(RANKING, question_temperature=value)
        for value in (0.05, 0.07, 0.15)
    },
    **{
        f"nearest_questions {value}": replace(RANKING, nearest_questions=value)
        for value in (100, 400)
    },
    **{
        f"paraphrase_likeness {value}": replace(RANKING, paraphrase_likeness=value)
        for value in (0.4, 0.6)
    },
    **{f"lead {value}": _with(lead=value) for value in (0.2, 0.6)},
    **{f"sentence {value}": _with(sentence=value) for value in (0.2, 0.6)},
    **{f"lexical {value}": _with(lexical=value) for value in (0.5, 0.9)},
    **{f"definition {value}": _with(definition=value) for value in (2.0,)},
    **{f"territory {value}": _with(territory=value) for value in (1.0,)},
    **{f"authority {value}": _with(authority=value) for value in (1.2,)},
    **{f"cross_language {value}": _with(cross_language=value) for value in (0.7, 2.1)},
    **{f"expansion {value}": replace(RANKING, expansion=value) for value in (0.4, 0.8)},
    **{f"without {name}": _with(**{name: 0.0}) for name in ("known", "cited")},
    **{f"candidates {value}": replace(RANKING, candidates=value) for value in (100, 400)},
    **{
        f"decree_authority {value}": replace(RANKING, decree_authority=value)
        for value in (0.0, 1.0)
    },
}
Values = NDArray[np.float64]


class Unaided(Searcher):
    """A searcher without the lexicon: no term stands for another, no acronym is spelt out."""

    def read_query(self, text: str) -> Query:
        query = super().read_query(text)
        return replace(query, expansions=(), encoded_text=query.text)


class Remembering:
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
    named = NamedDocuments(searcher.index)
    for number, question in enumerate(questions.questions):
        wanted = RelevantUnits(question.answers(named), documents=searcher.index.documents)
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


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_AS_WRITTEN)
    parser.add_argument("--index", type=Path, help="ask this index, and the sets on the CRPA alone")
    return parser.parse_args()


def main() -> None:
    """Prints the table."""
    asked = _arguments().index
    encoder = Remembering(load_encoder(DEFAULT_MODEL))
    for questions in question_sets():
        if asked is not None and questions.documents != CRPA:
            continue
        if asked is None:
            index = open_index(questions.documents, encoder)  # type: ignore[arg-type]
        else:
            index = Store(asked).current()
        print(f"\n{questions.name}: {len(questions.questions)} questions")
        searchers = {
            name: Searcher(index, encoder, parameters=parameters)  # type: ignore[arg-type]
            for name, parameters in CANDIDATES.items()
        }
        searchers["without lexicon"] = Unaided(index, encoder)  # type: ignore[arg-type]
        chosen: dict[str, Values] = {}
        for name, searcher in searchers.items():
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
