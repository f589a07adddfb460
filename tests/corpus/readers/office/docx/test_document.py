"""Word documents are read by their styles, with lists, tables, notes and links in their place."""

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.parser import parse_xml

from corpus.errors import UnreadableFile
from corpus.splitters.commitments import commitments_of
from tests.corpus.outlines import only, outline, reading
from tests.corpus.readers.zips import bomb, with_entities, with_part

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def written(*steps: Callable[[Any], object]) -> bytes:
    """A DOCX file that these steps have written."""
    word = docx.Document()
    for step in steps:
        step(word)
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def lines(*steps: Callable[[Any], object]) -> list[str]:
    return outline(only(written(*steps), "note.docx"))


def heading(text: str, level: int = 1) -> Callable[[Any], object]:
    return lambda word: word.add_heading(text, level)


def paragraph(text: str, style: str | None = None) -> Callable[[Any], object]:
    return lambda word: word.add_paragraph(text, style)


def xml(content: str) -> Callable[[Any], object]:
    """Appends a paragraph of this markup."""
    return lambda word: word.element.body.insert_element_before(
        parse_xml(f"<w:p {W}>{content}</w:p>"), "w:sectPr"
    )


def table(*rows: tuple[str, ...]) -> Callable[[Any], object]:
    def add(word: Any) -> None:
        made = word.add_table(len(rows), len(rows[0]))
        for row, cells in zip(made.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text

    return add


def test_styles_give_headings_and_their_levels() -> None:
    assert lines(
        heading("Plan des jardins", 0), heading("Axe 1", 1), heading("Parcs", 3), paragraph("Un.")
    ) == ["h1 Plan des jardins", "h1 Axe 1", "h3 Parcs", "p Un."]


def test_a_style_based_on_a_heading_is_one() -> None:
    def add(word: Any) -> None:
        style = word.styles.add_style("Engagement", 1)
        style.base_style = word.styles["Heading 2"]
        word.add_paragraph("Ouvrir les parcs", "Engagement")

    assert lines(add) == ["h2 Ouvrir les parcs"]


def test_a_short_bold_paragraph_is_a_heading_in_all_but_name() -> None:
    def add(word: Any) -> None:
        word.add_paragraph().add_run("Contexte").bold = True
        word.add_paragraph().add_run("Il est ouvert.").bold = True

    assert lines(heading("Axe", 1), add) == ["h1 Axe", "h2 Contexte", "p Il est ouvert."]


def test_paragraphs_and_tables_come_in_their_order() -> None:
    assert lines(
        paragraph("Avant."), table(("Date", "Action"), ("2019", "Ouvrir")), paragraph("Après.")
    ) == ["p Avant.", "tr Date | Action", "tr 2019 | Ouvrir", "p Après."]


def test_a_cell_is_told_once_across_and_in_each_row_that_it_spans() -> None:
    def merge(word: Any) -> None:
        made = word.tables[0]
        made.cell(0, 0).merge(made.cell(0, 1))
        made.cell(1, 2).merge(made.cell(2, 2))

    rows = (("a", "", "b"), ("c", "d", "e"), ("f", "g", ""))
    assert lines(table(*rows), merge) == ["tr a | b", "tr c | d | e", "tr f | g | e"]


def test_a_table_of_one_column_is_a_box() -> None:
    assert lines(table(("Un encadré.",)), paragraph("Suite.")) == ["> p Un encadré.", "p Suite."]


def test_bullets_have_no_number_and_numbered_items_have_theirs() -> None:
    assert lines(
        paragraph("ouvrir", "List Bullet"), paragraph("planter", "List Bullet 2"),
        paragraph("un", "List Number"), paragraph("deux", "List Number"),
    ) == ["li1 ouvrir", "li2 planter", "li1 1. un", "li1 2. deux"]  # fmt: skip


def test_numbers_that_word_puts_before_headings_are_read() -> None:
    def number(word: Any) -> None:
        root = word.part.numbering_part.element
        root.insert(
            0,
            parse_xml(
                f'<w:abstractNum {W} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="4"/>'
                '<w:numFmt w:val="decimal"/><w:lvlText w:val="Engagement %1 :"/></w:lvl>'
                "</w:abstractNum>"
            ),
        )
        root.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
        for text in ("Ouvrir les parcs", "Planter des bois"):
            made = word.add_heading(text, 2)
            properties = made._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_numId().val = 90
            properties.get_or_add_ilvl().val = 0
            word.add_paragraph("Le jardin ouvre à tous.")

    document = only(written(number), "plan.docx")
    assert [one.name for one in commitments_of(document)] == [
        "Engagement 4 : Ouvrir les parcs", "Engagement 5 : Planter des bois",
    ]  # fmt: skip


def test_the_text_of_links_and_insertions_stays_and_what_was_deleted_goes() -> None:
    assert lines(
        xml(
            "<w:r><w:t xml:space='preserve'>Voir </w:t></w:r>"
            "<w:hyperlink><w:r><w:t>le parc</w:t></w:r></w:hyperlink>"
            "<w:ins><w:r><w:t xml:space='preserve'> neuf</w:t></w:r></w:ins>"
            "<w:del><w:r><w:delText>ancien</w:delText></w:r></w:del>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r><w:r><w:t>.</w:t></w:r>"
        )
    ) == ["p Voir le parc neuf."]


def test_a_table_of_contents_is_left_out() -> None:
    def add(word: Any) -> None:
        word.styles.add_style("TOC 1", 1)
        word.add_paragraph("Axe 1 ..... 3", "TOC 1")

    assert lines(add, paragraph("Texte.")) == ["p Texte."]


def _with_note(word: Any) -> None:
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    xml(f"<w:r><w:t>Le parc ouvre.</w:t></w:r>{call}")(word)
    blob = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"/><w:footnote w:id="2"><w:p>'
        "<w:r><w:t>Sauf le lundi.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    ).encode()
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def test_notes_come_before_the_next_heading() -> None:
    assert lines(_with_note, paragraph("Il ferme."), heading("Bois", 1)) == [
        "p Le parc ouvre.", "p Il ferme.", "> p Sauf le lundi.", "h1 Bois",
    ]  # fmt: skip


def test_a_text_box_is_told_once_after_its_paragraph() -> None:
    box = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    )
    inside = "<w:txbxContent><w:p><w:r><w:t>Encadré.</w:t></w:r></w:p></w:txbxContent>"
    shown = f"<w:r><w:t>Texte.</w:t></w:r><w:r>{box.format(inside, inside)}</w:r>"
    assert lines(xml(shown)) == ["p Texte.", "> p Encadré."]


