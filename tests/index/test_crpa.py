"""The index of a whole real code: whole, quick to load, and right about what it holds."""

import time
from pathlib import Path

import pytest

from corpus.ingest import collect, ingest
from index.encoder import Encoder
from index.indexing.pipeline import build
from index.search.searcher import Searcher
from index.snapshot.index import Index
from index.snapshot.store import Store
from index.snapshot.verify import verify


def test_every_offset_and_every_vector_is_right(
    crpa_store: Store, crpa_index: Index, encoder: Encoder
) -> None:
    found = verify(crpa_store, encoder=encoder, sample=24)
    assert found.problems == ()
    assert found.passages == len(crpa_index.passages) > 474
    for ordinal, passage in enumerate(crpa_index.passages):
        document = crpa_index.documents[passage.document_id]
        assert document.text[passage.start : passage.end] == passage.text
        assert crpa_index.sentences(ordinal)


def test_every_article_is_held(crpa_index: Index) -> None:
    (document,) = crpa_index.documents.values()
    held = {passage.locator.article for passage in crpa_index.passages}
    assert {article.number for article in document.articles} <= held
    assert len(held - {None}) == 474


def test_it_loads_in_a_moment(crpa_store: Store) -> None:
    crpa_store.current()
    began = time.process_time()
    crpa_store.current()
    # 0.06 s; the bound tells a mistake, not a slow machine.
    assert time.process_time() - began < 2


def test_a_rebuild_of_it_finds_nothing_to_do(
    crpa: Path, crpa_store: Store, encoder: Encoder
) -> None:
    again = build(ingest(collect([crpa])), store=crpa_store, encoder=encoder)
    assert again.unchanged


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("article L. 311-6", "L311-6"),
        ("que dit l'article L311-14 ?", "L311-14"),
        ("Au bout de combien de temps le silence de l'administration vaut-il accord ?", "L231-1"),
    ],
)
def test_a_question_finds_its_article_first(
    crpa_index: Index, encoder: Encoder, question: str, article: str
) -> None:
    hits = Searcher(crpa_index, encoder).search(question).hits
    assert hits[0].passage.locator.article == article
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
