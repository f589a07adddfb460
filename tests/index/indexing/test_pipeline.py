"""A build makes a whole snapshot, and costs only what has changed."""

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from corpus.ingest import Ingested, collect, ingest
from corpus.reading import LeftOut, ReadingWarning
from index.errors import FormatMismatch, NothingToIndex
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.snapshot.manifest import FORMAT_VERSION, MANIFEST
from index.snapshot.store import Store
from index.snapshot.tombstones import Tombstone
from index.snapshot.verify import verify
from tests.corpus.laws import plain_law
from tests.index.library import SAMPLES, WordEncoder, gathered, law, page, pages

REMOVAL = GatePolicy(allow_fewer=1.0)


def test_what_is_built_holds_every_passage_with_the_words_of_its_document(
    store: Store, words: WordEncoder
) -> None:
    ingested = pages(SAMPLES)
    result = build(ingested, store=store, encoder=words)
    index = store.current(fingerprint=words.fingerprint)
    assert list(index.documents) == sorted(document.id for document in ingested.documents)
    for document in ingested.documents:
        assert index.documents[document.id] == document
    assert {passage.text for passage in index.passages} == set(SAMPLES.values())
    for ordinal, passage in enumerate(index.passages):
        document = index.documents[passage.document_id]
        assert document.text[passage.start : passage.end] == passage.text
        assert index.passage(passage.id) is passage
        assert index.ordinal(passage.id) == ordinal
        sentences = [document.text[start:end] for start, end in index.sentences(ordinal)]
        assert " ".join(sentences) == passage.text
        assert len(index.sentence_vectors(ordinal)) == len(sentences) == 2
    assert result.snapshot_id == store.current_id()


def test_the_manifest_says_what_the_snapshot_is_made_of(store: Store, words: WordEncoder) -> None:
    ingested = replace(
        gathered([law("code.json", {"L1-1": "Le parvis est à tous."}), page("a.md", "Mots.")]),
        left_out=(LeftOut("b.md", "it says that it is not published"),),
        warnings=(ReadingWarning("c.md", "half of it is missing", page=2),),
    )
    manifest = build(ingested, store=store, encoder=words, max_tokens=99).manifest
    assert (manifest.documents, manifest.passages, manifest.sentences) == (2, 2, 2)
    assert manifest.kinds == {"law": 1, "page": 1}
    assert manifest.languages == {"fr": 2}
    assert (manifest.model.name, manifest.model.dimension) == ("words", 32)
    assert manifest.max_tokens == 99
    assert manifest.left_out == ingested.left_out
    assert manifest.warnings == ingested.warnings
    assert store.current().manifest == manifest


def test_the_same_sources_give_the_same_digest_in_any_order_and_place(
    store: Store, words: WordEncoder
) -> None:
    ingested = pages(SAMPLES)
    backwards = replace(ingested, documents=ingested.documents[::-1])
    elsewhere = Store(store.root.parent / "elsewhere")
    one = build(ingested, store=store, encoder=words)
    other = build(backwards, store=elsewhere, encoder=WordEncoder())
    assert one.manifest.digest == other.manifest.digest


@pytest.mark.parametrize("what", ["words", "title", "max_tokens", "model"])
def test_the_digest_follows(store: Store, words: WordEncoder, what: str) -> None:
    before = build(pages(SAMPLES), store=store, encoder=words).manifest.digest
    documents = list(pages(SAMPLES).documents)
    if what == "words":
        documents[0] = page("jardins.md", "Les jardins ferment.")
    if what == "title":
        documents[0] = replace(documents[0], title="Les jardins")
    after = build(
        Ingested(tuple(documents)),
        store=store,
        encoder=WordEncoder(name="others") if what == "model" else words,
        max_tokens=99 if what == "max_tokens" else 256,
    ).manifest.digest
    assert after != before


def test_a_build_with_nothing_new_makes_no_snapshot(store: Store, words: WordEncoder) -> None:
    first = build(pages(SAMPLES), store=store, encoder=words)
    again = build(pages(SAMPLES), store=store, encoder=words)
    assert again.unchanged
    assert again.snapshot_id == first.snapshot_id
    assert again.manifest == first.manifest
    assert len(store.snapshots()) == 1


