"""PDFs are read as a person reads them: column by column, without heads and feet."""

import pytest

from corpus.document import DocumentKind
from corpus.errors import UnreadableFile
from corpus.splitters.commitments import commitments_of
from tests.corpus.outlines import only, outline, reading
from tests.corpus.readers.pdfs import Word, column, encrypted, pdf, turned
from tests.shared import DOCUMENTS, needs_shared

PROSE = (
    "The gardens of the town are open to all who\nlive in it, on every day of the week and in\n"
    "each season, as long as there is light to see\nthe flowers by."
)
LEFT = (
    "The left column tells of the\ngardens, which the town keeps\nopen for all its people on each\n"
    "day of the week, and of what\ngrows in them through the year\nunder the care of"
)
RIGHT = (
    "their keepers, who water them\nin the evening. The right one\ntells of the woods behind the\n"
    "town, in which nobody works\nbut on Sundays, and of birds\nthat sing there."
)


def text(*pages: list[Word]) -> str:
    return only(pdf(*pages), "plan.pdf").text


def test_lines_of_a_paragraph_are_one_and_the_page_is_kept() -> None:
    document = only(pdf(column(PROSE, x=60), column("Another page.", x=60)), "garden.pdf")
    assert outline(document) == [f"p {' '.join(PROSE.split())}", "p Another page."]
    assert [block.page for block in document.blocks] == [1, 2]


def test_columns_are_read_one_after_the_other() -> None:
    read = text([*column(LEFT, x=60), *column(RIGHT, x=310)])
    assert read == " ".join(f"{LEFT} {RIGHT}".split())


def test_columns_are_told_where_the_lines_come_row_by_row() -> None:
    rows = [
        line for pair in zip(column(LEFT, x=60), column(RIGHT, x=310), strict=True) for line in pair
    ]
    assert text(rows) == " ".join(f"{LEFT} {RIGHT}".split())


def test_a_heading_under_two_columns_comes_after_both() -> None:
    wide = "All of this the town has promised to those who live in it and to those who come."
    read = only(
        pdf(
            [
                *column(LEFT, x=60),
                *column(RIGHT, x=310),
                ("Commitment 6", 60, 590, 16),
                (wide, 60, 560),
                (wide, 60, 547),
            ]
        ),
        "plan.pdf",
    )
    assert outline(read)[1:] == ["h1 Commitment 6", f"p {wide} {wide}"]


def test_items_that_stand_in_from_the_edge_do_not_move_the_column() -> None:
    right: list[Word] = [("Timescales", 306, 700), ("The town will:", 306, 687)]
    for place in range(4):
        right += [
            ("•", 306, 674 - 26 * place),
            (f"open garden {place} to all who live", 326, 674 - 26 * place),
            ("in the town", 326, 661 - 26 * place),
        ]
    read = text([*column(LEFT, x=60), *right])
    assert read.index("under the care of") < read.index("Timescales")
    assert "open garden 3 to all who live in the town" in read


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages: list[list[Word]] = [
        [("The town's plan", 60, 810), (f"Page number {n} tells this.", 60, 600), (str(n), 290, 30)]
        for n in range(1, 7)
    ]
    read = text(*pages)
    assert "The town's plan" not in read
    assert read.split("\n\n") == [f"Page number {n} tells this." for n in range(1, 7)]


def test_running_heads_may_hold_the_number_of_their_page() -> None:
    pages: list[list[Word]] = [
        [(f"Annual report | {n + 6}", 60, 815), (f"Page number {n} tells this.", 60, 600)]
        for n in range(1, 7)
    ]
    assert text(*pages).split("\n\n") == [f"Page number {n} tells this." for n in range(1, 7)]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [("Measure {} is kept by the service that", 60, 790), ("the town names.", 60, 776)],
            id="a paragraph at the top of a page",
        ),
        pytest.param([("The office of zone {} is in the town.", 60, 60)], id="a sentence alone"),
        pytest.param([("Commitment {}", 60, 780, 16, "B")], id="a heading over the page"),
    ],
)
def test_words_that_differ_in_their_numbers_alone_are_no_running_heads(lines: list[Word]) -> None:
    pages: list[list[Word]] = [
        [(said.format(n), *place) for said, *place in lines] + [(f"Here is {word}.", 60, 600)]
        for n, word in enumerate(("one", "two", "three", "four"), 1)
    ]
    read = " ".join(text(*pages).split())
    assert [n for n in range(1, 5) if lines[0][0].format(n) in read] == [1, 2, 3, 4]


def test_larger_and_bold_lines_are_headings() -> None:
    lines: list[Word] = [
        ("A plan for gardens", 60, 760, 24),
        ("Gardens", 60, 720, 16),
        ("Timescales", 60, 716 - 12, 11, "B"),
        *column(PROSE, x=60, top=690),
    ]
    assert outline(only(pdf(lines), "p.pdf"))[:3] == [
        "h1 A plan for gardens", "h2 Gardens", "h3 Timescales",
    ]  # fmt: skip


