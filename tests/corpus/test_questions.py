"""Taught questions: read line by line, and those that come with Parvis held to what they claim."""

from pathlib import Path

import numpy as np
import orjson
import pytest
from rapidfuzz import fuzz, process

from corpus.ingest import collect, ingest
from corpus.language import detect_language
from corpus.questions.taught import (
    Provenance,
    TaughtQuestion,
    question_line,
    read_questions,
    shipped_questions,
)
from corpus.reading import SourceFile
from corpus.text import fold
from index.text.terms import analyse
from tests.shared import BENCHMARKS, needs_crpa, needs_shared

_ROOT = Path(__file__).resolve().parents[2]
_CRPA = "LEGITEXT000031366350"
_LINES = [
    orjson.loads(line)
    for line in (_ROOT / "corpus" / "questions" / f"{_CRPA}.jsonl").read_bytes().splitlines()
]
# Of the pairs above 85, of 100, nearly all ask the same; of those between 80 and 85 about half do,
# and of those just below one in ten, which share the name of a thing ("commissaire enquêteur").
_ALIKE = 80


def evaluated() -> list[str]:
    """Every question of an evaluation."""
    files = [*BENCHMARKS.rglob("*.jsonl"), *(_ROOT / "tests/benchmarks/questions").glob("*.jsonl")]
    lines = (orjson.loads(line) for path in files for line in path.read_bytes().splitlines())
    return list(dict.fromkeys(line["question"] for line in lines if "question" in line))


def terms(text: str, language: str) -> str:
    return " ".join(sorted(analyse(text, language=language)))


def alike(taught: list[str], asked: list[str]) -> list[tuple[int, int]]:
    """The places of taught questions and of others whose terms are nearly the same."""
    found = process.cdist(
        taught, asked, scorer=fuzz.ratio, score_cutoff=_ALIKE, dtype=np.uint8, workers=1
    )
    return [(int(one), int(other)) for one, other in np.argwhere(found)]


def test_no_question_is_written_twice() -> None:
    asked = [fold(line["question"]) for line in _LINES]
    assert len(set(asked)) == len(asked) > 4_000


@needs_crpa
def test_every_article_that_answers_is_in_the_code(crpa: Path) -> None:
    (code,) = ingest(collect([crpa])).documents
    numbers = {article.number for article in code.articles}
    assert {name for line in _LINES for name in line["answers"]} <= numbers
    assert {line["document"] for line in _LINES} == {code.id}


@needs_shared
def test_no_question_is_one_of_an_evaluation_nor_nearly() -> None:
    asked = evaluated()
    pairs = alike(
        [terms(line["question"], line["language"]) for line in _LINES],
        [terms(text, detect_language(text)) for text in asked],
    )
    assert [(_LINES[one]["question"], asked[other]) for one, other in pairs] == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "Quelle amende pour une réutilisation interdite ?",
            "amende réutilisation interdite",
            True,
        ),
        ("Comment abroger un acte ?", "un acte peut-il être abrogé, et comment ?", True),
        ("Qui paie le commissaire enquêteur ?", "Combien gagne un préfet ?", False),
    ],
)
def test_questions_of_the_same_terms_in_another_order_are_alike(
    one: str, other: str, same: bool
) -> None:
    assert bool(alike([terms(one, "fr")], [terms(other, "fr")])) is same


def test_the_questions_that_come_with_a_document_are_read_whole() -> None:
    found = shipped_questions(_CRPA)
    assert [one.text for one in found] == [line["question"] for line in _LINES]
    assert {one.provenance for one in found} == {Provenance.WRITTEN}
    assert shipped_questions("another") == ()


