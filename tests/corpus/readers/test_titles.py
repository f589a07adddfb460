"""A document is not called after the first of its parts."""

import io

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from reportlab.pdfgen.canvas import Canvas

from corpus.builder import DocumentBuilder
from corpus.readers.titles import title_for
from tests.corpus.outlines import only
from tests.corpus.readers.office.odf.flat import flat_reading
from tests.corpus.readers.pdf.canvases import drawn, lines

BODY = "Le service rend compte de son activité devant le comité chaque année."


def titled(*headings: str, path: str = "charte-de-participation.md") -> str:
    builder = DocumentBuilder()
    for heading in headings:
        builder.heading(heading, level=1)
        builder.paragraph(BODY)
    return title_for(builder, path)


@pytest.mark.parametrize(
    "headings",
    [
        ("TITRE I", "TITRE II"),
        ("TITRE Ier – DU COMITÉ", "TITRE II – DES MEMBRES"),
        ("Chapitre premier", "Article 1"),
        ("Article 1", "Article 2"),
        ("I. Objet", "II. Moyens"),
        ("I. Objet",),
        ("1. Le comité", "2. Les membres"),
        ("1.1 Le comité", "1.2 Les membres"),
        ("A. Le comité", "B. Les membres"),
        ("Part 1", "Part 2"),
        ("Dispositions générales", "Dispositions diverses"),
    ],
    ids=lambda headings: headings[0],
)
def test_the_number_of_a_part_is_no_title(headings: tuple[str, ...]) -> None:
    title = titled(*headings)
    assert title.startswith(("Charte de participation", "Dispositions générales – Charte"))


@pytest.mark.parametrize(
    "heading",
    [
        "Charte de la participation",
        "3. Le droit d'accès",
        "Engagement 3 : ouvrir les données",
        "10 mesures pour la transparence",
        "2024 – Bilan de l'année",
        "Livre blanc sur la donnée",
    ],
)
def test_a_heading_that_names_all_of_it_is_the_title_though_it_has_a_number(heading: str) -> None:
    assert titled(heading) == heading


def word(*opening: str, styled: bool = False) -> bytes:
    made = docx.Document()
    for line in opening:
        paragraph = made.add_paragraph(line)
        if styled:
            paragraph.style = made.styles["Body Text"]
            paragraph.style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for heading in ("TITRE I", "TITRE II"):
        made.add_heading(heading, 1)
        made.add_paragraph(BODY)
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("styled", [False, True], ids=["itself", "by its style"])
def test_centred_lines_before_a_numbered_heading_are_the_title(styled: bool) -> None:
    raw = word("RÉPUBLIQUE FRANÇAISE", "Charte de la participation", "du public", styled=styled)
    assert only(raw, "v2.docx").title == "Charte de la participation du public"


def test_a_centred_line_that_numbers_a_part_is_none_of_the_title() -> None:
    raw = word("Charte de la participation", "TITRE PREMIER", "DU COMITÉ")
    assert only(raw, "v2.docx").title == "Charte de la participation"


def test_without_any_such_line_a_word_file_goes_by_its_name() -> None:
    assert only(word(), "charte-du-comite.docx").title == "Charte du comite"


def test_centred_lines_of_an_opendocument_text_are_its_title() -> None:
    read = flat_reading(
        '<text:p text:style-name="C">Charte de la participation</text:p>'
        f'<text:h text:outline-level="1">Chapitre premier</text:h><text:p>{BODY}</text:p>',
        styles='<style:style style:name="C" style:family="paragraph">'
        '<style:paragraph-properties fo:text-align="center"/></style:style>',
    )
    assert read.documents[0].title == "Charte de la participation"


def test_the_largest_words_of_a_pdf_are_no_title_where_they_number_a_part() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 20)
        canvas.drawString(72, 780, "TITRE I")
        canvas.setFont("Helvetica", 11)
        lines(canvas, 740, 8)

    assert only(drawn(draw), "charte-du-comite.pdf").title == "Charte du comite"
