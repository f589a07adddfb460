"""What a language model writes: filtered, kept, asked for once, and taken in by builds."""

from collections.abc import Sequence

import pytest

from corpus.passage import Passage
from corpus.questions.taught import Provenance
from index.amending.withdraw import purge, withdraw
from index.amending.write_questions import Writing, write_questions
from index.errors import NoIndex
from index.indexing.pipeline import build
from index.indexing.prune import prune
from index.questions.written import WRITTEN, read_written
from index.snapshot.store import Store
from tests.index.library import SAMPLES, WordEncoder, pages

# Only so many more than ten that a question may fail to find its own among them.
MANY = {f"{number}.md": f"Le chemin {number} est fermé." for number in range(14)}


class Scripted:
    """A writer that asks with the first words of a passage, and notes what it was asked for."""

    def __init__(self, *, failing_at: int | None = None) -> None:
        self.asked: list[str] = []
        self._failing_at = failing_at

    def __call__(self, passage: Passage, language: str, count: int) -> Sequence[str]:
        if len(self.asked) == self._failing_at:
            raise RuntimeError("it is down")
        self.asked.append(passage.document_id)
        assert language == "fr"
        return [f"{passage.text.split('.')[0]} ?", "Et encore une question de trop ?"][:count]


@pytest.fixture
def served(store: Store, words: WordEncoder) -> Store:
    build(pages(SAMPLES), store=store, encoder=words)
    return store


def asked(store: Store, writer: Scripted, *, model: str = "petit", count: int = 1) -> Writing:
    return write_questions(store, writer, model=model, count=count, encoder=WordEncoder())


def test_what_is_written_is_taken_in_by_the_next_build(served: Store, words: WordEncoder) -> None:
    assert asked(served, Scripted()) == Writing(asked=3, kept=3)
    words.encoded.clear()
    result = build(pages(SAMPLES), store=served, encoder=words)
    assert (result.unchanged, result.embedded, words.encoded) == (False, 3, [])
    index = served.current()
    for one in index.questions.questions:
        assert one.provenance is Provenance.MODEL
        (passage,) = one.passages
        assert one.text.removesuffix(" ?") in index.passage(passage).text
    assert index.questions.covered.all()
    assert build(pages(SAMPLES), store=served, encoder=words).unchanged


def test_the_same_is_asked_for_once(served: Store, words: WordEncoder) -> None:
    asked(served, Scripted())
    again = Scripted()
    assert asked(served, again) == Writing(known=3)
    assert again.asked == []
    assert asked(served, again, model="grand").asked == 3
    assert asked(served, again, model="grand", count=2).asked == 3
    changed = SAMPLES | {"ponts.md": "Le pont est neuf. Il tourne."}
    build(pages(changed), store=served, encoder=words)
    after = Scripted()
    assert asked(served, after, model="grand", count=2) == Writing(asked=1, known=2, kept=2)
    assert after.asked == ["ponts.md"]


def test_a_question_that_does_not_find_its_passage_among_ten_is_dropped(
    store: Store, words: WordEncoder
) -> None:
    build(pages(MANY), store=store, encoder=words)

    def vague(passage: Passage, language: str, count: int) -> list[str]:
        return ["Le chemin est fermé ?", passage.text]

    done = write_questions(store, vague, model="petit", count=2, encoder=words)
    assert (done.asked, done.kept, done.dropped) == (14, 24, 4)
    kept = [len(one.questions) for one in read_written(store.root).values()]
    assert sorted(kept) == [1] * 4 + [2] * 10


def test_who_is_interrupted_goes_on_where_it_ended(served: Store) -> None:
    with pytest.raises(RuntimeError):
        asked(served, Scripted(failing_at=2))
    assert len(read_written(served.root)) == 2
    with (served.root / WRITTEN).open("ab") as file:
        file.write(b'\n{"key": "cut sho')
    assert asked(served, Scripted()) == Writing(asked=1, known=2, kept=1)
    assert len(read_written(served.root)) == 3


def test_what_was_written_for_a_passage_that_is_gone_is_no_warning(
    served: Store, words: WordEncoder
) -> None:
    asked(served, Scripted())
    left = {"ponts.md": "Le pont est neuf.", "phares.md": SAMPLES["phares.md"]}
    withdraw(served, "jardins.md", reason="x")
    result = build(pages(left), store=served, encoder=words)
    assert not [one for one in result.manifest.warnings if "taught" in one.message]
    assert [one.document for one in served.current().questions.questions] == ["phares.md"]


def test_a_purge_forgets_the_questions_of_what_was_withdrawn(served: Store) -> None:
    asked(served, Scripted())
    done = withdraw(served, "jardins.md", reason="x")
    purge(served, done.copies)
    assert b"jardins" not in (served.root / WRITTEN).read_bytes()
    assert len(read_written(served.root)) == 2


def test_pruning_keeps_what_was_written_for_what_is_there(served: Store) -> None:
    asked(served, Scripted())
    before = (served.root / WRITTEN).read_bytes()
    prune(served, keep=1)
    assert (served.root / WRITTEN).read_bytes() == before


def test_where_nothing_was_built_nothing_is_asked(store: Store) -> None:
    writer = Scripted()
    with pytest.raises(NoIndex):
        asked(store, writer)
    assert writer.asked == []
