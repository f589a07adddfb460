"""`parvis read` shows what a build would make of files, and touches no index."""

from pathlib import Path

import pytest

from tests.assistant.cli.documents.conftest import Run


def test_it_shows_what_was_read_without_a_model_and_without_an_index(
    parvis: Run, documents: Path, home: Path
) -> None:
    (documents / "vide.md").touch()
    told = parvis("read", documents)
    assert told.status == 0
    assert told.out.startswith("Jardins\n=======\nFile       ")
    assert "    1 │ Les jardins partagés ouvrent à huit heures." in told.out
    assert "Rejected: 1\n" in told.out
    assert not (home / "var").exists()


def test_it_gives_programs_each_document_with_its_passages(parvis: Run, documents: Path) -> None:
    found = parvis("read", documents / "ponts.md", "--json").json
    (document,) = found["documents"]
    (passage,) = document["passages"]
    assert document["id"] == "ponts.md"
    assert document["text"][passage["start"] : passage["end"]].startswith("Le pont tournant")


def test_where_nothing_can_be_read_the_status_is_1_and_the_json_says_why(
    parvis: Run, home: Path
) -> None:
    told = parvis("read", home / "nowhere.pdf", "--json")
    assert told.status == 1
    assert told.json["documents"] == []
    assert told.json["rejected"] == [
        {
            "path": str(home / "nowhere.pdf"),
            "reason": "there is no such file or folder",
            "remedy": "check the path",
        }
    ]


def test_the_page_is_written_in_the_language_of_the_locale(
    parvis: Run, documents: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PARVIS_LANG", raising=False)
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    told = parvis("read", documents, "-o", home / "page.html")
    assert told.out == f"The page is in {home / 'page.html'}.\n"
    assert "<h1>Ce que Parvis lit</h1>" in (home / "page.html").read_text("utf-8")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert "<h1>What Parvis reads</h1>" in parvis("read", documents, "--html").out


def test_in_french_all_but_the_documents_own_words_is_in_french(
    parvis: Run, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARVIS_LANG", "fr")
    (documents / "vide.md").touch()
    (documents / "same.md").write_text("# Nothing could be read.\n\nWarnings: 3\n", "utf-8")
    told = parvis("read", documents, "--text").out
    assert "Publié le   pas de date\n" in told
    assert "Refusés\u00a0: 1\n" in told
    assert "\nNothing could be read.\n===" in told
    assert "1 │ Warnings: 3\n" in told
