"""Every file that Word opens as a document is read, whatever its packing says."""

import base64
from collections.abc import Callable
from datetime import date

import pytest

from corpus.errors import UnreadableFile, UnsupportedFormat
from tests.corpus.outlines import reading
from tests.corpus.readers.office.docx.word import (
    MAIN,
    lines,
    p,
    parts_of,
    style,
    warnings,
    word,
    zipped,
)  # fmt: skip

BODY = p("Objet", style="Titre1") + p("Le parc ouvre.")
STYLES = style("Titre 1")
READ = ["h1 Objet", "p Le parc ouvre."]


def strict(raw: str | bytes) -> str | bytes:
    """A part by the names of ISO 29500 Strict."""
    assert isinstance(raw, str)
    for room in ("wordprocessingml", "drawingml", "officeDocument"):
        raw = raw.replace(
            f"http://schemas.openxmlformats.org/{room}/2006/", f"http://purl.oclc.org/ooxml/{room}/"
        )
    return raw


def flat(*, binary: bool = False) -> bytes:
    """The document as one file of XML."""
    parts = {**parts_of(BODY, styles=STYLES)}
    inside = ""
    for name, content in parts.items():
        assert isinstance(content, str)
        kind = MAIN if name == "word/document.xml" else "application/xml"
        data = f"<pkg:xmlData>{content.partition('?>')[2] or content}</pkg:xmlData>"
        if binary and name != "word/document.xml":
            encoded = base64.b64encode(content.encode()).decode()
            data = f"<pkg:binaryData>{encoded}</pkg:binaryData>"
        inside += f'<pkg:part pkg:name="/{name}" pkg:contentType="{kind}">{data}</pkg:part>'
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<pkg:package '
        f'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{inside}</pkg:package>'
    ).encode()


def of_type(main_type: str) -> bytes:
    return zipped(parts_of(BODY, styles=STYLES), main_type=main_type)


def elsewhere() -> bytes:
    main = "doc/Texte.xml"
    return zipped(parts_of(BODY, main=main, styles=STYLES), main=main)


def in_utf16() -> bytes:
    parts = parts_of(BODY, styles=STYLES)
    text = str(parts["word/document.xml"]).replace("UTF-8", "UTF-16")
    return zipped({**parts, "word/document.xml": text.encode("utf-16")})


@pytest.mark.parametrize(
    "make",
    [
        lambda: zipped({n: strict(c) for n, c in parts_of(BODY, styles=STYLES).items()}),
        lambda: of_type("application/vnd.ms-word.document.macroEnabled.main+xml"),
        lambda: of_type(MAIN.replace("document.main", "template.main")),
        lambda: of_type("application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        elsewhere,
        in_utf16,
        flat,
        lambda: flat(binary=True),
        lambda: zipped({n.replace("/", "\\"): c for n, c in parts_of(BODY, styles=STYLES).items()}),
    ],
    ids=[
        "Strict", "docm", "dotx", "dotm", "elsewhere", "UTF-16", "XML", "XML of bytes",
        "backslashes",
    ],
)  # fmt: skip
def test_a_document_is_read_in_each_of_its_packings(make: Callable[[], bytes]) -> None:
    assert lines(make()) == READ


def test_a_file_of_xml_that_declares_entities_is_refused() -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a "b">]>\n<pkg:package'
    with pytest.raises(UnreadableFile, match="damaged or missing"):
        reading(flat().replace(b"<pkg:package", entity, 1), "note.xml")


def test_xml_of_word_2003_is_refused_with_its_remedy() -> None:
    old = '<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>'
    with pytest.raises(UnsupportedFormat, match=r"Word's XML of 2003; open it in Word .* as DOCX"):
        reading(old, "note.xml")


def core(content: str) -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/">{content}</cp:coreProperties>'
    )


def days(raw: bytes) -> tuple[date | None, date | None]:
    (document,) = reading(raw, "note.docx").documents
    return document.published, document.modified


def test_no_day_is_made_up_where_there_are_no_properties() -> None:
    assert days(word(BODY)) == (None, None)


def test_the_day_of_creation_is_no_day_of_publication() -> None:
    told = core(
        "<dcterms:created>2018-04-03T10:00:00Z</dcterms:created>"
        "<dcterms:modified>2018-05-04T10:00:00Z</dcterms:modified>"
    )
    assert days(zipped(parts_of(BODY, core=told))) == (None, date(2018, 5, 4))


@pytest.mark.parametrize("day", ["1601-01-01T00:00:00Z", "0000-00-00", "", "hier"])
def test_a_day_that_was_never_set_is_none(day: str) -> None:
    told = core(f"<dcterms:modified>{day}</dcterms:modified>")
    assert days(zipped(parts_of(BODY, core=told))) == (None, None)


def test_damaged_properties_cost_a_warning_and_not_the_document() -> None:
    raw = zipped(parts_of(BODY, styles=STYLES, core="<cp:coreProp"))
    assert lines(raw) == READ
    assert warnings(raw) == ["its properties are damaged: no title or date is taken from them"]


def test_a_day_that_is_named_as_that_of_publication_is_one() -> None:
    cover = (
        '<CoverPageProperties xmlns="http://schemas.microsoft.com/office/2006/coverPageProps">'
        "<PublishDate>2021-03-08T00:00:00</PublishDate></CoverPageProperties>"
    )
    parts = parts_of(
        BODY,
        links={"c": ("customXml", "../customXml/item1.xml")},
        others={"customXml/item1.xml": cover},
    )
    assert days(zipped(parts)) == (date(2021, 3, 8), None)


def test_the_same_file_is_read_alike_whenever_it_is() -> None:
    raw = word(BODY)
    assert reading(raw, "a.docx") == reading(raw, "a.docx")


def test_a_document_whose_main_part_leads_nowhere_is_refused() -> None:
    parts = parts_of(BODY)
    del parts["_rels/.rels"]
    with pytest.raises(UnreadableFile, match="damaged or missing"):
        reading(zipped(parts), "note.docx")
