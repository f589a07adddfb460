"""What a PDF says of itself is told; layers that are off are no words; lost words are noticed."""

import re
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import UnreadableFile
from corpus.readers.pdf.drawn.glyphs import Run
from corpus.readers.pdf.lines import PdfLine, read_lines
from corpus.readers.pdf.structure import words
from corpus.readers.pdf.structure.words import MOST_CHECKED, letters_missed, pages_to_check
from tests.corpus.outlines import only, reading
from tests.corpus.readers.pdf.canvases import LINE, changed, drawn, lines

DRAFT = "Brouillon interne, à ne pas diffuser."

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>
 <rdf:li xml:lang="x-default">Rapport d'activité 2023</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def prose(canvas: Canvas) -> None:
    lines(canvas, 780, 20)


def named(**entries: object) -> DictionaryObject:
    made = DictionaryObject()
    for key, value in entries.items():
        made[NameObject(f"/{key}")] = NameObject(value) if type(value) is str else value
    return made


def layer(name: str) -> DictionaryObject:
    return named(Type="/OCG", Name=TextStringObject(name))


Configure = Callable[[ArrayObject], DictionaryObject]


def layered(*names: str, marks: Callable[[ArrayObject], list[object]], default: Configure) -> bytes:
    """A page of prose, and for each mark a line of its own: "Ligne 0.", "Ligne 1."…"""

    def change(writer: PdfWriter) -> None:
        layers = ArrayObject([writer._add_object(layer(name)) for name in names])
        shown = marks(layers)
        page = writer.pages[0]
        properties = named(**{f"M{n}": one for n, one in enumerate(shown)})
        page["/Resources"][NameObject("/Properties")] = properties  # type: ignore[index]
        added = "".join(
            f"/OC /M{n} BDC BT /F1 11 Tf 72 {400 - 30 * n} Td (Ligne {n}.) Tj ET EMC\n"
            for n in range(len(shown))
        )
        contents = DecodedStreamObject()
        contents.set_data(page.get_contents().get_data() + b"\n" + added.encode())  # type: ignore[union-attr]
        page[NameObject("/Contents")] = writer._add_object(contents)
        writer.root_object[NameObject("/OCProperties")] = named(OCGs=layers, D=default(layers))

    return changed(drawn(prose), change)


def test_layers_that_are_off_are_no_words_and_are_told() -> None:
    raw = layered(
        "Plan", DRAFT, marks=list, default=lambda layers: named(OFF=ArrayObject([layers[1]]))
    )
    read = reading(raw, "plan.pdf")
    assert "Ligne 0." in read.documents[0].text
    assert "Ligne 1." not in read.documents[0].text
    assert [(one.page, one.message) for one in read.warnings] == [
        (1, "words that nobody sees on it are left out: “Ligne 1.”")
    ]


def only_on(layers: ArrayObject) -> DictionaryObject:
    return named(BaseState="/OFF", ON=ArrayObject([layers[0]]))


def only_printed(layers: ArrayObject) -> DictionaryObject:
    layers[1].get_object()[NameObject("/Usage")] = named(View=named(ViewState="/OFF"))
    rule = named(Event="/View", Category=ArrayObject([NameObject("/View")]), OCGs=layers)
    return named(AS=ArrayObject([rule]))


@pytest.mark.parametrize("default", [only_on, only_printed])
def test_layers_are_off_however_the_file_says_so(default: Configure) -> None:
    text = only(layered("Texte", "Texte caché", marks=list, default=default), "plan.pdf").text
    assert ("Ligne 0." in text, "Ligne 1." in text) == (True, False)


def test_a_rule_over_layers_and_a_name_that_two_have_are_told_by_how_the_page_looks() -> None:
    def marks(layers: ArrayObject) -> list[object]:
        rule = named(Type="/OCMD", OCGs=ArrayObject([layers[1]]))
        return [layers[0], layers[1], rule]

    raw = layered(
        "Texte", "Texte", marks=marks, default=lambda layers: named(OFF=ArrayObject([layers[1]]))
    )
    text = only(raw, "plan.pdf").text
    assert [f"Ligne {n}." in text for n in range(3)] == [True, False, False]


def test_what_is_filled_into_a_field_that_is_not_drawn_is_told() -> None:
    def change(writer: PdfWriter) -> None:
        field = writer._add_object(named(T=TextStringObject("nom"), V=TextStringObject("Durand")))
        box = ArrayObject([NumberObject(one) for one in (72, 200, 200, 220)])
        shown = named(Type="/Annot", Subtype="/Widget", Parent=field, Rect=box)
        hidden = named(Type="/Annot", Subtype="/Widget", Parent=field, Rect=box, F=NumberObject(2))
        struck = named(Type="/Annot", Subtype="/StrikeOut", Rect=box)
        writer.pages[0][NameObject("/Annots")] = ArrayObject([shown, hidden, struck])

    assert [
        one.message for one in reading(changed(drawn(prose), change), "demande.pdf").warnings
    ] == [
        "words pinned to it are not read: “Durand”",
        "words struck out by a remark are read all the same (1)",
    ]


