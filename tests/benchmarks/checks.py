"""Checking citations, measured: is what is quoted told from what is altered, and from the rest?

    python -m tests.benchmarks.checks [--index INDEX] [--sentences 300]

Takes sentences of an index at random and quotes each five ways: to the letter; with one word left
out; with one figure, negation or modal turned; with one word put for another; and with its words in
another order, as words that stand nowhere. Prints for each way the verdicts, and the least and the
most that the words were alike: `assistant.checks.matching.ALIKE` lies between altered and absent.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from assistant.checks.check_text import check_text
from assistant.checks.held_laws import HeldLaws
from index.models import DEFAULT_MODEL, load_encoder
from index.search.searcher import Searcher
from index.snapshot.live import LiveIndex
from index.snapshot.store import Store
from tests.benchmarks.question_sets import CRPA, open_store

_TURNED = {
    "deux": "trois", "un": "deux", "mois": "jours", "peut": "doit", "doit": "peut", "ne": "",
    "pas": "", "sauf": "même", "quatre": "six", "quinze": "dix", "sont": "étaient", "est": "était",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]{4,}")


def sentences(searcher: Searcher, count: int) -> list[str]:
    """Sentences of 8 to 60 words, without marks of quotation, at random."""
    index = searcher.index
    found = []
    for ordinal, passage in enumerate(index.passages):
        document = index.documents[passage.document_id]
        for start, end in index.sentences(ordinal):
            words = document.text[start:end]
            if 8 <= len(words.split()) <= 60 and not set('«»“”"') & set(words):
                found.append(words)
    return random.Random(0).sample(sorted(set(found)), min(count, len(set(found))))


def left_out(words: str, chance: random.Random) -> str:
    """The sentence without one of its words, neither the first nor the last."""
    parts = words.split()
    parts.pop(chance.randrange(1, len(parts) - 1))
    return " ".join(parts)


def turned(words: str, chance: random.Random) -> str | None:
    """The sentence with a figure, a negation or a modal turned; None where it has none."""
    parts = words.split()
    places = [at for at, part in enumerate(parts) if part.lower() in _TURNED]
    if not places:
        return None
    at = chance.choice(places)
    parts[at] = _TURNED[parts[at].lower()]
    return " ".join(part for part in parts if part)


def replaced(words: str, chance: random.Random) -> str:
    """The sentence with one word put for another one of it."""
    parts = words.split()
    at = chance.randrange(1, len(parts))
    parts[at] = chance.choice([one for one in _WORD.findall(words) if one != parts[at]] or ["rien"])
    return " ".join(parts)


def shuffled(words: str, chance: random.Random) -> str:
    """The words of the sentence in another order."""
    parts = words.split()
    chance.shuffle(parts)
    return " ".join(parts)


WAYS: dict[str, Callable[[str, random.Random], str | None]] = {
    "to the letter": lambda words, _: words,
    "one word left out": left_out,
    "figure, negation or modal turned": turned,
    "one word replaced": replaced,
    "in another order": shuffled,
}


def checked(searcher: Searcher, quoted: list[str]) -> Iterator[tuple[str, float]]:
    """The verdict on each quotation, and how alike its source is."""
    laws, day = HeldLaws(searcher.index), datetime.now(UTC).date()
    for words in quoted:
        claims = check_text(f"On lit : « {words} »", searcher=searcher, laws=laws, as_of=day).claims
        for claim in claims:
            yield claim.verdict.value, claim.source.score if claim.source else 0.0


def main() -> None:
    """Prints the verdicts for each way of quoting."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--index", type=Path, help="folder of an index; that of the CRPA is built")
    parser.add_argument("--sentences", type=int, default=300, help="how many, at random")
    asked = parser.parse_args()
    encoder = load_encoder(DEFAULT_MODEL)
    store = Store(asked.index) if asked.index else open_store(CRPA, encoder)
    searcher = LiveIndex(store, encoder, check_every=None).searcher()
    chosen, chance = sentences(searcher, asked.sentences), random.Random(1)
    for name, way in WAYS.items():
        quoted = [made for words in chosen if (made := way(words, chance))]
        found = list(checked(searcher, quoted))
        verdicts = ", ".join(
            f"{verdict} {count}"
            for verdict, count in Counter(verdict for verdict, _ in found).most_common()
        )
        alike = [score for _, score in found if score]
        bounds = f"{min(alike):.2f} to {max(alike):.2f}" if alike else "–"
        print(f"{name:34} {len(found):4}  {verdicts}; alike {bounds}", flush=True)


if __name__ == "__main__":
    main()
