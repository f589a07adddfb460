"""Boxes to tick of a PDF are read as they are shown, and other small squares are none."""

from reportlab.pdfgen.canvas import Canvas

from tests.corpus.outlines import only, outline, reading
from tests.corpus.readers.pdf.canvases import Draw, drawn, lines

SIDE = 9


def box(canvas: Canvas, x: float, y: float, tick: str = "") -> None:
    """A square with a tick in it, or none."""
    canvas.rect(x, y, SIDE, SIDE)
    match tick:
        case "cross":
            canvas.line(x, y, x + SIDE, y + SIDE)
            canvas.line(x, y + SIDE, x + SIDE, y)
        case "check":
            path = canvas.beginPath()
            path.moveTo(x + 1.5, y + 5)
            path.lineTo(x + 4, y + 1.5)
            path.lineTo(x + 8, y + 8)
            canvas.drawPath(path)
        case "fill":
            canvas.rect(x + 2, y + 2, SIDE - 4, SIDE - 4, fill=1)
        case "":
            pass
        case _:
            canvas.drawString(x + 1, y + 0.5, tick)


def read(draw: Draw) -> list[str]:
    found = reading(drawn(draw), "demande.pdf")
    assert found.warnings == ()
    return outline(found.documents[0])


def test_a_square_is_read_with_its_tick_whatever_that_is() -> None:
    ticks = ("", "cross", "check", "fill", "X")

    def draw(canvas: Canvas) -> None:
        for place, tick in enumerate(ticks):
            box(canvas, 72, 699 - 16 * place, tick)
            canvas.drawString(88, 700 - 16 * place, f"Choix {place}")

    assert read(draw) == [
        f"li1 {'☒' if tick else '☐'} Choix {place}" for place, tick in enumerate(ticks)
    ]


def test_a_box_stands_where_it_is_drawn_in_its_line_before_its_words_or_after_them() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Une réponse ?")
        box(canvas, 150, 699)
        canvas.drawString(164, 700, "Oui")
        box(canvas, 200, 699, "cross")
        canvas.drawString(214, 700, "Non")
        canvas.drawString(72, 660, "Majeur")
        box(canvas, 112, 659, "check")

    assert read(draw) == ["p Une réponse ? ☐ Oui ☒ Non", "p Majeur ☒"]


def test_boxes_alone_in_their_cells_stand_in_their_columns() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([72, 200, 260, 320], [660, 680, 700])
        for x, word in ((76, "Question"), (204, "Oui"), (264, "Non")):
            canvas.drawString(x, 686, word)
        canvas.drawString(76, 666, "Majeur")
        box(canvas, 220, 664, "cross")
        box(canvas, 280, 664)

    assert read(draw) == ["tr Question | Oui | Non", "tr Majeur | ☒ | ☐"]


def test_fields_to_tick_are_read_as_their_boxes_show() -> None:
    def draw(canvas: Canvas) -> None:
        for place, word in enumerate(("Oui", "Non")):
            y = 600 - 30 * place
            canvas.acroForm.checkbox(checked=place == 0, name=word, x=72, y=y)
            canvas.drawString(100, y + 5, word)

    assert read(draw) == ["li1 ☒ Oui", "li1 ☐ Non"]


def test_squares_for_one_letter_each_are_no_boxes_to_tick() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 780, 2)
        canvas.drawString(72, 700, "Code postal")
        for place in range(5):
            canvas.rect(150 + 12 * place, 698, 12, 12)

    text = only(drawn(draw), "demande.pdf").text
    assert text.endswith("Code postal")