def test_a_wrong_line_is_told_with_its_file_and_number_and_the_others_are_read() -> None:
    lines = [
        b'{"document": "a", "question": "Qui  ouvre\\tla grille ?", "answers": ["L1-1", 2]}',
        b"no JSON",
        b"",
        b'{"document": "a", "answers": ["L1-1"]}',
        b'{"document": "a", "question": " ", "answers": []}',
        b'{"document": "", "question": "Qui ?", "answers": []}',
        b'{"document": "a", "question": "Qui ?", "answers": "L1-1"}',
        b'{"document": "a", "question": "Quand ?", "provenance": "staff"}',
    ]
    file = SourceFile("questions.jsonl", b"\n".join(lines), location="/docs/questions.jsonl")
    questions, warnings = read_questions(file)
    assert questions == (
        TaughtQuestion("Qui ouvre la grille ?", "a", ("L1-1", "2")),
        TaughtQuestion("Quand ?", "a", (), Provenance.STAFF),
    )
    assert [one.path for one in warnings] == ["/docs/questions.jsonl"] * 5
    assert [one.message.split(" teaches")[0] for one in warnings] == [
        "line 2", "line 4", "line 5", "line 6", "line 7",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b"3",
        b'{"document": "a", "question": 3}',
        b'{"document": "a", "question": "\\u001b ?"}',
        b'{"document": "a", "question": "Qui ?", "answers": [""]}',
        b'{"document": "a", "question": "Qui ?", "answers": [null]}',
        b'{"document": "a", "question": "Qui ?", "answers": [true]}',
        b'{"document": "a", "question": "Qui ?", "provenance": "rumour"}',
        b'{"document": "a", "question": "' + b"a" * 1001 + b'"}',
        b"\xff\xfe",
    ],
)
def test_a_line_of_another_shape_teaches_nothing(line: bytes) -> None:
    questions, (warning,) = read_questions(SourceFile("questions.jsonl", line))
    assert questions == ()
    assert warning.message.startswith("line 1 teaches nothing: it is not {")


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_is_read_whole() -> None:
    raw = b'\xef\xbb\xbf{"document": "a", "question": "Qui ?"}\r\n\r\n'
    raw += b'{"document": "a", "question": "Quand ?"}\r\n'
    questions, warnings = read_questions(SourceFile("questions.jsonl", raw))
    assert [one.text for one in questions] == ["Qui ?", "Quand ?"]
    assert warnings == ()


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (b"{", "it is no JSON"),
        (b"[]", "it is no object"),
        (b'{"document": "a"}', "its question has no words"),
        (b'{"question": "Qui ?"}', "it names no document"),
        (
            b'{"document": "a", "question": "Qui ?", "provenance": "rumour"}',
            "its provenance is none of written, staff, document, citation, model",
        ),
    ],
)
def test_what_is_wrong_with_a_line_is_told(line: bytes, wrong: str) -> None:
    _, (warning,) = read_questions(SourceFile("questions.jsonl", line))
    assert warning.message.endswith(f"({wrong})")


def test_what_would_steer_a_terminal_is_no_part_of_a_question() -> None:
    line = b'{"document": "a", "question": "Qui \\u001b[31mouvre\\u0000 ?"}'
    ((question,), _) = read_questions(SourceFile("questions.jsonl", line))
    assert question.text == "Qui [31mouvre ?"


def test_of_many_wrong_lines_the_first_are_told_and_the_others_counted() -> None:
    _, warnings = read_questions(SourceFile("questions.jsonl", b"{}\n" * 12))
    assert len(warnings) == 6
    assert warnings[-1].message == "7 more lines teach nothing for such a reason"


def test_a_question_is_written_as_it_is_read() -> None:
    question = TaughtQuestion("Où est la grille ?", "a", ("L1-1",), Provenance.STAFF)
    assert read_questions(SourceFile("questions.jsonl", question_line(question))) == (
        (question,),
        (),
    )


def test_a_file_of_questions_in_a_folder_teaches_and_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.md").write_text("# A\n\nDes mots.\n", "utf-8")
    line = '{"document": "a.md", "question": "Quels mots ?"}\n'
    (tmp_path / "sub" / "questions.jsonl").write_text(f"{line}?\n", "utf-8")
    found = ingest(collect([tmp_path]))
    assert [one.source_path for one in found.documents] == ["a.md"]
    assert found.questions == (TaughtQuestion("Quels mots ?", "a.md"),)
    (warning,) = [one for one in found.warnings if "teaches" in one.message]
    assert warning.path == str(tmp_path / "sub" / "questions.jsonl")
    assert warning.message.startswith("line 2 teaches nothing")
