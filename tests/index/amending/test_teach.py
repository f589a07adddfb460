"""What staff teach serves at once, is in every build that follows, and can be taken back."""

from dataclasses import replace
from typing import Any

import pytest

from corpus.ingest import Ingested
from corpus.questions.taught import Provenance, TaughtQuestion
from index.amending import republish
from index.amending import teach as amending
from index.amending.teach import forget, taught_questions, teach
from index.amending.withdraw import withdraw
from index.errors import (
    BuildInProgress,
    DamagedSnapshot,
    FormatMismatch,
    GateFailed,
    ModelMismatch,
    NotTaught,
    ParvisIndexError,
    UnknownId,
)
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.search.searcher import Searcher
from index.snapshot.lock import building
from index.snapshot.store import Store
from index.snapshot.verify import verify
from tests.index.indexing.test_gate import ask
from tests.index.library import SAMPLES, WordEncoder, gathered, law, page, pages
from tests.index.questions.test_snapshots import CountingEncoder

QUESTION = "À quelle heure peut-on venir jouer ?"


def library() -> Ingested:
    code = law("code", {"L1-1": "Le gardien ouvre la grille.", "L1-2": "Elle ferme la nuit."})
    other = law("reglement", {"L1-2": "Les chiens sont tenus en laisse.", "L2-1": "Il gèle."})
    faq = page("faq.md", "Le parvis est ouvert à tous.", title="Qui peut entrer ?")
    return gathered([code, other, faq, *pages(SAMPLES).documents])


@pytest.fixture
def encoder() -> CountingEncoder:
    return CountingEncoder()


@pytest.fixture
def served(store: Store, encoder: CountingEncoder) -> Store:
    build(library(), store=store, encoder=encoder)
    encoder.encoded.clear()
    encoder.asked.clear()
    return store


def first(store: Store, text: str) -> str:
    (hit, *_) = Searcher(store.current(), WordEncoder()).search(text).hits
    return hit.passage.locator.article or hit.document.id


def test_what_is_taught_is_found_first_and_nothing_else_is_embedded(
    served: Store, encoder: CountingEncoder
) -> None:
    before = served.current_id()
    done = teach(served, f"  {QUESTION}\n", ["L. 1-1"], encoder=encoder)
    assert done.snapshot_id == served.current_id() != before
    assert done.questions == (TaughtQuestion(QUESTION, "code", ("L1-1",), Provenance.STAFF),)
    assert (done.passages, done.unchanged, done.replaced) == (1, False, False)
    assert (encoder.encoded, encoder.asked) == ([], [QUESTION])
    assert first(served, QUESTION) == "L1-1"
    assert taught_questions(served) == done.questions
    assert verify(served, encoder=encoder, sample=None).problems == ()


@pytest.mark.parametrize("answer", ["L1-1", "faq.md", "L2-1"])
def test_the_build_that_follows_has_nothing_to_change(
    served: Store, encoder: CountingEncoder, answer: str
) -> None:
    done = teach(served, QUESTION, [answer], encoder=encoder)
    teach(served, "Et qui surveille ?", ["ponts.md"], encoder=encoder)
    done = teach(served, "Où jouer ?", [answer], encoder=encoder)
    result = build(library(), store=served, encoder=encoder)
    assert result.unchanged
    assert result.snapshot_id == done.snapshot_id


def test_a_whole_document_can_answer(served: Store, encoder: CountingEncoder) -> None:
    done = teach(served, QUESTION, ["jardins.md"], encoder=encoder)
    assert done.questions[0].answers == ()
    assert first(served, QUESTION) == "jardins.md"


def test_a_document_chooses_among_those_that_have_the_number(
    served: Store, encoder: CountingEncoder
) -> None:
    with pytest.raises(NotTaught, match=r"L1-2 is in 2 documents: say which one with --document"):
        teach(served, QUESTION, ["L1-2"], encoder=encoder)
    done = teach(served, QUESTION, ["L1-2"], document="reglement", encoder=encoder)
    assert done.questions[0].document == "reglement"


