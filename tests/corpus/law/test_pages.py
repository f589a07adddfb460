"""Pages lead to the articles that they cite, by words and by links, and say with which words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from corpus.builder import DocumentBuilder
from corpus.document import Document, DocumentKind, Link
from corpus.law.citation_graph import Reference, citation_graph
from corpus.law.citing_words import CitingWords, WordsOrigin, citing_words, gloss_of
from corpus.passage import Passage
from corpus.splitters import split
from tests.corpus.laws import count_words, law

_ADDRESS = "https://www.legifrance.gouv.fr/codes"


def page(
    *lines: str, title: str = "Fiche", links: Sequence[tuple[str, str]] = (), id: str = "page"
) -> Document:
    """A page: "# " begins a heading, "- " an item; `links` are words of it and their addresses."""
    builder = DocumentBuilder()
    for line in lines:
        if line.startswith("# "):
            builder.heading(line[2:], level=1)
        elif line.startswith("- "):
            builder.list_item(line[2:])
        else:
            builder.paragraph(line)
    made = builder.build(id=id, source_path=id, title=title, kind=DocumentKind.PAGE, language="fr")
    placed = [(made.text.index(words), words, target) for words, target in links]
    return replace(
        made, links=tuple(Link(at, at + len(words), target) for at, words, target in placed)
    )


def graph(*documents: Document) -> tuple[list[Passage], tuple[Reference, ...]]:
    passages = [
        passage
        for document in documents
        for passage in split(document, count_tokens=count_words, max_tokens=64)
    ]
    return passages, citation_graph(documents, passages)


def cited(*documents: Document) -> list[str]:
    """The articles that pages cite, in reading order."""
    passages, references = graph(*documents)
    own = {one.id for one in passages if one.document_id.startswith("page")}
    return [one.target_article for one in references if one.source in own]


CODE = law(
    ("L1-1", "Les jardins ouvrent."),
    ("L1-2", "Les jardins ferment."),
    ("R1-3", "Le gardien siffle."),
    ("L1-4", "Le portail grince."),
)
IDENTIFIED = replace(
    CODE,
    articles=tuple(
        replace(
            one,
            source_id=f"LEGIARTI00000000010{place}",
            version_ids=(f"LEGIARTI00000000000{place}",),
            section_ids=(f"LEGISCTA00000000000{place // 2}",),
        )
        for place, one in enumerate(CODE.articles)
    ),
)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["- Code des jardins : articles L1-1 à R1-3 (accès)"], ["L1-1", "L1-2", "R1-3"]),
        (["- Code des jardins : article L1-2 – Fermeture (article L1-4)"], ["L1-2", "L1-4"]),
        (["Le code des jardins le dit. Voyez l'article L1-2."], ["L1-2"]),
        (["Le code des jardins le dit.", "Selon l'article L1-2, il ferme."], ["L1-2"]),
        (["Le code des jardins le dit.", "Le code des ports aussi.", "Article L1-2."], []),
        (["Le code des jardins et la loi n° 9-17 du 6 mai 1978.", "Article L1-2."], ["L1-2"]),
        (["Voyez l'article L1-2."], []),
        (["Les articles L1-1 et suivants du code des jardins."], ["L1-1", "L1-2", "L1-4"]),
        (["# Article L1-4 du code des jardins", "Le portail."], ["L1-4"]),
        (["Code des jardins : article L1-9."], []),
    ],
)
def test_a_page_cites_by_words(lines: list[str], found: list[str]) -> None:
    assert cited(CODE, page(*lines)) == found


@pytest.mark.parametrize(
    ("target", "found"),
    [
        (f"{_ADDRESS}/article_lc/LEGIARTI000000000101", ["L1-2"]),
        (f"{_ADDRESS}/article_lc/LEGIARTI000000000001", ["L1-2"]),
        (f"{_ADDRESS}/id/LEGISCTA000000000001", ["R1-3", "L1-4"]),
        (f"{_ADDRESS}/id/LEGISCTA000000000009", []),
    ],
    ids=["a version in force", "a version before", "a section", "another law's"],
)
def test_a_page_cites_by_the_identifiers_in_its_links(target: str, found: list[str]) -> None:
    assert cited(IDENTIFIED, page("Le texte le dit.", links=[("texte", target)])) == found


def test_a_page_cites_a_section_under_the_address_of_its_act() -> None:
    act = replace(
        law(("4", "Gates open."), id="act", title="Garden Act 1999", language="en"),
        aliases=("http://www.legislation.gov.uk/id/ukpga/1999/7",),
    )
    words = page(
        "Gates open.", links=[("Gates", "https://www.legislation.gov.uk/ukpga/1999/7/section/4")]
    )
    assert cited(act, words) == ["4"]


def test_a_link_says_again_what_its_words_cite_but_not_what_they_cite_with_a_slip() -> None:
    link = [("article", f"{_ADDRESS}/id/LEGISCTA000000000001")]
    assert cited(IDENTIFIED, page("- Code des jardins : article L1-2", links=link)) == ["L1-2"]
    slip = page("- Code des jardins : articles L1-0 à L1-4", links=[("articles", link[0][1])])
    assert cited(IDENTIFIED, slip) == ["R1-3", "L1-4"]


def test_a_reference_tells_how_many_articles_the_same_words_name_and_the_days() -> None:
    code = law(("L1", "Un."), ("L2", "Deux."), dates=(date(2021, 7, 1), None))
    dated = replace(
        page("Les articles L1 à L2 du code des jardins, puis son article L2."),
        published=date(2019, 1, 1),
        modified=date(2020, 8, 13),
    )
    found = graph(code, dated)[1]
    assert [(one.target_article, one.articles) for one in found] == [
        ("L1", 2),
        ("L2", 2),
        ("L2", 1),
    ]
    assert {(one.valid_from, one.day) for one in found} == {(date(2021, 7, 1), date(2020, 8, 13))}


def test_a_range_of_hundreds_of_articles_says_nothing_of_any_one() -> None:
    code = law(*((f"L{number}", "Texte.") for number in range(1, 150)))
    assert cited(code, page("Les articles L1 à L149 du code des jardins.")) == []


@pytest.mark.parametrize(
    ("text", "gloss"),
    [
        ("Code des jardins : articles L1-1 à R1-3 – Accès aux jardins", "Accès aux jardins"),
        ("Code des jardins : articles L1-1 et L1-2 (accès aux jardins)", "accès aux jardins"),
        ("Code des jardins articles L1-1 à L1-2 – Accès aux jardins", "Accès aux jardins"),
        (
            "Loi n° 9-17 du 6 mai 1978 relative aux serres : article 2 – Vitres cassées",
            "Vitres cassées",
        ),
        (
            "Le jardin ferme à huit heures (article L. 1-2 du CRPA).",
            "Le jardin ferme à huit heures.",
        ),
        ("Les règles sont fixées par l'article L. 1-2 du code des jardins.", ""),
        ("Code des jardins : article L1-1", ""),
    ],
)
def test_a_gloss_is_what_the_sentence_says_less_its_citation(text: str, gloss: str) -> None:
    assert gloss_of(text, language="fr")[0] == gloss


def _words(*documents: Document) -> tuple[CitingWords, ...]:
    passages, references = graph(*documents)
    return citing_words(
        references,
        documents={one.id: one for one in documents},
        passages={one.id: one for one in passages},
    )


def test_an_article_has_the_gloss_the_heading_and_the_title_of_the_page_that_cites_it() -> None:
    told = page(
        "# À quelle heure ferme le jardin ?",
        "Le jardin ferme à huit heures (article L1-2 du code des jardins).",
        title="Les heures des jardins",
    )
    target = next(one for one in graph(CODE, told)[0] if one.locator.article == "L1-2")
    found = _words(CODE, told)
    assert [(one.origin, one.words) for one in found] == [
        (WordsOrigin.GLOSS, "Le jardin ferme à huit heures."),
        (WordsOrigin.HEADING, "À quelle heure ferme le jardin ?"),
        (WordsOrigin.TITLE, "Les heures des jardins"),
    ]
    assert {one.targets for one in found} == {(target.id,)}


def test_the_heading_of_a_list_of_references_is_no_word_of_theirs() -> None:
    told = page("# Textes de référence", "- Code des jardins : article L1-2 – Fermeture le soir")
    assert [one.origin for one in _words(CODE, told)] == [WordsOrigin.GLOSS, WordsOrigin.TITLE]


def test_words_are_told_once_for_an_article_and_not_where_they_stand_for_too_many() -> None:
    code = law(*((f"L{number}", "Texte.") for number in range(1, 31)))
    one, other = (
        page("L'article L2 du code des jardins.", title="Les heures", id=f"page{n}") for n in (1, 2)
    )
    wide = page("Les articles L1 à L30 du code des jardins.", title="Tout le code", id="page3")
    assert [(one.words, one.articles) for one in _words(code, one, other, wide)] == [
        ("Les heures", 1)
    ]
