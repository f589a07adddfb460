"""What changed between two snapshots is told document by document and passage by passage."""

from dataclasses import replace

from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.snapshot.diff import compare
from index.snapshot.store import Store
from tests.index.library import SAMPLES, WordEncoder, gathered, law, page, pages


def test_added_changed_and_removed_are_told_apart(store: Store, words: WordEncoder) -> None:
    first = build(pages(SAMPLES), store=store, encoder=words).snapshot_id
    content = {
        "jardins.md": SAMPLES["jardins.md"],
        "ponts.md": "Le pont est en travaux.",
        "quais.md": "Les quais sont longs.",
    }
    second = build(
        pages(content), store=store, encoder=words, policy=GatePolicy(allow_fewer=1.0)
    ).snapshot_id
    found = compare(store.load(first), store.load(second))
    assert [one.id for one in found.documents_added] == ["quais.md"]
    assert [one.id for one in found.documents_changed] == ["ponts.md"]
    assert [one.id for one in found.documents_removed] == ["phares.md"]
    assert [one.text for one in found.passages_added] == [content["ponts.md"], content["quais.md"]]
    assert [one.text for one in found.passages_removed] == [
        SAMPLES["phares.md"],
        SAMPLES["ponts.md"],
    ]
    assert found.passages_changed == ()


def test_a_passage_that_only_moved_is_changed(store: Store, words: WordEncoder) -> None:
    articles = {"L1-1": "Le parvis est à tous.", "L1-2": "Il ferme la nuit."}
    first = build(gathered([law("c.json", articles)]), store=store, encoder=words).snapshot_id
    longer = {"L1-1": "Le parvis est à tous, toujours.", "L1-2": "Il ferme la nuit."}
    second = build(gathered([law("c.json", longer)]), store=store, encoder=words).snapshot_id
    found = compare(store.load(first), store.load(second))
    assert [one.locator.article for one in found.passages_changed] == ["L1-2"]
    assert [one.locator.article for one in found.passages_added] == ["L1-1"]
    assert [one.locator.article for one in found.passages_removed] == ["L1-1"]


def test_a_new_title_is_a_change_though_the_words_stay(store: Store, words: WordEncoder) -> None:
    document = page("a.md", "Mots du parvis.")
    first = build(gathered([document]), store=store, encoder=words).snapshot_id
    retitled = replace(document, licence="Licence Ouverte 2.0")
    second = build(gathered([retitled]), store=store, encoder=words).snapshot_id
    found = compare(store.load(first), store.load(second))
    assert [one.id for one in found.documents_changed] == ["a.md"]
    assert (found.passages_added, found.passages_changed, found.passages_removed) == ((), (), ())


def test_a_snapshot_does_not_differ_from_itself(store: Store, words: WordEncoder) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    found = compare(store.current(), store.current())
    assert not any(getattr(found, name) for name in found.__slots__)