def test_a_withdrawn_document_answers_nothing(served: Store, encoder: CountingEncoder) -> None:
    withdraw(served, "jardins.md", reason="Faux.")
    with pytest.raises(NotTaught, match=r"has jardins\.md no more: it was withdrawn"):
        teach(served, QUESTION, ["jardins.md"], encoder=encoder)


@pytest.mark.parametrize(
    ("answers", "document", "kind", "told"),
    [
        (["L1-11"], None, NotTaught, r"no article, commitment or document L1-11 \(near: L1-1"),
        (["L1-1", "L2-1"], None, NotTaught, "No document has all of L1-1, L2-1"),
        (["L2-1"], "code", NotTaught, "code has not all of L2-1"),
        (["L1-1"], "codes", UnknownId, "did you mean code"),
        (["jardin.md"], None, UnknownId, "did you mean jardins.md"),
        (["fiche-2024-reglement.json"], None, UnknownId, "did you mean reglement"),
        (["code", "L1-1"], None, NotTaught, "“code” is a whole document"),
    ],
)
def test_an_answer_that_is_none_is_told_and_nothing_is_taught(
    served: Store,
    encoder: CountingEncoder,
    answers: list[str],
    document: str | None,
    kind: type[ParvisIndexError],
    told: str,
) -> None:
    before = served.current_id()
    with pytest.raises(kind, match=told):
        teach(served, QUESTION, answers, document=document, encoder=encoder)
    assert served.current_id() == before
    assert taught_questions(served) == ()


@pytest.mark.parametrize("text", ["", " \n", "\x1b ?", "a" * 1001])
def test_a_question_that_could_not_be_read_back_is_not_taught(
    served: Store, encoder: CountingEncoder, text: str
) -> None:
    with pytest.raises(
        NotTaught, match=r"^A question (of 1,001 characters|without words) cannot be taught"
    ):
        teach(served, text, ["L1-1"], encoder=encoder)


def test_taught_twice_it_is_known_and_taught_otherwise_it_is_replaced(
    served: Store, encoder: CountingEncoder
) -> None:
    one = teach(served, QUESTION, ["L1-1"], encoder=encoder)
    again = teach(served, QUESTION, ["L1-1"], encoder=encoder)
    assert again.unchanged
    assert again.snapshot_id == one.snapshot_id
    other = teach(served, QUESTION.lower(), ["L1-2"], document="code", encoder=encoder)
    assert other.replaced
    assert [question.answers for question in taught_questions(served)] == [("L1-2",)]
    assert first(served, QUESTION) == "L1-2"
    assert len(served.current().questions.questions) == 2


def test_what_another_taught_already_is_kept_for_when_that_one_goes(
    store: Store, encoder: CountingEncoder
) -> None:
    written = replace(library(), questions=(TaughtQuestion(QUESTION, "code", ("L1-1",)),))
    build(written, store=store, encoder=encoder)
    assert teach(store, QUESTION, ["L1-1"], encoder=encoder).unchanged
    build(library(), store=store, encoder=encoder)
    assert first(store, QUESTION) == "L1-1"


def test_taken_back_what_serves_is_as_it_was(served: Store, encoder: CountingEncoder) -> None:
    digest = served.current().manifest.digest
    teach(served, QUESTION, ["L1-1"], encoder=encoder)
    teach(served, QUESTION, ["jardins.md"], encoder=encoder)
    done = forget(served, QUESTION.upper(), encoder=encoder)
    assert len(done.questions) == done.passages == 2
    assert served.current().manifest.digest == digest
    assert taught_questions(served) == ()
    with pytest.raises(NotTaught, match="Nobody taught “À quelle"):
        forget(served, QUESTION, encoder=encoder)


def test_what_waits_for_a_document_is_taken_back_without_a_new_snapshot(
    served: Store, encoder: CountingEncoder
) -> None:
    served.taught.write_text('{"document": "later", "question": "Quand ?"}\n', "utf-8")
    before = served.current_id()
    assert forget(served, "Quand ?", encoder=encoder).unchanged
    assert served.current_id() == before
    assert served.taught.read_bytes() == b""


