"""OpenDocument texts are read by outline and styles, with lists, tables and notes in place."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odf import dc, draw, meta, office, style, table, text
from odf.opendocument import OpenDocumentText

from corpus.errors import UnreadableFile
from tests.corpus.outlines import only, outline, reading
from tests.corpus.readers.office.odf.flat import flat, flat_lines
from tests.corpus.readers.zips import bomb, with_entities, with_part
from tests.shared import SHARED


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


def test_title_day_and_language_come_from_the_properties() -> None:
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
    assert document.modified == date(2018, 5, 4)


def test_the_day_on_which_a_file_was_made_is_no_day_of_publication() -> None:
    made = written(paragraph("Texte."), properties=[meta.CreationDate(text="2018-04-03T10:00:00")])
    document = only(made, "v3.odt")
    assert (document.published, document.modified) == (None, None)


def test_the_styled_title_names_the_document() -> None:
    title = style.Style(name="Title", family="paragraph")
    raw = written(paragraph("Plan des jardins", name="Title"), paragraph("Un."), styles=[title])
    assert only(raw, "v3.odt").title == "Plan des jardins"


PLAIN = written(paragraph("Texte."))
LOCKED = b'<manifest:manifest><manifest:encryption-data manifest:checksum="x"/></manifest:manifest>'


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(
            lambda: bomb(PLAIN, "Pictures/1.png", megabytes=300),
            "unpacked",
            marks=pytest.mark.slow,
        ),
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


CASES = SHARED / "cases" / "odt"


@pytest.mark.skipif(not CASES.is_dir(), reason=f"there are no cases in {CASES}")
@pytest.mark.parametrize(
    ("name", "right"),
    [
        (
            "continued-list.odt",
            ["h1 Pièces", "li1 1. la demande", "li1 2. le refus", "p Puis, le cas échéant :",
             "li1 3. l’avis", "li1 4. la saisine", "li2 4.1. son accusé", "li2 4.2. sa date"],
        ),
        ("hidden-section.odt", ["h1 Note", "p Texte public.", "p Visible ."]),
        (
            "outline-numbers.odt",
            ["h1 I. Objet", "p Texte un.", "h1 II. Portée", "p Texte deux.", "h2 II.1 Détail",
             "p Texte trois."],
        ),
        ("pretty-printed.odt", ["h1 Règlement intérieur", "p Le registre est public."]),
    ],
)  # fmt: skip
def test_the_shared_cases_are_read_as_a_person_sees_them(name: str, right: list[str]) -> None:
    assert outline(only((CASES / name).read_bytes(), name)) == right


def test_flat_files_and_templates_are_read_as_the_others() -> None:
    assert flat_lines("<text:h>Objet</text:h>\n  <text:p>Texte.</text:p>") == [
        "h1 Objet", "p Texte.",
    ]  # fmt: skip
    kind = b"application/vnd.oasis.opendocument.text-template"
    template = with_part(PLAIN, "mimetype", lambda _: kind)
    assert outline(only(template, "note.ott")) == ["p Texte."]


def test_an_archive_that_does_not_say_first_what_it_is_says_so_in_its_list() -> None:
    without = with_part(PLAIN, "mimetype", lambda _: b"")
    with zipfile.ZipFile(io.BytesIO(without)) as before:
        parts = {one: before.read(one) for one in before.namelist() if one != "mimetype"}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as after:
        for name, content in parts.items():
            after.writestr(name, content)
    assert outline(only(made.getvalue(), "note.odt")) == ["p Texte."]


def test_deep_nesting_is_refused_and_not_followed() -> None:
    deep = "<text:section>" * 5000 + "<text:p>x</text:p>" + "</text:section>" * 5000
    with pytest.raises(UnreadableFile, match="damaged or missing"):
        reading(flat(deep), "note.fodt")
    deep = "<text:list><text:list-item>" * 110 + "<text:p>x</text:p>"
    assert only(flat(deep + "</text:list-item></text:list>" * 110), "note.fodt").text == "x"


_WORDS = st.text("abé 1.,|\u00a0«»’\n\t<&", max_size=30)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["p", "h", "li", "tr"]), _WORDS), max_size=12))
@pytest.mark.slow
def test_what_odfpy_writes_comes_back_word_for_word(blocks: list[tuple[str, str]]) -> None:
    make: dict[str, Callable[[str], Any]] = {
        "p": paragraph,
        "h": heading,
        "li": items,
        "tr": lambda words: rows(("x", words), ("y", "z")),
    }
    raw = written(paragraph("Début"), *(make[kind](words) for kind, words in blocks))
    expected = "Début " + " ".join(
        f"x | {words} y | z" if kind == "tr" else words for kind, words in blocks
    )
    assert (
        only(raw, "note.odt").text.replace("|", " ").split() == expected.replace("|", " ").split()
    )


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_what_pandoc_writes_is_read_as_it_reads(tmp_path: Path) -> None:
    source = """# Objet\n\nLe registre est **public**[^1].\n\n[^1]: Sauf le lundi.\n\n3. trois
4. quatre\n    a. sous\n\n- puce\n\n| Poste | Coût |\n|---|---|\n| Bancs | $n \\times 3$ |\n"""
    made = tmp_path / "a.odt"
    command = ["pandoc", "-f", "markdown", "-o", str(made)]
    subprocess.run(command, input=source, text=True, check=True, timeout=60)
    assert outline(only(made.read_bytes(), "a.odt")) == [
        "h1 Objet", "p Le registre est public.", "li1 3. trois", "li1 4. quatre", "li2 a. sous",
        "li1 puce", "tr Poste | Coût", "tr Bancs | n × 3", "> p Sauf le lundi.",
    ]  # fmt: skip
