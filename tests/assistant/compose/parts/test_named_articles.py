"""Each article that a quote names is told with the passage that has its text."""

from datetime import date
from pathlib import Path

import pytest

from assistant.citation import NamedArticle
from assistant.compose.parts.named_articles import with_names
from assistant.http.citation_schemas import CitationOut
from index.snapshot.index import Index
from tests.assistant.compose.parts.quoting import DAY, code, indexed, passage_with, quoting, sheet

_TWO = "Le délai prévu à l'article L. 1-2 court, sous réserve des articles L. 1-3 et L. 1-2."
_ALL = "Par dérogation aux dispositions du présent titre, il ferme."
_PAGE = "La clé est rendue le soir (article L1-3 du code des parvis)."
_ARTICLES = {"L1-1": f"Il ouvre. {_TWO}", "L1-2": "Un mois.", "L1-3": "La clé.", "L1-4": _ALL}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    page = sheet("clé", {"Rendre": [_PAGE]})
    return indexed(tmp_path_factory.mktemp("names"), code(_ARTICLES), page)


def _names(index: Index, quote: str, *, as_of: date = DAY) -> tuple[NamedArticle, ...]:
    (citation,) = with_names(quoting(index, quote).citations, index, as_of=as_of)
    return citation.names


def test_the_words_that_name_an_article_lead_to_its_passage(index: Index) -> None:
    names = _names(index, _TWO)
    text = index.documents["code"].text
    assert [(text[one.start : one.end], one.article, one.label) for one in names] == [
        ("L. 1-2", "L1-2", "CP, art. L1-2"),
        ("L. 1-3", "L1-3", "CP, art. L1-3"),
        ("L. 1-2", "L1-2", "CP, art. L1-2"),
    ]
    assert [index.passage(one.passage_id).text for one in names] == [
        "Un mois.",
        "La clé.",
        "Un mois.",
    ]


def test_the_contract_gives_what_a_request_for_its_text_needs(index: Index) -> None:
    citations = with_names(quoting(index, _PAGE).citations, index, as_of=DAY)
    (name,) = CitationOut.model_validate(citations[0]).names
    assert name.model_dump() == {
        "passage_id": passage_with(index, "La clé.").id,
        "document_id": "code",
        "label": "CP, art. L1-3",
        "article": "L1-3",
        "start": name.start,
        "end": name.end,
    }


def test_an_article_that_a_page_names_is_told_too(index: Index) -> None:
    (one,) = _names(index, _PAGE)
    assert (one.document_id, one.article) == ("code", "L1-3")


def test_a_quote_has_only_the_articles_that_its_own_words_name(index: Index) -> None:
    assert _names(index, "Il ouvre.") == ()


def test_a_whole_title_is_no_article(index: Index) -> None:
    assert _names(index, _ALL) == ()


def test_an_article_is_named_while_it_holds(tmp_path: Path) -> None:
    index = indexed(tmp_path, code(_ARTICLES, since=date(2020, 1, 1), until=date(2022, 1, 1)))
    assert len(_names(index, _TWO, as_of=date(2021, 1, 1))) == 3
    assert _names(index, _TWO, as_of=date(2022, 1, 1)) == ()