def test_a_statement_in_bold_is_one_paragraph() -> None:
    bold: list[Word] = [
        (line, x, y, 11, "B") for line, x, y in (w[:3] for w in column(PROSE, x=60))
    ]
    plain = column(PROSE * 3, x=60, top=600)
    document = only(pdf([("Commitment 1", 60, 730, 16), *bold, *plain]), "p.pdf")
    assert outline(document)[:2] == ["h1 Commitment 1", f"p {' '.join(PROSE.split())}"]


def test_a_quotation_mark_in_large_print_does_not_make_its_line_a_heading() -> None:
    lines: list[Word] = [("“", 60, 700, 30), ("The gardens are open to all", 72, 700)]
    document = only(pdf([*lines, *column(PROSE, x=60, top=650)]), "p.pdf")
    assert outline(document)[0].startswith("p “")


def test_words_in_pieces_are_put_together_and_words_apart_stay_apart() -> None:
    read = text([("establishmen", 60, 700), ("t of", 124.5, 700), ("gardens", 148, 700)])
    assert read == "establishment of gardens"


def test_a_space_shown_by_itself_parts_two_words() -> None:
    read = text([("So begin", 60, 700), (" ", 104, 700), ("the words", 105, 700)])
    assert read == "So begin the words"


SIDEWAYS: list[Word] = [("The first line.", 60, 400), ("The second.", 500, 400)]
UPRIGHT: list[Word] = [("The first line.", 60, 700), ("The second.", 60, 100)]


@pytest.mark.parametrize(
    ("words", "degrees", "order"),
    [
        (SIDEWAYS, 90, ["first", "second"]),
        (SIDEWAYS, 270, ["second", "first"]),
        (UPRIGHT, 180, ["second", "first"]),
        (UPRIGHT, 0, ["first", "second"]),
    ],
)
def test_a_page_that_is_shown_turned_is_read_from_the_top_as_it_is_shown(
    words: list[Word], degrees: int, order: list[str]
) -> None:
    read = only(turned(pdf(words), degrees=degrees), "p.pdf").text
    assert read.index(order[0]) < read.index(order[1])


def test_the_title_comes_from_the_file_and_its_date_of_creation_is_none_of_publication() -> None:
    document = only(pdf(column(PROSE, x=60), title="Plan for gardens"), "p.pdf")
    assert (document.title, document.published) == ("Plan for gardens", None)


@pytest.mark.parametrize("title", ["Microsoft Word - plan_v3.doc", "untitled", "plan.indd"])
def test_what_a_program_left_is_no_title(title: str) -> None:
    lines: list[Word] = [("Plan for gardens", 60, 760, 24), *column(PROSE, x=60)]
    assert only(pdf(lines, title=title), "p.pdf").title == "Plan for gardens"


def _refused(raw: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        reading(raw, "plan.pdf")
    assert "\n" not in str(caught.value)
    assert caught.value.path == "plan.pdf"
    return caught.value


def test_a_password_is_asked_for_in_one_sentence() -> None:
    refused = _refused(encrypted(pdf(column(PROSE, x=60)), password="clé"))
    assert (refused.reason, "password" in refused.remedy) == ("it is encrypted", True)


def test_a_file_that_only_forbids_printing_is_read() -> None:
    assert "gardens" in only(encrypted(pdf(column(PROSE, x=60)), password=""), "p.pdf").text


def test_pages_without_text_are_refused_with_a_remedy() -> None:
    assert "text recogniser" in _refused(pdf([], [])).remedy


@pytest.mark.parametrize("kept", [0.1, 0.4, 0.9])
def test_a_truncated_file_is_read_or_refused_with_a_reason(kept: float) -> None:
    raw = pdf(column(PROSE, x=60), column(PROSE, x=60))
    try:
        said = only(raw[: int(len(raw) * kept)], "plan.pdf").text
    except UnreadableFile as error:
        said = str(error)
    assert "gardens" in said or said.startswith("plan.pdf: it")


@needs_shared
def test_both_editions_of_a_real_plan_give_the_same_commitments() -> None:
    found = []
    for name in ("20131031_ogp_uknationalactionplan", "20131031_ogp_uknationalactionplan_summary"):
        path = DOCUMENTS / "action_plans" / f"{name}.pdf"
        (document,) = reading(path.read_bytes(), path.name).documents
        assert document.kind is DocumentKind.ACTION_PLAN
        found.append([one.number for one in commitments_of(document)])
    assert found == [[str(number) for number in range(1, 22)]] * 2


def test_articles_one_under_the_other_are_not_cut_at_the_end_of_a_line() -> None:
    act = (
        "Article 1er : La rue est fermée du 3 au 5 mai, de 8 heures à\n18 heures.\n"
        "Article 2 : Le présent arrêté est affiché.\n"
        "Article 3 : Le directeur est chargé de tout ce que dit le présent\narrêté, et le publie."
    )
    assert text(column(act, x=60)).split("\n\n") == [
        "Article 1er : La rue est fermée du 3 au 5 mai, de 8 heures à 18 heures.",
        "Article 2 : Le présent arrêté est affiché.",
        "Article 3 : Le directeur est chargé de tout ce que dit le présent arrêté, et le publie.",
    ]
