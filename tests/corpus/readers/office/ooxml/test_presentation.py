"""Presentations give their slides in order, each under its title and on its page."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from corpus.errors import UnreadableFile
from corpus.text import MISSING
from tests.corpus.outlines import only, outline, reading
from tests.corpus.readers.zips import with_entities, with_part

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART_DATA: Any = CategoryChartData  # which has no types
TITLE_SLIDE, TITLE_AND_TEXT, TITLE_ONLY, BLANK = 0, 1, 5, 6


_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def deck(*slides: tuple[int, Callable[[Any], None]]) -> bytes:
    """A presentation of slides of a layout, each filled by its function."""
    made = Presentation()
    for layout, fill in slides:
        fill(made.slides.add_slide(made.slide_layouts[layout]))
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def texts(*words: str, title: str | None = "Titre") -> Callable[[Any], None]:
    """Fills a slide with a title and paragraphs; a dash before says how deep one stands."""

    def fill(slide: Any) -> None:
        if title is not None:
            slide.shapes.title.text = title
        frame = slide.placeholders[1].text_frame
        for place, said in enumerate(words):
            paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
            paragraph.level = len(said) - len(said.lstrip("-"))
            paragraph.text = said.lstrip("-")

    return fill


def box(slide: Any, *words: str) -> Any:
    frame = slide.shapes.add_textbox(0, 0, 10, 10).text_frame
    frame.text = words[0]
    for said in words[1:]:
        frame.add_paragraph().text = said
    return frame


def said(fill: Callable[[Any], None], layout: int = BLANK) -> tuple[list[str], list[str]]:
    """The blocks after the first slide's, and the warnings."""
    read = reading(deck((TITLE_AND_TEXT, texts("a")), (layout, fill)), "a.pptx")
    (document,) = read.documents
    return outline(document)[2:], [one.message for one in read.warnings]


def test_signs_of_symbol_fonts_are_read_as_they_show() -> None:
    def fill(slide: Any) -> None:
        frame = box(slide, "")
        runs = (("Avis ", ""), ("à", "sym"), (" à rendre ", "sym"), ("\uf0fc", "latin"), (" a", ""))
        for words, kind in runs:
            run = frame.paragraphs[0].add_run()
            run.text = words
            if kind:
                font = etree.SubElement(run._r.get_or_add_rPr(), f"{{{_A}}}{kind}")
                font.set("typeface", "Wingdings")

    assert said(fill) == (["h2 Avis → à rendre ✓ a"], [])


def test_slides_come_in_order_under_their_titles_and_on_their_pages() -> None:
    document = only(
        deck(
            (TITLE_SLIDE, texts("Sous-titre", title="Plan d'action")),
            (TITLE_AND_TEXT, texts("Ouvrir", "-les données", "Former", title="Engagements")),
        ),
        "a.pptx",
    )
    assert outline(document) == [
        "h1 Plan d'action", "p Sous-titre", "h2 Engagements", "li1 Ouvrir", "li2 les données",
        "li1 Former",
    ]  # fmt: skip
    assert [block.page for block in document.blocks] == [1, 1, 2, 2, 2, 2]


def test_hidden_slides_and_the_speakers_notes_are_left_out_and_told() -> None:
    def hide(slide: Any) -> None:
        texts("Secret")(slide)
        slide._element.set("show", "0")

    def note(slide: Any) -> None:
        texts("Vu")(slide)
        slide.notes_slide.notes_text_frame.text = "À dire"

    read = reading(deck((TITLE_AND_TEXT, note), (TITLE_AND_TEXT, hide)), "a.pptx")
    assert outline(read.documents[0]) == ["h2 Titre", "li1 Vu"]
    assert [one.message for one in read.warnings] == [
        "left out: hidden slides (2)",
        "left out: the notes of the speaker (slides 1)",
    ]


