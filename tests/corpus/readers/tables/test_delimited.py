"""CSV and TSV give rows under the row that names their columns; prose with commas stays prose."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableFile
from corpus.readers.tables.grid import MOST_COLUMNS, MOST_ROWS
from tests.corpus.outlines import only, outline, reading
from tests.shared import SHARED

CASE = SHARED / "cases" / "txt" / "csv.csv"


def heads(raw: str | bytes, path: str = "a.csv") -> list[str | None]:
    """The words that each block has as its head."""
    document = only(raw, path)
    return [document.text[slice(*one.head)] if one.head else None for one in document.blocks]


@pytest.mark.skipif(not CASE.is_file(), reason=f"there is no {CASE}")
def test_the_shared_case_gives_rows_with_their_heads() -> None:
    raw = CASE.read_bytes()
    assert outline(only(raw, "csv.csv"))[:2] == [
        "tr numero | intitule | porteur", "tr 1 | Ouvrir les données | DINUM",
    ]  # fmt: skip
    assert heads(raw) == [None] + ["numero | intitule | porteur"] * 4


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.csv", "Nom;Coût;Lieu\nBancs;1,5;Parc\nHaies;2,5;Bois\n"),
        ("a.csv", "Nom,Coût,Lieu\nBancs,1.5,Parc\nHaies,2.5,Bois\n"),
        ("a.csv", 'Nom,Coût,Lieu\nBancs,"1.5","Parc"\n"Haies",2.5,Bois\n'),
        ("a.tsv", "Nom\tCoût\tLieu\nBancs\t1,5\tParc\nHaies\t2,5\tBois\n"),
        ("a.psv", "Nom|Coût|Lieu\nBancs|1,5|Parc\nHaies|2,5|Bois\n"),
        ("export", "Nom;Coût;Lieu\nBancs;1,5;Parc\nHaies;2,5;Bois\n"),
        ("https://x.org/a.csv?v=1", "Nom;Coût;Lieu\nBancs;1,5;Parc\nHaies;2,5;Bois\n"),
    ],
    ids=["semicolons", "commas", "quotes", "tabs", "bars", "no name", "address"],
)
def test_the_mark_between_cells_is_told(path: str, text: str) -> None:
    lines = outline(only(text, path))
    assert [line.replace(".", ",") for line in lines] == [
        "tr Nom | Coût | Lieu", "tr Bancs | 1,5 | Parc", "tr Haies | 2,5 | Bois",
    ]  # fmt: skip
    assert heads(text, path)[1:] == ["Nom | Coût | Lieu"] * 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_the_encoding_is_told(encoding: str) -> None:
    raw = "Numéro;Libellé\n1;Été à l’école\n2;Forêts\n".encode(encoding)
    assert outline(only(raw, "a.csv"))[:2] == ["tr Numéro | Libellé", "tr 1 | Été à l’école"]


def test_line_breaks_marks_and_quotes_within_a_cell_are_its_words() -> None:
    text = 'Nom;Note\nBancs;"un\ndeux; ""trois"""\nHaies;x\n'
    assert outline(only(text, "a.csv"))[1] == 'tr Bancs | un deux; "trois"'


def test_a_quote_that_is_never_closed_does_not_swallow_the_table() -> None:
    text = 'Nom;Cote\nTube;5" de long\nTuyau;"3 pouces\n' + "Vis;4\n" * 200
    lines = outline(only(text, "a.csv"))
    assert len(lines) == 203
    assert lines[2] == 'tr Tuyau | "3 pouces'


def test_a_title_and_remarks_around_the_table_are_no_rows() -> None:
    over, under = "Dépenses 2024\n# source : DB; 2024\n\n", ";;\nNote : provisoire\n"
    text = f"{over}Poste;Coût;Année\nBancs;3;2024\n{under}"
    document = only(text, "a.csv")
    assert outline(document) == [
        "h1 Dépenses 2024", "p source : DB 2024", "tr Poste | Coût | Année", "tr Bancs | 3 | 2024",
        "p Note : provisoire",
    ]  # fmt: skip
    assert document.title == "Dépenses 2024"


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Dupont;Paris;12\nDurand;Lyon;13\nMartin;Nice;14\n", None),
        ("Poste;2023;2024\nBancs;3;4\n", "Poste | 2023 | 2024"),
        ("2023;2024;2025\n3;4;5\n", None),
        ("Lieu;Lieu;Coût\nParc;Bois;3\n", None),
    ],
    ids=["no head", "years", "years only", "twice the same"],
)
def test_the_first_row_is_a_head_only_where_it_names_the_columns(
    text: str, head: str | None
) -> None:
    assert heads(text)[1] == head


