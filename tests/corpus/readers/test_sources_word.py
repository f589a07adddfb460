"""What the source of a file says goes before what the file says, whatever its format."""

import io
import json

import docx
import pytest
from odf import text
from odf.opendocument import OpenDocumentText

from corpus.document import DocumentKind
from corpus.readers import read
from corpus.reading import SourceFile
from tests.corpus.readers.pdfs import column, pdf
from tests.corpus.readers.service_public.sheets import sheet

WORDS = "Les documents administratifs sont communiqués à toute personne qui les demande."


def _docx() -> bytes:
    word, saved = docx.Document(), io.BytesIO()
    word.add_paragraph(WORDS)
    word.core_properties.language = "fr"
    word.save(saved)
    return saved.getvalue()


def _odt() -> bytes:
    odt, saved = OpenDocumentText(), io.BytesIO()
    odt.text.addElement(text.P(text=WORDS))
    odt.save(saved)
    return saved.getvalue()


_STATED = {"language": "fr", "kind": "page", "licence": "CC BY", "publisher": "DINUM"}
_CODE = {"type": "article", "data": {"num": "L1", "etat": "VIGUEUR", "texte": WORDS}}
FILES: dict[str, str | bytes] = {
    "a.md": "---\n" + "".join(f"{k}: {v}\n" for k, v in _STATED.items()) + f"---\n\n{WORDS}",
    "a.html": f"<html lang=fr><meta name=dc.rights content=CC><title>T</title><p>{WORDS}</html>",
    "a.txt": WORDS,
    "a.jsonl": json.dumps({"text": WORDS, **_STATED}),
    "wordpress.json": json.dumps({"lang": "fr", "content": {"rendered": f"<p>{WORDS}</p>"}}),
    "legi.json": json.dumps({"data": {"id": "LEGITEXT1"}, "children": [_CODE]}),
    "a.xml": f"<akomaNtoso><act><body><p>{WORDS}</p></body></act></akomaNtoso>",
    "sheet.xml": sheet(f"<Texte><Paragraphe>{WORDS}</Paragraphe></Texte>"),
    "a.pdf": pdf(column(WORDS, x=60), title="Un titre"),
    "a.docx": _docx(),
    "a.odt": _odt(),
}


@pytest.mark.parametrize("path", FILES)
def test_the_word_of_a_source_goes_before_that_of_the_file(path: str) -> None:
    said = FILES[path]
    file = SourceFile(
        path,
        said.encode() if isinstance(said, str) else said,
        url="https://example.org/a",
        kind=DocumentKind.CONCEPT_NOTE,
        language="en",
        licence="OGL",
        publisher="Cabinet Office",
    )
    (document,) = read(file).documents
    assert WORDS in document.text
    assert (document.kind, document.language) == (DocumentKind.CONCEPT_NOTE, "en")
    assert (document.licence, document.publisher) == ("OGL", "Cabinet Office")
    assert document.source_path.startswith(path)
    own = {
        "legi.json": "https://www.legifrance.gouv.fr/codes/id/LEGITEXT1",
        "sheet.xml": "https://www.service-public.fr/particuliers/vosdroits/F1234",
    }
    assert document.url == own.get(path, file.url)
