"""What staff take down is gone at once, stays gone, and comes back only when they say so."""

import pytest

from corpus.ingest import Ingested
from index.amending.republish import publish_without
from index.amending.withdraw import purge, restore, withdraw
from index.errors import GateFailed, HoldsWithdrawn, UnknownId
from index.indexing import contents, pipeline
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.snapshot.lock import building
from index.snapshot.manifest import MANIFEST
from index.snapshot.store import Store
from index.snapshot.verify import verify
from index.snapshot.withdrawals import WITHDRAWN
from tests.index.library import SAMPLES, WordEncoder, gathered, law, page, pages

REASON = "plainte de Mme Untel"
LETTER = (
    "Madame Untel habite au douze de la rue des Lilas, à Parvis-sur-Mer.\n"
    "Elle a demandé le 3 mars que sa parcelle soit échangée contre une autre.\n"
    "Le gardien lui a répondu que la liste d'attente compte quarante familles."
)


@pytest.fixture
def served(store: Store, words: WordEncoder) -> Store:
    """An index of a law that a page cites, a letter, and three pages."""
    build(library(), store=store, encoder=words)
    words.encoded.clear()
    return store


def library(**others: str) -> Ingested:
    code = law("code.json", {"L1-1": "Le parvis est ouvert à tous.", "L1-2": "Il ferme la nuit."})
    cites = page("renvoi.md", "Voir l'article L. 1-1 du code des parvis.")
    letters = [page(path, text) for path, text in {"lettre.md": LETTER, **others}.items()]
    return gathered([code, cites, *letters, *pages(SAMPLES).documents])


def test_a_withdrawn_document_is_gone_at_once_without_a_model(served: Store) -> None:
    before = served.current()
    words_of_it = before.documents["lettre.md"].text

    done = withdraw(served, "lettre.md", reason=REASON, public="À la demande d'une personne.")

    after = served.current()
    assert done.copies == ("lettre.md",)
    assert done.snapshot_id == served.current_id()
    assert set(before.documents) - set(after.documents) == {"lettre.md"}
    (tombstone,) = after.tombstones
    assert tombstone.document_id == "lettre.md"
    assert tombstone.title == ""
    assert tombstone.withdrawn == "À la demande d'une personne."
    rows = before.rows["lettre.md"]
    assert tombstone.passages == dict.fromkeys(before.passage_ids[rows.start : rows.stop], "")
    # Not a word of it is in the snapshot that serves, nor why it was withdrawn.
    folder = served.folder(done.snapshot_id)
    for path in folder.iterdir():
        raw = path.read_bytes().decode("utf-8", "replace")
        assert "Untel" not in raw
        assert "douze" not in raw
    assert "douze" in words_of_it
    assert REASON in (served.root / WITHDRAWN).read_text("utf-8")


@pytest.mark.parametrize("id", ["lettre.md", "code.json", "jardins.md", "renvoi.md"])
def test_what_is_left_is_what_a_build_without_it_would_be(
    store: Store, words: WordEncoder, id: str
) -> None:
    build(library(), store=store, encoder=words)
    withdraw(store, id, reason="x")
    assert verify(store, encoder=words, sample=None).problems == ()
    elsewhere = Store(store.root.parent / "elsewhere")
    left = [one for one in library().documents if one.id != id]
    build(gathered(left), store=elsewhere, encoder=words)
    one, other = store.folder(store.current_id()), elsewhere.folder(elsewhere.current_id())
    assert store.current().manifest.digest == elsewhere.current().manifest.digest
    differing = {
        path.name
        for path in one.iterdir()
        if path.name != MANIFEST and path.read_bytes() != (other / path.name).read_bytes()
    }
    assert differing == {"tombstones.jsonl"}


def test_an_index_can_lose_its_only_document(store: Store, words: WordEncoder) -> None:
    build(pages({"a.md": "Mots."}), store=store, encoder=words)
    withdraw(store, "a.md", reason="x")
    assert len(store.current().documents) == 0
    assert verify(store, encoder=words, sample=None).problems == ()


