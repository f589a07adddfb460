"""The gate holds back a snapshot that is worse than the one that serves, and says why."""

from dataclasses import replace

import orjson
import pytest

from corpus.ingest import Gone
from index.errors import GateFailed, NothingToIndex, UnknownId
from index.indexing.gate import GatePolicy, GoldenQuestion, read_golden
from index.indexing.pipeline import build
from index.snapshot.store import Store
from index.snapshot.verify import verify
from tests.index.library import SAMPLES, WordEncoder, gathered, law, page, pages

QUESTION = "pont tournant péniches mardi"
LONE = b'{"question": "Un ?", "relevant": "L1-1"}'


def allowing(*ids: str) -> GatePolicy:
    return GatePolicy(allow_loss=frozenset(ids))


def ask(store: Store, *questions: dict[str, object]) -> None:
    """Writes the operator's golden questions."""
    store.root.mkdir(parents=True, exist_ok=True)
    store.golden.write_bytes(b"\n".join(orjson.dumps(one) for one in questions))


def test_each_loss_is_told_by_title_and_id_with_what_lets_it_through(
    store: Store, words: WordEncoder
) -> None:
    id = build(pages(SAMPLES), store=store, encoder=words).snapshot_id
    fewer = pages({"phares.md": SAMPLES["phares.md"]})
    words.encoded.clear()
    with pytest.raises(GateFailed) as refused:
        build(fewer, store=store, encoder=words)
    assert str(refused.value) == (
        "The new snapshot would lose 2 of the 3 documents that serve: “Jardins” (jardins.md), "
        "“Ponts” (ponts.md). Nothing was changed; if this is meant, give `parvis build` "
        "--allow-loss jardins.md --allow-loss ponts.md, once."
    )
    assert store.current_id() == id
    assert [one.id for one in store.snapshots()] == [id]
    assert words.encoded == []  # It is told before anything is embedded.
    build(fewer, store=store, encoder=words, policy=allowing("jardins.md", "ponts.md"))
    assert list(store.current().documents) == ["phares.md"]


def test_consent_to_one_loss_is_none_to_another(store: Store, words: WordEncoder) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    fewer = pages({"phares.md": SAMPLES["phares.md"]})
    with pytest.raises(GateFailed, match=r"lose 1 of the 3 .*: “Ponts” \(ponts\.md\)\. "):
        build(fewer, store=store, encoder=words, policy=allowing("jardins.md"))


