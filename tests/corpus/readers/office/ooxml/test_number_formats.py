"""Figures and days are written as a spreadsheet shows them."""

import pytest

from corpus.readers.office.ooxml.number_formats import NumberFormat

ACCOUNTING = r'_-* #,##0.00\ "€"_-;\-* #,##0.00\ "€"_-;_-* "-"??\ "€"_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "code", "french", "english"),
    [
        (1234567.891, "#,##0.00", "1 234 567,89", "1,234,567.89"),
        (1234.5, r'#,##0.00\ "€"', "1 234,50 €", "1,234.50 €"),
        (1234, r"#,##0\ [$€-40C]", "1 234 €", "1,234 €"),
        (-5.5, "0.00", "-5,50", "-5.50"),
        (-5.5, r"#,##0.0;[Red]\(#,##0.0\)", "(5,5)", "(5.5)"),
        (-0.001, "0.00", "0,00", "0.00"),
        (-1234.5, ACCOUNTING, "-1 234,50 €", "-1,234.50 €"),
        (0.125, "0%", "13%", "13%"),
        (0.1255, "0.00%", "12,55%", "12.55%"),
        (145_000_000, '0.0,,"M€"', "145,0M€", "145.0M€"),
        (612345678, r"0#\ ##\ ##\ ##\ ##", "06 12 34 56 78", "06 12 34 56 78"),
        (5, "0000", "0005", "0005"),
        (3.14159, "0.###", "3,142", "3.142"),
        (12, '"Art. "0', "Art. 12", "Art. 12"),
        (2, '[=1]"oui";[=2]"non";0', "non", "non"),
        (3, ";;;", "", ""),
        (0.1 + 0.2, "General", "0,3", "0.3"),
        (1 / 3, "General", "0,3333333333", "0.3333333333"),
        (12345678901234, "General", "12345678901234", "12345678901234"),
        (0.5, "# ?/?", "0,5", "0.5"),
        (45296, "dd/mm/yyyy", "05/01/2024", "05/01/2024"),
        (45296, "[$-40C]d mmmm yyyy;@", "5 janvier 2024", "5 janvier 2024"),
        (45296, "mmmm yyyy", "janvier 2024", "January 2024"),
        (45296, r"[$-F800]dddd\,\ mmmm", "vendredi 5 janvier 2024", "Friday 5 January 2024"),
        (45296.75, "dd/mm/yyyy hh:mm", "05/01/2024 18:00", "05/01/2024 18:00"),
        (0.75, "h:mm AM/PM", "6:00 PM", "6:00 PM"),
        (1.5, "[h]:mm", "36:00", "36:00"),
        (-1, "dd/mm/yyyy", "-1", "-1"),
    ],
)
def test_a_figure_is_shown_by_its_format(
    value: float, code: str, french: str, english: str
) -> None:
    shown = [NumberFormat(code).shown(value, language=one).strip() for one in ("fr", "en")]
    assert shown == [french, english]


@pytest.mark.parametrize(
    ("number", "value", "shown"),
    [
        (14, 45296, "05/01/2024"),
        (9, 0.5, "50%"),
        (3, 1234, "1 234"),
        (0, 1.5, "1,5"),
        (999, 2, "2"),
    ],
)
def test_formats_that_go_by_a_number_are_known(number: int, value: float, shown: str) -> None:
    assert NumberFormat.of(number, {}).shown(value, language="fr") == shown


def test_a_day_is_written_in_iso_8601_where_its_format_is_left_to_the_reader() -> None:
    assert NumberFormat.of(14, {}).shown(45296, language="en") == "2024-01-05"


def test_days_may_count_from_1904() -> None:
    format = NumberFormat("yyyy-mm-dd")
    assert format.shown(1, language="fr", from_1904=True) == "1904-01-02"


def test_words_are_shown_by_their_format_too() -> None:
    assert NumberFormat('0;0;0;"Art. "@').shown_words("L1") == "Art. L1"
    assert NumberFormat(";;;").shown_words("secret") == ""
    assert NumberFormat("@").shown_words("vu") == "vu"
