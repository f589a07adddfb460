"""Every real document is read, is of the right kind, and is split to the letter."""

import re
from collections import Counter
from functools import cache

import pytest

from corpus.document import BlockKind, Document, DocumentKind
from corpus.ingest import Ingested, collect, ingest
from corpus.law.labels import label
from corpus.passage import Passage
from corpus.readers import read
from corpus.reading import SourceFile
from corpus.splitters import split
from corpus.splitters.prose import split_prose
from tests.shared import BENCHMARKS, DOCUMENTS, needs_shared

pytestmark = needs_shared

KINDS = {
    "laws/LEGITEXT000031366350.json": DocumentKind.LAW,
    "laws/akomantoso_act_csd13.xml": DocumentKind.LAW,
    "laws/akomantoso_doc_30release.xml": DocumentKind.LAW,
    "laws/akomantoso_doc_csd13.xml": DocumentKind.LAW,
    "laws/pjlo-com.pdf": DocumentKind.LAW,
    "action_plans/20131031_ogp_uknationalactionplan.pdf": DocumentKind.ACTION_PLAN,
    "action_plans/20131031_ogp_uknationalactionplan_summary.pdf": DocumentKind.ACTION_PLAN,
}
MAX_TOKENS = 256
NO_TEXT = (".pdf", ".xml", ".json")
DEBRIS = re.compile(r"\{:|\]\(http|\[\[\d|</?[bp]r?>|:::|\*\*\w|^title:|<Button", re.MULTILINE)


def count_tokens(text: str) -> int:
    """About what a multilingual tokenizer counts."""
    return len(text) // 4 + 1


def count_more_tokens(text: str) -> int:
    """More than it counts."""
    return len(text.split()) * 3 // 2 + 4


@cache
def everything() -> Ingested:
    return ingest(collect([DOCUMENTS]))


@cache
def passages(document_id: str) -> tuple[Passage, ...]:
    (document,) = [d for d in everything().documents if d.id == document_id]
    return split(document, count_tokens=count_tokens, max_tokens=MAX_TOKENS)


def by_path() -> dict[str, Document]:
    return {
        path: document
        for document in everything().documents
        for path in (document.source_path, *document.other_paths)
    }


def texts() -> list[Document]:
    """The documents that come as text or as pages of the web."""
    return [d for d in everything().documents if not d.source_path.endswith(NO_TEXT)]


def seed(number: str) -> Document:
    (document,) = [d for d in texts() if d.source_path.startswith(f"seeds/{number}_")]
    return document


def test_no_document_is_rejected() -> None:
    assert everything().rejected == ()


def test_only_what_is_unpublished_or_a_copy_is_left_out() -> None:
    told = {left.path.rpartition("/")[2]: left.reason for left in everything().left_out}
    unpublished = "gouvernement-ouvert-la-france-publie-son-plan-daction-national.markdown"
    # One bill in two versions of the Akoma Ntoso schema, word for word.
    copy, kept = "akomantoso_doc_csd13.xml", "laws/akomantoso_doc_30release.xml"
    assert told.keys() == {unpublished, copy}
    assert "published: false" in told[unpublished]
    assert told[copy].startswith("same content as ")
    assert told[copy].endswith(f"/{kept}")


def test_every_file_is_a_document_or_left_out() -> None:
    files = [p for p in DOCUMENTS.rglob("*") if p.is_file()]
    assert len(everything().documents) + len(everything().left_out) == len(files)


@pytest.mark.parametrize(("path", "kind"), KINDS.items())
def test_each_is_of_its_kind(path: str, kind: DocumentKind) -> None:
    assert by_path()[path].kind is kind


def test_every_passage_is_to_the_letter_a_stretch_of_its_document() -> None:
    for document in everything().documents:
        for passage in passages(document.id):
            assert document.text[passage.start : passage.end] == passage.text


def test_every_document_has_passages_with_ids_and_labels_of_their_own() -> None:
    ids: Counter[str] = Counter()
    for document in everything().documents:
        found = passages(document.id)
        assert found, f"{document.source_path} has no passage"
        ids.update(passage.id for passage in found)
        for passage in found:
            assert label(document, passage).startswith(document.short_title or document.title)
    assert max(ids.values()) == 1


def test_the_articles_of_the_bill_are_found() -> None:
    bill = by_path()["laws/pjlo-com.pdf"]
    numbers = {p.locator.article for p in passages(bill.id)} - {None}
    assert {"1er", "2", "4", "5", "6", "25-4", "41-6", "LO111-4"} <= numbers
    orders = [p.locator.heading_path for p in passages(bill.id) if p.locator.article == "6"]
    assert all(path[0].startswith("Ordonnance") for path in orders)


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
    document = seed(number)
    assert document.kind == kind
    assert document.title.startswith(title)
    assert document.language == "fr"


def test_guides_and_pages_about_plans_are_pages() -> None:
    kinds = {document.source_path: document.kind for document in texts()}
    assert {kind for path, kind in kinds.items() if not path.startswith("seeds/")} == {"page"}


def test_only_a_page_cut_off_a_component_and_struck_words_are_warned_of() -> None:
    struck = [one for one in everything().warnings if "are struck through" in str(one)]
    assert {one.path.rpartition("/")[2] for one in struck} == {"pjlo-com.pdf"}
    component, cut_off = (one for one in everything().warnings if one not in struck)
    assert str(component).endswith(
        "pdf.md: line 10: what a template puts in here is not in the file, “<PDFExports/>”"
    )
    assert "seeds/001_" in str(cut_off)
    assert "is cut off before its end" in str(cut_off)


def test_the_damaged_page_keeps_its_heading_and_its_paragraphs() -> None:
    kinds = [block.kind for block in seed("001").blocks]
    assert kinds.count(BlockKind.HEADING) == 1
    assert kinds.count(BlockKind.PARAGRAPH) == 6


def test_the_printed_note_keeps_its_parts_its_items_and_its_sentences() -> None:
    document = seed("003")
    texts = [(block.kind, document.text[block.start : block.end]) for block in document.blocks]
    headings = [text for kind, text in texts if kind is BlockKind.HEADING]
    assert headings == ["CONTEXTE", "OBJECTIFS", "MÉTHODOLOGIE", "QUESTIONS GUIDE"]
    assert sum(kind is BlockKind.LIST_ITEM for kind, _ in texts) == 8
    assert all(text.endswith((".", "?")) for kind, text in texts if kind is not BlockKind.HEADING)


def test_the_question_of_the_event_page_rules_its_box_only() -> None:
    document = seed("004")
    boxed = [block for block in document.blocks if block.box]
    assert [block.kind for block in boxed] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_no_markup_is_left_in_the_text() -> None:
    code = re.compile(r"\bpermalink: /|\[\[timestamp\]\]|::: boxes")
    for document in texts():
        debris = DEBRIS.findall(code.sub("", document.text))
        assert not debris, f"{document.source_path}: {debris}"


def test_every_passage_is_to_the_letter_where_it_says_and_every_word_in_one() -> None:
    for document in texts():
        passages = split_prose(document, count_tokens=count_more_tokens, max_tokens=MAX_TOKENS)
        assert len({passage.id for passage in passages}) == len(passages)
        covered = bytearray(len(document.text))
        for passage in passages:
            assert document.text[passage.start : passage.end] == passage.text
            assert count_more_tokens(f"{passage.context}\n{passage.text}") <= MAX_TOKENS
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