def test_a_form_that_one_program_alone_draws_is_refused() -> None:
    def change(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/NeedsRendering")] = BooleanObject(True)
        form = named(XFA=TextStringObject("<xdp/>"), Fields=ArrayObject())
        writer.root_object[NameObject("/AcroForm")] = form

    with pytest.raises(UnreadableFile, match="XFA"):
        reading(changed(drawn(prose), change), "demande.pdf")


def test_a_title_is_found_in_either_place_where_a_file_may_give_it() -> None:
    def change(writer: PdfWriter) -> None:
        told = DecodedStreamObject()
        told.set_data(XMP)
        writer.root_object[NameObject("/Metadata")] = writer._add_object(told)
        writer.metadata = None

    assert only(changed(drawn(prose), change), "r.pdf").title == "Rapport d'activité 2023"


def test_the_language_that_a_file_gives_decides_where_its_words_do_not() -> None:
    def change(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/Lang")] = TextStringObject("en-GB")

    few = drawn(lambda canvas: canvas.drawString(72, 700, "Table 2021, 2022."))
    assert only(few, "table.pdf").language == "fr"
    assert only(changed(few, change), "table.pdf").language == "en"
    assert only(changed(drawn(prose), change), "rapport.pdf").language == "fr"


def test_a_file_whose_structure_is_damaged_is_read_and_says_so() -> None:
    broken = re.sub(rb"/Info \d+ 0 R", b"/Info (none)", drawn(prose))
    read = reading(broken, "rapport.pdf")
    assert LINE in read.documents[0].text
    ((page, message),) = [(one.page, one.message) for one in read.warnings]
    assert page is None
    assert message.startswith("its structure is damaged (")


def test_words_that_were_not_read_of_a_page_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def some(runs: list[Run], number: int) -> list[PdfLine]:
        return read_lines(runs[:15], number)

    monkeypatch.setattr("corpus.readers.pdf.sheets.read_lines", some)
    ((page, message),) = [
        (one.page, one.message) for one in reading(drawn(prose), "rapport.pdf").warnings
    ]
    assert page == 1
    assert message == "some of its words may be missing: it holds 310 letters more"


def test_few_pages_of_a_long_file_are_read_twice_and_each_with_hardly_any_words() -> None:
    numbers = list(range(1, 601))
    checked = pages_to_check([7, 8], numbers)
    assert {7, 8} <= set(checked)
    assert len(checked) <= MOST_CHECKED + 2
    assert max(later - earlier for earlier, later in pairwise(checked)) <= 50
    assert pages_to_check([], [1, 2, 3]) == [1, 2, 3]


def test_a_page_that_takes_long_to_draw_is_not_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(canvas: Canvas) -> None:
        for _ in range(500):
            canvas.drawString(72, 700, "Un mot.")

    raw = drawn(draw)
    assert letters_missed(PdfReader(BytesIO(raw)), 1, "") == 2500
    monkeypatch.setattr(words, "_MOST_STEPS", 1_000)
    assert letters_missed(PdfReader(BytesIO(raw)), 1, "") == 0


def nested(writer: PdfWriter, *, deep: int, times: int) -> None:
    """Adds to the first page a form that draws another so many times, and so on."""
    page, inner = writer.pages[0], None
    for _ in range(deep):
        form = DecodedStreamObject()
        form.set_data(b"/X Do\n" * times if inner is not None else b"0 0 m 9 9 l S")
        form.update(named(Type="/XObject", Subtype="/Form", Resources=named()))
        form[NameObject("/BBox")] = ArrayObject([NumberObject(one) for one in (0, 0, 9, 9)])
        if inner is not None:
            form[NameObject("/Resources")] = named(XObject=named(X=inner))
        inner = writer._add_object(form)
    page["/Resources"][NameObject("/XObject")] = named(X=inner)  # type: ignore[index]
    contents = DecodedStreamObject()
    contents.set_data(page.get_contents().get_data() + b"\n/X Do\n")  # type: ignore[union-attr]
    page[NameObject("/Contents")] = writer._add_object(contents)


def test_a_page_of_forms_without_end_is_not_drawn_and_is_told() -> None:
    raw = changed(drawn(prose, prose), lambda writer: nested(writer, deep=12, times=10))
    read = reading(raw, "rapport.pdf")
    assert [(one.page, one.message) for one in read.warnings] == [
        (1, "it draws too many forms inside each other, and is not read")
    ]
    few = changed(drawn(prose), lambda writer: nested(writer, deep=4, times=3))
    assert reading(few, "rapport.pdf").warnings == ()
