"""The question sets of ../shared and our own, each with the documents that it is asked of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import orjson

from assistant.measure.labelled_questions import LabelledQuestion, read_labelled
from corpus.ingest import collect, ingest
from index.encoder import Encoder
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.snapshot.index import Index
from index.snapshot.store import Store
from tests.shared import BENCHMARKS, DOCUMENTS

VAR = Path(__file__).resolve().parents[2] / "var" / "benchmarks"
CRPA = DOCUMENTS / "laws" / "LEGITEXT000031366350.json"
UK_PLAN = DOCUMENTS / "action_plans" / "20131031_ogp_uknationalactionplan.pdf"
SERVICE_PUBLIC = BENCHMARKS / "service_public_dev"
OWN = Path(__file__).with_name("questions")
_PAGES = OWN / "shared_pages.jsonl"


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Labelled questions and the file or folder of documents that they are asked of."""

    name: str
    questions: tuple[LabelledQuestion, ...]
    documents: Path


def question_sets() -> Iterator[QuestionSet]:
    """Every set whose questions have answers."""
    for name, file, documents in (
        ("crpa_dev", BENCHMARKS / "crpa_dev.jsonl", CRPA),
        ("crpa_etalab", BENCHMARKS / "crpa_etalab.jsonl", CRPA),
        ("uk_plan_dev", BENCHMARKS / "uk_plan_dev.jsonl", UK_PLAN),
        (
            "service_public_dev",
            SERVICE_PUBLIC / "questions.jsonl",
            SERVICE_PUBLIC / "documents.jsonl",
        ),
        ("crpa, our own", OWN / "crpa.jsonl", CRPA),
        ("uk_plan, our own", OWN / "uk_plan.jsonl", UK_PLAN),
        ("documents, our own", OWN / "documents.jsonl", DOCUMENTS),
    ):
        yield QuestionSet(name, _with_pages(read_labelled(file)), documents)


def _with_pages(questions: Sequence[LabelledQuestion]) -> tuple[LabelledQuestion, ...]:
    """The questions of ../shared with the pages that answer them, where an index has pages."""
    lines = map(orjson.loads, _PAGES.read_bytes().splitlines())
    pages = {line["question"]: frozenset(line["relevant_pages"]) for line in lines}
    return tuple(
        replace(one, relevant_pages=one.relevant_pages | pages.get(one.text, frozenset()))
        for one in questions
    )


def open_index(documents: Path, encoder: Encoder, *, max_tokens: int = 256) -> Index:
    """The index of a file or folder, built where it is not yet and kept in var/benchmarks."""
    return open_store(documents, encoder, max_tokens=max_tokens).current()


def open_store(documents: Path, encoder: Encoder, *, max_tokens: int = 256) -> Store:
    """The store of that index."""
    store = Store(VAR / f"{documents.parent.name}-{documents.stem}-{max_tokens}")
    build(
        ingest(collect([documents])),
        store=store,
        encoder=encoder,
        max_tokens=max_tokens,
        policy=GatePolicy(force=True),
    )
    return store
