"""What was read is shown whole: every word, in order, with its articles, passages and warnings."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from assistant.preview.as_json import preview_as_json
from assistant.preview.lines import lines_of
from assistant.preview.page import write_page
from assistant.preview.read_documents import Preview, ReadDocument, read_documents
from assistant.preview.terminal import preview_as_text
from assistant.preview.words import WORDS, counts_of, words_in
from corpus.builder import DocumentBuilder
from corpus.document import Document, DocumentKind
from corpus.passage import Locator, cut
from corpus.reading import ReadingWarning, SourceFile
from corpus.text import MISSING
from tests.journeys.browser import chromium
from tests.shared import needs_chromium

LAW = """---
title: Loi des parvis
kind: law
url: https://lois.example/parvis?a=1&b=2
date: 2026-03-01
---
# Loi des parvis

Art. 1er. Toute personne peut visiter un parvis.

Art. 2. Le gardien répond dans un délai d'un mois, <script>alert(1)</script> compris.
"""
PAGE = "# Guide\n\nLes visiteurs apportent une pièce d'identité.\n"


def read(**files: str) -> Preview:
    return read_documents(
        (
            SourceFile(f"{name}.md", text.encode(), location=f"/srv/{name}.md")
            for name, text in files.items()
        ),
        counter=lambda: lambda text: len(text.split()) + 2,
        max_tokens=64,
    )


def text_of(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text().split())


def test_the_json_has_the_fields_of_the_contract_and_no_others() -> None:
    told = preview_as_json(read(loi=LAW, vide=""))
    assert list(told) == ["documents", "left_out", "rejected", "warnings"]
    (document,) = told["documents"]
    assert list(document) == [
        "id", "title", "kind", "language", "published", "licence", "url", "text", "blocks",
        "articles", "passages",
    ]  # fmt: skip
    assert document["published"] == "2026-03-01"
    assert document["licence"] is None
    assert document["kind"] == "law"
    assert list(document["blocks"][0]) == ["kind", "level", "start", "end", "page"]
    assert document["blocks"][0]["page"] is None
    assert list(document["passages"][0]) == [
        "start", "end", "article", "commitment", "page", "heading_path",
    ]  # fmt: skip
    assert [one["article"] for one in document["passages"]] == ["1er", "2"]
    assert told["rejected"] == [
        {"path": "/srv/vide.md", "reason": "it is empty", "remedy": told["rejected"][0]["remedy"]}
    ]


def test_the_articles_of_a_law_without_records_are_those_that_are_told() -> None:
    (document,) = preview_as_json(read(loi=LAW))["documents"]
    words = [document["text"][one["start"] : one["end"]] for one in document["articles"]]
    assert [one["number"] for one in document["articles"]] == ["1er", "2"]
    assert words[0] == "Toute personne peut visiter un parvis."
    assert list(document["articles"][0]) == ["number", "start", "end", "valid_from", "valid_to"]
    assert document["articles"][0]["valid_from"] is None
    assert preview_as_json(read(page=PAGE))["documents"][0]["articles"] == []


def test_tokens_are_only_counted_where_something_was_read() -> None:
    def no_counter() -> None:
        raise AssertionError("there is nothing to cut")

    found = read_documents([SourceFile("vide.md", b"")], counter=no_counter, max_tokens=64)  # type: ignore[arg-type]
    assert found.documents == ()
    assert [one.path for one in found.rejected] == ["vide.md"]


def test_a_document_without_passages_is_warned_of_as_a_build_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("assistant.preview.read_documents.split", lambda document, **_: ())
    found = read(page=PAGE)
    assert [one.message for one in found.warnings][-1:] == [
        "it holds no passage that could answer a question"
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_asks_for_nothing_runs_nothing_and_escapes_every_word(language: str) -> None:
    page = write_page(read(loi=LAW), language="fr" if language == "fr" else "en")
    tree = LexborHTMLParser(page)
    assert not tree.css("script, link, iframe, object, img, form")
    assert [node.attributes.get("href") for node in tree.css("[href], [src]")] == [
        "https://lois.example/parvis?a=1&b=2"
    ]
    assert "url(" not in page
    assert "@import" not in page
    assert "<script>alert(1)</script> compris" in text_of(tree.css_first(".text"))
    assert text_of(tree.css_first("h1")) == words_in("fr" if language == "fr" else "en")["title"]
    root = tree.css_first("html")
    assert root is not None
    assert root.attributes["lang"] == language


def test_the_page_tells_articles_passages_and_what_a_document_lacks() -> None:
    page = LexborHTMLParser(write_page(read(loi=LAW, page=PAGE, vide=""), language="fr"))
    assert [text_of(one) for one in page.css(".article")] == ["article 1er", "article 2"]
    assert [text_of(one) for one in page.css(".mark")] == ["passage 1", "passage 2", "passage 1"]
    assert "Toute personne peut visiter un parvis." in [text_of(one) for one in page.css(".in")]
    told = text_of(page.css_first("main"))
    assert "Publié le1er mars 2026" in told
    assert "pas de date" in told
    assert "Lienaucun : les citations ne mèneront pas à la source" in told
    assert "Refusés /srv/vide.md : il est vide ; " in told.replace("\u00a0", " ")


def test_a_plan_shows_where_each_commitment_begins() -> None:
    builder = DocumentBuilder()
    for number in ("1", "2"):
        builder.heading(f"Engagement {number}", level=2)
        builder.paragraph("Publier les données.")
        builder.paragraph("Les documenter.")
    document = builder.build(id="p", source_path="p", kind=DocumentKind.ACTION_PLAN, language="fr")
    passages = tuple(
        cut(document, block.start, block.end, locator=Locator(commitment=number))
        for block, number in zip(document.blocks, " 11 22", strict=True)
        if number.strip()
    )
    told = [line.commitment for line in lines_of(ReadDocument(document, (), passages))]
    assert told == [None, "1", None, None, "2", None]


def with_pages() -> ReadDocument:
    builder = DocumentBuilder()
    builder.paragraph("La première page.", page=1)
    builder.paragraph(f"La redevance est égale à {MISSING} où n est le nombre.", page=2)
    document = builder.build(id=None, source_path="a.pdf", kind=DocumentKind.PAGE, language="fr")
    warnings = (
        ReadingWarning("a.pdf", "a formula could not be read", 2),
        ReadingWarning("a.pdf", "it has no text", 3),
        ReadingWarning("a.pdf", "it is old"),
    )
    start = document.blocks[1].start
    passage = cut(document, start, len(document.text), locator=Locator(page=2))
    return ReadDocument(document, (), (passage,), "a.pdf", warnings)


def test_a_warning_stands_at_its_page_and_a_missing_word_at_its_place() -> None:
    preview = Preview((with_pages(),), warnings=with_pages().warnings)
    page = LexborHTMLParser(write_page(preview, language="en"))
    flow = [text_of(one) for one in page.css(".text > p")]
    assert flow == [
        "Page 1",
        "La première page.",
        "Page 2",
        "⚠ a formula could not be read",
        "passage 1La redevance est égale à [words not read] où n est le nombre.",
    ]
    above = [text_of(one) for one in page.css("section > p.warn")]
    assert above == ["⚠ Page 3: it has no text", "⚠ it is old"]
    whole = "\n".join(preview_as_text(preview, whole=True, language="en"))
    assert "! a formula could not be read\n    1 │ La redevance est égale à [words not" in whole
    assert "a.pdf, page 3: it has no text" in whole


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=40
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    builder = DocumentBuilder()
    for place, text in enumerate(draw(st.lists(words, min_size=1, max_size=6))):
        match draw(st.integers(0, 2)):
            case 0:
                builder.heading(text, level=1 + place % 3)
            case 1:
                builder.paragraph(text, page=1 + place // 2)
            case _:
                builder.list_item(text, level=1)
    return builder.build(id="d", source_path="d", kind=DocumentKind.PAGE, language="fr")


@given(document=documents(), bounds=st.lists(st.integers(0, 200), max_size=6))
@settings(max_examples=30)
@pytest.mark.slow
def test_every_word_is_shown_once_and_in_order_however_passages_fall(
    document: Document, bounds: list[int]
) -> None:
    places = sorted({min(one, len(document.text)) for one in bounds})
    passages = tuple(
        cut(document, start, end, locator=Locator())
        for start, end in pairwise(places)
        if document.text[start:end].strip()
    )
    read = ReadDocument(document, (), passages)
    shown = "".join(_words(read)).split()
    blocks = (document.text[one.start : one.end] for one in document.blocks)
    assert "".join(shown) == "".join("".join(blocks).split())
    for line in preview_as_text(Preview((read,)), whole=True, language="en"):
        assert isinstance(line, str)
    page = LexborHTMLParser(write_page(Preview((read,)), language="fr"))
    found = "".join(one.text() for one in page.css(".text .in, .text .out"))
    assert "".join(found.split()) == "".join(shown)


def _words(read: ReadDocument) -> Iterator[str]:
    for line in lines_of(read):
        for stretch in line.stretches:
            yield from (part for part in stretch.parts if part is not None)


def test_what_is_said_of_a_document_is_in_the_language_and_its_words_as_they_are() -> None:
    preview = read(page="# Nothing was found.\n\nThe report: it is empty.\n", vide="")
    told = "\n".join(preview_as_text(preview, whole=True, language="fr"))
    assert "  # Nothing was found.\n" in told
    assert "│ The report: it is empty." in told
    assert "Nature      page\nLangue      anglais\nPublié le   pas de date\n" in told
    assert "/srv/vide.md\u00a0: il est vide\u00a0; " in told
    page = write_page(preview, language="fr")
    assert "</b>\u00a0: il est vide\u00a0; " in page
    for english in set(WORDS.values()) - set(words_in("fr").values()):
        if len(english) > 8:
            assert english not in told + page


def test_what_a_document_holds_is_counted_in_the_language() -> None:
    document = Document("d", DocumentKind.PAGE, "T", "x" * 2000)
    told = [counts_of(ReadDocument(document, (), ()), language) for language in ("fr", "en")]
    assert told == ["0 passage, 2\u202f000 caractères", "0 passages, 2,000 characters"]


def test_a_file_is_warned_of_as_a_build_warns_of_it() -> None:
    (warning,) = (one.message for one in read(court="# Court\n\nPeu.\n").warnings if one.path)
    assert warning.startswith("it has fewer than")


def test_a_day_is_said_in_the_language_of_the_page() -> None:
    document = Document("d", DocumentKind.PAGE, "T", "Mots.", published=date(2026, 3, 1))
    page = write_page(Preview((ReadDocument(document, (), ()),)), language="en")
    assert "1 March 2026" in page


@needs_chromium
def test_the_page_fits_a_phone_whatever_the_words(tmp_path: Path) -> None:
    table = f"| {'z' * 400} | b |\n|---|---|\n| 1 | 2 |"
    endless = read(page=f"# {'x' * 300}\n\n- {'y' * 900}\n\n{table}\n")
    page = tmp_path / "page.html"
    page.write_text(write_page(endless, language="fr"), "utf-8")
    with chromium() as browser:
        opened = browser.new_page(viewport={"width": 360, "height": 740})
        opened.goto(page.as_uri())
        assert opened.evaluate("document.documentElement.scrollWidth") == 360
