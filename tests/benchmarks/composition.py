"""Every constant of composing against the judged questions, with what each value is worth.

    python -m tests.benchmarks.composition --crpa DIR --pages DIR --uk-plan DIR

Prints, for the chosen constants and for each one changed alone, how many answers to the questions
of `judged.jsonl` get each verdict of `tests.benchmarks.judged`, on each of the indexes that are
named, and their median words; and of the questions of `crpa.jsonl`, asked of the CRPA with pages,
the share of which the first citation is relevant. What is retrieved is the same for all of them.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from assistant.answer import Answer, Content, IndexStamp, Refusal, RefusalReason, Timings
from assistant.compose.citations import cite_quotes
from assistant.compose.selection.select import select_quotes
from assistant.compose.tuning import TUNING, Tuning
from assistant.evidence.evidence_set import Evidence
from assistant.evidence.retrieve import retrieve
from assistant.evidence.units import UnitLookup
from assistant.measure.labelled_questions import LabelledQuestion, read_labelled
from assistant.measure.named_documents import NamedDocuments
from assistant.measure.relevance import RelevantUnits
from assistant.question import Question
from assistant.understand.parse import parse_question
from corpus.passage import Passage
from index.hit import Filter
from index.models import DEFAULT_MODEL, load_encoder
from index.search.searcher import Searcher
from index.snapshot.live import LiveIndex
from index.snapshot.store import Store
from tests.benchmarks.judged.labels import JudgedQuestion, read_judged
from tests.benchmarks.judged.rates import words
from tests.benchmarks.judged.verdict import Links, Verdict, judge
from tests.benchmarks.question_sets import OWN

_MOST = 5
# Values beside the chosen one; 0 is without it, and _ALL with everything.
_ALL = 99.0
VALUES: Mapping[str, Sequence[float]] = {
    "term": (0, 0.05, 0.2),
    "opening": (0, 0.02),
    "answer_type": (0, 0.04, 0.12),
    "figure": (0, 0.04, 0.08, 0.12),
    "figure_first": (0, 0.08, 0.14),
    "fact": (0, 0.06, 0.2),
    "promise": (0, 0.06),
    "span": (0, 10, 20),
    "law_first": (0, 0.8, _ALL),
    "plain": (0, 2),
    "nearer": (0, 50, 200),
    "founds": (0, 1.7),
    "gives_way": (0, 1.8),
    "tied": (0, 1, 2),
    "as_good": (0, 0.01, 0.04),
    "derogation": (0, 0.06, _ALL),
    "behind": (0, 0.1),
}
BOUNDS: Mapping[str, Sequence[int]] = {
    "article": (500, 700, 1200),
    "rule": (600, 1200),
    "section": (300, 450, 900),
    "list": (300, 600, 900),
}


@dataclass(frozen=True, slots=True)
class Found:
    """One question, its evidence, None where it was refused, and what may answer it."""

    label: LabelledQuestion
    judged: JudgedQuestion | None
    evidence: Evidence | None
    units: RelevantUnits


@dataclass(frozen=True, slots=True)
class Asked:
    """What the questions of one corpus find, the judged ones and those that are only labelled."""

    found: tuple[Found, ...]
    links: Links
    passages: Mapping[str, Passage]


def ask_all(corpus: str, searcher: Searcher) -> Asked:
    """What each question of a corpus finds in its index."""
    index = searcher.index
    lookup, documents = UnitLookup(index.passages), NamedDocuments(index)
    today = datetime.now(UTC).date()
    judged = [one for one in read_judged(OWN / "judged.jsonl") if one.corpus == corpus]
    labelled = read_labelled(OWN / "crpa.jsonl") if corpus == "pages" else ()
    found = []
    for label, one in (
        *((one.label, one) for one in judged),
        *((label, None) for label in labelled),
    ):
        retrieved = retrieve(
            parse_question(Question(label.text)),
            searcher,
            cited=(),
            lookup=lookup,
            filter=Filter(as_of=today),
        )
        evidence = retrieved.evidence if retrieved.reason is None else None
        units = RelevantUnits(label.answers(documents), documents=index.documents)
        found.append(Found(label, one, evidence, units))
    passages = {passage.id: passage for passage in index.passages}
    return Asked(tuple(found), Links(index.references, passages=passages), passages)


def answer(evidence: Evidence | None, tuning: Tuning) -> Answer:
    """The answer that a tuning makes of the evidence."""
    stamp = IndexStamp("", datetime.now(UTC))
    quotes = select_quotes(evidence, most=_MOST, tuning=tuning).quotes if evidence else ()
    if not quotes:
        refusal = Refusal(RefusalReason.OUT_OF_SCOPE, "")
        return Answer.refused(refusal, index=stamp, model="", language="fr", timings=Timings())
    citations, sentences = cite_quotes(quotes)
    content = Content(sentences, citations)
    return Answer.answered(content, index=stamp, model="", language="fr", timings=Timings())


def worth(asked: Asked, tuning: Tuning) -> str:
    """What a tuning gives on one corpus."""
    verdicts: Counter[Verdict] = Counter()
    lengths, first, labelled = [], 0, 0
    for one in asked.found:
        given = answer(one.evidence, tuning)
        if one.judged is None:
            labelled += 1
            leads = given.citations[:1]
            first += any(one.units.holds(asked.passages[lead.passage_id]) for lead in leads)
            continue
        verdict = judge(
            one.judged, given, units=one.units, links=asked.links, passages=asked.passages
        )
        verdicts[verdict] += 1
        if given.sentences:
            lengths.append(words(given))
    told = " ".join(f"{one.value} {verdicts[one]}" for one in Verdict)
    hit = f", hit@1 {first / labelled:.3f}" if labelled else ""
    return f"{told}, {median(lengths):.0f} words{hit}"


def candidates() -> Iterator[tuple[str, Tuning]]:
    """The chosen tuning, then each constant changed alone."""
    yield "chosen", TUNING
    for field in fields(TUNING):
        for value in VALUES.get(field.name, ()):
            changed: dict[str, Any] = {field.name: value}
            yield f"{field.name} {value:g}", replace(TUNING, **changed)
    for name, bounds in BOUNDS.items():
        for bound in bounds:
            yield f"{name} {bound}", replace(TUNING, bounds=replace(TUNING.bounds, **{name: bound}))


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for option in ("crpa", "pages", "uk-plan"):
        parser.add_argument(f"--{option}", type=Path, help="folder of such an index")
    encoder = load_encoder(DEFAULT_MODEL)
    for corpus, folder in vars(parser.parse_args()).items():
        if folder is None:
            continue
        live = LiveIndex(Store(folder), encoder, check_every=None)
        asked = ask_all(corpus, live.searcher())
        print(f"\n{corpus}: {len(asked.found)} questions")
        for name, tuning in candidates():
            print(f"  {name:16} {worth(asked, tuning)}", flush=True)


if __name__ == "__main__":
    main()