def test_a_new_document_does_not_make_up_for_one_that_is_lost(
    store: Store, words: WordEncoder
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    other = {path: text for path, text in SAMPLES.items() if path != "ponts.md"}
    swapped = pages(other | {"quais.md": "Les quais sont longs."})
    with pytest.raises(GateFailed, match=r"--allow-loss ponts\.md, once"):
        build(swapped, store=store, encoder=words)
    build(swapped, store=store, encoder=words, policy=allowing("ponts.md"))
    assert "quais.md" in store.current().documents


@pytest.mark.parametrize(
    ("share", "lets_through"), [(0.3, False), (0.34, True), (0.67, True), (1.0, True)]
)
def test_a_share_of_the_documents_may_go(
    store: Store, words: WordEncoder, share: float, lets_through: bool
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    one_less = pages(dict(list(SAMPLES.items())[1:]))
    policy = GatePolicy(allow_fewer=share)
    if lets_through:
        build(one_less, store=store, encoder=words, policy=policy)
        assert len(store.current().documents) == 2
    else:
        with pytest.raises(GateFailed, match="jardins"):
            build(one_less, store=store, encoder=words, policy=policy)


def test_many_losses_are_let_through_by_their_share(store: Store, words: WordEncoder) -> None:
    many = {f"{number:02}.md": f"La page {number}." for number in range(20)}
    build(pages(many), store=store, encoder=words)
    with pytest.raises(GateFailed, match=r"and 3 more\. .* --allow-fewer 65%, once, and see them"):
        build(pages(dict(list(many.items())[:7])), store=store, encoder=words)


def test_consent_to_the_loss_of_what_never_was_is_a_slip_that_is_told(
    store: Store, words: WordEncoder
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    with pytest.raises(UnknownId, match=r"the id “jardin\.md”: did you mean jardins\.md\?"):
        build(pages(SAMPLES), store=store, encoder=words, policy=allowing("jardin.md"))
    with pytest.raises(UnknownId, match=r"did you mean phares\.md\?"):
        build(pages(SAMPLES), store=store, encoder=words, policy=allowing("Phares"))
    # A command that is given twice is no slip.
    fewer = pages(dict(list(SAMPLES.items())[1:]))
    for _ in range(2):
        build(fewer, store=store, encoder=words, policy=allowing("jardins.md"))


def test_what_its_source_says_is_gone_for_good_asks_for_no_consent(
    store: Store, words: WordEncoder
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    fewer = pages(dict(list(SAMPLES.items())[1:]))
    ask(store, {"question": "jardins partagés parcelle", "relevant": ["jardins.md"]})
    gone = replace(fewer, gone=(Gone("jardins.md"),))
    build(gone, store=store, encoder=words)
    assert list(store.current().removed_documents) == ["jardins.md"]


def test_another_folder_than_the_last_one_is_told(store: Store, words: WordEncoder) -> None:
    build(pages(SAMPLES), store=store, encoder=words, origins=["/srv/documents"])
    assert store.current().manifest.origins == ("/srv/documents",)
    with pytest.raises(
        GateFailed, match="were read from /srv/autres, and those that serve from /srv/documents"
    ):
        build(pages({"a.md": "Mots."}), store=store, encoder=words, origins=["/srv/autres"])


def test_a_build_that_finds_nothing_says_so_before_it_counts_losses(
    store: Store, words: WordEncoder
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    with pytest.raises(NothingToIndex, match="Not one document"):
        build(pages({}), store=store, encoder=words)


def test_lost_documents_are_kept_as_they_were_where_the_rest_is_to_go_on(
    store: Store, words: WordEncoder
) -> None:
    watching = GatePolicy(keep_lost=True)
    build(pages(SAMPLES), store=store, encoder=words)
    passages = set(store.current().passage_ids)
    left = {"ponts.md": SAMPLES["ponts.md"], "phares.md": "Les phares sont éteints."}
    kept = build(pages(left), store=store, encoder=words, policy=watching)
    assert kept.manifest.missing == 1
    index = store.current()
    missing = {one.id: one.missing_since for one in index.catalog}
    assert missing == {"jardins.md": kept.manifest.built_at, "phares.md": None, "ponts.md": None}
    assert index.documents["phares.md"].text.endswith("Les phares sont éteints.")
    assert {one for one in index.passage_ids if index.passage(one).document_id == "jardins.md"} <= (
        passages
    )
    assert verify(store, encoder=words, sample=None).problems == ()
    # So it stays, without a new snapshot each time; by hand it is asked about.
    again = build(pages(left), store=store, encoder=words, policy=watching)
    assert again.unchanged
    with pytest.raises(GateFailed, match=r"--allow-loss jardins\.md, once"):
        build(pages(left), store=store, encoder=words)
    # A file that comes back ends the wait.
    back = left | {"jardins.md": SAMPLES["jardins.md"]}
    assert build(pages(back), store=store, encoder=words).manifest.missing == 0
    assert all(one.missing_since is None for one in store.current().catalog)


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


def test_consent_to_a_loss_is_none_to_what_a_golden_question_loses_by_it(
    store: Store, words: WordEncoder
) -> None:
    ask(store, {"question": QUESTION})
    build(pages(SAMPLES), store=store, encoder=words)
    fewer = pages({path: text for path, text in SAMPLES.items() if path != "ponts.md"})
    with pytest.raises(GateFailed, match=r"no longer finds “Ponts” .* `parvis build` --force,"):
        build(fewer, store=store, encoder=words, policy=allowing("ponts.md"))
    build(fewer, store=store, encoder=words, policy=GatePolicy(force=True))
    assert "ponts.md" not in store.current().documents


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
    with pytest.raises(GateFailed, match="lose 1 of the 3 documents that serve: “Ponts”"):
        build(fewer, store=store, encoder=words)
    gone = replace(fewer, gone=(Gone("ponts.md"),))
    build(gone, store=store, encoder=words)
    assert list(store.current().removed_documents) == ["ponts.md"]
    only = replace(pages({"phares.md": SAMPLES["phares.md"]}), gone=gone.gone)
    with pytest.raises(GateFailed, match="lose 1 of the 2 documents that serve: “Jardins”"):
        build(only, store=store, encoder=words)