@pytest.mark.parametrize(
    "files",
    [
        {"lettre.md": LETTER},
        {"lettre.md": "De tout autres mots sous le même nom."},
        {"courrier.md": LETTER},
        {"courrier.md": LETTER.replace("3 mars", "4 mars") + "\nUne ligne de plus."},
    ],
    ids=["as it was", "under its name", "under another name", "under another name, and changed"],
)
def test_no_build_brings_it_back(served: Store, words: WordEncoder, files: dict[str, str]) -> None:
    withdraw(served, "lettre.md", reason=REASON)
    left = [one for one in library().documents if one.id != "lettre.md"]
    titled = [page(path, text, title="Lettre") for path, text in files.items()]

    result = build(gathered([*left, *titled]), store=served, encoder=words)

    index = served.current()
    assert all("Untel" not in one.text for one in index.documents.values())
    assert not set(files) & set(index.documents)
    (told,) = result.manifest.left_out
    assert told.path in files
    assert "withdrawn on" in told.reason
    assert "`parvis restore lettre.md`" in told.reason
    assert index.removed_documents["lettre.md"].withdrawn == ""
    assert words.encoded == []


CHANGED = (
    "Madame Untel habite au treize de la rue des Lilas, à Parvis-sur-Mer.\n"
    "Elle a demandé le 4 mars que sa parcelle soit échangée contre une autre.\n"
    "Le gardien lui a dit que la liste d'attente compte quarante familles."
)


def test_a_copy_changed_in_each_paragraph_is_warned_of_at_every_build(
    served: Store, words: WordEncoder
) -> None:
    withdraw(served, "lettre.md", reason=REASON)
    for _ in range(2):
        result = build(library(**{"courrier.md": CHANGED}), store=served, encoder=words)
        (told,) = result.manifest.warnings
        assert "many words of lettre.md, which was withdrawn on" in told.message
        assert "is not held back: courrier.md (courrier.md);" in told.message
        assert "`parvis withdraw courrier.md --reason …`" in told.message
    withdraw(served, "courrier.md", reason=REASON)
    result = build(library(**{"courrier.md": CHANGED}), store=served, encoder=words)
    assert result.manifest.warnings == ()


def test_a_page_that_shares_little_with_it_is_let_in(served: Store, words: WordEncoder) -> None:
    withdraw(served, "lettre.md", reason=REASON)
    other = "Le gardien lui a répondu que la liste d'attente compte quarante familles."
    more = [page("liste.md", f"{other}\nElle avance au mois de mai, et non avant l'automne venu.")]
    build(gathered([*library().documents, *more]), store=served, encoder=words)
    assert "liste.md" in served.current().documents


def test_what_it_shares_with_other_pages_keeps_none_of_them_out(
    store: Store, words: WordEncoder
) -> None:
    both = "Ce service est ouvert du lundi au vendredi, de neuf heures à midi."
    files = {f"{name}.md": f"Page {name}.\n{both}" for name in ("un", "deux", "trois")}
    build(pages(files), store=store, encoder=words)
    withdraw(store, "deux.md", reason="x")
    build(pages({**files, "quatre.md": f"Page quatre.\n{both}"}), store=store, encoder=words)
    assert list(store.current().documents) == ["quatre.md", "trois.md", "un.md"]


def test_it_stays_away_where_the_index_is_built_anew(served: Store, words: WordEncoder) -> None:
    withdraw(served, "lettre.md", reason=REASON, public="Retirée.")
    passages = {id for one in served.current().tombstones for id in one.passages}
    for snapshot in served.snapshots():
        (served.folder(snapshot.id) / MANIFEST).unlink()
    build(library(), store=served, encoder=words)
    index = served.current()
    assert "lettre.md" not in index.documents
    assert all(index.tombstone(id) for id in passages)
    assert index.removed_documents["lettre.md"].withdrawn == "Retirée."


