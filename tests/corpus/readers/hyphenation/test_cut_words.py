"""Words cut within the lines of pages and office documents."""

import io

import docx
import pytest

from corpus.readers import read
from corpus.reading import SourceFile
from tests.corpus.outlines import only, outline, reading

_PAGE = (
    "<h1>Les adminis-trations</h1><p>Avant le rendez-vous, les adminis-trations "
    "commu-niquent leurs docu-ments.</p><table><tr><th>Lieu</th><th>Coût</th></tr>"
    "<tr><td>La commu- nauté</td><td>3</td></tr></table><p>Après.</p>"
)


def test_cut_words_of_a_page_are_joined_and_told() -> None:
    found = reading(_PAGE, "page.html")
    (page,) = found.documents
    assert outline(page) == [
        "h1 Les administrations",
        "p Avant le rendez-vous, les administrations communiquent leurs documents.",
        "tr Lieu | Coût",
        "tr La communauté | 3",
        "p Après.",
    ]
    assert page.title == "Les administrations"
    head = page.blocks[3].head
    assert head is not None
    assert page.text[slice(*head)] == "Lieu | Coût"
    assert found.warnings[0].message.startswith(
        "5 words that a hyphen cut within a line were joined: “adminis-trations”"
    )


def test_cut_words_of_an_office_document_are_joined() -> None:
    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph("Les adminis-trations répondent.")
    document.save(file)
    (made,) = read(SourceFile("a.docx", file.getvalue())).documents
    assert made.text == "Les administrations répondent."


@pytest.mark.parametrize(
    "words",
    ["peut-être", "l’avant-projet de non-recevoir", "https://a.fr/adminis-trations", "co-auteur"],
)
def test_hyphens_that_are_the_authors_stay_without_a_word(words: str) -> None:
    found = reading(f"<h1>Titre</h1><p>Voici {words} ici.</p>", "page.html")
    assert f"Voici {words} ici." in found.documents[0].text
    assert found.warnings == ()


def test_a_law_in_its_own_format_is_kept_to_the_letter() -> None:
    akn = (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body>'
        '<article eId="art_1"><num>Article 1</num><content><p>Les adminis-trations.</p></content>'
        "</article></body></act></akomaNtoso>"
    )
    assert "adminis-trations" in only(akn, "a.xml").text
