"""What slips and missing accents cost the search, with and without the mending of spelling.

    python -m tests.benchmarks.spelling

Each question is asked as it is, without its accents, with a slip in two of its words (a letter
swapped, lost or doubled; the same ones at each run), and with both. Then words are mended one by
one: those that the pages of service-public.fr use and the code does not, of which each change is
wrong, and slips in the code's own, each of which should become its word again.
"""

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import numpy as np

from corpus.text import fold
from index.encoder import Encoder
from index.features.word_counts import count_words
from index.models import DEFAULT_MODEL, load_encoder
from index.parameters import RANKING
from index.search.searcher import Searcher
from index.search.spelling import Speller
from tests.benchmarks.question_sets import CRPA, SERVICE_PUBLIC, open_index, question_sets
from tests.benchmarks.retrieval import measure

# How often the pages have a word that is taken for no slip of theirs, and how many are shown.
_USUAL = 3
_SHOWN = 40


def without_accents(text: str, _: int) -> str:
    """The text as it is typed on a foreign keyboard."""
    return fold(text).replace("'", " ")


def with_slips(text: str, seed: int) -> str:
    """The text with a slip in two of its longer words."""
    chance = random.Random(seed)
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) > 5]
    for place in chance.sample(long, min(2, len(long))):
        words[place] = with_slip(words[place], chance)
    return " ".join(words)


def wrongly_changed(words: Iterable[str], speller: Speller) -> list[str]:
    """Real words that the speller takes for slips, each with what it makes of it."""
    mended = ((word, speller.mend(word)) for word in words)
    return [f"{word} → {other}" for word, other in mended if other != word]


def with_slip(word: str, chance: random.Random) -> str:
    """The word with a letter swapped, lost or doubled."""
    at = chance.randrange(1, len(word) - 2)
    kind = chance.choice(("swapped", "lost", "doubled"))
    middle = {"swapped": word[at + 1] + word[at], "lost": word[at + 1]}
    return word[:at] + middle.get(kind, word[at] + word[at : at + 2]) + word[at + 2 :]


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


def _print_words(searcher: Searcher, encoder: Encoder) -> None:
    speller = searcher.speller
    own = searcher.index.features.words
    pages = open_index(SERVICE_PUBLIC / "documents.jsonl", encoder)
    counts = count_words(passage.text for passage in pages.passages)
    real = sorted(
        word for word, count in counts.items() if count >= _USUAL and word not in set(own)
    )
    changed = wrongly_changed(real, speller)
    print(f"\n{len(changed)} of {len(real)} real words changed: {', '.join(changed[:_SHOWN])}")
    chance = random.Random(0)
    long = [word for word in own if len(word) >= RANKING.shortest_mended]
    slips = [(with_slip(word, chance), word) for word in long]
    mended = np.mean([speller.mend(slip) == word for slip, word in slips if slip != word])
    print(f"{mended:.3f} of slips in {len(long)} words of seven letters or more mended")
    bare = [word for word in own if fold(word) != word and fold(word) not in set(own)]
    restored = np.mean([speller.mend(fold(word)) == word for word in bare])
    print(f"{restored:.3f} of {len(bare)} words without their accents written with them")


def main() -> None:
    """Prints the tables."""
    encoder = load_encoder(DEFAULT_MODEL)
    searcher = Searcher(open_index(CRPA, encoder), encoder)
    _print_words(searcher, encoder)
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
