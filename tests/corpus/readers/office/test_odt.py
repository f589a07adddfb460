"""OpenDocument texts are read by outline and styles, with lists, tables and notes in place."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from odf import dc, draw, meta, office, style, table, text
from odf.opendocument import OpenDocumentText

from corpus.errors import UnreadableFile
from tests.corpus.outlines import only, outline, reading
from tests.corpus.readers.zips import bomb, with_entities, with_part


def written(*blocks: Any, styles: Sequence[Any] = (), properties: Sequence[Any] = ()) -> bytes:
    """An ODT file of these blocks."""
    odt = OpenDocumentText()
    for one in styles:
        odt.automaticstyles.addElement(one)
    for one in properties:
        odt.meta.addElement(one)
    for block in blocks:
        odt.text.addElement(block)
    saved = io.BytesIO()
    odt.save(saved)
    return saved.getvalue()


def lines(*blocks: Any, styles: Sequence[Any] = ()) -> list[str]:
    return outline(only(written(*blocks, styles=styles), "note.odt"))


def heading(words: str, level: int = 1) -> Any:
    return text.H(outlinelevel=level, text=words)


def paragraph(words: str, *inside: Any, name: str | None = None) -> Any:
    made = text.P(text=words, **({"stylename": name} if name else {}))
    for one in inside:
        if isinstance(one, str):
            made.addText(one)
        else:
            made.addElement(one)
    return made


def items(*words: Any, name: str | None = None) -> Any:
    made = text.List(**({"stylename": name} if name else {}))
    for one in words:
        item = text.ListItem()
        for part in one if isinstance(one, tuple) else (one,):
            item.addElement(text.P(text=part) if isinstance(part, str) else part)
        made.addElement(item)
    return made


def rows(*cells: tuple[str, ...]) -> Any:
    made = table.Table()
    for row in cells:
        line = table.TableRow()
        for words in row:
            cell = table.TableCell()
            cell.addElement(text.P(text=words))
            line.addElement(cell)
        made.addElement(line)
    return made


def bold(name: str, *, family: str = "paragraph") -> Any:
    made = style.Style(name=name, family=family)
    made.addElement(style.TextProperties(fontweight="bold"))
    return made


def numbers(name: str, *, suffix: str) -> Any:
    made = text.ListStyle(name=name)
    made.addElement(text.ListLevelStyleNumber(level=1, numformat="1", numsuffix=suffix))
    return made


def note(words: str) -> Any:
    made = text.Note(noteclass="footnote")
    made.addElement(text.NoteCitation(text="1"))
    body = text.NoteBody()
    body.addElement(text.P(text=words))
    made.addElement(body)
    return made


def test_the_outline_gives_headings_and_their_levels() -> None:
    assert lines(heading("Axe 1"), heading("Parcs", 3), paragraph("Un.")) == [
        "h1 Axe 1", "h3 Parcs", "p Un.",
    ]  # fmt: skip


def test_paragraphs_and_tables_come_in_their_order() -> None:
    assert lines(
        paragraph("Avant."), rows(("Date", "Action"), ("2019", "Ouvrir")), paragraph("Après.")
    ) == ["p Avant.", "tr Date | Action", "tr 2019 | Ouvrir", "p Après."]


def test_a_table_of_one_column_is_a_box() -> None:
    assert lines(rows(("Un encadré.",)), paragraph("Suite.")) == ["> p Un encadré.", "p Suite."]


def test_lists_keep_their_depth_and_their_numbers() -> None:
    assert lines(
        items("ouvrir", ("planter", items("des arbres"))),
        items("un", "deux", name="N"),
        styles=[numbers("N", suffix=".")],
    ) == ["li1 ouvrir", "li1 planter", "li2 des arbres", "li1 1. un", "li1 2. deux"]


def test_a_short_bold_paragraph_is_a_heading_in_all_but_name() -> None:
    span = text.Span(stylename="T", text="Calendrier")
    assert lines(
        heading("Axe"), paragraph("Contexte", name="B"), paragraph("", span),
        paragraph("Il est ouvert.", name="B"),
        styles=[bold("B"), bold("T", family="text")],
    ) == ["h1 Axe", "h2 Contexte", "h2 Calendrier", "p Il est ouvert."]  # fmt: skip


def test_links_spaces_and_breaks_are_words_and_remarks_are_not() -> None:
    link = text.A(href="https://example.org", text="le parc")
    remark = office.Annotation()
    remark.addElement(text.P(text="à revoir"))
    assert lines(paragraph("Voir", text.S(c=2), link, remark, text.LineBreak(), "demain.")) == [
        "p Voir le parc\ndemain."
    ]


def test_notes_come_before_the_next_heading() -> None:
    assert lines(
        paragraph("Le parc ouvre.", note("Sauf le lundi.")), paragraph("Il ferme."), heading("Bois")
    ) == ["p Le parc ouvre.", "p Il ferme.", "> p Sauf le lundi.", "h1 Bois"]


def test_a_section_is_read_and_a_table_of_contents_is_not() -> None:
    section = text.Section(name="S")
    section.addElement(paragraph("Dedans."))
    contents = text.TableOfContent(name="T")
    body = text.IndexBody()
    body.addElement(paragraph("Axe 1 3"))
    contents.addElement(body)
    assert lines(contents, section) == ["p Dedans."]


def test_a_text_box_is_told_after_its_paragraph() -> None:
    frame, box = draw.Frame(), draw.TextBox()
    box.addElement(paragraph("Encadré."))
    frame.addElement(box)
    assert lines(paragraph("Texte.", frame)) == ["p Texte.", "> p Encadré."]


def test_title_dates_and_language_come_from_the_properties() -> None:
    raw = written(
        paragraph("Texte."),
        properties=[
            dc.Title(text="Plan d'action national 2018-2020"),
            dc.Language(text="fr-FR"),
            meta.CreationDate(text="2018-04-03T10:00:00"),
            dc.Date(text="2018-05-04T10:00:00"),
        ],
    )
    document = only(raw, "v3.odt")
    assert (document.title, document.language) == ("Plan d'action national 2018-2020", "fr")
    assert (document.published, document.modified) == (date(2018, 4, 3), date(2018, 5, 4))


def test_the_styled_title_names_the_document() -> None:
    title = style.Style(name="Title", family="paragraph")
    raw = written(paragraph("Plan des jardins", name="Title"), paragraph("Un."), styles=[title])
    assert only(raw, "v3.odt").title == "Plan des jardins"


PLAIN = written(paragraph("Texte."))
LOCKED = b'<manifest:manifest><manifest:encryption-data manifest:checksum="x"/></manifest:manifest>'


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: bomb(PLAIN, "Pictures/1.png", megabytes=300), "unpacked"),
        (lambda: bomb(PLAIN, "content.xml", megabytes=60), "its text has more than"),
        (lambda: with_entities(PLAIN, "content.xml"), "declares entities"),
        (lambda: with_part(PLAIN, "META-INF/manifest.xml", lambda _: LOCKED), "it is encrypted"),
        (lambda: with_part(PLAIN, "content.xml", lambda part: part[:300]), "damaged or missing"),
        (lambda: with_part(PLAIN, "content.xml", lambda _: b"<a/>"), "damaged or missing|no text"),
        (lambda: PLAIN[: len(PLAIN) // 2], "damaged archive"),
        (written, "it has no text"),
    ],
    ids=["bomb", "long", "entities", "locked", "cut", "other", "half", "empty"],
)
def test_what_cannot_be_read_is_refused_in_one_line(make: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason) as caught:
        reading(make(), "note.odt")
    assert str(caught.value).startswith("note.odt: ")
    assert "\n" not in str(caught.value)
