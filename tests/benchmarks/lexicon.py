"""What each row of the lexicon is worth, and which other words its stems catch.

    python -m tests.benchmarks.lexicon
    python -m tests.benchmarks.lexicon --stems

Prints every row without which a question of some set is answered better or worse, the most harmful
first: of how many questions it stands in, how many lose or gain without it, and the sum of the
differences of their reciprocal ranks. A row that no question meets is justified by common sense
alone. With --stems, for each word of a left column that stands alone, the usual words that share
its stem and not its beginning: "marée" is "mars", "saisir" is "je sais".
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from corpus.readers.hyphenation.word_list import LANGUAGES, words_of
from corpus.text import fold
from index.models import DEFAULT_MODEL, load_encoder
from index.search.lexicon import LEXICONS
from index.search.query import Query
from index.search.searcher import Searcher
from index.text.terms import analyse
from tests.benchmarks.question_sets import open_index, question_sets
from tests.benchmarks.retrieval import Remembering, measure

# How often films say a word that a stem should not catch by chance, and how many of them are shown.
_USUAL = 500
_SHOWN = 6


class _WithoutRow(Searcher):
    """A searcher without what stands for these terms."""

    terms: frozenset[str] = frozenset()

    def read_query(self, text: str) -> Query:
        query = super().read_query(text)
        kept = tuple(one for one in query.expansions if one.terms != self.terms)
        return replace(query, expansions=kept)


def _rows() -> Iterator[tuple[str, list[str], str]]:
    """The language of the questions, the left words and the whole line of each row."""
    for path in sorted(Path(LEXICONS).iterdir()):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield path.stem[:2], line.partition("\t")[0].split(", "), f"{path.stem}  {line}"


def _print_worth() -> None:
    encoder = Remembering(load_encoder(DEFAULT_MODEL))
    lines: Mapping[tuple[str, frozenset[str]], list[str]] = defaultdict(list)
    for language, left, line in _rows():
        for words in left:
            lines[language, frozenset(analyse(words, language=language))].append(line)
    differences: dict[tuple[str, frozenset[str]], list[float]] = defaultdict(list)
    for questions in question_sets():
        searcher = _WithoutRow(open_index(questions.documents, encoder), encoder)  # type: ignore[arg-type]
        with_all = measure(questions, searcher)["rr"]
        asked: dict[tuple[str, frozenset[str]], list[int]] = defaultdict(list)
        for place, question in enumerate(questions.questions):
            query = searcher.read_query(question.text)
            for terms in {one.terms for one in query.expansions}:
                asked[query.language, terms].append(place)
        for (language, terms), places in asked.items():
            searcher.terms = terms
            some = replace(questions, questions=tuple(questions.questions[at] for at in places))
            without = measure(some, searcher)["rr"]
            differences[language, terms] += (without - with_all[places]).tolist()
        searcher.terms = frozenset()
    for key, values in sorted(differences.items(), key=lambda one: -sum(one[1])):
        if any(values):
            loses, gains = (sum(1 for value in values if value * sign > 0) for sign in (-1, 1))
            print(
                f"{sum(values):+.2f}  in {len(values):3}  {loses:2} lose  {gains:2} gain  "
                f"{' | '.join(dict.fromkeys(lines[key]))}"
            )


def _print_stems() -> None:
    families: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for language in LANGUAGES:
        for word, said in words_of(language).items():
            if said >= _USUAL and len(stem := analyse(word, language=language)) == 1:
                families[language, stem[0]].append((said, word))
    for language, left, line in _rows():
        for words in left:
            stems = set(analyse(words, language=language))
            if len(stems) != 1:
                continue
            beginning = fold(words)[: max(4, len(words) - 2)]
            others = [
                one
                for one in sorted(families[language, stems.pop()], reverse=True)
                if not fold(one[1]).startswith(beginning)
            ]
            if others:
                shown = ", ".join(f"{word} {said}" for said, word in others[:_SHOWN])
                print(f"{words}: {shown}  ({line})")


def main() -> None:
    """Prints what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stems", action="store_true", help="words that stems catch by chance")
    if parser.parse_args().stems:
        _print_stems()
    else:
        _print_worth()


if __name__ == "__main__":
    main()
