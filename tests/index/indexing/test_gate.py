"""The gate holds back a snapshot that is worse than the one that serves, and says why."""

from dataclasses import replace

import orjson
import pytest

from corpus.ingest import Gone
from index.errors import GateFailed
from index.indexing.gate import GatePolicy, GoldenQuestion, read_golden
from index.indexing.pipeline import build
from index.snapshot.store import Store
from tests.index.library import SAMPLES, WordEncoder, gathered, law, page, pages

QUESTION = "pont tournant péniches mardi"
LONE = b'{"question": "Un ?", "relevant": "L1-1"}'


def ask(store: Store, *questions: dict[str, object]) -> None:
    """Writes the operator's golden questions."""
    store.root.mkdir(parents=True, exist_ok=True)
    store.golden.write_bytes(b"\n".join(orjson.dumps(one) for one in questions))


def test_fewer_documents_are_held_back_by_title_until_they_are_allowed(
    store: Store, words: WordEncoder
) -> None:
    id = build(pages(SAMPLES), store=store, encoder=words).snapshot_id
    fewer = pages({"phares.md": SAMPLES["phares.md"]})
    with pytest.raises(GateFailed, match=r"1 documents instead of 3, without “Jardins”, “Ponts”"):
        build(fewer, store=store, encoder=words)
    assert store.current_id() == id
    assert [one.id for one in store.snapshots()] == [id]
    build(fewer, store=store, encoder=words, policy=GatePolicy(allow_fewer=True))
    assert len(store.current().documents) == 1


def test_one_document_for_another_is_no_loss(store: Store, words: WordEncoder) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    other = {path: text for path, text in SAMPLES.items() if path != "ponts.md"}
    build(pages(other | {"quais.md": "Les quais sont longs."}), store=store, encoder=words)
    assert "quais.md" in store.current().documents


@pytest.mark.parametrize(
    "question",
    [{"question": QUESTION, "relevant": ["ponts.md"]}, {"question": QUESTION}],
    ids=["with its source named", "with the source it found"],
)
def test_a_golden_question_that_loses_its_source_holds_the_snapshot_back(
    store: Store, words: WordEncoder, question: dict[str, object]
) -> None:
    ask(store, question)
    manifest = build(pages(SAMPLES), store=store, encoder=words).manifest
    assert [(one.question, one.found[:1]) for one in manifest.golden] == [(QUESTION, ("ponts.md",))]
    others = {f"{number}.md": f"pont tournant péniches mardi {number}" for number in range(8)}
    drowned = pages(others | SAMPLES | {"ponts.md": "Rien ici."})
    with pytest.raises(GateFailed, match=rf"“{QUESTION}” no longer finds “Ponts” \(ponts\.md\)"):
        build(drowned, store=store, encoder=words)
    assert store.current().manifest == manifest
    build(drowned, store=store, encoder=words, policy=GatePolicy(force=True))
    assert len(store.current().documents) == 11


