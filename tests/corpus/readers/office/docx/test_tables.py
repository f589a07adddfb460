"""Tables are read row by row, as they stand once every change is accepted."""

import pytest

from corpus.readers.office.docx import walk
from tests.corpus.readers.office.docx.word import lines, p, run, warnings, word


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inside = "".join(one if one.startswith("<w:tc>") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> bytes:
    return word(f"<w:tbl>{''.join(rows)}</w:tbl>")


_BEGIN, _GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_a_cell_that_spans_rows_is_told_in_each_of_them_by_its_column() -> None:
    raw = table(
        row(cell("Axe 1", _BEGIN), cell("a", '<w:gridSpan w:val="2"/>'), cell("Juin", _BEGIN)),
        row(cell("", _GO_ON), "b", "c", cell("", _GO_ON)),
        row("Axe 2", "d", "e", cell("", _GO_ON)),
    )
    assert lines(raw) == [
        "tr Axe 1 | a | Juin",
        "tr Axe 1 | b | c | Juin",
        "tr Axe 2 | d | e | Juin",
    ]


def test_a_cell_that_begins_anew_below_another_is_its_own() -> None:
    raw = table(
        row(cell("a", _BEGIN), "1"), row(cell("", _GO_ON), "2"),
        row(cell("b", _BEGIN), "3"), row(cell("", _GO_ON), "4"),
    )  # fmt: skip
    assert lines(raw) == ["tr a | 1", "tr a | 2", "tr b | 3", "tr b | 4"]


def test_columns_that_a_row_leaves_free_keep_their_place() -> None:
    raw = table(
        row("a", cell("b", _BEGIN), "c"),
        row(cell("", _GO_ON), "d", properties='<w:gridBefore w:val="1"/>'),
    )
    assert lines(raw) == ["tr a | b | c", "tr | b | d"]


def test_cells_merged_across_in_the_old_way_are_told_once() -> None:
    raw = table(row(cell("a", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "b"))
    assert lines(raw) == ["tr a | b"]


def test_rows_and_cells_taken_out_or_hidden_are_gone_and_new_ones_stay() -> None:
    raw = table(
        row("a", "b"), row("x", "x", properties="<w:del/>"),
        row("y", "y", properties="<w:hidden/>"),
        row("c", "d", properties="<w:ins/>"), row("e", cell("z", "<w:cellDel/>"), "f"),
    )  # fmt: skip
    assert lines(raw) == ["tr a | b", "tr c | d", "tr e | f"]


def test_a_merge_that_is_a_tracked_change_counts() -> None:
    raw = table(
        row(cell("a", '<w:cellMerge w:vMerge="rest"/>'), "1"),
        row(cell("b", '<w:cellMerge w:vMerge="cont"/>'), "2"),
    )
    assert lines(raw) == ["tr a | 1", "tr a | 2"]


def test_rows_and_cells_in_content_controls_are_read() -> None:
    wrapped = f"<w:sdt><w:sdtContent>{row('a', 'b')}</w:sdtContent></w:sdt>"
    inside = f"<w:sdt><w:sdtContent>{cell('c')}</w:sdtContent></w:sdt>"
    raw = table(wrapped, f"<w:tr>{inside}{cell('d')}</w:tr>")
    assert lines(raw) == ["tr a | b", "tr c | d"]


def test_headings_of_columns_do_not_make_a_table_a_layout() -> None:
    def heading(text: str) -> str:
        return cell(p(text, properties='<w:outlineLvl w:val="2"/>'))

    assert lines(table(row(heading("Date"), heading("Action")), row("2019", "Ouvrir"))) == [
        "tr Date | Action", "tr 2019 | Ouvrir",
    ]  # fmt: skip
    assert lines(table(row(heading("Axe 1"), "Texte."), row("a", "b"))) == [
        "h3 Axe 1", "p Texte.", "p a", "p b",
    ]  # fmt: skip


def test_the_words_of_a_text_box_in_a_cell_are_in_it_once() -> None:
    inside = f"<w:txbxContent>{p('Encadré.')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice><w:drawing>{inside}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert lines(table(row(cell(p(run("a") + f"<w:r>{both}</w:r>")), "b"))) == ["tr a Encadré. | b"]


def test_a_table_in_a_text_box_in_a_cell_keeps_its_words() -> None:
    inner = f"<w:tbl>{row('c', 'd')}</w:tbl>"
    box = f"<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>"
    assert lines(table(row(cell(p(run("a") + box)), "b"))) == ["tr a c d | b"]


def test_a_cell_is_not_repeated_beyond_all_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "_MOST_REPEATED", 10)
    rows = [row(cell("Axe 1", _BEGIN), "a"), *(row(cell("", _GO_ON), sign) for sign in "bcd")]
    raw = table(*rows)
    assert lines(raw) == ["tr Axe 1 | a", "tr Axe 1 | b", "tr Axe 1 | c", "tr | d"]
    assert warnings(raw)[0].startswith("cells that span rows are too long to be repeated")
