"""Copies in an index: one document, to which the ids of all its paths lead."""

from pathlib import Path

import pytest

from assistant.errors import RemovedDocument, RewrittenPassage
from assistant.http.catalog import Catalog
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.snapshot.store import Store
from tests.corpus.intake.test_copies import WORDS, read
from tests.index.library import WordEncoder


def test_removing_one_of_two_copies_is_no_loss_and_keeps_the_id(
    tmp_path: Path, store: Store, words: WordEncoder
) -> None:
    build(read(tmp_path / "one", b=WORDS), store=store, encoder=words)
    passages = store.current().passage_ids
    for files in ({"a": WORDS, "b": WORDS}, {"a": WORDS}):
        folder = tmp_path / f"with-{len(files)}"
        build(read(folder, **files), store=store, encoder=words)
        assert store.current().passage_ids == passages
        assert list(store.current().documents) == ["b.md"]


def test_the_id_of_a_copy_leads_to_the_document(
    tmp_path: Path, store: Store, words: WordEncoder
) -> None:
    build(read(tmp_path / "two", a=WORDS, b=WORDS), store=store, encoder=words)
    catalog = Catalog(store.current())
    assert catalog.document("b.md").id == "a.md"
    assert store.current().catalog[0].other_paths == ("b.md",)


def test_passages_of_documents_that_became_one_lead_to_it(
    tmp_path: Path, store: Store, words: WordEncoder
) -> None:
    build(read(tmp_path / "apart", a=WORDS, b=WORDS + " Fin."), store=store, encoder=words)
    before = store.current()
    old = before.passage_ids[before.rows["b.md"].start]
    policy = GatePolicy(force=True)
    build(read(tmp_path / "two", a=WORDS, b=WORDS), store=store, encoder=words, policy=policy)
    with pytest.raises(RewrittenPassage, match=r"/v1/documents/a\.md"):
        Catalog(store.current()).passage(old)
    build(read(tmp_path / "none", a=WORDS), store=store, encoder=words, policy=policy)
    with pytest.raises(RemovedDocument):
        Catalog(store.current()).passage(old)
