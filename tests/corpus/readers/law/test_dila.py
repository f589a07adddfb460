"""DILA's XML: an article is cited as its text's, with the days between which it holds."""

from datetime import date

import pytest

from corpus.document import Document, DocumentKind
from corpus.law.labels import label
from corpus.readers import read
from corpus.reading import LeftOut, Reading, SourceFile
from corpus.splitters import split
from tests.corpus.laws import count_words
from tests.corpus.outlines import outline
from tests.shared import SHARED, needs_shared

_LAW = "Loi n° 78-99 du 6 janvier 1978 relative aux jardins"
_ARTICLE = """<?xml version="1.0" encoding="UTF-8"?>
<ARTICLE><META><META_COMMUN><ID>{id}</ID></META_COMMUN><META_SPEC><META_ARTICLE><NUM>{number}</NUM>
<ETAT>{state}</ETAT><DATE_DEBUT>2018-06-21</DATE_DEBUT><DATE_FIN>{end}</DATE_FIN></META_ARTICLE>
</META_SPEC></META><CONTEXTE><TEXTE cid="JORFTEXT1" date_publi="1978-01-07" nature="{nature}">
<TITRE_TXT debut="1978-01-07" fin="2018-01-01">Loi ancienne</TITRE_TXT>
<TITRE_TXT debut="2018-01-01" fin="2999-01-01">{title}</TITRE_TXT>
<TITRE_TXT debut="2999-01-01" fin="2999-01-01">…</TITRE_TXT>
<TM><TITRE_TM debut="2018-01-01" fin="2999-01-01" id="LEGISCTA000000000003">Chapitre Ier : Parcs
</TITRE_TM></TM></TEXTE>
</CONTEXTE><VERSIONS><VERSION><LIEN_ART num="9"/></VERSION><VERSION>
<LIEN_ART id="LEGIARTI000000000008" num="3-1"/></VERSION><VERSION>
<LIEN_ART id="LEGIARTI000000000009" num="3-1"/></VERSION></VERSIONS>
<NOTA><CONTENU><p>Applicable en 2019.</p></CONTENU></NOTA>
<BLOC_TEXTUEL><CONTENU>{words}</CONTENU></BLOC_TEXTUEL></ARTICLE>"""


def _reading(**fields: str) -> Reading:
    told = {
        "id": "LEGIARTI000000000009",
        "number": "3-1",
        "state": "VIGUEUR",
        "end": "2999-01-01",
        "nature": "LOI",
        "title": _LAW,
        "words": "<p>Le parc ouvre :<br/>1° Aux enfants ;<br/>2° Aux autres.</p>",
    } | fields
    return read(SourceFile("article.xml", _ARTICLE.format(**told).encode()))


def _article(**fields: str) -> Document:
    (document,) = _reading(**fields).documents
    return document


def test_an_article_has_its_number_its_text_s_title_its_days_and_its_address() -> None:
    law = _article()
    (article,) = law.articles
    assert (law.id, law.kind, law.title) == ("LEGIARTI000000000009", DocumentKind.LAW, _LAW)
    assert law.text[article.start : article.end] == (
        "Le parc ouvre :\n\n1° Aux enfants ;\n2° Aux autres."
    )
    assert (article.number, article.heading_path) == ("3-1", ("Chapitre Ier : Parcs",))
    assert (article.valid_from, article.valid_to) == (date(2018, 6, 21), None)
    assert article.permalink == (
        "https://www.legifrance.gouv.fr/loda/article_lc/LEGIARTI000000000009"
    )
    assert law.text.endswith("\n\nNota : Applicable en 2019.")
    assert article.version_ids == ("LEGIARTI000000000008",)
    assert article.section_ids == ("LEGISCTA000000000003",)
    (first, *_) = split(law, count_tokens=count_words, max_tokens=80)
    assert label(law, first) == "Loi n° 78-99 du 6 janvier 1978, art. 3-1"


def test_an_article_of_a_code_has_the_address_of_a_code() -> None:
    (article,) = _article(nature="CODE", title="Code des jardins", number="L3-1").articles
    assert "/codes/article_lc/" in (article.permalink or "")


def test_a_last_day_is_kept_where_there_is_one() -> None:
    (article,) = _article(end="2027-01-01").articles
    assert article.valid_to == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"state": "ABROGE"}, "it is repealed"),
        ({"state": "MODIFIE"}, "it is an earlier version, since amended"),
        ({"words": ""}, "it has no words in the source"),
    ],
)
def test_an_article_that_is_no_law_any_more_is_left_out(
    fields: dict[str, str], reason: str
) -> None:
    found = _reading(**fields)
    assert (found.documents, found.left_out) == (
        (),
        (LeftOut("article.xml: article 3-1", reason),),
    )


def test_an_article_of_the_journal_has_no_state_and_is_read() -> None:
    assert _article(state="", id="JORFARTI000000000009").url == (
        "https://www.legifrance.gouv.fr/jorf/article_jo/JORFARTI000000000009"
    )


def test_a_text_gives_its_visas_and_signatures_under_its_full_title() -> None:
    raw = """<TEXTE_VERSION><META><META_COMMUN><ID>JORFTEXT000000000001</ID></META_COMMUN>
    <META_SPEC><META_TEXTE_CHRONICLE><DATE_PUBLI>2024-03-05</DATE_PUBLI></META_TEXTE_CHRONICLE>
    <META_TEXTE_VERSION><TITRE>Arrêté</TITRE><TITREFULL>Arrêté du 3 mars 2024 relatif aux parcs
    </TITREFULL></META_TEXTE_VERSION></META_SPEC></META><VISAS><CONTENU><p>La ministre,<br/>Arrête :
    </p></CONTENU></VISAS></TEXTE_VERSION>"""
    (text,) = read(SourceFile("t.xml", raw.encode())).documents
    assert outline(text) == ["p La ministre,", "p Arrête :"]
    assert (text.title, text.published) == (
        "Arrêté du 3 mars 2024 relatif aux parcs",
        date(2024, 3, 5),
    )


@pytest.mark.parametrize("root", ["TEXTELR", "SECTION_TA"])
def test_what_only_lists_articles_is_left_out_and_told(root: str) -> None:
    raw = f"<{root}><META><META_COMMUN><ID>X</ID></META_COMMUN></META><LIEN_ART num='1'/></{root}>"
    found = read(SourceFile("t.xml", raw.encode()))
    assert (found.documents, len(found.left_out)) == ((), 1)
    assert "ARTICLE files" in found.left_out[0].reason


@needs_shared
def test_the_shared_article_is_read_with_its_number_and_its_day() -> None:
    path = SHARED / "cases" / "txt" / "legi-article.xml"
    found = read(SourceFile(path.name, path.read_bytes()))
    (law,) = found.documents
    (article,) = law.articles
    assert (law.title, article.number) == ("Article L311-1", "L311-1")
    assert (article.valid_from, article.valid_to) == (date(2016, 1, 1), None)
    assert law.text == "Article L311-1\n\nLes administrations sont tenues de publier."
    assert "of which text" in found.warnings[0].message