def test_a_new_golden_question_is_put_to_the_snapshot_that_serves(
    store: Store, words: WordEncoder
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    ask(store, {"question": QUESTION, "relevant": ["ponts.md"]})
    others = {f"{number}.md": f"pont tournant péniches mardi {number}" for number in range(8)}
    with pytest.raises(GateFailed, match="no longer finds “Ponts”"):
        build(pages(others | SAMPLES | {"ponts.md": "Rien."}), store=store, encoder=words)


def test_golden_questions_that_are_new_or_name_more_are_asked_though_nothing_has_changed(
    store: Store, words: WordEncoder
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    for named in (["ponts.md"], ["ponts.md", "phares.md"]):
        ask(store, {"question": QUESTION, "relevant": named})
        again = build(pages(SAMPLES), store=store, encoder=words)
        assert again.unchanged
        assert [sorted(one.found) for one in again.golden] == [sorted(named)]


def test_a_source_that_a_golden_question_names_later_is_held_to_as_well(
    store: Store, words: WordEncoder
) -> None:
    ask(store, {"question": QUESTION, "relevant": ["phares.md"]})
    build(pages(SAMPLES), store=store, encoder=words)
    ask(store, {"question": QUESTION, "relevant": ["ponts.md"]})
    others = {f"{number}.md": f"pont tournant péniches mardi {number}" for number in range(8)}
    with pytest.raises(GateFailed, match="no longer finds “Ponts”"):
        build(pages(others | SAMPLES | {"ponts.md": "Rien."}), store=store, encoder=words)


def test_a_better_document_is_no_loss_to_a_golden_question(
    store: Store, words: WordEncoder
) -> None:
    ask(store, {"question": QUESTION})
    build(pages(SAMPLES), store=store, encoder=words)
    build(pages(SAMPLES | {"a.md": QUESTION}), store=store, encoder=words)
    assert store.current().manifest.golden[0].found[:2] == ("a.md", "ponts.md")


@pytest.mark.parametrize(
    ("kept", "option"),
    [({"phares.md", "jardins.md"}, "--force"), ({"phares.md", "ponts.md"}, "--allow-fewer")],
    ids=["with what a question needs", "alone"],
)
def test_the_option_that_lets_the_loss_through_is_named(
    store: Store, words: WordEncoder, kept: set[str], option: str
) -> None:
    ask(store, {"question": QUESTION})
    build(pages(SAMPLES), store=store, encoder=words)
    fewer = pages({path: text for path, text in SAMPLES.items() if path in kept})
    with pytest.raises(GateFailed, match=rf"2 documents instead of 3.*`parvis build` {option},"):
        build(fewer, store=store, encoder=words)


def test_a_question_that_never_found_its_source_has_nothing_to_lose(
    store: Store, words: WordEncoder
) -> None:
    ask(store, {"question": QUESTION, "relevant": ["L1-1"]})
    build(pages(SAMPLES), store=store, encoder=words)
    build(pages(SAMPLES | {"x.md": "Mots."}), store=store, encoder=words)
    assert store.current().manifest.golden[0].found == ()


def test_sources_can_be_named_by_article(store: Store, words: WordEncoder) -> None:
    ask(store, {"question": "parvis ouvert à tous", "relevant": ["L1-1"]})
    code = law("code.json", {"L1-1": "Le parvis est ouvert à tous.", "L1-2": "Il ferme."})
    manifest = build(gathered([code, page("a.md", "Mots.")]), store=store, encoder=words).manifest
    assert manifest.golden[0].found == ("L1-1",)


def test_golden_questions_are_read_a_line_at_a_time(store: Store) -> None:
    assert read_golden(store.golden) == ()
    ask(store, {"question": "Un ?", "relevant": ["L1", 2]}, {"question": "Deux ?"})
    assert read_golden(store.golden) == (
        GoldenQuestion("Un ?", ("L1", "2")),
        GoldenQuestion("Deux ?"),
    )


@pytest.mark.parametrize("line", [b"{", b'{"relevant": []}', b"[1]", b'"mots"', LONE])
def test_a_line_that_is_no_question_is_named(store: Store, words: WordEncoder, line: bytes) -> None:
    ask(store, {"question": "Un ?"})
    store.golden.write_bytes(store.golden.read_bytes() + b"\n\n" + line)
    with pytest.raises(GateFailed, match=r"golden\.jsonl, line 3: "):
        build(pages(SAMPLES), store=store, encoder=words)


def test_a_document_that_its_own_site_withdrew_goes_unasked_and_leaves_its_tombstone(
    store: Store, words: WordEncoder
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    ask(store, {"question": QUESTION, "relevant": ["ponts.md"]})
    fewer = pages({path: text for path, text in SAMPLES.items() if path != "ponts.md"})
    with pytest.raises(GateFailed, match="without “Ponts”"):
        build(fewer, store=store, encoder=words)
    gone = replace(fewer, gone=(Gone("ponts.md"),))
    build(gone, store=store, encoder=words)
    assert list(store.current().removed_documents) == ["ponts.md"]
    only = replace(pages({"phares.md": SAMPLES["phares.md"]}), gone=gone.gone)
    with pytest.raises(GateFailed, match=r"1 documents instead of 2, without “Jardins”\."):
        build(only, store=store, encoder=words)
