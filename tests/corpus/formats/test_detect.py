"""What format a file is in."""

import base64
import io
import json
import os
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableFile, UnsupportedFormat
from corpus.formats.detect import detect
from corpus.formats.format import Format
from corpus.reading import SourceFile


def _detect(raw: str | bytes, path: str = "seed.txt") -> Format:
    return detect(SourceFile(path, raw.encode() if isinstance(raw, str) else raw))


def _zip(**members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in members.items():
            archive.writestr(
                name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), text
            )
    return made.getvalue()


def _ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0" + bytes(99) + stream.encode("utf-16-le")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("---\ntitle: T\n---\n\nTexte", Format.MARKDOWN, id="front matter"),
        pytest.param("# Titre\n\nTexte", Format.MARKDOWN, id="Markdown heading"),
        pytest.param("Voir [ici](https://a.fr), **gras**.", Format.MARKDOWN, id="Markdown marks"),
        pytest.param("Un texte [[20230924193839]] et **gras**.", Format.MARKDOWN, id="wikilinks"),
        pytest.param("<!doctype html><p>Texte", Format.HTML, id="HTML page"),
        pytest.param("\ufeff  <html><body>Texte", Format.HTML, id="HTML after a mark"),
        pytest.param("<p>Un</p>\n<p>Deux</p>", Format.HTML, id="HTML fragment"),
        pytest.param("Un.</p>Deux.</p>Trois.</p>", Format.HTML, id="HTML without beginning"),
        pytest.param(
            '<?xml version="1.0"?><!-- x --><akomaNtoso xmlns="http://docs.oasis-open.org/">',
            Format.AKOMA_NTOSO,
            id="Akoma Ntoso",
        ),
        pytest.param(
            "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b 'c'>]>\n<!-- <d> --><akomaNtoso/>",
            Format.AKOMA_NTOSO,
            id="Akoma Ntoso after a document type",
        ),
        pytest.param("<akn:akomaNtoso xmlns:akn='x'/>", Format.AKOMA_NTOSO, id="with a prefix"),
        pytest.param(
            json.dumps({"id": 1, "content": {"rendered": "<p>a</p>"}}), Format.WORDPRESS, id="page"
        ),
        pytest.param(
            json.dumps([{"title": {"rendered": "T"}, "content": {"rendered": ""}}]),
            Format.WORDPRESS,
            id="posts",
        ),
        pytest.param(
            '{"id":2244,"title":{"rendered":"T"},"content":{"rendered":"\n\nDébut',
            Format.WORDPRESS,
            id="page cut off",
        ),
        pytest.param(
            json.dumps({"data": {"cid": "LEGITEXT1"}, "type": "code", "children": []}),
            Format.LEGI,
            id="code",
        ),
        pytest.param(
            '{"id": "a", "text": "b"}\n{"id": "c", "text": "d"}', Format.JSONL, id="lines"
        ),
        pytest.param('{"text": "b"}\n{broken\n{"text": "d"}', Format.JSONL, id="one line broken"),
        pytest.param("Un texte simple.\n\n- un\n- deux", Format.TEXT, id="text with a list"),
        pytest.param("CONTEXTE\n\nUn texte d'hier.", Format.TEXT, id="text"),
        pytest.param("{ceci est un texte}", Format.TEXT, id="text in braces"),
        pytest.param("[1] Une note de bas de page.", Format.TEXT, id="text in brackets"),
        pytest.param("< 3 ans : gratuit ; > 3 ans : payant", Format.TEXT, id="text with a sign"),
        pytest.param("* Titre\n\nVoir [[https://a.fr][ici]].", Format.TEXT, id="Org mode"),
        pytest.param("Été".encode("utf-16"), Format.TEXT, id="UTF-16"),
        pytest.param(b"%PDF-1.7\n...", Format.PDF, id="PDF"),
        pytest.param(b"\n\n%PDF-1.4", Format.PDF, id="PDF after blank lines"),
        pytest.param(_zip(word__document_xml="<x/>"), Format.DOCX, id="DOCX"),
        pytest.param(
            '<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package><pkg:part '
            'pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
            'document.main+xml"/></pkg:package>',
            Format.DOCX,
            id="DOCX as one file of XML",
        ),
        pytest.param(
            _zip(mimetype="application/vnd.oasis.opendocument.text", content_xml="<x/>"),
            Format.ODT,
            id="ODT",
        ),
    ],
)
def test_the_content_tells_the_format(raw: str | bytes, expected: Format) -> None:
    assert _detect(raw) is expected


@pytest.mark.parametrize(
    ("path", "raw", "expected"),
    [
        ("a.md", "Un texte sans marques.", Format.MARKDOWN),
        ("a.markdown", '<p align="center"><img src="x"></p>\n\nDu texte.', Format.MARKDOWN),
        ("a.txt", "Un texte sans marques.", Format.TEXT),
        ("a.pdf", "Un texte sans marques.", Format.TEXT),
        ("a.md", "%PDF-1.7", Format.PDF),
        ("a.html", "# Titre\n\nDu Markdown.", Format.MARKDOWN),
    ],
)
def test_the_name_only_breaks_ties(path: str, raw: str, expected: Format) -> None:
    assert _detect(raw, path) is expected


