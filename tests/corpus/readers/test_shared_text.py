"""The real documents, as the readers of text give them."""

import re
from functools import cache
from pathlib import Path

import pytest

from corpus.document import BlockKind, Document
from corpus.formats import Format, detect
from corpus.readers import read
from corpus.reading import Reading, SourceFile
from corpus.splitters.prose import split_prose
from tests.shared import BENCHMARKS, DOCUMENTS, needs_shared

pytestmark = needs_shared

_OURS = {Format.MARKDOWN, Format.HTML, Format.WORDPRESS, Format.TEXT, Format.JSONL}
_DEBRIS = re.compile(r"\{:|\]\(http|\[\[\d|</?[bp]r?>|:::|\*\*\w|^title:|<Button", re.MULTILINE)


@cache
def _file(path: Path) -> SourceFile:
    return SourceFile(path.relative_to(DOCUMENTS).as_posix(), path.read_bytes())


@cache
def _reading(path: Path) -> Reading:
    return read(_file(path))


def _paths() -> list[Path]:
    if not DOCUMENTS.is_dir():
        return []
    paths = sorted(path for path in DOCUMENTS.rglob("*") if path.is_file())
    return [path for path in paths if detect(_file(path)) in _OURS]


def _documents() -> list[Document]:
    return [document for path in _paths() for document in _reading(path).documents]


def _seed(number: str) -> Document:
    (path,) = DOCUMENTS.glob(f"seeds/{number}_*.txt")
    (document,) = _reading(path).documents
    return document


def _tokens(text: str) -> int:
    return len(text.split()) * 3 // 2 + 4


def test_every_file_gives_a_document_but_the_one_that_is_not_published() -> None:
    left_out = [left for path in _paths() for left in _reading(path).left_out]
    assert [left.reason for left in left_out] == [
        "its front matter says that it is not published (published: false)"
    ]
    assert len(_documents()) == len(_paths()) - 1


@pytest.mark.parametrize(
    ("number", "kind", "title"),
    [
        ("000", "concept_note", "Gouvernement Ouvert"),
        ("001", "page", "OpenGov – Gouvernement Ouvert"),
        ("002", "concept_note", "PGO"),
        ("003", "concept_note", "Dans un contexte où"),
        ("004", "page", "Le gouvernement ouvert : vers une participation des citoyens"),
    ],
)
def test_seeds_tell_their_kind_and_title(number: str, kind: str, title: str) -> None:
    document = _seed(number)
    assert document.kind == kind
    assert document.title.startswith(title)
    assert document.language == "fr"


def test_guides_and_pages_about_plans_are_pages() -> None:
    kinds = {document.source_path: document.kind for document in _documents()}
    assert {kind for path, kind in kinds.items() if not path.startswith("seeds/")} == {"page"}


def test_only_the_page_cut_off_is_warned_of() -> None:
    warnings = [warning for path in _paths() for warning in _reading(path).warnings]
    assert len(warnings) == 1
    assert "seeds/001_" in warnings[0]
    assert "is cut off before its end" in warnings[0]


def test_the_damaged_page_keeps_its_heading_and_its_paragraphs() -> None:
    kinds = [block.kind for block in _seed("001").blocks]
    assert kinds.count(BlockKind.HEADING) == 1
    assert kinds.count(BlockKind.PARAGRAPH) == 6


def test_the_printed_note_keeps_its_parts_its_items_and_its_sentences() -> None:
    document = _seed("003")
    texts = [(block.kind, document.text[block.start : block.end]) for block in document.blocks]
    headings = [text for kind, text in texts if kind is BlockKind.HEADING]
    assert headings == ["CONTEXTE", "OBJECTIFS", "MÉTHODOLOGIE", "QUESTIONS GUIDE"]
    assert sum(kind is BlockKind.LIST_ITEM for kind, _ in texts) == 8
    assert all(text.endswith((".", "?")) for kind, text in texts if kind is not BlockKind.HEADING)


def test_the_question_of_the_event_page_rules_its_box_only() -> None:
    document = _seed("004")
    boxed = [block for block in document.blocks if block.box]
    assert [block.kind for block in boxed] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_no_markup_is_left_in_the_text() -> None:
    code = re.compile(r"\bpermalink: /|\[\[timestamp\]\]|::: boxes")
    for document in _documents():
        debris = _DEBRIS.findall(code.sub("", document.text))
        assert not debris, f"{document.source_path}: {debris}"


def test_every_passage_is_to_the_letter_where_it_says_and_every_word_in_one() -> None:
    for document in _documents():
        passages = split_prose(document, count_tokens=_tokens, max_tokens=256)
        assert len({passage.id for passage in passages}) == len(passages)
        covered = bytearray(len(document.text))
        for passage in passages:
            assert document.text[passage.start : passage.end] == passage.text
            assert _tokens(f"{passage.context}\n{passage.text}") <= 256
            covered[passage.start : passage.end] = b"\1" * len(passage.text)
        for block in document.blocks:
            if block.kind is not BlockKind.HEADING:
                for place in range(block.start, block.end):
                    assert covered[place] or not document.text[place].isalnum()


def test_the_benchmark_of_service_public_is_read_line_by_line() -> None:
    path = BENCHMARKS / "service_public_dev" / "documents.jsonl"
    raw = path.read_bytes()
    found = read(SourceFile("documents.jsonl", raw))
    assert found.warnings == ()
    assert len(found.documents) == raw.count(b"\n")
    assert {document.kind for document in found.documents} == {"page"}
