"""Follow-ups: whether they are told from questions that stand alone, and what they find.

    python -m tests.benchmarks.follow_ups [--index INDEX] [--show]

Prints how many of the follow-ups of `judged_follow_ups.jsonl` and `follow_ups.jsonl` are taken for
one, and of all labelled questions that stand alone how many are; what an index of the CRPA finds
for each follow-up after its first question, by how much its own words weigh (hit@1, hit@3 and the
mean reciprocal rank of articles, without regard to what was shown); and how many of the standing
questions get the same answer after an unrelated question as alone.
"""

import argparse
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.answer import Answer
from assistant.measure.relevance import RelevantUnits
from assistant.service import Service
from assistant.understand.follow_ups import is_follow_up, may_lean
from index.models import DEFAULT_MODEL, load_encoder
from index.parameters import RANKING
from index.search.searcher import Searcher
from index.snapshot.live import LiveIndex
from index.snapshot.store import Store
from tests.assistant.conversing import converse
from tests.benchmarks.judged.labels import JudgedQuestion, read_judged, read_unanswerable
from tests.benchmarks.question_sets import CRPA, OWN, open_store

FOLLOW_UPS = ("judged_follow_ups", "follow_ups")
OWN_WORDS = ((0.0, 1.0), (1.0, 1.0), (0.5, 0.3), (1.0, 0.0), (1.0, 0.3), (1.0, 0.5), (2.0, 0.3))
_SEARCHED = 30


def standing_questions() -> tuple[str, ...]:
    """The labelled questions of our own that stand alone, each once."""
    files = [path for path in sorted(OWN.glob("*.jsonl")) if path.stem not in FOLLOW_UPS]
    return tuple(dict.fromkeys(text for path in files for text in read_unanswerable(path)))


def reciprocal_ranks(searcher: Searcher, questions: Iterable[JudgedQuestion]) -> list[float]:
    """One over the rank of the first article that each follow-up's label allows; 0 without one."""
    ranks = []
    for question in questions:
        hits = searcher.search(
            question.label.text, antecedent=question.first or "", limit=_SEARCHED
        ).hits
        wanted = RelevantUnits(question.label.relevant, documents=searcher.index.documents)
        places = [
            place
            for place, unit in enumerate(wanted.ranking(hits), start=1)
            if unit in wanted.units
        ]
        ranks.append(1 / places[0] if places else 0.0)
    return ranks


def print_found(searcher: Searcher, questions: Sequence[JudgedQuestion]) -> None:
    """Prints what the follow-ups find, by the weights of their own words."""
    print("\nown words  antecedent's terms  hit@1  hit@3    MRR")
    for own_words, terms in OWN_WORDS:
        parameters = replace(RANKING, own_words=own_words, antecedent_terms=terms)
        varied = Searcher(searcher.index, searcher.encoder, parameters=parameters)
        ranks = reciprocal_ranks(varied, questions)
        first = sum(rank == 1 for rank in ranks) / len(ranks)
        third = sum(rank >= 1 / 3 for rank in ranks) / len(ranks)
        mean = sum(ranks) / len(ranks)
        print(
            f"{own_words:9.1f}  {terms:18.1f}  {first:5.2f}  {third:5.2f}  {mean:5.3f}", flush=True
        )


def same_answer(one: Answer, other: Answer) -> bool:
    """Whether two answers quote the same, or refuse for the same reason."""
    reasons = [answer.refusal and answer.refusal.reason for answer in (one, other)]
    quotes = [[citation.quote for citation in answer.citations] for answer in (one, other)]
    return reasons[0] == reasons[1] and quotes[0] == quotes[1]


def print_after_others(service: Service, questions: Sequence[str], *, show: bool) -> None:
    """Prints how many questions get the same answer after another one as alone."""
    before = random.Random(0).sample(questions, len(questions))
    # No other question is read with what was said before.
    leaning = [
        pair
        for pair in zip(before, questions, strict=True)
        if is_follow_up(pair[1]) or may_lean(pair[1])
    ]
    changed = [
        pair
        for pair in leaning
        if not same_answer(converse(service, pair), converse(service, pair[1:]))
    ]
    same = 1 - len(changed) / len(questions)
    if show:
        print("\n".join(" → ".join(pair) for pair in changed))
    print(f"\nthe same answer after an unrelated question as alone: {same:.3f} of {len(questions)}")


def main() -> None:
    """Measures all of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--index", type=Path, help="folder of an index of the CRPA alone")
    parser.add_argument("--show", action="store_true", help="print what is taken wrongly")
    asked = parser.parse_args()
    standing = standing_questions()
    false = [text for text in standing if is_follow_up(text)]
    print(f"{len(false)} of {len(standing)} questions that stand alone are taken for follow-ups")
    follow_ups = [one for name in FOLLOW_UPS for one in read_judged(OWN / f"{name}.jsonl")]
    missed = [one.label.text for one in follow_ups if not is_follow_up(one.label.text)]
    print(f"{len(missed)} of {len(follow_ups)} follow-ups are taken for questions that stand alone")
    if asked.show:
        print("\n".join(("", *false, "", *missed)))
    encoder = load_encoder(DEFAULT_MODEL)
    store = Store(asked.index) if asked.index is not None else open_store(CRPA, encoder)
    live = LiveIndex(store, encoder, check_every=None)
    print_found(live.searcher(), follow_ups)
    print_after_others(Service(live), standing, show=asked.show)


if __name__ == "__main__":
    main()
