"""Footnotes of a PDF stand apart: no sentence is cut in two by one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.outlines import only, outline
from tests.corpus.readers.pdf.canvases import drawn, flowing, lines, paragraph


def call(canvas: Canvas, y: float, words: str, mark: str, rest: str = "") -> None:
    """A line in which a raised mark calls a note."""
    canvas.drawString(72, y, words)
    x = 72 + canvas.stringWidth(words)
    canvas.setFont("Helvetica", 7)
    canvas.drawString(x, y + 4, mark)
    x += canvas.stringWidth(mark)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(x, y, rest)


def note(canvas: Canvas, y: float, mark: str, *words: str) -> None:
    """A note of some lines in small print, its mark raised."""
    canvas.setFont("Helvetica", 5)
    canvas.drawString(72, y + 2, mark)
    canvas.setFont("Helvetica", 8)
    for place, line in enumerate(words):
        canvas.drawString(80, y - 10 * place, line)
    canvas.setFont("Helvetica", 11)


def test_a_sentence_goes_on_over_the_notes_of_its_page_which_follow_it() -> None:
    def first(canvas: Canvas) -> None:
        y = lines(canvas, 780, 45)
        call(canvas, y, "La demande est gratuite", "1", " et le service y répond")
        note(canvas, 100, "1", "Conseil d'État, 8 novembre 2017.")

    def second(canvas: Canvas) -> None:
        canvas.drawString(72, 780, "dans un délai d'un mois.")

    read = outline(only(drawn(first, second), "rapport.pdf"))
    assert read[0].endswith(
        "La demande est gratuite et le service y répond dans un délai d'un mois."
    )
    assert read[1:] == ["p 1 Conseil d'État, 8 novembre 2017."]


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    def first(canvas: Canvas) -> None:
        y = lines(canvas, 780, 40)
        call(canvas, y, "La demande est gratuite", "(1)", ", et le service y")
        canvas.line(72, 130, 216, 130)
        note(
            canvas,
            115,
            "(1)",
            "Cette règle vient d'un avis qui a",
            "été rendu et",
        )

    def second(canvas: Canvas) -> None:
        canvas.drawString(72, 780, "répond toujours.")
        lines(canvas, 740, 20)
        canvas.line(72, 130, 216, 130)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 115, "confirmé par le juge.")

    read = outline(only(drawn(first, second), "rapport.pdf"))
    assert read[0].endswith("La demande est gratuite, et le service y répond toujours.")
    assert read[1] == ("p (1) Cette règle vient d'un avis qui a été rendu et confirmé par le juge.")


def test_a_number_that_is_no_call_stays() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 700, 3)
        call(
            canvas,
            640,
            "Le parc a 10 km",
            "2",
            " et 10",
        )
        note(canvas, 100, "2", "Une note que nul n'appelle.")

    assert "Le parc a 10 km² et 10" in only(drawn(draw), "rapport.pdf").text


def test_small_items_in_a_box_are_no_notes() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 780, 20)
        canvas.setFont("Helvetica", 8)
        for place in range(3):
            canvas.drawString(72, 300 - 20 * place, f"{place + 1}. Un critère à remplir.")

    read = outline(only(drawn(draw), "rapport.pdf"))
    assert read[1:] == [f"li1 {place}. Un critère à remplir." for place in (1, 2, 3)]


WORDS = st.lists(st.text("abcdéèàçô", min_size=2, max_size=9), min_size=1, max_size=60).map(
    " ".join
)


@settings(max_examples=25)
@given(st.lists(WORDS, min_size=1, max_size=12), st.integers(1, 2))
@pytest.mark.slow
def test_paragraphs_come_back_word_for_word_in_one_column_or_two(
    written: list[str], columns: int
) -> None:
    raw = flowing(*(paragraph(f"Ainsi {words}.") for words in written), columns=columns)
    read = only(raw, "texte.pdf").text
    assert read.split() == " ".join(f"Ainsi {words}." for words in written).split()
