"""What is no document is left out of a folder, and said in a line for each kind."""

from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.ingest import Rejected, collect, ingest
from corpus.intake.exclusions import kind_left_out
from corpus.reading import LeftOut, SourceFile
from tests.shared import SHARED, needs_shared


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Un texte.")


def paths(folder: Path, *exclude: str) -> list[str]:
    found = collect([folder], exclude=exclude)
    return [file.path for file in found if isinstance(file, SourceFile)]


def left_out(folder: Path, *exclude: str) -> list[LeftOut]:
    return [one for one in collect([folder], exclude=exclude) if isinstance(one, LeftOut)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("script.py", "scripts and programs"),
        ("APP.JS", "scripts and programs"),
        ("site.css", "style sheets"),
        ("config.toml", "settings"),
        ("docker-compose.yml", "settings"),
        ("package-lock.json", "settings"),
        ("tsconfig.base.json", "settings"),
        ("robots.txt", "settings"),
        ("Makefile", "settings"),
        ("agenda.ics", "calendars"),
        ("contact.vcf", "address cards"),
        ("police.woff2", "fonts"),
        ("carte.PNG", "pictures"),
        ("conseil.mp3", "sounds and films"),
        ("cle.pem", "keys and signatures"),
        ("~$note.docx", "what programs left behind"),
        ("note.md~", "what programs left behind"),
        ("note.docx.bak", "what programs left behind"),
        ("Thumbs.db", "what programs left behind"),
        ("rapport.pdf.part", "what programs left behind"),
    ],
)
def test_a_file_of_a_kind_that_is_no_document_is_known_by_its_name(name: str, kind: str) -> None:
    assert kind_left_out(name) == kind


@pytest.mark.parametrize(
    "name",
    ["README.md", "LICENSE", "loi.json", "note.txt", "plan.pdf", "a.docx", "page.html", "a.csv",
     "lignes.jsonl", "archive.zip", "sans-suffixe", "note.org", "loi.xml", "message.eml"],
)  # fmt: skip
def test_what_may_be_a_document_is_not(name: str) -> None:
    assert kind_left_out(name) is None


def test_a_kind_is_left_out_of_a_folder_in_one_line(tmp_path: Path) -> None:
    put(tmp_path, "note.md", *(f"{letter}.py" for letter in "abcde"), "site.css")
    assert paths(tmp_path) == ["note.md"]
    assert left_out(tmp_path) == [
        LeftOut(str(tmp_path), "scripts and programs are left out: a.py, b.py, c.py and 2 more"),
        LeftOut(str(tmp_path / "site.css"), "style sheets are left out"),
    ]


def test_folders_of_programs_are_not_entered(tmp_path: Path) -> None:
    put(tmp_path, "a/note.md", "a/node_modules/b/README.md", "__MACOSX/note.md", ".git/note.md")
    assert paths(tmp_path) == ["a/note.md"]
    reason = "folders of this name hold no documents"
    assert left_out(tmp_path) == [
        LeftOut(str(tmp_path / "__MACOSX"), reason),
        LeftOut(str(tmp_path / "a" / "node_modules"), reason),
    ]


@pytest.mark.parametrize(
    ("pattern", "kept"),
    [
        ("drafts/", ["a/b.md", "note.md"]),
        ("*.md", ["drafts/x.txt"]),
        ("/note.md", ["a/b.md", "drafts/x.txt", "drafts/y.md"]),
        ("drafts/*.md", ["a/b.md", "drafts/x.txt", "note.md"]),
        ("**/b.*", ["drafts/x.txt", "drafts/y.md", "note.md"]),
    ],
)
def test_a_pattern_is_one_of_gitignore(tmp_path: Path, pattern: str, kept: list[str]) -> None:
    put(tmp_path, "note.md", "drafts/x.txt", "drafts/y.md", "a/b.md")
    assert paths(tmp_path, pattern) == kept


def test_what_patterns_exclude_is_said_by_folder(tmp_path: Path) -> None:
    put(tmp_path, "note.md", "old-a.md", "old-b.md", "drafts/x.md")
    assert left_out(tmp_path, "old-*", "drafts/") == [
        LeftOut(str(tmp_path), "a pattern excludes them: drafts, old-a.md, old-b.md")
    ]


def test_a_later_pattern_can_take_back_what_one_excludes(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "b.md")
    assert paths(tmp_path, "*.md", "!b.md") == ["b.md"]


def test_a_pattern_that_means_nothing_is_refused_with_what_to_write() -> None:
    with pytest.raises(CorpusError, match=r"'!'.*write it as in \.gitignore"):
        list(collect([], exclude=["!"]))


def test_a_script_that_is_given_by_name_is_refused_with_a_sentence(tmp_path: Path) -> None:
    put(tmp_path, "script.py")
    (refused,) = collect([tmp_path / "script.py"])
    assert isinstance(refused, Rejected)
    assert refused.reason == "scripts and programs are no documents"
    assert refused.remedy.startswith("give the page")


@needs_shared
def test_the_script_among_the_cases_is_left_out() -> None:
    found = ingest(collect([SHARED / "cases" / "txt"]))
    assert [left.reason for left in found.left_out if left.path.endswith("script.py")] == [
        "scripts and programs are left out"
    ]
    assert not [one for one in found.documents if one.source_path == "script.py"]
