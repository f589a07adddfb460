"""Pages saved in one file."""

from email.message import EmailMessage

import pytest

from corpus.errors import UnreadableFile
from tests.corpus.outlines import only, outline, reading

_PAGE = "<html><head><title>Délais</title></head><body><main><h1>Délais</h1>{}</main></body></html>"


def _archive(*pages: str, start: str = "", charset: str = "utf-8") -> bytes:
    archive = EmailMessage()
    archive["From"] = "<Saved by Blink>"
    archive["Snapshot-Content-Location"] = "https://exemple.fr/1"
    archive["Subject"] = "Délais"
    archive["Date"] = "Tue, 05 Mar 2024 10:00:00 +0100"
    archive.set_content("")
    archive.make_related()
    for number, page in enumerate(pages):
        archive.add_related(page, subtype="html", charset=charset, cid=f"<{number}@x>")
        part = list(archive.iter_parts())[-1]
        part["Content-Location"] = f"https://exemple.fr/{number}"
    archive.add_related(b"\x89PNG", maintype="image", subtype="png")
    archive.set_param("type", "text/html")
    if start:
        archive.set_param("start", f"<{start}@x>")
    return archive.as_bytes()


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "cp1252"])
def test_the_page_of_an_archive_is_read_with_its_address_and_no_date(charset: str) -> None:
    raw = _archive("<p>menu</p>", _PAGE.format("<p>Le délai est de 1 mois.</p>"), charset=charset)
    page = only(raw, "page.mhtml")
    assert outline(page) == ["h1 Délais", "p Le délai est de 1 mois."]
    assert (page.title, page.url) == ("Délais", "https://exemple.fr/1")
    assert (page.published, page.modified) == (None, None)


def test_the_encoding_that_only_the_page_says_is_right_without_a_warning() -> None:
    page = _PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').format("<p>Délai, été.</p>")
    raw = _archive("", page, charset="iso-8859-1").replace(b'; charset="iso-8859-1"', b"")
    read = reading(raw, "page.mht")
    assert read.documents[0].text == "Délais\n\nDélai, été."
    assert read.warnings == ()


def test_the_part_that_the_archive_begins_with_is_its_page() -> None:
    raw = _archive(_PAGE.format("<p>Zéro.</p>"), _PAGE.format("<p>Un.</p>"), start="0")
    assert only(raw, "page.mht").text == "Délais\n\nZéro."


def test_what_was_inserted_in_the_page_is_told() -> None:
    raw = _archive("", _PAGE.format('<p>Dit.</p><iframe src="cid:frame@mhtml.blink"></iframe>'))
    assert [warning.message for warning in reading(raw, "page.mht").warnings] == [
        "the page inserted is not read (under “Délais”)"
    ]


def test_an_archive_without_a_page_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="no page in it; save the page from the browser"):
        reading(_archive(), "page.mht")
