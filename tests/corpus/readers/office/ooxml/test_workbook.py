"""Workbooks give their sheets row by row, as they are shown, under the heads of their tables."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font

from corpus.errors import UnreadableFile
from corpus.readers.tables.grid import MOST_ROWS
from corpus.text import MISSING
from tests.corpus.outlines import only, outline, reading
from tests.corpus.readers.zips import bomb, with_entities, with_part

Rows = Sequence[Sequence[Any]]

TABLE: Rows = [["Axe", "Action", "Coût"], ["Ouvrir", "Publier", 12], ["Former", "Réunir", 3.5]]


def book(*sheets: tuple[str, Rows], change: Callable[[Any], None] | None = None) -> bytes:
    """A workbook of these sheets, as openpyxl writes it; `change` makes it special."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change is not None:
        change(made)
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def changed(change: Callable[[Any], None], rows: Rows | None = None) -> tuple[list[str], list[str]]:
    """The blocks and the warnings of a workbook of one sheet whose sheet `change` changes."""
    raw = book(("Plan", TABLE if rows is None else rows), change=lambda made: change(made["Plan"]))
    read = reading(raw, "a.xlsx")
    (document,) = read.documents
    return outline(document)[1:], [one.message for one in read.warnings]


def test_a_sheet_is_a_heading_and_its_rows_know_their_head() -> None:
    document = only(book(("Engagements", TABLE)), "a.xlsx")
    assert outline(document) == [
        "h1 Engagements", "tr Axe | Action | Coût", "tr Ouvrir | Publier | 12",
        "tr Former | Réunir | 3,5",
    ]  # fmt: skip
    head = document.blocks[3].head
    assert head is not None
    assert document.text[slice(*head)] == "Axe | Action | Coût"


def test_a_sheet_that_nobody_has_named_is_no_heading() -> None:
    assert outline(only(book(("Feuil1", TABLE)), "plan-national.xlsx"))[0].startswith("tr ")
    assert only(book(("Feuil1", TABLE)), "plan-national.xlsx").title == "Plan national"


def test_tables_are_told_apart_by_empty_rows_and_named_by_the_line_over_them() -> None:
    rows = [
        ["Dépenses"],
        [],
        ["Tableau 1 : bancs"],
        *TABLE,
        [],
        ["Lieu", "Jour"],
        ["Parc", "lundi"],
    ]
    assert outline(only(book(("Plan", rows)), "a.xlsx")) == [
        "h1 Plan", "h2 Dépenses", "h3 Tableau 1 : bancs", "tr Axe | Action | Coût",
        "tr Ouvrir | Publier | 12", "tr Former | Réunir | 3,5", "tr Lieu | Jour",
        "tr Parc | lundi",
    ]  # fmt: skip


def test_hidden_sheets_rows_and_columns_are_left_out_and_told() -> None:
    def hide(made: Any) -> None:
        made["Interne"].sheet_state = "veryHidden"
        made["Plan"].row_dimensions[2].hidden = True
        made["Plan"].column_dimensions["C"].hidden = True

    raw = book(("Plan", TABLE), ("Interne", [["secret"]]), change=hide)
    read = reading(raw, "a.xlsx")
    assert outline(read.documents[0]) == ["h1 Plan", "tr Axe | Action", "tr Former | Réunir"]
    assert [one.message for one in read.warnings] == [
        "left out: hidden sheets (Interne)",
        "left out of the sheet “Plan”: hidden rows (1)",
        "left out of the sheet “Plan”: hidden columns (1)",
    ]


def test_a_merged_cell_is_told_in_each_row_that_it_spans_and_in_one_column() -> None:
    rows: Rows = [["Axe", "Coût", None], [None, "2023", "2024"], ["Ouvrir", 1, 2], ["caché", 3, 4]]

    def merge(sheet: Any) -> None:
        for place in ("A1:A2", "B1:C1", "A3:A4"):
            sheet.merge_cells(place)

    assert changed(merge, rows)[0] == [
        "tr Axe | Coût", "tr Axe | 2023 | 2024", "tr Ouvrir | 1 | 2", "tr Ouvrir | 3 | 4",
    ]  # fmt: skip


def test_days_and_figures_are_shown_by_the_formats_of_their_cells() -> None:
    def format(sheet: Any) -> None:
        sheet["C2"].number_format = '#,##0.00 "€"'
        sheet["C3"] = date(2024, 1, 5)
        sheet["C3"].number_format = "dd/mm/yyyy"

    assert changed(format)[0][1:] == [
        "tr Ouvrir | Publier | 12,00 €",
        "tr Former | Réunir | 05/01/2024",
    ]


def test_a_formula_without_its_result_is_a_hole_that_is_told() -> None:
    lines, told = changed(lambda sheet: sheet.append(["Total", None, "=SUM(C2:C3)"]))
    assert lines[-1] == f"tr Total | | {MISSING}"
    assert told == [
        "formulas of the sheet “Plan” have no result in the file, and were not read: C4"
    ]


def test_the_result_that_the_file_keeps_of_a_formula_is_read() -> None:
    raw = book(("Plan", [*TABLE, ["Total", None, "=SUM(C2:C3)"]]))

    def worked_out(part: bytes) -> bytes:
        return part.replace(b"<f>SUM(C2:C3)</f><v></v>", b"<f>SUM(C2:C3)</f><v>15.5</v>")

    lines = outline(only(with_part(raw, "xl/worksheets/sheet1.xml", worked_out), "a.xlsx"))
    assert lines[-1] == "tr Total | | 15,5"