def _aged(store: Store, id: str) -> None:
    """Makes the snapshot one that an older version wrote."""
    path = store.folder(id) / MANIFEST
    sealed = orjson.loads(path.read_bytes())
    sealed["manifest"]["format_version"] = FORMAT_VERSION - 1
    body = orjson.dumps(sealed["manifest"], option=orjson.OPT_SORT_KEYS)
    sealed["sha256"] = hashlib.sha256(body).hexdigest()
    path.write_bytes(orjson.dumps(sealed))


def test_an_index_of_an_older_format_is_refused_in_one_sentence_and_built_anew(
    store: Store, words: WordEncoder, caplog: pytest.LogCaptureFixture
) -> None:
    first = build(pages(SAMPLES), store=store, encoder=words)
    left = dict(list(SAMPLES.items())[1:])
    second = build(pages(left), store=store, encoder=words, policy=REMOVAL)
    for id in (first.snapshot_id, second.snapshot_id):
        _aged(store, id)
    with pytest.raises(FormatMismatch, match=r"format \d, .* run `parvis build` to make another"):
        store.current()
    assert not caplog.records
    again = build(pages(left), store=store, encoder=words)
    assert not again.unchanged
    assert verify(store, encoder=words, sample=None).problems == ()
    assert {one.text for one in store.current().passages} == set(left.values())
    # It keeps nothing of what those had removed, and says so.
    assert store.current().tombstones == ()
    (told,) = caplog.messages
    assert "can read none of the snapshots" in told
    assert "is built anew, and keeps neither the ids" in told


def test_one_changed_document_costs_its_own_texts_only(store: Store, words: WordEncoder) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    words.encoded.clear()
    whole = "Le pont tournant laisse passer les péniches le mardi. Il dort."
    changed = SAMPLES | {"ponts.md": whole}
    result = build(pages(changed), store=store, encoder=words)
    assert set(words.encoded) == {
        f"Ponts: {whole}",
        "Ponts: Il dort.",
    }
    assert result.embedded == 2
    assert result.texts == 9


def test_a_text_is_embedded_once_whether_a_passage_or_a_sentence(
    store: Store, words: WordEncoder
) -> None:
    result = build(pages({"a.md": "Un seul."}), store=store, encoder=words)
    assert words.encoded == ["A: Un seul."]
    assert (result.embedded, result.texts) == (1, 2)


def test_a_document_that_comes_back_is_not_embedded_again(store: Store, words: WordEncoder) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    build(pages({"ponts.md": SAMPLES["ponts.md"]}), store=store, encoder=words, policy=REMOVAL)
    words.encoded.clear()
    build(pages(SAMPLES), store=store, encoder=words)
    assert words.encoded == []


def test_everything_is_embedded_again_when_that_is_asked(store: Store, words: WordEncoder) -> None:
    first = build(pages(SAMPLES), store=store, encoder=words)
    words.encoded.clear()
    again = build(pages(SAMPLES), store=store, encoder=words, reuse=False)
    assert again.embedded == again.texts == len(words.encoded) == 9
    assert again.manifest.digest == first.manifest.digest