def test_a_table_is_read_by_row_and_its_merged_cells_in_each_row() -> None:
    def fill(slide: Any) -> None:
        table = slide.shapes.add_table(3, 2, 0, 0, 99, 99).table
        for place, words in enumerate(["Axe", "Action", "Ouvrir", "Publier", "", "Former"]):
            table.cell(place // 2, place % 2).text = words
        table.cell(1, 0).merge(table.cell(2, 0))

    document = only(deck((BLANK, fill)), "a.pptx")
    assert outline(document) == ["tr Axe | Action", "tr Ouvrir | Publier", "tr Ouvrir | Former"]
    assert document.blocks[2].head == (0, len("Axe | Action"))


def test_shapes_in_groups_are_read_and_a_line_alone_is_a_title() -> None:
    def fill(slide: Any) -> None:
        box(slide, "Un titre sans titre")
        group = slide.shapes.add_group_shape()
        group.shapes.add_textbox(0, 0, 9, 9).text_frame.text = "Dans un groupe."

    assert said(fill)[0] == ["h2 Un titre sans titre", "p Dans un groupe."]


def test_numbers_of_paragraphs_are_counted() -> None:
    def fill(slide: Any) -> None:
        frame = box(slide, "Étapes :", "un", "deux")
        for paragraph in frame.paragraphs[1:]:
            properties = paragraph._p.get_or_add_pPr()
            numbered = etree.SubElement(properties, f"{A}buAutoNum")
            numbered.set("type", "romanUcPeriod")
            numbered.set("startAt", "4")

    assert said(fill)[0] == ["p Étapes :", "li1 IV. un", "li1 V. deux"]


def test_struck_words_are_left_out_and_a_formula_is_a_hole() -> None:
    def fill(slide: Any) -> None:
        frame = box(slide, "Le tarif est de ")
        struck = frame.paragraphs[0].add_run()
        struck.text = "1,83 "
        struck._r.get_or_add_rPr().set("strike", "sngStrike")
        etree.SubElement(
            frame.paragraphs[0]._p,
            "{http://schemas.microsoft.com/office/drawing/2010/main}m",
        )
        frame.paragraphs[0].add_run().text = " euro."

    lines, told = said(fill)
    assert lines == [f"p Le tarif est de {MISSING} euro."]
    assert told == ["left out: struck text", "a formula was not read"]


def test_a_formula_of_a_slide_is_read_on_one_line() -> None:
    def fill(slide: Any) -> None:
        frame = box(slide, "Le produit est ")
        math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
        run = f'<m:r><a:rPr xmlns:a="{_A}" lang="fr-FR"/><m:t>%s</m:t></m:r>'
        frame.paragraphs[0]._p.append(
            etree.fromstring(
                f'<a14:m xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main">'
                f'<m:oMathPara xmlns:m="{math}"><m:oMath><m:f><m:num>{run % "n"}</m:num>'
                f"<m:den>{run % '2'}</m:den></m:f></m:oMath></m:oMathPara></a14:m>"
            )
        )
        frame.paragraphs[0].add_run().text = " euros."

    assert said(fill) == (["p Le produit est n/2 euros."], [])


def test_charts_and_slides_that_are_pictures_are_told_with_their_page() -> None:
    def chart(slide: Any) -> None:
        data: Any = CHART_DATA()
        data.categories = ["a"]
        data.add_series("s", (1,))
        slide.shapes.add_chart(XL_CHART_TYPE.PIE, 0, 0, 9, 9, data)

    def picture(slide: Any) -> None:
        drawn = io.BytesIO()
        Image.new("RGB", (9, 9)).save(drawn, "PNG")
        slide.shapes.add_picture(drawn, 0, 0)

    raw = deck((TITLE_AND_TEXT, texts("a")), (BLANK, chart), (BLANK, picture))
    assert [(one.page, one.message) for one in reading(raw, "a.pptx").warnings] == [
        (2, "a chart was not read"),
        (3, "the slide is a picture, whose words were not read"),
    ]


def test_the_words_of_a_diagram_are_read_each_under_its_own() -> None:
    raw = deck((TITLE_ONLY, lambda slide: setattr(slide.shapes.title, "text", "Schéma")))
    frame = (
        b"<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id='9' name='d'/><p:cNvGraphicFramePr/>"
        b"<p:nvPr/></p:nvGraphicFramePr><a:graphic><a:graphicData "
        b"uri='http://schemas.openxmlformats.org/drawingml/2006/diagram'>"
        b"<d:relIds xmlns:d='urn:d' r:dm='rIdD'/></a:graphicData></a:graphic></p:graphicFrame>"
    )
    relation = b"<Relationship Id='rIdD' Type='x/diagramData' Target='../diagrams/data1.xml'/>"

    def point(number: int, words: str) -> str:
        return (
            f"<d:pt modelId='{number}'><d:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></d:t></d:pt>"
        )

    data = (
        "<d:dataModel xmlns:d='urn:d' xmlns:a='urn:a'><d:ptLst><d:pt modelId='0' type='doc'/>"
        + point(3, "Former") + point(1, "Ouvrir") + point(2, "les données")
        + "<d:pt modelId='7' type='pres'/></d:ptLst><d:cxnLst>"
        "<d:cxn srcId='0' destId='3' srcOrd='1'/><d:cxn srcId='0' destId='1' srcOrd='0'/>"
        "<d:cxn srcId='1' destId='2' srcOrd='0'/><d:cxn type='presOf' srcId='1' destId='7'/>"
        "</d:cxnLst></d:dataModel>"
    ).encode()  # fmt: skip
    slide = "ppt/slides/slide1.xml"
    raw = with_part(raw, slide, lambda one: one.replace(b"</p:spTree>", frame + b"</p:spTree>"))
    raw = with_part(
        raw,
        "ppt/slides/_rels/slide1.xml.rels",
        lambda one: one.replace(b"</Relationships>", relation + b"</Relationships>"),
    )
    raw = with_part(raw, "ppt/diagrams/data1.xml", lambda _: data)
    assert outline(only(raw, "a.pptx")) == [
        "h2 Schéma", "li1 Ouvrir", "li2 les données", "li1 Former",
    ]  # fmt: skip


PLAIN = deck((TITLE_AND_TEXT, texts("a")))


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: with_entities(PLAIN, "ppt/slides/slide1.xml"), "declares entities"),
        (lambda: with_part(PLAIN, "ppt/slides/slide1.xml", lambda one: one[:99]), "damaged or"),
        (lambda: deck((BLANK, lambda slide: None)), "its slides have no text"),
    ],
    ids=["entities", "cut", "empty"],
)
def test_what_cannot_be_read_is_refused_in_one_line(make: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        reading(make(), "a.pptx")


_WORDS = st.text("abéZ 1.,;<&«»", min_size=1, max_size=20).filter(str.strip)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.lists(_WORDS, min_size=1, max_size=3), min_size=1, max_size=3))
@pytest.mark.slow
def test_what_python_pptx_writes_comes_back_word_for_word(slides: list[list[str]]) -> None:
    raw = deck(*((TITLE_AND_TEXT, texts(*words)) for words in slides))
    expected = " ".join(word for words in slides for word in ("Titre", *words)).split()
    assert only(raw, "a.pptx").text.split() == expected