def test_struck_words_comments_and_charts_are_told() -> None:
    def change(sheet: Any) -> None:
        sheet["A2"].font = Font(strike=True)
        sheet["B2"].comment = Comment("à revoir", "X")
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=3, min_row=1, max_row=3))
        sheet.add_chart(chart, "E2")

    lines, told = changed(change)
    assert lines[1] == "tr | Publier | 12"
    assert told == [
        "left out of the sheet “Plan”: struck text (1)",
        "left out of the sheet “Plan”: comments",
        "charts or diagrams of the sheet “Plan” were not read (1)",
    ]


def test_signs_of_symbol_fonts_are_read_and_those_that_are_not_known_are_told() -> None:
    def change(sheet: Any) -> None:
        for cell, words, font in (
            ("A2", "ü", "Wingdings"), ("A3", "a", "MT Extra"), ("B3", "ü", "Symbola"),
        ):  # fmt: skip
            sheet[cell], sheet[cell].font = words, Font(name=font)

    lines, told = changed(change, [["Action", "Fait"], ["", "Publier"], ["", ""]])
    assert lines[-2:] == ["tr ✓ | Publier", f"tr {MISSING} | ü"]
    assert told == ["signs of a font of symbols of the sheet “Plan” were not read (1)"]


def test_words_in_runs_are_one_and_how_to_say_them_is_not_said() -> None:
    shared = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si>'
        b"<r><t>Ou</t></r><r><rPr><strike/></rPr><t>barr</t></r><r><t>vrir_x000D_</t></r>"
        b"<rPh><t>o</t></rPh></si></sst>"
    )
    raw = book(("Plan", [["x", "y"], [1, 2]]))
    sheet = b'<c r="A1" t="s"><v>0</v></c>'

    def point(part: bytes) -> bytes:
        begin = part.index(b'<c r="A1"')
        return part[:begin] + sheet + part[part.index(b"</c>", begin) + 4 :]

    raw = with_part(raw, "xl/worksheets/sheet1.xml", point)
    raw = with_part(raw, "xl/sharedStrings.xml", lambda _: shared)
    relation = (
        b'<Relationship Type="http://x/sharedStrings" Target="sharedStrings.xml" Id="rId99"/>'
        b"</Relationships>"
    )
    raw = with_part(
        raw,
        "xl/_rels/workbook.xml.rels",
        lambda part: (
            part if b"sharedStrings" in part else part.replace(b"</Relationships>", relation)
        ),
    )
    assert outline(only(raw, "a.xlsx"))[1] == "tr Ouvrir | y"


def test_strict_files_and_those_with_macros_are_read_as_the_others() -> None:
    raw = book(("Plan", TABLE))
    usual = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"):
        raw = with_part(
            raw,
            part,
            lambda one: one.replace(usual, b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
        )
    assert outline(only(raw, "a.xlsm"))[1] == "tr Axe | Action | Coût"


@pytest.mark.slow
def test_of_a_very_long_sheet_only_the_first_rows_are_read_and_that_is_told() -> None:
    rows: Rows = [["N", "Nom"], *([n, f"Banc {n}"] for n in range(MOST_ROWS + 50))]
    read = reading(book(("Bancs", rows), ("Haies", TABLE)), "a.xlsx")
    assert sum(line.startswith("tr ") for line in outline(read.documents[0])) == MOST_ROWS
    told = [one.message for one in read.warnings]
    assert told[0].startswith("only the first 5,000 of 5,051 rows of the sheet “Bancs” were read")
    assert told[1].startswith("only the first 0 of 3 rows of the sheet “Haies” were read")


def test_no_day_is_made_up() -> None:
    raw = book(("Plan", TABLE))
    with zipfile.ZipFile(io.BytesIO(raw)) as before:
        parts = {one: before.read(one) for one in before.namelist() if "core" not in one}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as after:
        for name, content in parts.items():
            after.writestr(name, content)
    document = only(made.getvalue(), "a.xlsx")
    assert (document.published, document.modified) == (None, None)


PLAIN = book(("Plan", TABLE))


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: bomb(PLAIN, "xl/worksheets/sheet1.xml", megabytes=60), "its text has more than"),
        (lambda: with_entities(PLAIN, "xl/sharedStrings.xml"), "declares entities"),
        (lambda: with_part(PLAIN, "xl/worksheets/sheet1.xml", lambda one: one[:200]), "damaged or"),
        (lambda: with_part(PLAIN, "xl/workbook.xml", lambda _: b"<a"), "damaged or missing"),
        (lambda: book(("Plan", [])), "no text that is shown"),
        (lambda: PLAIN[: len(PLAIN) // 2], "damaged archive"),
    ],
    ids=["long", "entities", "cut sheet", "cut book", "empty", "half"],
)
def test_what_cannot_be_read_is_refused_in_one_line(make: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason) as caught:
        reading(make(), "a.xlsx")
    assert "\n" not in str(caught.value)


_CELL = st.text("abéZ 1.,;<&«»\n", max_size=12).map(str.strip)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(_CELL, min_size=1, max_size=5), min_size=1, max_size=8))
@pytest.mark.slow
def test_what_openpyxl_writes_comes_back_word_for_word(rows: list[list[str]]) -> None:
    words = " ".join(cell for row in [["début"], *rows] for cell in row).split()
    raw = book(("Feuil1", [["début"], *rows]))
    assert only(raw, "a.xlsx").text.replace("|", " ").split() == words