def test_names_over_several_columns_are_a_row_of_the_head_too() -> None:
    text = ";Budget;;Effectif\nPoste;2022;2023;ETP\nBancs;3;4;1\nHaies;5;6;2\n"
    assert heads(text)[2:] == ["| Budget | | Effectif\nPoste | 2022 | 2023 | ETP"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour, il fait beau, et chaud.\nMais demain, pluie, vent.\nEnfin, on verra, bien.\n",
        "Le parc ouvre ; il ferme ; il rouvre.\n" * 3,
        "Un texte; des mots\nsans table\n",
        "a,b\nc,d\ne,f\n",
        "Ville, le 3 mai\n\nMonsieur,\n\nJe vous écris, comme convenu, à ce sujet.\n",
    ],
)
def test_a_text_with_commas_is_no_table(text: str) -> None:
    assert not any(line.startswith("tr ") for line in outline(only(text, "a.txt")))


def test_a_markdown_page_is_no_table_whatever_marks_it_has() -> None:
    assert outline(only("a;b;c\nd;e;f\ng;h;i\n", "a.md")) == ["p a;b;c d;e;f g;h;i"]


def test_a_table_of_one_column_is_lines_under_their_title() -> None:
    assert outline(only("Communes\nParis\nLyon, ville\nNice\n", "a.csv")) == [
        "p Communes", "p Paris", "p Lyon, ville", "p Nice",
    ]  # fmt: skip


@pytest.mark.slow
def test_of_a_very_long_table_only_the_first_rows_are_read_and_that_is_told() -> None:
    read = reading("N;Nom\n" + "".join(f"{n};Banc {n}\n" for n in range(MOST_ROWS + 7)), "a.csv")
    assert len(read.documents[0].blocks) == MOST_ROWS
    (told,) = read.warnings
    assert told.message.startswith("only the first 5,000 of 5,008 rows were read")


def test_of_a_very_wide_table_only_the_first_columns_are_read_and_that_is_told() -> None:
    row = ";".join(f"c{n}" for n in range(MOST_COLUMNS + 3)) + "\n"
    read = reading(row + row.replace("c", "d"), "a.csv")
    assert outline(read.documents[0])[0].endswith(f"| c{MOST_COLUMNS - 1}")
    assert [one.message for one in read.warnings] == ["only the first 200 of 203 columns were read"]


def test_a_table_without_words_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="it holds no text"):
        reading(";;;\n;;;\n", "a.csv")


_CELL = st.text("abéZ 1.,;\"'«»\n|", min_size=1, max_size=12).map(str.strip)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(2, 5).flatmap(
        lambda width: st.lists(
            st.lists(_CELL, min_size=width, max_size=width), min_size=2, max_size=8
        )
    ),
    st.sampled_from([";", ",", "\t"]),
)
@pytest.mark.slow
def test_what_the_csv_module_writes_comes_back_word_for_word(
    rows: list[list[str]], mark: str
) -> None:
    named = [[f"x{place}" for place in range(len(rows[0]))], *rows]
    written = io.StringIO()
    csv.writer(written, delimiter=mark, quoting=csv.QUOTE_ALL).writerows(named)
    expected = " ".join(cell for row in named for cell in row).replace("|", " ").split()
    assert only(written.getvalue(), "a.csv").text.replace("|", " ").split() == expected


def test_a_row_that_names_the_columns_again_begins_another_table() -> None:
    assert heads("Poste;Coût\nBancs;3\nHaies;5\nPoste;Coût\nBancs;4\n") == [
        None, "Poste | Coût", "Poste | Coût", None, "Poste | Coût",
    ]  # fmt: skip


def test_names_that_an_empty_row_parts_from_their_values_are_their_head() -> None:
    text = "Année 2024;;\nPoste;Coût;Part\n;;\nBancs;3;10 %\nHaies;5;20 %\n"
    assert heads(text) == [None, None] + ["Poste | Coût | Part"] * 2


def test_the_line_in_which_excel_says_the_mark_is_no_row() -> None:
    assert outline(only("sep=;\nPoste;Coût, net\nBancs;3\n", "a.csv")) == [
        "tr Poste | Coût, net", "tr Bancs | 3",
    ]  # fmt: skip


def test_tables_beside_each_other_at_other_heights_are_told_apart() -> None:
    text = "A;B;;;\n1;2;;;\n3;4;;C;D\n;;;5;6\n;;;7;8\n;;;9;0\n"
    assert heads(text) == [None, "A | B", "A | B", None] + ["C | D"] * 3
    lined = "A;B;;C;D\n1;2;;5;6\n3;4;;7;8\n"
    assert outline(only(lined, "a.csv"))[0] == "tr A | B | C | D"


def test_numbers_name_the_columns_over_words() -> None:
    assert heads("1;2;3\na;b;c\nd;e;f\n")[1:] == ["1 | 2 | 3"] * 2