def test_every_document_of_the_same_text_goes_with_it(store: Store, words: WordEncoder) -> None:
    copy = page("copie.md", LETTER, title="Lettre")
    original = page("lettre.md", LETTER, title="Lettre")
    build(gathered([copy, original, *pages(SAMPLES).documents]), store=store, encoder=words)
    assert withdraw(store, "lettre.md", reason="x").copies == ("copie.md", "lettre.md")
    assert set(store.current().documents) == set(SAMPLES)
    restore(store, "lettre.md")
    assert store.withdrawals() == ()


def test_a_renamed_document_does_not_take_another_down_with_it(
    store: Store, words: WordEncoder
) -> None:
    build(gathered([page("ponts.md", LETTER, title="P")]), store=store, encoder=words)
    build(gathered([page("ponts-2018.md", LETTER, title="P")]), store=store, encoder=words)
    both = gathered([page("ponts-2018.md", LETTER, title="P"), page("ponts.md", "Du neuf.")])
    build(both, store=store, encoder=words)
    assert set(store.current().documents) == {"ponts.md", "ponts.md-2"}
    withdraw(store, "ponts.md", reason="x")
    build(both, store=store, encoder=words)
    index = store.current()
    assert {one.id: one.source_id for one in index.catalog} == {"ponts.md-2": "ponts.md"}
    assert index.removed_documents["ponts.md"].withdrawn == ""


def test_restored_it_comes_back_with_the_next_build(served: Store, words: WordEncoder) -> None:
    passages = served.current().passage_ids
    withdraw(served, "lettre.md", reason=REASON)
    assert restore(served, "lettre.md").reason == REASON
    assert "lettre.md" not in served.current().documents
    build(library(), store=served, encoder=words)
    index = served.current()
    assert index.passage_ids == passages
    assert index.tombstones == ()


def test_a_rollback_does_not_bring_it_back(served: Store, words: WordEncoder) -> None:
    first = served.current_id()
    build(library(**{"neuf.md": "Une page neuve."}), store=served, encoder=words)
    withdraw(served, "lettre.md", reason=REASON)
    with pytest.raises(HoldsWithdrawn, match=r"lettre\.md"):
        served.rollback(first)
    assert "lettre.md" not in served.current().documents

    chosen = served.rollback(without=lambda index, ids: publish_without(served, index, ids))

    # The one before is what serves, with the letter: the rollback goes on to the first one.
    assert chosen == served.current_id() != first
    assert "lettre.md" not in served.current().documents
    assert "neuf.md" not in served.current().documents
    hold = served.hold()
    assert hold is not None
    assert hold.snapshot == chosen


def test_a_hold_goes_on_over_a_withdrawal(served: Store, words: WordEncoder) -> None:
    build(library(**{"neuf.md": "Une page neuve."}), store=served, encoder=words)
    served.rollback(reason="à revoir")
    done = withdraw(served, "lettre.md", reason=REASON)
    hold = served.hold()
    assert hold is not None
    assert (hold.snapshot, hold.reason) == (done.snapshot_id, "à revoir")


