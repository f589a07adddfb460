"""Answers from corpora of a few passages, for which no one has taught or fitted anything.

    python -m tests.benchmarks.small [--unseen] [--show] [--folder FOLDER]

Builds each small corpus under var/benchmarks and asks its questions. Prints, by corpus: the share
of the answerable ones whose answer quotes the words that answer, and that are refused; the share of
the others that is answered. `--unseen` asks those that nothing was chosen by.
"""

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Answer, Status
from assistant.measure.required_words import missing_words
from assistant.question import Question
from assistant.service import Service
from corpus.ingest import collect, ingest
from index.encoder import Encoder
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.models import DEFAULT_MODEL, load_encoder
from index.snapshot.live import LiveIndex
from index.snapshot.store import Store
from tests.benchmarks.question_sets import VAR
from tests.benchmarks.small.corpora import write_corpus

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what it must quote, whether the corpus answers it, and what came of it."""

    question: str
    must_quote: tuple[str, ...]
    answerable: bool
    answer: Answer

    @property
    def refused(self) -> bool:
        """Whether it was not answered."""
        return self.answer.status is not Status.ANSWERED

    @property
    def quoted(self) -> bool:
        """Whether the answer quotes all that it must."""
        return not missing_words(self.must_quote, self.answer)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--unseen", action="store_true")
    parser.add_argument("--show", action="store_true", help="print the answers")
    parser.add_argument("--folder", type=Path, default=VAR / "small", help="where it is built")
    given = parser.parse_args()
    encoder = load_encoder(DEFAULT_MODEL)
    file = _HERE / ("unseen_questions.jsonl" if given.unseen else "questions.jsonl")
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    by_corpus = defaultdict[str, list[Asked]](list)
    for name in dict.fromkeys(row["corpus"] for row in rows):
        service = Service(open_corpus(name, encoder, given.folder))
        for row in rows:
            if row["corpus"] == name:
                answer = service.ask(Question(row["question"]))
                asked = Asked(
                    row["question"], tuple(row["must_quote"]), bool(row["relevant"]), answer
                )
                by_corpus[name].append(asked)
                if given.show:
                    show(asked)
    print(f"\n{'corpus':12}{'questions':>10}{'quoted':>9}{'refused':>9}{'others answered':>17}")
    for name, found in by_corpus.items():
        print_row(name, found)
    print_row("all", [one for found in by_corpus.values() for one in found])


def open_corpus(name: str, encoder: Encoder, folder: Path) -> LiveIndex:
    """The index of a small corpus."""
    files = write_corpus(name, folder / name / "files")
    store = Store(folder / name / "index")
    build(ingest(collect([files])), store=store, encoder=encoder, policy=GatePolicy(force=True))
    return LiveIndex(store, encoder, check_every=None)


def show(one: Asked) -> None:
    """Prints a question with its answer."""
    good = one.quoted and not one.refused if one.answerable else one.refused
    print(f"\n{'   ' if good else '>>>'} {one.question}   [{one.answer.status.value}]")
    for sentence in one.answer.sentences:
        print(f"      | {sentence.text}")
    if one.answerable and not one.quoted:
        print(f"      not quoted: {' | '.join(one.must_quote)}")


def print_row(name: str, found: list[Asked]) -> None:
    """Prints the shares of some questions."""
    answerable = [one for one in found if one.answerable]
    others = [one for one in found if not one.answerable]
    quoted = sum(one.quoted for one in answerable)
    refused = sum(one.refused for one in answerable)
    answered = sum(not one.refused for one in others)
    print(
        f"{name:12}{len(found):10}{f'{quoted}/{len(answerable)}':>9}{refused:9}"
        f"{f'{answered}/{len(others)}':>17}"
    )


if __name__ == "__main__":
    main()
