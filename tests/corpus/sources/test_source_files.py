"""Folders of sources.toml become files for a build, with what their sources say of them."""

from pathlib import Path

from corpus.document import DocumentKind
from corpus.ingest import Rejected, ingest
from corpus.reading import LeftOut, SourceFile
from corpus.sources.config import load_config
from corpus.sources.source import FolderSource, SourcesConfig, UrlSource
from corpus.sources.source_files import source_files
from corpus.sources.store import SourceStore


def folder(root: Path, name: str, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / name / path).parent.mkdir(parents=True, exist_ok=True)
        (root / name / path).write_text(text, "utf-8")
    return root / name


def test_a_folders_files_carry_what_its_source_says(tmp_path: Path) -> None:
    path = folder(tmp_path, "laws", {"a.md": "Le texte", "old/b.md": "x", "c.tmp": "x"})
    source = FolderSource(
        name="laws",
        path=path,
        exclude=("old/*", "*.tmp"),
        kind=DocumentKind.LAW,
        language="fr",
        licence="Licence Ouverte 2.0",
        publisher="DILA",
    )
    assert list(source_files(SourcesConfig((source,)), SourceStore(tmp_path / "var"))) == [
        LeftOut(str(path / "c.tmp"), "a pattern excludes it"),
        SourceFile(
            path="a.md",
            raw=b"Le texte",
            kind=DocumentKind.LAW,
            language="fr",
            licence="Licence Ouverte 2.0",
            publisher="DILA",
            location=str(path / "a.md"),
        ),
        LeftOut(str(path / "old" / "b.md"), "a pattern excludes it"),
    ]


def test_two_folders_with_the_same_names_keep_their_files_apart(tmp_path: Path) -> None:
    sources = tuple(
        FolderSource(name=name, path=folder(tmp_path, name, {"readme.md": name}))
        for name in ("one", "two")
    )
    files = source_files(SourcesConfig(sources), SourceStore(tmp_path / "var"))
    assert {file.path: file.raw for file in files if isinstance(file, SourceFile)} == {
        "readme.md": b"one",
        "two/readme.md": b"two",
    }


def test_what_is_missing_costs_one_line_and_no_more(tmp_path: Path) -> None:
    sources = (
        FolderSource(name="gone", path=tmp_path / "gone"),
        UrlSource(name="new", url="https://example.org/a"),
        FolderSource(name="here", path=folder(tmp_path, "here", {"a.md": "x"})),
    )
    gone, new, here = source_files(SourcesConfig(sources), SourceStore(tmp_path / "var"))
    assert isinstance(gone, Rejected)
    assert gone.path == str(tmp_path / "gone")
    assert new == Rejected(
        "https://example.org/a", "source new was never fetched", "run parvis fetch new"
    )
    assert isinstance(here, SourceFile)


_NOTE = """---
Nom: Le jury citoyen
titre: Note 12
en-bref: Des habitants tirés au sort.
blocs:
- rubrique: Horaires
  valeur: 9 h
- intitule: Lieu
  contenu: Mairie
---

Ils rendent un avis.
"""


def test_a_source_names_the_fields_of_its_front_matter_beside_the_usual_names(
    tmp_path: Path,
) -> None:
    folder(tmp_path, "notes", {"jury.md": _NOTE})
    folder(tmp_path, "pages", {"jury.md": _NOTE})
    (tmp_path / "sources.toml").write_text(
        '[sources.pages]\ntype = "folder"\npath = "pages"\n'
        '[sources.notes]\ntype = "folder"\npath = "notes"\n'
        '[sources.notes.fields]\ntitle = "nom"\ndescription = ["En-bref"]\n'
        'entry_name = ["rubrique"]\nentry_text = ["valeur"]\n'
    )
    config = load_config(tmp_path / "sources.toml")
    page, note = ingest(source_files(config, SourceStore(tmp_path / "var"))).documents
    assert (page.title, page.text) == ("Note 12", "Ils rendent un avis.\n\nLieu : Mairie")
    assert note.title == "Le jury citoyen"
    assert note.text == (
        "Des habitants tirés au sort.\n\nIls rendent un avis.\n\nHoraires : 9 h\nLieu : Mairie"
    )


def test_of_a_folder_only_documents_that_cite_the_law_are_read_and_the_others_counted(
    tmp_path: Path,
) -> None:
    code = "Code des relations entre le public et l'administration"
    link = "https://www.legifrance.gouv.fr/codes/id/LEGITEXT000031366350"
    (tmp_path / "a.html").write_text(f'<p>Voir <a href="{link}">le texte</a>.</p>', "utf-8")
    (tmp_path / "b.md").write_text(f"# Un\n\nSelon le {code.upper()}.\n", "utf-8")
    (tmp_path / "c.md").write_text("# Deux\n\nSelon le code de l'administration.\n", "utf-8")
    (tmp_path / "d.json").write_text(
        '{"relations": "entre le public administration code"}', "utf-8"
    )
    folder = FolderSource(name="f", path=tmp_path, cites=("LEGITEXT000031366350", code))
    *files, aside = source_files(SourcesConfig((folder,)), SourceStore(tmp_path / "store"))
    assert [file.path for file in files if isinstance(file, SourceFile)] == ["a.html", "b.md"]
    assert isinstance(aside, LeftOut)
    assert aside.reason == f"2 of its documents cite none of LEGITEXT000031366350, {code}"
