"""Tables whose cells span rows and columns."""

import time

import pytest

from tests.corpus.outlines import only, outline, reading


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("<tr><td rowspan=2>a<td>b<tr><td>c", ["a | b", "a | c"]),
        ("<tr><td>a<td rowspan=2>b<td>c<tr><td>d<td>e", ["a | b | c", "d | b | e"]),
        ("<tr><td colspan=2 rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e<td>f",
         ["a | b", "a | c", "d | e | f"]),
        ("<tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d", ["a | b", "a | c", "a | d"]),
        ("<thead><tr><th rowspan=9>A<th>B</thead><tbody><tr><td>c<td>d", ["A | B", "c | d"]),
        ("<tfoot><tr><td>t<td>u</tfoot><tbody><tr><td>c<td>d</tbody><thead><tr><th>A<th>B</thead>",
         ["A | B", "c | d", "t | u"]),
        ("<tr><td>a<td hidden>b<td>c<tr style='display:none'><td>d<td>e", ["a | c"]),
        ("<tr><td>a<td><ol><li>x</li><li>y</li></ol>", ["a | 1. x; 2. y"]),
        ("<tr><td rowspan=x>a<td colspan=-1>b", ["a | b"]),
    ],
)  # fmt: skip
def test_a_cell_that_spans_rows_stands_in_each_of_them(table: str, rows: list[str]) -> None:
    page = only(f"<p>Voici les délais prévus par le texte.</p><table>{table}</table>", "a.html")
    assert outline(page)[1:] == [f"tr {row}" for row in rows]


def test_a_table_said_to_lay_out_the_page_is_none() -> None:
    page = only("<table role=presentation><tr><td>Un</td><td>Deux</td></tr></table>", "a.html")
    assert outline(page) == ["p Un", "p Deux"]


@pytest.mark.slow
def test_cells_that_span_everything_cost_no_more_than_the_file() -> None:
    spanning = "<td rowspan=65534>Un mot</td>" * 300
    began = time.process_time()
    read = reading(f"<table><tr>{spanning}</tr>{'<tr><td>a</td></tr>' * 3000}</table>", "a.html")
    assert time.process_time() - began < 5
    assert len(read.documents[0].text) < 200_000
    assert "not repeated in each" in read.warnings[0].message
