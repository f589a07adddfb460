"""The HTML of a provision becomes the alinéas, items and rows that a jurist counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import BlockKind
from corpus.readers.law.alineas import alineas

PARAGRAPH, ITEM, ROW = BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW


def lines(fragment: str) -> list[tuple[BlockKind, str]]:
    return [(line.kind, line.text) for line in alineas(fragment)]


def levels(fragment: str) -> list[int]:
    return [line.level for line in alineas(fragment)]


def test_paragraphs_and_line_breaks_both_begin_an_alinea() -> None:
    assert lines("<p>Un.<br/>Deux.</p><p>Trois.</p>") == [
        (PARAGRAPH, "Un."),
        (PARAGRAPH, "Deux."),
        (PARAGRAPH, "Trois."),
    ]


def test_links_and_entities_leave_their_words_in_the_sentence() -> None:
    found = lines('<p>Selon l&#39;article <a href="/x">L. 1-1 </a>et l&rsquo;usage.</p>')
    assert found == [(PARAGRAPH, "Selon l'article L. 1-1 et l’usage.")]


def test_plain_text_without_tags_is_read_too() -> None:
    assert lines("Le silence vaut accord.") == [(PARAGRAPH, "Le silence vaut accord.")]


@pytest.mark.parametrize("fragment", ["", "  ", "<p></p>", "<p><br/> </p>", "<table></table>"])
def test_a_fragment_without_words_has_no_alinea(fragment: str) -> None:
    assert lines(fragment) == []


@pytest.mark.parametrize(
    "marker",
    ["1° ", "12° bis ", "a) ", "aa) ", "(a) ", "(iv) ", "- ", "– ", "-", "• ", "« 3° "],
)
def test_a_marker_at_the_start_of_a_line_makes_it_an_item(marker: str) -> None:
    assert lines(f"<p>{marker}Les avis</p>") == [(ITEM, f"{marker}Les avis")]


@pytest.mark.parametrize(
    "start", ["I. - Les avis", "II.-Un décret", "Le 1° est abrogé", "-5 degrés"]
)
def test_a_line_without_an_items_marker_is_an_alinea(start: str) -> None:
    assert lines(f"<p>{start}</p>") == [(PARAGRAPH, start)]


def test_items_lie_as_deep_as_the_kinds_of_markers_above_them() -> None:
    fragment = (
        "<p>Sont :<br/>1° Un :<br/>a) Le un ;<br/>- le tiret ;<br/>b) Le deux ;<br/>2° Fin.</p>"
    )
    assert levels(fragment) == [0, 1, 2, 3, 2, 1]


def test_an_alinea_after_a_list_closes_it() -> None:
    assert levels("<p>1° Un :<br/>a) Deux.<br/>Le reste.<br/>a) Autre.</p>") == [1, 2, 0, 1]


def test_a_row_of_a_table_is_one_line_with_its_cells_apart() -> None:
    table = (
        "<p>Voici :</p><center><table><tbody><tr><th>Articles</th><th>Rédaction</th></tr>"
        "<tr><td><p>L. 1<br/>et L. 2</p></td><td>loi n° 5</td></tr>"
        "<tr><td>Titre II</td><td></td></tr></tbody></table></center><p>Fin.</p>"
    )
    assert lines(table) == [
        (PARAGRAPH, "Voici :"),
        (ROW, "Articles | Rédaction"),
        (ROW, "L. 1 et L. 2 | loi n° 5"),
        (ROW, "Titre II"),
        (PARAGRAPH, "Fin."),
    ]


def test_comments_are_no_words_and_hide_none() -> None:
    assert lines("<p>Avant <!-- caché -->après</p>") == [(PARAGRAPH, "Avant après")]


@given(st.lists(st.text(alphabet="abcé ;.,°1)-", min_size=1, max_size=20), min_size=1, max_size=8))
def test_no_word_is_lost_or_moved(texts: list[str]) -> None:
    fragment = "".join(f"<p>{text}</p>" for text in texts)
    assert " ".join(line.text for line in alineas(fragment)).split() == " ".join(texts).split()
