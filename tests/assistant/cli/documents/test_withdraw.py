"""`parvis withdraw` and `restore`: told, undone, and leaving no answer that quotes what went."""

import sqlite3
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.errors import SettingsError
from assistant.records.answer_store import AnswerStore, forget_quoting
from index.errors import UnknownId
from index.snapshot.store import Store
from tests.assistant.cli.documents.conftest import Run


def test_a_document_is_withdrawn_told_and_restored(
    parvis: Run, built: Store, documents: Path
) -> None:
    first = built.current_id()

    told = parvis("withdraw", "ponts.md", "--reason", "plainte", "--public", "Sur demande.")

    assert told.status == 0
    assert told.out == f"ponts.md withdrawn: {built.current_id()} serves without.\n"
    assert "in 1 of the snapshots that do not serve" in told.err
    assert "Its file is left where it is (ponts.md)" in told.err
    assert list(built.current().documents) == ["jardins.md", "phares.md"]
    assert "Withdrawn: 1\n  ponts.md: “Ponts”, since " in parvis("status").out
    (withdrawn,) = parvis("status", "--json").json["withdrawn"]
    assert (withdrawn["id"], withdrawn["reason"]) == ("ponts.md", "plainte")
    # Its file is still there; neither a build nor a rollback brings it back.
    rebuilt = parvis("build", documents)
    assert rebuilt.status == 0
    assert "ponts.md: it was withdrawn on " in rebuilt.out
    parvis("rollback", first)
    assert list(built.current().documents) == ["jardins.md", "phares.md"]
    parvis("rollback", "--release")

    assert "comes back with the next `parvis build`" in parvis("restore", "ponts.md").out
    assert parvis("build", documents).status == 0
    assert list(built.current().documents) == ["jardins.md", "phares.md", "ponts.md"]
    assert parvis("status", "--json").json["withdrawn"] == []


def test_older_snapshots_that_have_it_are_removed_on_demand(parvis: Run, built: Store) -> None:
    first = built.current_id()
    done = parvis("withdraw", "ponts.md", "--reason", "plainte", "--purge", "--json").json
    assert done == {
        "withdrawn": ["ponts.md"],
        "current": built.current_id(),
        "answers_forgotten": 0,
        "snapshots_removed": [first],
        "left_in": [],
        "files": ["ponts.md"],
    }


def test_an_unknown_id_and_a_reason_that_is_none_are_told(parvis: Run, built: Store) -> None:
    assert isinstance(parvis("withdraw", "pont.md", "--reason", "x").error, UnknownId)
    assert isinstance(parvis("restore", "ponts.md").error, UnknownId)
    assert parvis("withdraw", "ponts.md").status == 2
    assert parvis("withdraw", "ponts.md", "--reason", " ").status == 2
    assert len(built.current().documents) == 3


def test_answers_that_quote_it_are_forgotten_and_no_others(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite3"
    assert forget_quoting(path, ["ponts.md"]) == 0
    store = AnswerStore(path, retention_days=30, max_answers=10)
    for name, record in (
        ("a", '{"citations":[{"document_id":"ponts.md"}]}'),
        ("b", '{"citations":[{"document_id":"ponts.md-2"}]}'),
        ("c", '{"text":"ponts.md"}'),
    ):
        store.save(name, question="Q", refusal=None, record=record)
    assert forget_quoting(path, ["ponts.md", "phares.md"]) == 1
    assert store.load("b")
    assert store.load("c")
    with sqlite3.connect(path) as connection:
        assert [row[0] for row in connection.execute("SELECT id FROM answers")] == ["b", "c"]
    store.close()


def test_a_record_that_is_none_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "answers.sqlite3").write_bytes(b"no file of SQLite at all, but long enough" * 9)
    with pytest.raises(SettingsError, match=r"answers\.sqlite3"):
        forget_quoting(tmp_path / "answers.sqlite3", ["ponts.md"])


def test_links_to_it_answer_410_without_its_title(parvis: Run, built: Store) -> None:
    from assistant.http.app import create_app
    from assistant.service import Service
    from assistant.settings import read_settings
    from index.snapshot.live import LiveIndex
    from tests.index.library import WordEncoder

    index = built.current()
    passage = index.passage_ids[index.rows["ponts.md"].start]
    live = LiveIndex(built, WordEncoder(), check_every=None)
    settings = read_settings(retention_days=0)
    app = create_app(settings, service=Service(live))
    with TestClient(app, base_url="http://localhost") as client:
        assert client.get(f"/v1/passages/{passage}").status_code == 200
        parvis("withdraw", "ponts.md", "--reason", "plainte de M. X", "--public", "Sur demande.")
        assert live.refresh()
        for address in (f"/v1/passages/{passage}", "/v1/documents/ponts.md"):
            response = client.get(address)
            assert response.status_code == 410
            problem = response.json()
            assert problem["type"] == "/problems/withdrawn-document"
            assert problem["reason"] == "Sur demande."
            assert problem["detail"].endswith(": Sur demande.")
            assert "Ponts" not in response.text
            assert "plainte" not in response.text
        assert client.get("/problems/withdrawn-document").status_code == 200
