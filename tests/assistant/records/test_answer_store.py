"""The record of answers: bounded, forgotten in time, and without the identity of who asked."""

import sqlite3
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from assistant.errors import SettingsError, UnknownAnswer
from assistant.records.answer_store import AnswerStore, read_asked

START = datetime(2026, 1, 1, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "answers.sqlite3"


def opened(path: Path, clock: Clock, *, days: int = 30, most: int = 1000) -> AnswerStore:
    return AnswerStore(path, retention_days=days, max_answers=most, now=clock)


def keep(store: AnswerStore, name: str, *, refusal: str | None = None) -> bool:
    return store.save(name, question=f"Question {name} ?", refusal=refusal, record=f"record {name}")


def test_what_was_saved_is_found_by_another_process(path: Path, clock: Clock) -> None:
    keep(opened(path, clock), "a")

    assert opened(path, clock).load("a") == "record a"


def test_an_answer_is_gone_the_moment_its_days_are_over(path: Path, clock: Clock) -> None:
    store = opened(path, clock, days=2)
    keep(store, "a")

    clock.time = START + timedelta(days=2) - timedelta(seconds=1)
    assert store.load("a") == "record a"
    clock.time = START + timedelta(days=2)
    with pytest.raises(UnknownAnswer, match="answers are kept for 2 days"):
        store.load("a")


def test_a_purge_takes_what_is_too_old_and_its_feedback(path: Path, clock: Clock) -> None:
    store = opened(path, clock, days=2)
    keep(store, "old")
    store.judge("old", helpful=False, comment="Faux")
    clock.time += timedelta(days=1)
    keep(store, "new")
    clock.time += timedelta(days=1)

    assert store.purge() == 1
    assert store.load("new") == "record new"
    with sqlite3.connect(path) as file:
        assert file.execute("SELECT id FROM answers").fetchall() == [("new",)]
        assert file.execute("SELECT count(*) FROM feedback").fetchall() == [(0,)]


def test_what_is_purged_leaves_no_word_in_the_file(path: Path, clock: Clock) -> None:
    store = opened(path, clock, days=1)
    store.save("a", question="Zanzibarine ?", refusal=None, record="zanzibarine " * 1000)
    clock.time += timedelta(days=1)
    store.purge()
    store.close()

    assert not any(b"anzibarine" in file.read_bytes() for file in path.parent.iterdir())


def test_the_oldest_go_when_there_are_too_many(path: Path, clock: Clock) -> None:
    store = opened(path, clock, most=3)
    for name in "abcde":
        keep(store, name)

    assert store.purge() == 2
    assert store.load("c") == "record c"
    with pytest.raises(UnknownAnswer):
        store.load("b")


def test_the_file_is_bounded_without_anyone_asking(path: Path, clock: Clock) -> None:
    store = opened(path, clock, most=10)
    for number in range(400):
        keep(store, str(number))

    with sqlite3.connect(path) as file:
        assert file.execute("SELECT count(*) FROM answers").fetchall() == [(10,)]


def test_opening_purges(path: Path, clock: Clock) -> None:
    keep(opened(path, clock, days=30), "a")
    clock.time += timedelta(days=8)
    opened(path, clock, days=7)

    with sqlite3.connect(path) as file:
        assert file.execute("SELECT count(*) FROM answers").fetchall() == [(0,)]


def test_zero_days_writes_nothing_and_forgets_what_was_kept(path: Path, clock: Clock) -> None:
    earlier = opened(path, clock)
    keep(earlier, "a")
    earlier.close()

    store = opened(path, clock, days=0)

    assert not store.keeps
    assert keep(store, "b") is False
    assert list(path.parent.iterdir()) == []
    with pytest.raises(UnknownAnswer, match="PARVIS_RETENTION_DAYS is 0"):
        store.load("b")
    with pytest.raises(UnknownAnswer):
        store.judge("b", helpful=True, comment=None)


def test_a_second_opinion_replaces_the_first(path: Path, clock: Clock) -> None:
    store = opened(path, clock)
    keep(store, "a")
    store.judge("a", helpful=True, comment=None)
    store.judge("a", helpful=False, comment="Ce n'est pas ma question")

    with sqlite3.connect(path) as file:
        kept = file.execute("SELECT answer_id, helpful, comment FROM feedback").fetchall()
    assert kept == [("a", 0, "Ce n'est pas ma question")]


def test_an_answer_that_is_not_kept_cannot_be_judged(path: Path, clock: Clock) -> None:
    with pytest.raises(UnknownAnswer):
        opened(path, clock).judge("nobody", helpful=True, comment=None)


def test_what_was_asked_is_read_beside_the_service_newest_first(path: Path, clock: Clock) -> None:
    store = opened(path, clock)
    keep(store, "a", refusal="out_of_scope")
    keep(store, "b")
    clock.time += timedelta(hours=1)
    keep(store, "c", refusal="insufficient_evidence")

    assert read_asked(path, since=START - timedelta(days=1)) == [
        (START + timedelta(hours=1), "Question c ?", "insufficient_evidence"),
        (START, "Question b ?", None),
        (START, "Question a ?", "out_of_scope"),
    ]


def test_only_its_owner_may_read_the_file(path: Path, clock: Clock) -> None:
    opened(path, clock)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_in_the_file_says_who_asked(path: Path, clock: Clock) -> None:
    opened(path, clock)

    with sqlite3.connect(path) as file:
        columns = {row[1] for row in file.execute("PRAGMA table_info(answers)")}
        judged = {row[1] for row in file.execute("PRAGMA table_info(feedback)")}
    assert columns == {"number", "id", "created_at", "question", "refusal", "record"}
    assert judged == {"answer_id", "helpful", "comment", "created_at"}


def test_a_file_of_something_else_is_refused_by_name(path: Path, clock: Clock) -> None:
    path.parent.mkdir()
    path.write_bytes(b"This is no database. " * 100)

    with pytest.raises(SettingsError, match="PARVIS_ANSWERS"):
        opened(path, clock)
    assert path.read_bytes().startswith(b"This is no database.")


def test_a_place_that_cannot_be_written_is_refused_by_name(path: Path, clock: Clock) -> None:
    path.parent.touch()

    with pytest.raises(SettingsError, match="PARVIS_RETENTION_DAYS=0"):
        opened(path, clock)


def test_threads_may_save_at_once(path: Path, clock: Clock) -> None:
    store = opened(path, clock)

    def save(thread: int) -> None:
        for number in range(50):
            assert keep(store, f"{thread}-{number}")

    threads = [Thread(target=save, args=(thread,)) for thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert store.load("3-49") == "record 3-49"
    with sqlite3.connect(path) as file:
        assert file.execute("SELECT count(*) FROM answers").fetchall() == [(200,)]