@pytest.mark.parametrize(
    ("raw", "reason", "remedy"),
    [
        pytest.param(b"", "it is empty", "replace it", id="empty"),
        pytest.param(b" \n\t\x00\x00\n", "it is empty", "replace it", id="blank"),
        pytest.param(os.urandom(5000), "its bytes are not text", "give the document", id="junk"),
        pytest.param(b"PK\x03\x04abc", "it is a damaged archive", "again", id="broken archive"),
        pytest.param(
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "it is encrypted",
            "remove its password",
            id="DOCX under a password",
        ),
        pytest.param(b'{"a": 1,', "it is JSON that does not parse", "mend it", id="broken JSON"),
    ],
)
def test_what_cannot_be_read_is_refused_with_reason_and_remedy(
    raw: bytes, reason: str, remedy: str
) -> None:
    with pytest.raises(UnreadableFile) as refused:
        _detect(raw, "dossier/a.txt")
    assert refused.value.path == "dossier/a.txt"
    assert refused.value.reason == reason
    assert remedy in refused.value.remedy


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n", "it is a picture", id="PNG"),
        pytest.param(b"\xff\xd8\xff\xe0", "it is a picture", id="JPEG"),
        pytest.param(b"{\\rtf1 Texte}", "it is RTF", id="RTF"),
        pytest.param(b"\x1f\x8b\x08", "it is a gzip archive", id="gzip"),
        pytest.param(
            b"\xd0\xcf\x11\xe0" + bytes(99), "it is a file of an old Office program", id="OLE"
        ),
        pytest.param(_zip(a="b"), "it is a zip archive", id="zip"),
        pytest.param(_ole("Workbook"), "it is an old Excel file (.xls)", id="XLS"),
        pytest.param(_ole("PowerPoint Document"), "it is an old PowerPoint file (.ppt)", id="PPT"),
        pytest.param(_ole("WordDocument"), "it is an old Word file (.doc)", id="DOC of Word"),
        pytest.param(
            _zip(xl__workbook_bin="x"), "it is a spreadsheet in Excel's binary format", id="XLSB"
        ),
        pytest.param(
            _zip(mimetype="application/vnd.oasis.opendocument.graphics"),
            "it is a drawing, chart or database of OpenDocument",
            id="ODG",
        ),
        pytest.param(
            _zip(mimetype="application/vnd.sun.xml.writer"),
            "it is an old OpenOffice file",
            id="SXW",
        ),
        pytest.param(_zip(mimetype="application/epub+zip"), "it is an EPUB book", id="EPUB"),
        pytest.param(b"<?xml version='1.0'?><a/>", "it is XML with the root <a>", id="XML"),
        pytest.param(b'{"a": 1}', "it is JSON without a “text” (it has a)", id="JSON"),
        pytest.param(b"[]", "it is JSON with nothing in it", id="empty array"),
    ],
)
def test_a_format_that_no_reader_knows_is_named(raw: bytes, reason: str) -> None:
    with pytest.raises(UnsupportedFormat) as refused:
        _detect(raw)
    assert refused.value.reason == reason
    assert refused.value.remedy


def test_a_hundred_megabytes_of_garbage_are_refused_at_once() -> None:
    raw = b"\x00\x9f" * 50_000_000
    begun = time.process_time()
    with pytest.raises(UnreadableFile, match="100,000,000 bytes, more than the 67,108,864"):
        _detect(raw)
    assert time.process_time() - begun < 1


def _outcome(raw: str | bytes) -> tuple[str, str]:
    """The format of some content, or the reason and the remedy of its refusal."""
    try:
        return _detect(raw).value, "read it"
    except UnreadableFile as refused:
        return refused.reason, refused.remedy


@pytest.mark.parametrize(
    "unit", ["\x07 \x1b", "[", "{", "<", "{%", "**", "a", "<?a?>", "<!-- -->", "<!DOCTYPE"]
)
@pytest.mark.slow
def test_garbage_costs_no_more_than_its_length(unit: str) -> None:
    raw = (unit * 4_000_000)[:4_000_000].encode()
    begun = time.process_time()
    assert all(_outcome(raw))
    assert time.process_time() - begun < 5


def test_data_in_letters_is_refused() -> None:
    encoded = base64.b64encode(bytes(range(256)) * 200)
    with pytest.raises(UnreadableFile, match="its text has no words"):
        _detect(encoded)


@given(st.binary(max_size=300))
@pytest.mark.slow
def test_any_bytes_have_a_format_or_a_refusal(raw: bytes) -> None:
    assert all(_outcome(raw))


@given(st.text(max_size=300))
def test_any_text_has_a_format_or_a_refusal(text: str) -> None:
    assert all(_outcome(text))
