"""Tables of OpenDocument texts keep what spans their rows, and their heads."""

import pytest

from tests.corpus.outlines import outline
from tests.corpus.readers.office.odf.flat import flat_lines, flat_reading, flat_warnings


def cell(words: str = "", **more: str) -> str:
    said = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in more.items())
    inside = words if words.startswith("<") else f"<text:p>{words}</text:p>"
    return f"<table:table-cell{said}>{inside}</table:table-cell>"


def row(*cells: str, **more: str) -> str:
    said = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f"<table:table-row{said}>{''.join(cells)}</table:table-row>"


COVERED = "<table:covered-table-cell/>"


def table(*inside: str) -> str:
    return f"<table:table>{''.join(inside)}</table:table>"


def test_a_cell_that_spans_rows_is_told_in_each_of_them() -> None:
    body = table(
        row(cell("Axe"), cell("Action"), cell("Coût")),
        row(cell("Ouvrir", number_rows_spanned="3"), cell("Publier"), cell("1")),
        row(COVERED, cell("Former"), cell("2")),
        row(COVERED, cell("Tout", number_columns_spanned="2"), COVERED),
        row(cell("Fermer"), cell("Rien"), cell("0")),
    )
    assert flat_lines(body) == [
        "tr Axe | Action | Coût", "tr Ouvrir | Publier | 1", "tr Ouvrir | Former | 2",
        "tr Ouvrir | Tout", "tr Fermer | Rien | 0",
    ]  # fmt: skip


def test_the_rows_of_the_head_are_those_that_the_file_names() -> None:
    head = "<table:table-header-rows>{}{}</table:table-header-rows>".format(
        row(
            cell("Axe", number_rows_spanned="2"), cell("Coût", number_columns_spanned="2"), COVERED
        ),
        row(COVERED, cell("2023"), cell("2024")),
    )
    (document,) = flat_reading(table(head, row(cell("A"), cell("1"), cell("2")))).documents
    assert outline(document) == ["tr Axe | Coût", "tr Axe | 2023 | 2024", "tr A | 1 | 2"]
    told = document.blocks[2].head
    assert told is not None
    assert document.text[slice(*told)] == "Axe | Coût\nAxe | 2023 | 2024"


def test_lists_and_numbers_in_cells_are_words_of_the_cell() -> None:
    style = (
        '<text:list-style style:name="N"><text:list-level-style-number text:level="1"'
        ' style:num-format="1" style:num-suffix="."/></text:list-style>'
    )
    steps = (
        '<text:list text:style-name="N"><text:list-item><text:p>un</text:p></text:list-item>'
        "<text:list-item><text:p>deux</text:p></text:list-item></text:list>"
    )
    assert flat_lines(table(row(cell("Étapes"), cell(steps))), styles=style) == [
        "tr Étapes | 1. un 2. deux"
    ]


def test_hidden_rows_are_left_out_and_told() -> None:
    body = table(
        row(cell("A"), cell("B")), row(cell("x"), cell("y"), visibility="collapse"),
        row(cell("1"), cell("2")),
    )  # fmt: skip
    assert flat_lines(body) == ["tr A | B", "tr 1 | 2"]
    assert flat_warnings(body) == ["left out: hidden rows and columns (1)"]


@pytest.mark.slow
def test_repeated_cells_and_rows_are_bounded() -> None:
    body = table(
        row(cell("a", number_columns_repeated="999999999"), cell("b")),
        row(cell("c"), cell("d"), number_rows_repeated="999999999"),
    )
    lines = flat_lines(body)
    assert len(lines) <= 20_001
    assert flat_warnings(body)[0].startswith("of a table only the first")


def test_notes_of_cells_come_after_the_table() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Une note.</text:p></text:note-body></text:note>"
    )
    body = table(row(cell("A"), cell("B")), row(cell(f"<text:p>1{note}</text:p>"), cell("2")))
    assert flat_lines(body) == ["tr A | B", "tr 1 | 2", "> p Une note."]
