"""Questions in snapshots: built, kept over what goes, verified, and no reason to embed again."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import orjson
import pytest

from corpus.ingest import Ingested
from corpus.questions.taught import Provenance, TaughtQuestion, question_line
from index.amending.withdraw import withdraw
from index.encoder import Vectors
from index.indexing.cache import Cache
from index.indexing.embedding import question_key, vector_keys
from index.indexing.pipeline import build
from index.indexing.prune import prune
from index.snapshot.store import Store
from index.snapshot.verify import verify
from tests.index.library import SAMPLES, WordEncoder, gathered, law, page, pages
from tests.index.snapshot.test_verify import swap_rows, tamper

TAUGHT = (
    TaughtQuestion("Qui ouvre la grille ?", "code", ("L1-1",)),
    TaughtQuestion("Quand ferme-t-elle ?", "code", ("L1-2",)),
    TaughtQuestion("Qui garde le phare ?", "phares.md"),
)


class CountingEncoder(WordEncoder):
    """An encoder that notes the questions it is given, too."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        self.asked.extend(texts)
        return super().encode_queries(texts)


def library(*questions: TaughtQuestion) -> Ingested:
    code = law("code", {"L1-1": "Le gardien ouvre la grille.", "L1-2": "Elle ferme la nuit."})
    faq = page("faq.md", "Le parvis est ouvert à tous.", title="Qui peut entrer ?")
    return replace(gathered([code, faq, *pages(SAMPLES).documents]), questions=questions)


@pytest.fixture
def encoder() -> CountingEncoder:
    return CountingEncoder()


@pytest.fixture
def served(store: Store, encoder: CountingEncoder) -> Store:
    build(library(*TAUGHT), store=store, encoder=encoder)
    encoder.encoded.clear()
    encoder.asked.clear()
    return store


def texts(store: Store) -> list[str]:
    return [one.text for one in store.current().questions.questions]


def test_a_snapshot_holds_what_was_taught_and_what_its_documents_ask(served: Store) -> None:
    index = served.current()
    assert [(one.text, one.document) for one in index.questions.questions] == [
        ("Qui ouvre la grille ?", "code"),
        ("Quand ferme-t-elle ?", "code"),
        ("Qui peut entrer ?", "faq.md"),
        ("Qui garde le phare ?", "phares.md"),
    ]
    assert index.manifest.questions == 4
    assert verify(served, encoder=WordEncoder(), sample=None).problems == ()


def test_a_question_more_makes_a_new_snapshot_and_only_itself_is_embedded(
    served: Store, encoder: CountingEncoder
) -> None:
    before = served.current_id()
    more = TaughtQuestion("À qui est le pont ?", "ponts.md")
    result = build(library(*TAUGHT, more), store=served, encoder=encoder)
    assert result.snapshot_id != before
    assert (result.embedded, encoder.encoded, encoder.asked) == (1, [], ["À qui est le pont ?"])
    again = build(library(*TAUGHT, more), store=served, encoder=encoder)
    assert again.unchanged


@pytest.mark.parametrize(
    "questions",
    [
        TAUGHT[:2],
        (replace(TAUGHT[0], answers=("L1-2",)), *TAUGHT[1:]),
        (replace(TAUGHT[0], provenance=Provenance.MODEL), *TAUGHT[1:]),
    ],
    ids=["one gone", "another answer", "another provenance"],
)
def test_a_change_of_questions_embeds_nothing_and_changes_the_digest(
    served: Store, encoder: CountingEncoder, questions: tuple[TaughtQuestion, ...]
) -> None:
    before = served.current().manifest.digest
    result = build(library(*questions), store=served, encoder=encoder)
    assert (result.embedded, encoder.encoded, encoder.asked) == (0, [], [])
    assert result.manifest.digest != before


def test_a_number_that_the_document_has_not_is_a_warning_of_the_build(store: Store) -> None:
    wrong = TaughtQuestion("Qui ?", "code", ("L9-9",))
    result = build(library(*TAUGHT, wrong), store=store, encoder=WordEncoder())
    (told,) = [one.message for one in result.manifest.warnings if "taught" in one.message]
    assert told == "a taught question names L9-9, which the document has not"
    assert "Qui ?" not in texts(store)


def test_what_staff_taught_the_index_is_in_each_build_of_it(store: Store) -> None:
    store.root.mkdir(parents=True)
    taught = replace(TAUGHT[0], text="Qui a la clé ?", provenance=Provenance.STAFF)
    store.taught.write_bytes(question_line(taught) + b"\nno line at all\n")
    result = build(library(), store=store, encoder=WordEncoder())
    (found,) = [one for one in store.current().questions.questions if one.text == "Qui a la clé ?"]
    assert found.provenance is Provenance.STAFF
    (told,) = [one for one in result.manifest.warnings if "teaches nothing" in one.message]
    assert told.path == str(store.taught)
    assert told.message.startswith("line 2 ")


def test_a_withdrawal_takes_the_questions_of_its_document_and_no_others(served: Store) -> None:
    vectors = served.current().questions.vectors
    withdraw(served, "code", reason="x")
    assert texts(served) == ["Qui peut entrer ?", "Qui garde le phare ?"]
    np.testing.assert_array_equal(served.current().questions.vectors, vectors[2:])
    assert verify(served, encoder=WordEncoder(), sample=None).problems == ()
    withdraw(served, "faq.md", reason="x")
    withdraw(served, "phares.md", reason="x")
    assert texts(served) == []
    assert verify(served, encoder=WordEncoder(), sample=None).problems == ()


def test_pruning_keeps_the_vectors_of_questions_that_serve_and_no_others(
    served: Store, encoder: CountingEncoder
) -> None:
    build(library(*TAUGHT[:2]), store=served, encoder=encoder)
    prune(served, keep=1)
    keys = {one.text: question_key(one.text, fingerprint=encoder.fingerprint) for one in TAUGHT}
    assert keys[TAUGHT[0].text] in set(vector_keys(served.current()))
    with Cache(served.cache) as cache:
        kept = {key for key, _ in cache.find(keys.values())}
    assert kept == {keys[one.text] for one in TAUGHT[:2]}


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("questions.jsonl", lambda raw: raw.replace(b"grille", b"grilla"), "manifest's digest"),
        ("question_vectors.npy", swap_rows, "metric or words of questions are not|is not its own"),
        ("question_metric.npy", swap_rows, "metric or words of questions are not"),
        (
            "question_term_weights.npy",
            lambda raw: raw[:-4] + b"\0\0\0?",
            "metric or words of questions are not",
        ),
        ("question_metric.npy", lambda raw: raw[:-40], "is damaged|not a whole snapshot"),
        (
            "questions.jsonl",
            lambda raw: b"".join(raw.splitlines(keepends=True)[1:]),
            "not a whole snapshot|3 questions instead of 4",
        ),
    ],
)
def test_verifying_notices_questions_that_were_changed(
    served: Store, name: str, change: Callable[[bytes], bytes], told: str
) -> None:
    tamper(served.folder(served.current_id()), name, change)
    problems = verify(served, encoder=WordEncoder(), sample=None).problems
    assert re.search(told, "; ".join(problems))


def test_verifying_names_a_question_file_that_is_damaged(served: Store) -> None:
    folder = served.folder(served.current_id())
    for name in ("questions.jsonl", "question_vectors.npy", "question_metric.npy"):
        (folder / name).write_bytes(b"?")
    problems = verify(served).problems
    assert len(problems) == 3
    assert orjson.dumps(problems).count(b"question") == 3
