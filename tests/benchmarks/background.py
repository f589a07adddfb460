"""What fills up an index of few passages: how signals spread over many, how common terms are.

    python -m tests.benchmarks.background

Asks each large corpus its own questions and prints the mean, over questions, of the deviation of
each signal over all passages; and of the terms that some passage holds, but less than 2 % of them,
the mean share of passages, each term weighed by it: how common one is of which a passage is drawn.
The means over corpora stand in index/parameters.py.
"""

import argparse
from collections.abc import Sequence

import numpy as np

from index.models import DEFAULT_MODEL, load_encoder
from index.parameters import RANKING
from index.search.searcher import Searcher
from index.search.signals import lexical_scores
from index.snapshot.index import Index
from tests.benchmarks.question_sets import open_index, question_sets

_COMMON = 0.02
_SETS = ("crpa, our own", "uk_plan, our own", "service_public_dev", "documents, our own")


def deviations(searcher: Searcher, questions: list[str]) -> tuple[float, float, float]:
    """The mean deviations of dense, sentence and tempered lexical over all passages."""
    rows = []
    for text in questions:
        query = searcher.read_query(text)
        vector = searcher.encoder.encode_queries([query.encoded_text])[0]
        features = searcher.index.features
        lexical = lexical_scores(searcher.index.lexical, query, parameters=RANKING)
        rows.append(
            (
                features.passage_moments.deviation(vector),
                features.sentence_moments.deviation(vector),
                float((lexical**0.75).std()),
            )
        )
    dense, sentence, terms = np.mean(rows, axis=0)
    return float(dense), float(sentence), float(terms)


def term_share(index: Index) -> float:
    """The mean share of passages that hold a term which is not common, each weighed by it."""
    lexical = index.lexical
    shares = np.diff(lexical.starts) / lexical.passages
    rare = shares[shares < _COMMON]
    return float(np.average(rare, weights=rare))


def main() -> None:
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    encoder = load_encoder(DEFAULT_MODEL)
    rows = []
    print(f"{'corpus':24}{'passages':>9}{'dense':>9}{'sentence':>9}{'lexical':>9}{'terms':>9}")
    for one in question_sets():
        if one.name in _SETS:
            index = open_index(one.documents, encoder)
            searcher = Searcher(index, encoder)
            found = deviations(searcher, [each.text for each in one.questions])
            rows.append((*found, term_share(index)))
            print(f"{one.name:24}{len(index.passages):9}{_written(rows[-1])}")
    print(f"{'mean':33}{_written(np.mean(rows, axis=0).tolist())}")


def _written(row: Sequence[float]) -> str:
    return "".join(f"{value:9.4f}" for value in row)


if __name__ == "__main__":
    main()
