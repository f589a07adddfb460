"""Ids stay with their documents: no other document takes one over, and none outlives its file."""

import pytest

from corpus.document import Document
from corpus.ingest import Ingested
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.snapshot.store import Store
from tests.index.library import SAMPLES, WordEncoder, gathered, page, pages

PONTS = SAMPLES["ponts.md"]
NEW = "Le plan nouveau des ponts mobiles. Il compte douze engagements."
REMOVAL = GatePolicy(allow_fewer=1.0)


def titled(words: dict[str, str]) -> Ingested:
    return gathered(page(path, text, title="Un titre") for path, text in words.items())


def sources(store: Store) -> dict[str, str]:
    return {entry.id: entry.source_path for entry in store.current().catalog}


@pytest.fixture
def renamed(store: Store, words: WordEncoder) -> Store:
    """An index in which ponts.md goes on under its id, as ponts-2018.md."""
    titled = page("ponts.md", PONTS, title="Ponts")
    build(gathered([titled]), store=store, encoder=words)
    build(gathered([old_plan()]), store=store, encoder=words)
    assert sources(store) == {"ponts.md": "ponts-2018.md"}
    return store


def old_plan(words: str = PONTS) -> Document:
    return page("ponts-2018.md", words, title="Ponts")


def test_a_new_file_under_an_old_name_leaves_the_renamed_document_its_id(
    renamed: Store, words: WordEncoder
) -> None:
    passages = renamed.current().passage_ids
    new = page("ponts.md", NEW)
    build(gathered([new, old_plan()]), store=renamed, encoder=words)
    assert sources(renamed) == {"ponts.md": "ponts-2018.md", "ponts.md-2": "ponts.md"}
    index = renamed.current()
    assert set(passages) <= set(index.passage_ids)
    assert "péniches" in index.documents["ponts.md"].text
    # And so it stays, when both change, and when the older one is taken away.
    changed = [page("ponts.md", f"{NEW} Il est adopté."), old_plan(f"{PONTS} Il est vieux.")]
    build(gathered(changed), store=renamed, encoder=words)
    assert sources(renamed) == {"ponts.md": "ponts-2018.md", "ponts.md-2": "ponts.md"}
    build(gathered(changed[:1]), store=renamed, encoder=words, policy=REMOVAL)
    assert sources(renamed) == {"ponts.md-2": "ponts.md"}
    assert list(renamed.current().removed_documents) == ["ponts.md"]


def test_a_new_file_under_an_old_name_does_not_drive_out_a_refused_document(
    renamed: Store, words: WordEncoder
) -> None:
    torn = gathered([page("ponts.md", NEW)], rejected=["/docs/ponts-2018.md"])
    build(torn, store=renamed, encoder=words)
    assert sources(renamed) == {"ponts.md": "ponts-2018.md", "ponts.md-2": "ponts.md"}
    assert "péniches" in renamed.current().documents["ponts.md"].text


def test_an_id_that_is_made_up_is_no_other_documents(renamed: Store, words: WordEncoder) -> None:
    files = [old_plan(), page("ponts.md", NEW), page("ponts.md-2", "Des mots.")]
    build(gathered(files), store=renamed, encoder=words)
    assert sources(renamed) == {
        "ponts.md": "ponts-2018.md",
        "ponts.md-2": "ponts.md-2",
        "ponts.md-3": "ponts.md",
    }


def test_a_file_that_is_moved_to_where_another_was_keeps_its_id(
    store: Store, words: WordEncoder
) -> None:
    first = {"guide.md": "Un guide.", "b/guide.md": "Un autre guide."}
    build(titled(first), store=store, encoder=words)
    passages = store.current().passage_ids
    # The source that came first loses its file, so that the other's needs no prefix any more.
    build(titled({"guide.md": "Un autre guide."}), store=store, encoder=words, policy=REMOVAL)
    assert sources(store) == {"b-guide.md": "guide.md"}
    assert list(store.current().removed_documents) == ["guide.md"]
    assert set(store.current().passage_ids) < set(passages)


def test_files_that_are_moved_one_after_the_other_keep_their_ids(
    store: Store, words: WordEncoder
) -> None:
    build(titled({"1.md": "Le plan.", "2.md": "Un vieux plan."}), store=store, encoder=words)
    passages = store.current().passage_ids
    moved = {"1.md": "Le nouveau plan.", "2.md": "Le plan.", "3.md": "Un vieux plan."}
    build(titled({"2.md": "Le plan.", "3.md": "Un vieux plan."}), store=store, encoder=words)
    assert sources(store) == {"1.md": "2.md", "2.md": "3.md"}
    assert set(store.current().passage_ids) == set(passages)
    build(titled(moved), store=store, encoder=words)
    assert sources(store) == {"1.md": "2.md", "2.md": "3.md", "1.md-2": "1.md"}


def test_a_refused_file_keeps_no_removed_document_of_the_same_name_elsewhere(
    store: Store, words: WordEncoder
) -> None:
    both = {"lisez-moi.md": SAMPLES["jardins.md"], "guide/lisez-moi.md": SAMPLES["phares.md"]}
    build(pages(SAMPLES | both), store=store, encoder=words)
    torn = [page(path, text) for path, text in SAMPLES.items()]
    torn_and_removed = gathered(torn, rejected=["/docs/guide/lisez-moi.md"])
    build(torn_and_removed, store=store, encoder=words, policy=REMOVAL)
    assert set(sources(store).values()) == {*SAMPLES, "guide/lisez-moi.md"}
    assert list(store.current().removed_documents) == ["lisez-moi.md"]
