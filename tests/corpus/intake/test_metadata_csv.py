"""metadata.csv: what it says of the files beside it, and what is told of rows that are wrong."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document, DocumentKind
from corpus.ingest import Ingested, collect, ingest
from corpus.reading import LeftOut
from corpus.sources.source import FolderSource, SourcesConfig
from corpus.sources.source_files import source_files
from corpus.sources.store import SourceStore
from corpus.text import tidy

HEAD = "file,title,url,date,kind,licence,publisher\n"


def put(folder: Path, *names: str) -> None:
    for number, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"# Page {number}\n\nLe texte numéro {number} parle de la mairie.\n", "utf-8"
        )


def read(folder: Path, table: str | bytes) -> Ingested:
    raw = table if isinstance(table, bytes) else table.encode()
    (folder / "metadata.csv").write_bytes(raw)
    return ingest(collect([folder]))


def by_path(found: Ingested) -> dict[str, Document]:
    return {one.source_path: one for one in found.documents}


def said(found: Ingested) -> list[str]:
    return [one.message for one in found.warnings]


def test_what_a_row_says_goes_before_what_the_file_says(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(
        "---\ntitle: Ancien titre\nurl: https://old.example/\ndate: 2020-01-01\nlicence: MIT\n---\n"
        "Le texte du plan.\n",
        "utf-8",
    )
    row = "plan.md,Plan,https://new.example/plan,2024-05-31,action_plan,CC0,Ville\n"
    (plan,) = read(tmp_path, HEAD + row).documents
    assert (plan.title, plan.url, plan.published) == (
        "Plan",
        "https://new.example/plan",
        date(2024, 5, 31),
    )
    assert (plan.kind, plan.licence, plan.publisher) == (DocumentKind.ACTION_PLAN, "CC0", "Ville")


def test_what_a_row_leaves_empty_is_as_the_file_says(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    (one,) = read(tmp_path, HEAD + "a.md,,https://x.example/,,,,\n").documents
    assert (one.title, one.url, one.published) == ("Page 0", "https://x.example/", None)


def test_the_table_is_no_document_and_a_file_without_a_row_is_fine(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "b.md")
    found = read(tmp_path, HEAD + "a.md,Titre,,,,,\n")
    assert [one.title for one in found.documents] == ["Titre", "Page 1"]
    path = str(tmp_path / "metadata.csv")
    assert found.left_out == (LeftOut(path, "it says what the files beside it are"),)
    assert not found.rejected
    assert not found.warnings


@pytest.mark.parametrize(
    "raw",
    [
        "fichier;titre;lien;type\na.md;Été;https://x.example/;loi\n".encode("utf-8-sig"),
        "fichier;titre;lien;type\r\na.md;Été;https://x.example/;loi\r\n".encode("cp1252"),
        "sep=;\nNom du fichier;Titre;Adresse;Nature\na.md;Été;https://x.example/;law\n".encode(),
        'File\tTitle\tURL\tKind\n"a.md"\t"Été"\thttps://x.example/\tLoi\n'.encode("utf-16"),
    ],
    ids=["with a mark of UTF-8", "as Excel saves it in French", "with sep=", "tabs, UTF-16"],
)
def test_the_table_is_read_as_office_programs_save_it(raw: bytes, tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    (one,) = read(tmp_path, raw).documents
    assert (one.title, one.url, one.kind) == ("Été", "https://x.example/", DocumentKind.LAW)


@pytest.mark.parametrize(
    "name",
    ["sub/Été 1.md", "SUB\\été 1.MD", "Été 1.md", "été 1", "./sub/E\u0301te\u0301 1.md"],
    ids=["its path", "a path of Windows", "its name", "without its ending", "accents apart"],
)
def test_a_row_names_its_file_as_a_person_would(name: str, tmp_path: Path) -> None:
    put(tmp_path, "a.md", "sub/Été 1.md")
    found = read(tmp_path, f"{HEAD}{name},Trouvé,,,,,\n")
    assert by_path(found)["sub/Été 1.md"].title == "Trouvé"
    assert not found.warnings


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("gone.pdf,x,,,,,", "line 2: there is no file gone.pdf beside it"),
        ("../metadata.csv,x,,,,,", "line 2: there is no file ../metadata.csv beside it"),
        (",x,,,,,", "line 2: it names no file"),
        ("same.md,x,,,,,", "line 2: 2 files are called same.md; write the folder too"),
        ("a.md,,,31/02/2024,,,", "“31/02/2024” is no date; write 2024-05-31 or 31/05/2024"),
        ("a.md,,,,roman,,", "“roman” is no kind; write law, action_plan, concept_note or page"),
        ("a.md,,javascript:x,,,,", "“javascript:x” is no web address; write https://… whole"),
    ],
)
def test_a_wrong_row_costs_one_warning_with_its_line(
    row: str, message: str, tmp_path: Path
) -> None:
    put(tmp_path, "a.md", "b.md", "one/same.md", "two/same.md")
    found = read(tmp_path, f"{HEAD}{row}\nb.md,Juste,,3/5/2024,,,\n")
    (told,) = said(found)
    assert message in told
    assert told.startswith("line 2: ")
    assert (by_path(found)["b.md"].title, by_path(found)["b.md"].published) == (
        "Juste",
        date(2024, 5, 3),
    )


def test_a_table_that_is_all_wrong_costs_no_more_than_fifty_lines(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    found = read(tmp_path, HEAD + "a.md,Un,,,,,\n" + "gone,x,,,,,\n" * 1060)
    assert len(said(found)) == 51
    assert said(found)[-1] == "1,010 more of its cells or rows are wrong"


def test_of_two_rows_of_one_file_the_first_holds(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    found = read(tmp_path, HEAD + "a.md,Un,,,,,\nA.MD,Deux,,,,,\n")
    assert [one.title for one in found.documents] == ["Un"]
    assert said(found) == ["line 3: line 2 says already what A.MD is"]


def test_a_line_break_within_a_cell_does_not_shift_the_lines_that_are_named(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    found = read(tmp_path, "\n;;\n" + HEAD + '\na.md,"Un\ntitre",,,,,\n\ngone,x,,,,,\n')
    assert [one.title for one in found.documents] == ["Un titre"]
    assert said(found) == ["line 8: there is no file gone beside it"]


def test_a_table_without_its_head_is_a_document_and_told(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    found = read(tmp_path, "a.md,Titre,https://x.example/\n")
    assert "metadata.csv" in by_path(found)
    assert any("does not name the columns" in one for one in said(found))


def test_a_column_that_means_nothing_is_told_once(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    found = read(tmp_path, "file,title,liscence\na.md,T,CC0\na.md,T,CC0\n")
    assert len([one for one in said(found) if "columns liscence" in one]) == 1


def test_the_table_of_the_nearest_folder_goes_first(tmp_path: Path) -> None:
    put(tmp_path, "sub/a.md")
    (tmp_path / "sub" / "metadata.csv").write_text("file,title\na.md,Près\n", "utf-8")
    (one,) = read(tmp_path, "file,title,licence\nsub/a.md,Loin,CC0\n").documents
    assert (one.title, one.licence) == ("Près", "CC0")


def test_a_file_given_by_itself_has_the_metadata_of_its_folder(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "b.md")
    (tmp_path / "metadata.csv").write_text(HEAD + "a.md,Titre,,,,,\n", "utf-8")
    (one,) = ingest(collect([tmp_path / "a.md"])).documents
    assert one.title == "Titre"


def test_a_row_goes_before_what_the_source_says_of_all_its_files(tmp_path: Path) -> None:
    put(tmp_path / "docs", "a.md", "b.md")
    (tmp_path / "docs" / "metadata.csv").write_text("file,licence\na.md,CC0\n", "utf-8")
    source = FolderSource(name="docs", path=tmp_path / "docs", licence="Licence Ouverte")
    found = ingest(source_files(SourcesConfig((source,)), SourceStore(tmp_path / "store")))
    assert {one.source_path: one.licence for one in found.documents} == {
        "a.md": "CC0",
        "b.md": "Licence Ouverte",
    }


def test_the_link_of_a_file_of_several_documents_is_given_to_none_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"id": "x", "text": "Un texte."}\n{"id": "y", "text": "Un autre."}\n', "utf-8"
    )
    found = read(tmp_path, HEAD + "a.jsonl,Titre,https://x.example/,,,,\n")
    assert [one.url for one in found.documents] == [None, None]
    assert any("holds several documents" in one for one in said(found))


@settings(max_examples=25, deadline=None)
@given(
    titles=st.lists(
        st.text(
            st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters="\u0085"),
            min_size=1,
            max_size=30,
        )
        .map(lambda text: " ".join(text.split()))
        .filter(bool),
        min_size=1,
        max_size=4,
    ),
    delimiter=st.sampled_from(",;\t"),
)
@pytest.mark.slow
def test_titles_come_back_as_a_csv_writer_wrote_them(
    titles: list[str], delimiter: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("titles")
    put(folder, *(f"{number}.md" for number in range(len(titles))))
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerow(["file", "title"])
    writer.writerows((f"{number}.md", title) for number, title in enumerate(titles))
    found = read(folder, written.getvalue())
    assert [one.title for one in found.documents] == [
        " ".join(tidy(one).split()) or f"Page {n}" for n, one in enumerate(titles)
    ]
