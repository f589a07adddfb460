"""OpenDocument spreadsheets give their sheets row by row, as they are shown."""

import io
from typing import Any

from odf import table, text
from odf.opendocument import OpenDocumentSpreadsheet

from corpus.readers.tables.grid import MOST_ROWS
from corpus.text import MISSING
from tests.corpus.outlines import only, outline, reading
from tests.corpus.readers.office.odf.flat import flat_lines, flat_reading, flat_warnings

HIDDEN = (
    '<style:style style:name="H" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
)


def sheet(*rows: str, name: str = "Plan", inside: str = "", style: str = "") -> str:
    styled = f' table:style-name="{style}"' if style else ""
    return f'<table:table table:name="{name}"{styled}>{inside}{"".join(rows)}</table:table>'


def row(*cells: str, more: str = "") -> str:
    inside = "".join(
        one
        if one.startswith("<")
        else f"<table:table-cell>{f'<text:p>{one}</text:p>' if one else ''}</table:table-cell>"
        for one in cells
    )
    return f"<table:table-row {more}>{inside}</table:table-row>"


HEAD = row("Axe", "Action", "Coût")
EMPTY = '<table:table-cell table:number-columns-repeated="1020"/>'


def test_sheets_are_headings_and_their_rows_are_as_shown() -> None:
    shown = (
        '<table:table-cell office:value-type="currency" office:value="1234.5">'
        "<text:p>1 234,50 €</text:p></table:table-cell>"
    )
    bare = '<table:table-cell office:value-type="date" office:date-value="2024-01-05"/>'
    body = sheet(HEAD, row("Ouvrir", "Publier", shown, EMPTY), row("Former", "Réunir", bare))
    assert flat_lines(body, kind="spreadsheet") == [
        "h1 Plan", "tr Axe | Action | Coût", "tr Ouvrir | Publier | 1 234,50 €",
        "tr Former | Réunir | 2024-01-05",
    ]  # fmt: skip


def test_hidden_sheets_rows_and_columns_are_left_out_and_told() -> None:
    shown = "<table:table-column/><table:table-column/>"
    columns = f'{shown}<table:table-column table:visibility="collapse"/>'
    filtered = row("caché", "x", "y", more='table:visibility="filter"')
    body = sheet(HEAD, filtered, row("Ouvrir", "Publier", "secret"), inside=columns)
    body += sheet(row("x", "y"), name="Interne", style="H")
    assert flat_lines(body, styles=HIDDEN, kind="spreadsheet") == [
        "h1 Plan", "tr Axe | Action", "tr Ouvrir | Publier",
    ]  # fmt: skip
    assert flat_warnings(body, styles=HIDDEN, kind="spreadsheet") == [
        "left out: hidden sheets (Interne)",
        "left out of the sheet “Plan”: hidden rows and columns (2)",
    ]


def test_formulas_without_result_charts_and_remarks_are_told() -> None:
    total = '<table:table-cell table:formula="of:=SUM([.C1])"/>'
    noted = (
        "<table:table-cell><office:annotation><text:p>à revoir</text:p></office:annotation>"
        "<text:p>Ouvrir</text:p></table:table-cell>"
    )
    chart = (
        "<table:shapes><draw:frame><draw:object><office:document><office:chart/>"
        "</office:document></draw:object></draw:frame></table:shapes>"
    )
    body = sheet(HEAD, row(noted, "Publier", total), inside=chart)
    assert flat_lines(body, kind="spreadsheet")[-1] == f"tr Ouvrir | Publier | {MISSING}"
    assert flat_warnings(body, kind="spreadsheet") == [
        "formulas without their results of the sheet “Plan” were not read (1)",
        "charts of the sheet “Plan” were not read (1)",
        "left out of the sheet “Plan”: comments (1)",
    ]


def test_words_of_shapes_are_told_apart_after_the_sheet() -> None:
    shape = "<draw:custom-shape><text:p>Forme.</text:p></draw:custom-shape>"
    body = sheet(HEAD, inside=f"<table:shapes>{shape}</table:shapes>")
    assert flat_lines(body, kind="spreadsheet") == [
        "h1 Plan", "tr Axe | Action | Coût", "> p Forme.",
    ]  # fmt: skip


def test_a_million_rows_are_bounded_and_that_is_told() -> None:
    body = sheet(HEAD, row("a", "b", "c", more='table:number-rows-repeated="1000000"'))
    read = flat_reading(body, kind="spreadsheet")
    assert len(read.documents[0].blocks) == MOST_ROWS + 1
    assert read.warnings[0].message.startswith("only the first 5,000 rows of the sheet “Plan” were")


def test_what_odfpy_writes_comes_back_with_what_spans_rows_in_each() -> None:
    made = OpenDocumentSpreadsheet()
    one = table.Table(name="Plan")

    def add(*cells: Any) -> None:
        line = table.TableRow()
        for cell in cells:
            line.addElement(cell)
        one.addElement(line)

    def said(words: str, **more: Any) -> Any:
        cell = table.TableCell(**more)
        cell.addElement(text.P(text=words))
        return cell

    add(said("Axe"), said("Action"))
    add(said("Ouvrir", numberrowsspanned=2), said("Publier"))
    add(table.CoveredTableCell(), said("Former"))
    made.spreadsheet.addElement(one)
    saved = io.BytesIO()
    made.save(saved)
    assert outline(only(saved.getvalue(), "a.ods"))[1:] == [
        "tr Axe | Action", "tr Ouvrir | Publier", "tr Ouvrir | Former",
    ]  # fmt: skip
    assert reading(saved.getvalue(), "a.ods").warnings == ()