def test_what_was_withdrawn_while_a_build_went_on_does_not_serve(
    served: Store, words: WordEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = contents.assemble

    def slow(*arguments: object, **options: object) -> object:
        made = plain(*arguments, **options)  # type: ignore[arg-type]
        # The withdrawal is noted at once, and waits for the build to end with what serves.
        with pytest.raises(Exception, match="under way"):
            withdraw(served, "lettre.md", reason=REASON, patience=0)
        return made

    monkeypatch.setattr(pipeline, "assemble", slow)
    with pytest.raises(GateFailed, match="withdrawn was changed while it was made"):
        build(library(**{"neuf.md": "Du neuf."}), store=served, encoder=words)
    monkeypatch.undo()
    build(library(**{"neuf.md": "Du neuf."}), store=served, encoder=words)
    assert "lettre.md" not in served.current().documents


def test_what_still_has_its_words_is_told_and_purged(served: Store, words: WordEncoder) -> None:
    first = served.current_id()
    build(library(**{"neuf.md": "Une page neuve."}), store=served, encoder=words)
    second = served.current_id()
    done = withdraw(served, "lettre.md", reason=REASON)
    assert done.left_in == (first, second)
    assert done.source_paths == ("lettre.md",)
    assert b"lilas" in served.cache.read_bytes()

    assert purge(served, done.copies) == (first, second)

    assert [one.id for one in served.snapshots()] == [done.snapshot_id]
    for path in served.root.rglob("*"):
        if path.is_file() and path.name != WITHDRAWN:
            raw = path.read_bytes().lower()
            assert (b"untel" in raw, b"lilas" in raw) == (False, False), path
    assert "douze" not in (served.root / WITHDRAWN).read_text("utf-8")


def test_a_document_that_only_an_older_snapshot_has_is_kept_out_as_well(
    served: Store, words: WordEncoder
) -> None:
    left = [one for one in library().documents if one.id != "lettre.md"]
    policy = GatePolicy(allow_loss=frozenset({"lettre.md"}))
    build(gathered(left), store=served, encoder=words, policy=policy)
    assert served.current().removed_documents["lettre.md"].title == "Lettre"
    withdraw(served, "lettre.md", reason=REASON)
    tombstone = served.current().removed_documents["lettre.md"]
    assert (tombstone.title, tombstone.withdrawn) == ("", "")
    build(library(), store=served, encoder=words)
    assert "lettre.md" not in served.current().documents


def test_an_unknown_id_is_one_sentence_with_those_like_it(served: Store) -> None:
    with pytest.raises(UnknownId) as told:
        withdraw(served, "letre.md", reason="x")
    assert str(told.value) == (
        "No document of the index has the id “letre.md”: did you mean lettre.md?"
    )
    with pytest.raises(UnknownId, match=r"“zzz”: `parvis report` tells those that there are\.$"):
        withdraw(served, "zzz", reason="x")
    passage = served.current().passage_ids[served.current().rows["lettre.md"].start]
    with pytest.raises(UnknownId, match=r"is a passage: its document is lettre\.md\."):
        withdraw(served, passage, reason="x")
    withdraw(served, "lettre.md", reason="x")
    with pytest.raises(UnknownId, match=r"No withdrawn document .* did you mean lettre\.md\?"):
        restore(served, "lettres.md")


def test_a_second_withdrawal_says_the_reason_anew(served: Store) -> None:
    withdraw(served, "lettre.md", reason="x")
    again = withdraw(served, "lettre.md", reason="y", public="Retirée.")
    (one,) = served.withdrawals()
    assert (one.reason, one.public) == ("y", "Retirée.")
    assert again.copies == ("lettre.md",)
    purge(served, again.copies)
    last = withdraw(served, "lettre.md", reason="z", public="Retirée.")
    assert (last.copies, last.left_in) == (("lettre.md",), ())
    assert served.current().removed_documents["lettre.md"].withdrawn == "Retirée."


def test_the_lock_is_not_held_afterwards(served: Store) -> None:
    withdraw(served, "lettre.md", reason="x")
    with building(served.root):
        pass


def test_an_index_of_other_stages_is_parted_by_the_next_build(
    served: Store, words: WordEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    served.cache.unlink()
    monkeypatch.setattr("index.indexing.prepare.sentence_bounds", lambda one: one and _none(one))
    with pytest.raises(Exception, match="run `parvis build` now"):
        withdraw(served, "lettre.md", reason="x")
    monkeypatch.undo()
    build(library(), store=served, encoder=words)
    assert "lettre.md" not in served.current().documents


def _none(passage: object) -> object:
    import numpy as np

    return np.array([[passage.start, passage.end]], np.int32)  # type: ignore[attr-defined]
