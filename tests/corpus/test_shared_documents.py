"""Every real document is read, is of the right kind, and is split to the letter."""

from collections import Counter
from functools import cache

import pytest

from corpus.document import Document, DocumentKind
from corpus.ingest import Ingested, collect, ingest
from corpus.law.labels import label
from corpus.passage import Passage
from corpus.splitters import split
from tests.shared import DOCUMENTS, needs_shared

pytestmark = needs_shared

KINDS = {
    "laws/LEGITEXT000031366350.json": DocumentKind.LAW,
    "laws/akomantoso_act_csd13.xml": DocumentKind.LAW,
    "laws/akomantoso_doc_30release.xml": DocumentKind.LAW,
    "laws/akomantoso_doc_csd13.xml": DocumentKind.LAW,
    "laws/pjlo-com.pdf": DocumentKind.LAW,
    "seeds/000_5c6a9a02882c6118.txt": DocumentKind.CONCEPT_NOTE,
    "seeds/001_a37145ec7ddba0a9.txt": DocumentKind.PAGE,
    "seeds/002_cd0d6ead97868e90.txt": DocumentKind.CONCEPT_NOTE,
    "seeds/003_61139b959b95959e.txt": DocumentKind.CONCEPT_NOTE,
    "seeds/004_1563a20e6e9973b5.txt": DocumentKind.PAGE,
    "action_plans/20131031_ogp_uknationalactionplan.pdf": DocumentKind.ACTION_PLAN,
    "action_plans/20131031_ogp_uknationalactionplan_summary.pdf": DocumentKind.ACTION_PLAN,
}
MAX_TOKENS = 256


def count_tokens(text: str) -> int:
    """About what a multilingual tokenizer counts."""
    return len(text) // 4 + 1


@cache
def everything() -> Ingested:
    return ingest(collect([DOCUMENTS]))


@cache
def passages(document_id: str) -> tuple[Passage, ...]:
    (document,) = [d for d in everything().documents if d.id == document_id]
    return split(document, count_tokens=count_tokens, max_tokens=MAX_TOKENS)


def by_path() -> dict[str, Document]:
    return {document.source_path: document for document in everything().documents}


def test_no_document_is_rejected() -> None:
    assert everything().rejected == ()


def test_only_what_says_that_it_is_unpublished_is_left_out() -> None:
    assert all("published: false" in left.reason for left in everything().left_out)
    assert [left.path.rpartition("/")[2] for left in everything().left_out] == [
        "gouvernement-ouvert-la-france-publie-son-plan-daction-national.markdown"
    ]


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
