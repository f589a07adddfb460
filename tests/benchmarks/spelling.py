"""What slips and missing accents cost the search, with and without the mending of spelling.

    python -m tests.benchmarks.spelling

Each question is asked as it is, without its accents, with a slip in two of its words (a letter
swapped, lost or doubled; the same ones at each run), and with both.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from corpus.text import fold
from index.models import DEFAULT_MODEL, load_encoder
from index.search.searcher import Searcher
from tests.benchmarks.question_sets import CRPA, open_index, question_sets
from tests.benchmarks.retrieval import measure


def without_accents(text: str, _: int) -> str:
    """The text as it is typed on a foreign keyboard."""
    return fold(text).replace("'", " ")


def with_slips(text: str, seed: int) -> str:
    """The text with a slip in two of its longer words."""
    chance = random.Random(seed)
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) > 5]
    for place in chance.sample(long, min(2, len(long))):
        word = words[place]
        at = chance.randrange(1, len(word) - 2)
        kind = chance.choice(("swapped", "lost", "doubled"))
        middle = {"swapped": word[at + 1] + word[at], "lost": word[at + 1]}
        words[place] = word[:at] + middle.get(kind, word[at] + word[at : at + 2]) + word[at + 2 :]
    return " ".join(words)


_TYPED: Mapping[str, Callable[[str, int], str]] = {
    "as it is": lambda text, _: text,
    "without accents": without_accents,
    "with slips": with_slips,
    "with both": lambda text, seed: without_accents(with_slips(text, seed), seed),
}


class _Literal(Searcher):
    """A searcher that mends nothing."""

    def __init__(self, searcher: Searcher) -> None:
        super().__init__(
            replace(searcher.index, features=replace(searcher.index.features, words=())),
            searcher.encoder,
        )


def main() -> None:
    """Prints the table."""
    encoder = load_encoder(DEFAULT_MODEL)
    searcher = Searcher(open_index(CRPA, encoder), encoder)
    for questions in question_sets():
        if questions.documents != CRPA:
            continue
        print(f"\n{questions.name}")
        for name, typed in _TYPED.items():
            asked = replace(
                questions,
                questions=tuple(
                    replace(one, text=typed(one.text, seed))
                    for seed, one in enumerate(questions.questions)
                ),
            )
            for label, one in (("literal", _Literal(searcher)), ("mended", searcher)):
                values = measure(asked, one)
                figures = "  ".join(f"{key} {np.mean(hits):.3f}" for key, hits in values.items())
                print(f"  {name:16} {label:8} {figures}", flush=True)


if __name__ == "__main__":
    main()
