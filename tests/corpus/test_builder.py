"""The builder keeps the place of every block, and tells each row which row names its columns."""

import pytest

from corpus.builder import DocumentBuilder

HEAD, ROW, OTHER = ("Poste", "Coût"), ("Bancs", "3 €"), ("Haies", "5 €")


def heads(builder: DocumentBuilder) -> list[str | None]:
    """The words that each block has as its head."""
    return [builder.text[slice(*block.head)] if block.head else None for block in builder.blocks]


def test_the_rows_of_a_table_know_the_row_that_names_their_columns() -> None:
    builder = DocumentBuilder()
    builder.table([HEAD, ROW, OTHER])
    assert heads(builder) == [None, "Poste | Coût", "Poste | Coût"]
    assert builder.text == "Poste | Coût\nBancs | 3 €\nHaies | 5 €"


@pytest.mark.parametrize(
    ("head", "told"),
    [(0, [None, None, None]), (2, [None, None, "Poste | Coût\nBancs | 3 €"])],
    ids=["none", "two rows"],
)
def test_a_table_has_as_many_rows_for_its_head_as_its_source_says(
    head: int, told: list[str | None]
) -> None:
    builder = DocumentBuilder()
    builder.table([HEAD, ROW, OTHER], head=head)
    assert heads(builder) == told


def test_two_tables_one_under_the_other_keep_their_own_heads() -> None:
    builder = DocumentBuilder()
    builder.table([HEAD, ROW])
    builder.table([("Lieu", "Date"), ("Parc", "1er mai")])
    assert heads(builder) == [None, "Poste | Coût", None, "Lieu | Date"]
    assert builder.text == "Poste | Coût\nBancs | 3 €\n\nLieu | Date\nParc | 1er mai"


def test_rows_added_one_by_one_go_on_the_table_above_them() -> None:
    builder = DocumentBuilder()
    builder.table_row("Poste | Coût")
    builder.table_row("Bancs | 3 €")
    builder.paragraph("Plus bas.")
    builder.table_row("Lieu | Date")
    assert heads(builder) == [None, "Poste | Coût", None, None]


def test_rows_without_words_are_left_out() -> None:
    builder = DocumentBuilder()
    builder.table([("", " "), HEAD, ("", ""), ROW], head=2)
    assert builder.text == "Poste | Coût\nBancs | 3 €"
    assert heads(builder) == [None, "Poste | Coût"]
