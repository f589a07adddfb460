"""The questions written for the articles of a code: each names articles that there are."""

from pathlib import Path

import orjson

from corpus.ingest import collect, ingest
from corpus.text import fold
from tests.shared import BENCHMARKS, needs_crpa, needs_shared

_ROOT = Path(__file__).resolve().parents[2]
_FOLDER = _ROOT / "corpus" / "questions"
_LINES = [
    orjson.loads(line)
    for line in (_FOLDER / "LEGITEXT000031366350.jsonl").read_bytes().splitlines()
]


def test_no_question_is_written_twice() -> None:
    asked = [fold(line["question"]) for line in _LINES]
    assert len(asked) > 2_000
    assert [one for one in set(asked) if asked.count(one) > 1] == []


@needs_crpa
def test_every_article_that_answers_is_in_the_code(crpa: Path) -> None:
    (code,) = ingest(collect([crpa])).documents
    numbers = {article.number for article in code.articles}
    assert {name for line in _LINES for name in line["answers"]} <= numbers
    assert {line["document"] for line in _LINES} == {code.id}


@needs_shared
def test_no_question_is_one_of_an_evaluation() -> None:
    files = [*BENCHMARKS.rglob("*.jsonl"), *(_ROOT / "tests/benchmarks/questions").glob("*.jsonl")]
    asked = {
        fold(content["question"])
        for path in files
        for line in path.read_bytes().splitlines()
        if "question" in (content := orjson.loads(line))
    }
    assert [one["question"] for one in _LINES if fold(one["question"]) in asked] == []
