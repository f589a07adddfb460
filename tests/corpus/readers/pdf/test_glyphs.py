"""The words of a PDF are those that a person sees, sign by sign."""

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from corpus.text import is_whole
from tests.corpus.outlines import only, reading
from tests.corpus.readers.pdf.canvases import LINE, Draw, drawn, lines, pieces

# Words, the size of their letters, and how much higher they stand.
RAISED = (
    ("Le 1", 11, 0), ("er", 7, 4), (" juin, 10 m", 11, 0), ("2", 7, 4), (" et du CO", 11, 0),
    ("2", 7, -2), (" aussi.", 11, 0),
)  # fmt: skip


def text(draw: Draw) -> str:
    return only(drawn(draw), "page.pdf").text


def test_hyphens_dashes_and_minus_signs_drawn_by_themselves_stay() -> None:
    def draw(canvas: Canvas) -> None:
        pieces(
            canvas,
            700,
            "L'article L. 311",
            "-",
            "1 du plan 2021",
            "–",
            "2023 dit peut",
            "-",
            "être.",
        )
        pieces(canvas, 686, "Il fait ", "-", "5 degrés, ou ", "+", "3.")

    assert text(draw) == (
        "L'article L. 311-1 du plan 2021–2023 dit peut-être. Il fait -5 degrés, ou +3."
    )


def test_the_dash_of_an_item_stays_however_far_it_stands() -> None:
    def draw(canvas: Canvas) -> None:
        for place, words in enumerate(("le premier point ;", "le second point.")):
            canvas.drawString(72, 700 - 14 * place, "–")
            canvas.drawString(94, 700 - 14 * place, words)

    assert text(draw) == "– le premier point ;\n– le second point."


def test_signs_of_change_in_the_margin_are_no_words() -> None:
    def draw(canvas: Canvas) -> None:
        for place in range(4):
            lines(canvas, 700 - 60 * place, 2)
            canvas.drawString(55, 693 - 60 * place, "−+"[place % 2])

    assert "−" not in text(draw)
    assert "+" not in text(draw)


def test_bold_printed_twice_is_said_once() -> None:
    def draw(canvas: Canvas) -> None:
        for moved in (0, 0.4):
            canvas.drawString(72 + moved, 700, "Une décision appelle 1100 assemblées.")

    assert text(draw) == "Une décision appelle 1100 assemblées."


def test_bold_printed_twice_letter_by_letter_is_said_once() -> None:
    def draw(canvas: Canvas) -> None:
        x = 72.0
        for letter in "Une décision appelle 1100 assemblées.":
            for moved in (0, 0.5):
                canvas.drawString(x + moved, 700, letter)
            x += canvas.stringWidth(letter)

    assert text(draw) == "Une décision appelle 1100 assemblées."


def test_words_whose_letters_stand_apart_are_words() -> None:
    def draw(canvas: Canvas) -> None:
        title = canvas.beginText(72, 700)
        title.setCharSpace(5)
        title.textOut("TITRE PREMIER")
        canvas.drawText(title)
        canvas.drawString(72, 660, "R A P P O R T   A N N U E L")
        x = 72.0
        for letter in "SOMMAIRE":
            canvas.drawString(x, 620, letter)
            x += canvas.stringWidth(letter) + 4

    assert text(draw).split("\n\n") == ["TITRE PREMIER", "RAPPORT ANNUEL", "SOMMAIRE"]


def test_words_drawn_from_right_to_left_are_read_from_left_to_right() -> None:
    words = "Les mots de cette ligne sont dessinés à rebours.".split()

    def draw(canvas: Canvas) -> None:
        x, places = 72.0, []
        for word in words:
            places.append(x)
            x += canvas.stringWidth(word + " ")
        for place, word in reversed(list(zip(places, words, strict=True))):
            canvas.drawString(place, 700, word)

    assert text(draw) == " ".join(words)


def test_ligatures_and_raised_and_lowered_signs_are_kept() -> None:
    pdfmetrics.registerFont(TTFont("DejaVu", "DejaVuSans.ttf"))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("DejaVu", 11)
        canvas.drawString(72, 700, "Le déﬁ oﬃciel, œuvre « naïve » —")
        canvas.setFont("Helvetica", 11)
        x = 72.0
        for words, size, rise in RAISED:
            canvas.setFont("Helvetica", size)
            canvas.drawString(x, 660 + rise, words)
            x += canvas.stringWidth(words)

    assert text(draw) == (
        "Le défi officiel, œuvre « naïve » —\n\nLe 1er juin, 10 m² et du CO2 aussi."
    )


def test_accents_drawn_over_their_letters_make_one_letter_with_them() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "L'etat d")
        x = 72 + canvas.stringWidth("L'etat d")
        canvas.drawString(x + 1, 700, "´")
        canvas.drawString(x, 700, "ecide.")

    assert text(draw) == "L'etat décide."


def test_signs_that_a_font_does_not_tell_leave_a_hole_and_a_warning() -> None:
    pdfmetrics.registerFont(TTFont("DejaVu", "DejaVuSans.ttf"))

    def draw(canvas: Canvas) -> None:
        lines(canvas, 700, 3)
        canvas.drawString(72, 640, "Le seuil est de ")
        canvas.setFont("DejaVu", 11)
        canvas.drawString(160, 640, "\ue123\ue124")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(200, 640, "euros par an.")

    read = reading(drawn(draw), "page.pdf")
    (warning,) = read.warnings
    assert (warning.page, "signs" in warning.message) == (1, True)
    assert not is_whole(read.documents[0].text)
    assert LINE in read.documents[0].text


def test_words_that_fill_a_line_with_wide_spaces_stay_in_their_order() -> None:
    def draw(canvas: Canvas) -> None:
        for place, (wide, words) in enumerate(
            ((6, "Le service répond à toute demande,"), (15, "sauf si elle est trop vague"),
             (9, "pour être traitée ici, et il"), (0, "dit pourquoi."))
        ):  # fmt: skip
            line = canvas.beginText(72, 700 - 14 * place)
            line.setWordSpace(wide)
            line.textOut(words)
            canvas.drawText(line)

    assert text(draw) == (
        "Le service répond à toute demande, sauf si elle est trop vague pour être traitée ici,"
        " et il dit pourquoi."
    )
