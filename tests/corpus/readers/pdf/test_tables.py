"""Tables of a PDF are read by row, each on one line, with their heads."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.colors import black, lightblue, whitesmoke
from reportlab.pdfgen.canvas import Canvas

from corpus.document import BlockKind, Document
from corpus.text import is_whole
from tests.corpus.outlines import only, outline
from tests.corpus.readers.pdf.canvases import (
    GRID,
    HEADING,
    LINE,
    drawn,
    flowing,
    lines,
    paragraph,
    table,
)

HEAD = ["Jalon", "Responsable", "Début", "Fin"]
MILESTONES = [
    HEAD,
    ["Publier le catalogue des données sur le site de l'État et le tenir à jour", "Ministère A",
     "Janvier 2022", "Juin 2022"],
    ["Former cent agents", "Ministère B", "Mars 2022", "Décembre 2022"],
    ["Évaluer le dispositif avec les associations qui en ont fait la demande", "Direction C",
     "Janvier 2023", "–"],
]  # fmt: skip
WIDTHS = [170, 90, 80, 90]
RULES = {
    "between all cells": GRID,
    "nowhere": [],
    "under each row": [("LINEBELOW", (0, 0), (-1, -1), 0.5, black)],
    "over, under and below the head": [
        ("LINEABOVE", (0, 0), (-1, 0), 1, black),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, black),
        ("LINEBELOW", (0, -1), (-1, -1), 1, black),
    ],
    "as shades": [("ROWBACKGROUNDS", (0, 0), (-1, -1), [lightblue, whitesmoke])],
}


def rows(raw: bytes) -> list[str]:
    return [line[3:] for line in outline(only(raw, "plan.pdf")) if line.startswith("tr ")]


def joined(table: Sequence[Sequence[str]]) -> list[str]:
    return [" | ".join(row) for row in table]


@pytest.mark.parametrize("middle", [False, True], ids=["from the top", "in the middle"])
@pytest.mark.parametrize("style", RULES.values(), ids=RULES)
def test_wrapped_cells_are_read_by_row_wherever_rules_are(style: list[Any], middle: bool) -> None:
    aligned = [*style, ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if middle else "TOP")]
    read = outline(
        only(
            flowing(
                paragraph("Engagement 3", HEADING),
                table(MILESTONES, WIDTHS, aligned),
                paragraph(f"{LINE} et le dit."),
            ),
            "plan.pdf",
        )
    )
    assert read == [
        "h1 Engagement 3",
        *(f"tr {row}" for row in joined(MILESTONES)),
        f"p {LINE} et le dit.",
    ]


def test_rows_without_rules_between_them_are_parted_by_their_lines() -> None:
    short = [[cell[:14] for cell in row] for row in MILESTONES]
    style = [
        ("BOX", (0, 0), (-1, -1), 0.5, black),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, black),
        *(("LINEAFTER", (place, 0), (place, -1), 0.5, black) for place in range(3)),
    ]
    raw = flowing(table(short, [120, 90, 90, 90], style, wrapped=False))
    assert rows(raw) == joined(short)


def test_rows_that_rules_part_in_groups_are_rows_each() -> None:
    cells = [HEAD, *([f"Action {n}", f"Service {n}", f"{2000 + n}", f"{n} %"] for n in range(12))]
    style = [("LINEBELOW", (0, row), (-1, row), 0.5, black) for row in (0, 4, 8, 12)] + [
        ("LINEAFTER", (place, 0), (place, -1), 0.5, black) for place in range(3)
    ]
    assert rows(flowing(table(cells, [120, 90, 90, 90], style, wrapped=False))) == joined(cells)


def test_a_cell_over_several_rows_is_said_in_each_and_one_over_columns_once() -> None:
    cells = [
        ["Engagement", "Jalon", "Date"],
        ["Ouvrir les données", "Publier", "2022"],
        ["", "Former", "2023"],
        ["Trois engagements en tout", "", ""],
    ]
    style = [*GRID, ("SPAN", (0, 1), (0, 2)), ("SPAN", (0, 3), (2, 3))]
    assert rows(flowing(table(cells, [140, 100, 80], style, wrapped=False))) == [
        "Engagement | Jalon | Date",
        "Ouvrir les données | Publier | 2022",
        "Ouvrir les données | Former | 2023",
        "Trois engagements en tout",
    ]


@pytest.mark.parametrize("style", [GRID, []], ids=["with rules", "without"])
def test_a_table_over_several_pages_keeps_its_rows_in_order(style: list[Any]) -> None:
    cells = [[f"Action {n}", f"Service {n}", f"T{1 + n % 4} 2024"] for n in range(90)]
    head = ["Action", "Service", "Date"]
    raw = flowing(table([head, *cells], [150, 120, 80], style, wrapped=False, repeatRows=1))
    read = rows(raw)
    assert [row for row in read if row != "Action | Service | Date"] == joined(cells)
    assert read[0] == "Action | Service | Date"


LONG = "Publier le catalogue des données de toutes les administrations sur un site ouvert à tous, "
MORE = "avec les associations qui suivent le plan et les communes qui en ont fait la demande."
CUT = f"{LONG}et le tenir à jour au moins une fois par an {MORE}"
TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")


def cut_by_the_page(style: list[Any]) -> Document:
    before = [[f"Action {n}", f"Service {n}", "2024"] for n in range(36)]
    after = [["Former", "Direction B", "Mars 2023"], ["Évaluer", "Direction C", "Mai 2023"]]
    cells = [HEAD[:3], *before, [CUT, "Ministère A", "Juin 2022"], *after]
    return only(flowing(table(cells, [200, 120, 90], [*style, TOP], splitInRow=1)), "plan.pdf")


def test_a_row_that_the_end_of_a_page_cuts_is_one_row() -> None:
    read = cut_by_the_page(GRID)
    pages = {block.page for block in read.blocks}
    assert pages == {1, 2}
    assert [line[3:] for line in outline(read)][-3:] == [
        f"{CUT} | Ministère A | Juin 2022",
        "Former | Direction B | Mars 2023",
        "Évaluer | Direction C | Mai 2023",
    ]


def test_where_it_is_doubtful_no_part_of_a_cut_row_is_whole_and_others_keep_their_head() -> None:
    read = cut_by_the_page([])
    assert all(block.kind is BlockKind.TABLE_ROW for block in read.blocks)
    head = (read.blocks[0].start, read.blocks[0].end)
    assert {block.head for block in read.blocks[1:]} == {head}
    parts = [read.text[block.start : block.end] for block in read.blocks[-4:]]
    assert [is_whole(part) for part in parts] == [False, False, True, True]


def test_a_row_below_a_page_that_begins_its_own_cells_is_one_by_itself() -> None:
    cells = [[f"action {n}", f"service {n}", "2024"] for n in range(60)]
    raw = flowing(table([HEAD[:3], *cells], [200, 120, 90], GRID, wrapped=False))
    assert rows(raw) == joined([HEAD[:3], *cells])


def test_a_string_that_goes_through_two_cells_is_parted_by_the_rule() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([70, 110, 240], [640, 660, 680, 700])
        canvas.drawString(74, 686, "N°       Engagement")
        canvas.drawString(74, 666, "1")
        canvas.drawString(114, 666, "Ouvrir")
        canvas.drawString(74, 646, "2")
        canvas.drawString(114, 646, "Simplifier")

    assert rows(drawn(draw)) == ["N° | Engagement", "1 | Ouvrir", "2 | Simplifier"]


def test_numbers_stand_under_their_years() -> None:
    def draw(canvas: Canvas) -> None:
        for place, row in enumerate(NUMBERS):
            canvas.drawString(72, 700 - 15 * place, row[0])
            for column, cell in enumerate(row[1:]):
                canvas.drawRightString(280 + 80 * column, 700 - 15 * place, cell)

    assert rows(drawn(draw)) == joined(NUMBERS)


NUMBERS = [
    ["Indicateur", "2021", "2022"],
    ["Demandes reçues", "1 204", "980"],
    ["Avis rendus", "–", "870"],
    ["Délai moyen", "45", "-3"],
]


@pytest.mark.parametrize(
    "head", ["Budget", "Budget de l'action"], ids=["between the columns", "into both columns"]
)
def test_a_head_over_several_columns_without_rules_keeps_them_apart(head: str) -> None:
    written = [["Action", "2023", "2024"], ["Publier", "120", "95"], ["Former", "40", "38"],
               ["Simplifier", "300", "310"]]  # fmt: skip

    def draw(canvas: Canvas) -> None:
        canvas.drawCentredString(325, 715, head)
        canvas.drawString(72, 715, "Plan de 2022")
        for place, row in enumerate(written):
            canvas.drawString(72, 700 - 15 * place, row[0])
            for column, cell in enumerate(row[1:]):
                canvas.drawString(280 + 70 * column, 700 - 15 * place, cell)

    assert rows(drawn(draw)) == [f"Plan de 2022 | {head} | {head}", *joined(written)]


def test_columns_of_prose_side_by_side_are_no_table() -> None:
    raw = flowing(*[paragraph(f"{n}. {LINE * 4}") for n in range(12)], columns=2)
    assert [line for line in outline(only(raw, "plan.pdf")) if line.startswith("tr ")] == []


def test_a_box_around_a_paragraph_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 640, 450, 80)
        lines(canvas, 700, 3)

    assert outline(only(drawn(draw), "p.pdf")) == [f"p {' '.join([LINE] * 3)}"]


WORD = st.text("abcdéèàçô", min_size=3, max_size=9)
CELL = st.lists(WORD, min_size=1, max_size=9).map(" ".join)


@settings(max_examples=25)
@given(st.data())
@pytest.mark.slow
def test_what_a_ruled_table_holds_comes_back_cell_by_cell(data: st.DataObject) -> None:
    columns = data.draw(st.integers(2, 5))
    written = data.draw(
        st.lists(st.lists(CELL, min_size=columns, max_size=columns), min_size=3, max_size=8)
    )
    read = rows(flowing(paragraph(LINE), table(written, [480 / columns] * columns, GRID)))
    assert read == joined(written)


@settings(max_examples=25)
@given(st.data())
@pytest.mark.slow
def test_the_words_of_a_table_without_rules_come_back_by_row(data: st.DataObject) -> None:
    columns = data.draw(st.integers(3, 5))
    word = st.text("abcdéèàçô", min_size=3, max_size=6)  # cells that do not run into the next
    cell = st.lists(word, min_size=1, max_size=2).map(" ".join)
    written = data.draw(
        st.lists(st.lists(cell, min_size=columns, max_size=columns), min_size=3, max_size=8)
    )
    raw = flowing(paragraph(LINE), table(written, [480 / columns] * columns, wrapped=False))
    assert (
        " ".join(rows(raw)).replace(" | ", " ").split()
        == " ".join(" ".join(row) for row in written).split()
    )


def test_figures_under_one_another_between_two_rules_are_rows_of_their_own() -> None:
    rows = [
        ("Durand", "Frais de transport", "920,68"),
        ("Martin", "Frais de transport\nLyon à Paris et retour", "907,96"),
        ("Petit", "Hébergement", "1 260,00"),
        ("Moreau", "Frais de transport\nParis à Lille et retour", "521,00"),
    ]

    def draw(canvas: Canvas) -> None:
        y = 700.0
        for x, head in zip((72, 200, 400), ("Nom", "Objet", "Montant"), strict=True):
            canvas.drawString(x, 715, head)
        top = y + 10
        for name, what, amount in rows:
            canvas.drawString(72, y, name)
            canvas.drawRightString(460, y, amount)
            for line in what.split("\n"):
                canvas.drawString(200, y, line)
                y -= 13
        for x in (68, 195, 395, 465):
            canvas.line(x, 730, x, y)
        for height in (730, top, y):
            canvas.line(68, height, 465, height)

    read = only(drawn(draw), "depenses.pdf").text.split("\n")
    assert read[-4:] == [" | ".join(row).replace("\n", " ") for row in rows]