def test_what_is_wrapped_in_a_content_control_is_read() -> None:
    def wrap(word: Any) -> None:
        made = word.add_paragraph("Dedans.")._p
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        made.addprevious(control)
        control.append(content)
        content.append(made)

    assert lines(wrap, paragraph("Après.")) == ["p Dedans.", "p Après."]


def test_title_language_and_the_day_of_the_last_change_come_from_the_properties() -> None:
    def tell(word: Any) -> None:
        word.core_properties.title = "Plan d'action national 2018-2020"
        word.core_properties.created = datetime(2018, 4, 3)
        word.core_properties.modified = datetime(2018, 5, 4)
        word.core_properties.language = "fr-FR"

    document = only(written(tell, paragraph("Texte.")), "v3.docx")
    assert (document.title, document.language) == ("Plan d'action national 2018-2020", "fr")
    assert (document.published, document.modified) == (None, date(2018, 5, 4))


@pytest.mark.parametrize("left", ["Word Document", "Microsoft Word - v3", "", "Document1"])
def test_the_styled_title_stands_before_what_a_program_left(left: str) -> None:
    def tell(word: Any) -> None:
        word.core_properties.title = left

    document = only(written(tell, heading("Plan des jardins", 0), paragraph("Un.")), "v3.docx")
    assert document.title == "Plan des jardins"


PLAIN = written(paragraph("Texte."))


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(
            lambda: bomb(PLAIN, "word/media/image1.png", megabytes=300),
            "unpacked",
            marks=pytest.mark.slow,
        ),
        (lambda: bomb(PLAIN, "word/document.xml", megabytes=60), "its text has more than"),
        (lambda: with_entities(PLAIN, "word/document.xml"), "declares entities"),
        (
            lambda: with_part(PLAIN, "word/document.xml", lambda part: part[:200]),
            "damaged or missing",
        ),
        (
            lambda: with_part(PLAIN, "word/_rels/document.xml.rels", lambda part: part[:90]),
            "damaged",
        ),
        (
            lambda: with_part(PLAIN, "[Content_Types].xml", lambda _: b"<Types/>"),
            "damaged or missing",
        ),
        (lambda: PLAIN[: len(PLAIN) // 2], "damaged archive"),
        (written, "it has no text"),
    ],
    ids=["bomb", "long", "entities", "cut", "links", "types", "half", "empty"],
)
def test_what_cannot_be_read_is_refused_in_one_line(make: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason) as caught:
        reading(make(), "note.docx")
    assert str(caught.value).startswith("note.docx: ")
    assert "\n" not in str(caught.value)
