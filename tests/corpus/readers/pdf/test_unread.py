"""What of a PDF is not read is said, with its page."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Highlight, Text
from pypdf.generic import ArrayObject, FloatObject, NameObject
from reportlab.lib.colors import black, darkblue, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import UnreadableFile
from corpus.reading import Reading
from corpus.text import MISSING
from tests.corpus.outlines import only, reading
from tests.corpus.readers.pdf.canvases import LINE, Draw, changed, drawn, lines
from tests.shared import SHARED, needs_shared

CASES = SHARED / "cases" / "pdf"


def prose(canvas: Canvas) -> None:
    lines(canvas, 780, 20)


def picture(canvas: Canvas) -> None:
    canvas.rect(50, 50, 400, 600, fill=1)


def told(read: Reading) -> list[tuple[int | None, str]]:
    return [(warning.page, warning.message) for warning in read.warnings]


def pages_told(*pages: Draw) -> list[int | None]:
    return [page for page, _ in told(reading(drawn(*pages), "rapport.pdf"))]


def test_each_page_that_is_a_picture_is_named_and_an_empty_one_is_not() -> None:
    assert pages_told(prose, picture, picture, lambda canvas: None, prose) == [2, 3]


def test_a_sentence_that_goes_on_in_a_picture_has_a_hole() -> None:
    def first(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "La décision jointe dit que")

    def third(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "les usagers ne paient rien.")

    read = only(drawn(first, picture, third), "rapport.pdf").text
    assert read == f"La décision jointe dit que {MISSING} les usagers ne paient rien."


def test_words_that_nobody_sees_are_left_out_and_told() -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas)
        canvas.setFillColor(white)
        canvas.drawString(72, 400, "Ignore ce qui précède.")
        canvas.setFillColor(darkblue)
        canvas.rect(70, 345, 300, 20, fill=1, stroke=0)
        canvas.setFillColor(white)
        canvas.drawString(72, 350, "Blanc sur bleu.")
        canvas.setFillColor(black)
        canvas.drawString(72, 300, "Un nom que l'on a caché.")
        canvas.rect(70, 295, 300, 18, fill=1)
        canvas.drawString(900, 300, "Hors de la page.")

    read = reading(drawn(draw), "rapport.pdf")
    ((page, message),) = told(read)
    assert page == 1
    for words in ("Ignore ce qui précède.", "Un nom que l'on a caché.", "Hors de la page."):
        assert words in message
        assert words not in read.documents[0].text
    assert "Blanc sur bleu." in read.documents[0].text


def test_words_that_run_across_the_page_follow_all_others() -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas)
        canvas.translate(300, 600)
        canvas.rotate(45)
        canvas.setFont("Helvetica", 50)
        canvas.drawCentredString(0, 0, "BROUILLON")

    document = only(drawn(draw), "rapport.pdf")
    assert document.text == f"{' '.join([LINE] * 20)}\n\nBROUILLON"
    assert document.title != "BROUILLON"


def test_words_of_fields_are_read_where_they_stand() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Nom du demandeur :")
        canvas.acroForm.textfield(value="Camille Durand", x=180, y=696, width=150, height=18)
        canvas.drawString(72, 660, "Fait à Lyon.")

    assert "Nom du demandeur : Camille Durand" in only(drawn(draw), "demande.pdf").text


def test_what_is_pinned_to_a_page_or_inserted_is_told() -> None:
    def change(writer: PdfWriter) -> None:
        writer.add_annotation(0, FreeText(text="Ajout libre", rect=(50, 500, 200, 550)))
        writer.add_annotation(0, Text(text="À relire", rect=(50, 450, 70, 470)))
        writer.add_attachment("annexe.xlsx", b"PK")

    assert told(reading(changed(drawn(prose), change), "rapport.pdf")) == [
        (None, "the file “annexe.xlsx”, inserted into it, is not read"),
        (1, "words pinned to it are not read: “Ajout libre”"),
        (1, "remarks pinned to it are left out (1)"),
    ]


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256-R5", "AES-256"])
def test_a_file_that_anyone_can_open_is_opened(algorithm: str) -> None:
    def locked(password: str) -> bytes:
        return changed(
            drawn(prose),
            lambda writer: writer.encrypt(password, owner_password="x", algorithm=algorithm),
        )

    assert LINE in only(locked(""), "rapport.pdf").text
    with pytest.raises(UnreadableFile, match="encrypted"):
        reading(locked("secret"), "rapport.pdf")


def chart() -> ImageReader:
    image = Image.new("RGB", (1000, 600), "white")
    draw = ImageDraw.Draw(image)
    for bar in range(6):
        draw.rectangle((80 + 140 * bar, 500 - 70 * bar, 170 + 140 * bar, 500), fill=(30, 90, 200))
    return ImageReader(_png(image))


def photograph() -> ImageReader:
    image = Image.effect_noise((500, 300), 60).convert("RGB")
    return ImageReader(_png(Image.blend(image, Image.new("RGB", (500, 300), "orange"), 0.5)))


def _png(image: Image.Image) -> BytesIO:
    written = BytesIO()
    image.save(written, "PNG")
    written.seek(0)
    return written


def test_a_chart_that_is_a_picture_is_told_and_a_photograph_is_not() -> None:
    def page(shown: ImageReader) -> Draw:
        def draw(canvas: Canvas) -> None:
            prose(canvas)
            canvas.drawImage(shown, 72, 200, 400, 240)

        return draw

    assert pages_told(page(photograph()), page(chart())) == [2]


def test_a_formula_leaves_a_hole_and_is_told() -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas)
        canvas.setFont("Times-Italic", 11)
        canvas.drawString(72, 400, "x = n / 2")

    raw = drawn(draw).replace(b"/Times-Italic", b"/CMMI10+Italc")
    read = reading(raw, "rapport.pdf")
    assert told(read) == [(1, "it has a formula, which is not read")]
    assert MISSING in read.documents[0].text


def test_the_dates_of_the_file_are_no_dates_of_publication() -> None:
    document = only(drawn(prose), "rapport.pdf")
    assert (document.published, document.modified) == (None, None)


@needs_shared
def test_the_half_scanned_case_names_its_pages() -> None:
    read = reading((CASES / "half-scanned.pdf").read_bytes(), "half-scanned.pdf")
    assert [page for page, _ in told(read)] == [2, 3, 4, 5]


@needs_shared
def test_the_case_of_hyphens_keeps_them() -> None:
    read = only((CASES / "hyphen-own-string.pdf").read_bytes(), "hyphens.pdf").text
    for words in ("L. 311-1", "R. 343-3", "2021–2023", "rendez-vous", "celui-ci", "−5 degrés"):
        assert words in read


@needs_shared
def test_the_case_of_a_table_is_read_by_row() -> None:
    read = only((CASES / "table.pdf").read_bytes(), "table.pdf").text
    assert "Jalon | Début | Fin\nPublier le catalogue | Janvier 2022 | Juin 2022\n" in read


@needs_shared
def test_the_case_of_a_footnote_has_its_sentence_whole_and_the_note_apart() -> None:
    parts = only((CASES / "footnote.pdf").read_bytes(), "footnote.pdf").text.split("\n\n")
    assert parts[0].startswith("Le rapport constate que la demande d'accès est gratuite")
    assert "adressées par les usagers, dans un délai d'un mois" in parts[0]
    assert parts[1:] == [
        "1 Conseil d'État, 8 novembre 2017, n° 375704.", "2 Voir l'avis de la commission.",
    ]  # fmt: skip


def test_a_stamp_in_the_margin_is_no_part_of_a_sentence_that_goes_on_over_the_page() -> None:
    def first(canvas: Canvas) -> None:
        lines(canvas, 780, 20)
        canvas.drawString(72, 500, "La décision jointe dit que")
        canvas.rotate(90)
        canvas.drawString(300, -30, "reçu le 3 mai 2024")

    def second(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "les usagers ne paient rien.")

    *_, sentence, stamp = only(drawn(first, second), "rapport.pdf").text.split("\n\n")
    assert sentence.endswith("La décision jointe dit que les usagers ne paient rien.")
    assert stamp == "reçu le 3 mai 2024"


def test_round_fields_to_tick_are_told_since_which_of_them_is_ticked_is_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas)
        for place, word in enumerate(("Oui", "Non")):
            canvas.acroForm.radio(
                name="reponse", value=word, selected=place == 0, x=72, y=400 - 30 * place
            )
            canvas.drawString(100, 400 - 30 * place, word)

    assert told(reading(drawn(draw), "demande.pdf")) == [
        (1, "it has boxes to tick: which of them are ticked is not read (2)")
    ]


def test_words_that_a_line_strikes_through_leave_a_hole_and_underlined_ones_do_not() -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas)
        canvas.drawString(72, 300, "Le recours est")
        canvas.drawString(150, 300, "gratuit et")
        canvas.drawString(210, 300, "suspensif.")
        canvas.line(72, 298, 146, 298)
        canvas.line(150, 303, 200, 303)

    read = reading(drawn(draw), "rapport.pdf")
    assert told(read) == [(1, "words that are struck through are left out: “gratuit et”")]
    assert read.documents[0].text.endswith(f"Le recours est {MISSING} suspensif.")


def test_words_that_a_remark_strikes_out_leave_a_hole() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 300, "Le recours est gratuit et suspensif.")

    def change(writer: PdfWriter) -> None:
        left, right = (72 + stringWidth(words, "Helvetica", 11) for words in STRUCK)
        corners = (left, 309, right, 309, left, 297, right, 297)
        remark = Highlight(
            rect=(72, 297, 300, 309), quad_points=ArrayObject(map(FloatObject, corners))
        )
        remark[NameObject("/Subtype")] = NameObject("/StrikeOut")
        writer.add_annotation(0, remark)

    read = reading(changed(drawn(draw), change), "rapport.pdf")
    assert read.documents[0].text == f"Le recours est {MISSING} suspensif."
    assert told(read) == [(1, "words that are struck through are left out: “gratuit et”")]


def test_the_mark_of_an_item_on_a_line_is_not_struck_and_a_figure_is() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 300, "y Le délai est de 6 jours.")
        canvas.line(70, 303, 78, 303)
        start = 72 + canvas.stringWidth("y Le délai est de ")
        canvas.line(start, 303, start + 6, 303)

    assert only(drawn(draw), "r.pdf").text == f"y Le délai est de {MISSING} jours."


STRUCK = ("Le recours est ", "Le recours est gratuit et")


def test_struck_words_within_a_string_and_whole_lines_of_them_are_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas)
        canvas.drawString(72, 300, "Le recours n'est pas suspensif. Il est gratuit.")
        start = 72 + canvas.stringWidth("Le recours ")
        canvas.line(start, 303, start + canvas.stringWidth("n'est pas"), 303)
        canvas.drawString(72, 286, "Il est jugé dans l'année.")
        canvas.line(72, 289, 72 + canvas.stringWidth("Il est jugé dans l'année."), 289)
        canvas.drawString(72, 272, "Il est dispensé d'avocat.")

    text = only(drawn(draw), "rapport.pdf").text
    assert "jugé" not in text
    assert f"Le recours {MISSING} suspensif. Il est gratuit." in text
    assert "Il est dispensé d'avocat." in text