def test_a_removed_document_leaves_its_title_the_day_and_its_passages(
    store: Store, words: WordEncoder
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    before = store.current()
    lost = next(one for one in before.passages if one.document_id == "ponts.md")
    rest = {path: text for path, text in SAMPLES.items() if path != "ponts.md"}
    built = build(pages(rest), store=store, encoder=words, policy=REMOVAL)
    index = store.current()
    assert "ponts.md" not in index.documents
    tombstone = index.removed_documents["ponts.md"]
    assert (tombstone.title, tombstone.day) == ("Ponts", built.manifest.built_at.date())
    assert index.tombstone(lost.id) == tombstone
    assert index.tombstone(index.passage_ids[0]) is None
    build(pages(SAMPLES), store=store, encoder=words)
    assert store.current().tombstones == ()


def test_a_changed_document_leaves_the_passages_that_it_had_with_the_day_and_their_place(
    store: Store, words: WordEncoder
) -> None:
    said = {"L1-1": "Le parvis est ouvert.", "L1-2": "Il ferme à huit heures."}
    changed = said | {"L1-2": "Il ferme à neuf heures."}
    build(gathered([law("code.json", said)]), store=store, encoder=words)
    kept, lost = store.current().passages
    built = build(gathered([law("code.json", changed)]), store=store, encoder=words)
    index = store.current()
    tombstone = index.tombstone(lost.id)
    assert tombstone == Tombstone(
        "code.json",
        store.current().catalog[0].title,
        built.manifest.built_at.date(),
        {lost.id: "L1-2"},
    )
    assert index.tombstone(kept.id) is None
    # It is told as long as it is not there, whatever else changes.
    build(gathered([law("code.json", changed), page("a.md", "Un.")]), store=store, encoder=words)
    assert store.current().tombstones == (tombstone,)
    build(gathered([law("code.json", said)]), store=store, encoder=words, policy=REMOVAL)
    (tombstone,) = (one for one in store.current().tombstones if one.document_id == "code.json")
    assert lost.id not in tombstone.passages
    assert len(tombstone.passages) == 1


def test_what_a_removed_document_once_said_is_told_as_removed_until_it_comes_back(
    store: Store, words: WordEncoder
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    first = next(one for one in store.current().passages if one.document_id == "ponts.md")
    build(pages(SAMPLES | {"ponts.md": "Rien."}), store=store, encoder=words)
    assert store.current().tombstone(first.id)
    assert store.current().removed_documents == {}
    rest = {path: text for path, text in SAMPLES.items() if path != "ponts.md"}
    build(pages(rest), store=store, encoder=words, policy=REMOVAL)
    index = store.current()
    assert index.tombstone(first.id) == index.removed_documents["ponts.md"]
    build(pages(SAMPLES | {"ponts.md": "Autre chose."}), store=store, encoder=words)
    assert store.current().removed_documents == {}
    assert store.current().tombstone(first.id)


def test_what_a_document_no_longer_says_is_known_by_its_article_after_it_was_away(
    store: Store, words: WordEncoder
) -> None:
    other = page("a.md", "Un.")
    build(gathered([law("code.json", {"L1-1": "Ouvert."}), other]), store=store, encoder=words)
    lost = store.current().passage_ids[-1]
    build(gathered([other]), store=store, encoder=words, policy=REMOVAL)
    build(gathered([law("code.json", {"L1-1": "Fermé."}), other]), store=store, encoder=words)
    tombstone = store.current().tombstone(lost)
    assert tombstone is not None
    assert tombstone.passages == {lost: "L1-1"}


def test_a_renamed_document_keeps_its_id_and_its_passages_theirs(
    store: Store, words: WordEncoder
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    before = store.current()
    moved = [page(path, text, title=path[:-3].capitalize()) for path, text in SAMPLES.items()]
    moved[1] = page("travaux/ponts-mobiles.md", SAMPLES["ponts.md"], title="Ponts")
    build(gathered(moved), store=store, encoder=words)
    after = store.current()
    assert set(after.passage_ids) == set(before.passage_ids)
    assert after.documents["ponts.md"].source_path == "travaux/ponts-mobiles.md"
    assert after.tombstones == ()
    # And it goes on to keep it, though its words change under the new name.
    moved[1] = page("travaux/ponts-mobiles.md", "Le pont est fermé.", title="Ponts")
    build(gathered(moved), store=store, encoder=words)
    assert "fermé" in store.current().documents["ponts.md"].text


def test_a_document_whose_source_is_refused_keeps_its_last_good_version(
    store: Store, words: WordEncoder
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    rest = [page(path, text) for path, text in SAMPLES.items() if path != "ponts.md"]
    torn = gathered(rest, rejected=["/somewhere/ponts.md"])
    first = build(torn, store=store, encoder=words)
    index = store.current()
    assert index.documents["ponts.md"] == page("ponts.md", SAMPLES["ponts.md"])
    stale = {entry.id: entry.stale_since for entry in index.catalog}
    assert stale["ponts.md"] == first.manifest.built_at
    assert stale["jardins.md"] is None
    assert [one.path for one in index.manifest.rejected] == ["/somewhere/ponts.md"]
    assert build(torn, store=store, encoder=words).unchanged
    mended = build(pages(SAMPLES), store=store, encoder=words)
    assert not mended.unchanged
    assert all(entry.stale_since is None for entry in store.current().catalog)


def test_a_document_that_cannot_be_cut_is_refused_alone(
    store: Store, words: WordEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(pages({"ponts.md": SAMPLES["ponts.md"]}), store=store, encoder=words)
    from corpus.splitters import split

    def fragile(document: object, **options: object) -> object:
        if "péniches" not in document.text and "registre" not in document.text:  # type: ignore[attr-defined]
            raise ZeroDivisionError("a fault")
        return split(document, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("index.indexing.pipeline.split", fragile)
    changed = SAMPLES | {"ponts.md": "Ses mots ont changé."}
    manifest = build(pages(changed), store=store, encoder=words).manifest
    index = store.current()
    # The bridge keeps its last good version, the gardens never had one.
    assert list(index.documents) == ["phares.md", "ponts.md"]
    assert "péniches" in index.documents["ponts.md"].text
    assert [(one.path, "ZeroDivisionError" in one.reason) for one in manifest.rejected] == [
        ("jardins.md", True),
        ("ponts.md", True),
    ]


def test_a_document_without_passages_is_told(
    store: Store, words: WordEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.indexing.pipeline.split", lambda document, **_: ())
    manifest = build(pages({"vide.md": "Mots."}), store=store, encoder=words).manifest
    assert tuple(map(str, manifest.warnings)) == (
        "vide.md: it holds no passage that could answer a question",
    )
    assert list(store.current().documents) == ["vide.md"]


def test_an_article_without_words_is_told(store: Store, words: WordEncoder) -> None:
    law = plain_law("# Article 1", "Un parc.", "# Article 2", "# Article 3", "Trois parcs.")
    manifest = build(gathered([law]), store=store, encoder=words).manifest
    assert tuple(map(str, manifest.warnings)) == ("plain.txt: its article 2 has no words",)


def test_a_name_and_a_text_that_are_not_unicode_are_indexed_all_the_same(
    store: Store, words: WordEncoder, tmp_path: Path
) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / os.fsdecode(b"caf\xe9.md")).write_text("# Un café\n\nIl ouvre tôt.")
    read = ingest(collect([tmp_path / "texts"]))
    build(
        Ingested((*read.documents, page("moitié.md", "Une moitié \ud800 de caractère."))),
        store=store,
        encoder=words,
    )
    found = store.current().documents.values()
    assert sorted(one.source_path for one in found) == [
        "caf\N{REPLACEMENT CHARACTER}.md",
        "moitié.md",
    ]


def test_nothing_to_index_is_an_error_and_not_an_empty_index(
    store: Store, words: WordEncoder
) -> None:
    with pytest.raises(NothingToIndex, match="Not one document could be read"):
        build(gathered([], rejected=["a.md"]), store=store, encoder=words)
    assert store.snapshots() == []


def test_progress_names_each_stage_and_ends_it(store: Store, words: WordEncoder) -> None:
    last: dict[str, tuple[int, int]] = {}

    def report(stage: str, done: int, total: int) -> None:
        last[stage] = (done, total)

    result = build(pages(SAMPLES), store=store, encoder=words, progress=report)
    assert last == {"cut": (3, 3), "passages": (3, 3), "sentences": (6, 6)}
    assert set(last) < set(result.seconds)


def test_passages_longer_than_the_model_reads_are_not_made(store: Store) -> None:
    short = WordEncoder()
    short.max_tokens = 40
    long = " ".join(f"La phrase numéro {number} parle du parvis." for number in range(40))
    manifest = build(pages({"long.md": long}), store=store, encoder=short, max_tokens=256).manifest
    assert manifest.max_tokens == 40
    assert tuple(map(str, manifest.warnings)) == (
        "passages have 40 tokens at most and not 256: words reads no more",
    )
    assert all(short.count_tokens(one.text) <= 40 for one in store.current().passages)