def test_a_golden_question_that_would_lose_its_source_holds_it_back(
    served: Store, encoder: CountingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    golden = "péniches mardi pont tournant"
    ask(served, {"question": golden, "relevant": ["ponts.md"]})
    monkeypatch.setattr("index.indexing.gate._DEPTH", 1)
    before = served.current_id()
    with pytest.raises(GateFailed, match="give `parvis teach` --force") as refused:
        teach(served, golden, ["jardins.md"], encoder=encoder)
    assert "no longer finds “Ponts”" in str(refused.value)
    assert served.current_id() == before
    assert taught_questions(served) == ()
    teach(served, golden, ["jardins.md"], encoder=encoder, policy=GatePolicy(force=True))
    assert first(served, golden) == "jardins.md"


def test_golden_answers_go_on_with_the_new_snapshot(
    served: Store, encoder: CountingEncoder
) -> None:
    ask(served, {"question": "péniches mardi", "relevant": ["ponts.md"]})
    teach(served, QUESTION, ["L1-1"], encoder=encoder)
    (golden,) = served.current().manifest.golden
    assert golden.found == ("ponts.md",)


def test_a_hold_goes_on_over_what_is_taught(served: Store, encoder: CountingEncoder) -> None:
    build(pages({**SAMPLES, "neuf.md": "Du neuf."}), store=served, encoder=encoder, policy=FORCE)
    served.rollback(reason="à revoir")
    done = teach(served, QUESTION, ["L1-1"], encoder=encoder)
    hold = served.hold()
    assert hold is not None
    assert (hold.snapshot, hold.reason) == (done.snapshot_id, "à revoir")


FORCE = GatePolicy(force=True)


def test_a_build_under_way_is_waited_for(served: Store, encoder: CountingEncoder) -> None:
    with building(served.root), pytest.raises(BuildInProgress):
        teach(served, QUESTION, ["L1-1"], encoder=encoder, patience=0)
    assert taught_questions(served) == ()


def test_what_was_taught_before_a_build_took_the_lock_is_in_it(
    served: Store, encoder: CountingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.indexing import pipeline

    def late(root: Any) -> Any:
        monkeypatch.undo()
        teach(served, QUESTION, ["L1-1"], encoder=encoder)
        return building(root)

    monkeypatch.setattr(pipeline, "building", late)
    build(library(), store=served, encoder=encoder)
    assert first(served, QUESTION) == "L1-1"


def test_a_file_of_which_a_line_cannot_be_read_is_left_as_it_is(
    served: Store, encoder: CountingEncoder
) -> None:
    served.taught.write_bytes(b"no line\n")
    with pytest.raises(DamagedSnapshot, match=r"questions\.jsonl cannot be read whole \(line 1 "):
        teach(served, QUESTION, ["L1-1"], encoder=encoder)
    assert served.taught.read_bytes() == b"no line\n"


def test_another_model_than_that_of_the_index_teaches_nothing(served: Store) -> None:
    with pytest.raises(ModelMismatch):
        teach(served, QUESTION, ["L1-1"], encoder=WordEncoder(name="others"))


def test_an_index_of_other_stages_learns_it_with_the_next_build(
    served: Store, encoder: CountingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **options: object) -> str:
        raise FormatMismatch("run `parvis build` now")

    monkeypatch.setattr(amending, "republish", refuse)
    with pytest.raises(FormatMismatch):
        teach(served, QUESTION, ["L1-1"], encoder=encoder)
    monkeypatch.undo()
    build(library(), store=served, encoder=encoder)
    assert first(served, QUESTION) == "L1-1"


def test_questions_and_vectors_that_disagree_are_refused() -> None:
    import numpy as np

    with pytest.raises(ValueError, match="0 questions have 2 vectors"):
        republish.QuestionRows([], np.zeros((2, 4), np.float16))
