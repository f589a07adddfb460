"""Articles are found in laws that come as plain text or as a PDF's words."""

import pytest

from corpus.document import BlockKind, Document
from corpus.splitters.articles import with_articles
from tests.corpus.laws import plain_law


def found(document: Document) -> list[tuple[str, str]]:
    law = with_articles(document)
    return [(a.number, law.text[a.start : a.end]) for a in law.articles]


def paths(document: Document) -> list[tuple[str, ...]]:
    return [article.heading_path for article in with_articles(document).articles]


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (("## Article 6", "Le parc ouvre."), "6"),
        (("Article 1er", "Le parc ouvre."), "1er"),
        (("Article premier", "Le parc ouvre."), "premier"),
        (("## Article 25-4 – Ouverture", "Le parc ouvre."), "25-4"),
        (("Article 2 (nouveau)", "Le parc ouvre."), "2"),
        (("## Article L. 311-6", "Le parc ouvre."), "L. 311-6"),
        (("Article 3 bis A", "Le parc ouvre."), "3 bis A"),
        (("Art. 12.- Le parc ouvre.",), "12"),
        (("Art. 4. - Le parc ouvre.",), "4"),
        (("Article 5 Le parc ouvre.",), "5"),
        (("Article 5 : Le parc ouvre.",), "5"),
        (("§ 4 Le parc ouvre.",), "4"),
        (("**Article 7**", "Le parc ouvre."), "7"),
    ],
)
def test_an_article_is_told_from_the_line_that_announces_it(
    lines: tuple[str, ...], number: str
) -> None:
    assert found(plain_law(*lines)) == [(number, "Le parc ouvre.")]


@pytest.mark.parametrize(
    "line",
    [
        "Article 6 de la loi du 2 mai 1930.",
        "L'article 6 est abrogé.",
        "Les articles 6 et 7 sont abrogés.",
        "Article 6, alinéa 2, du code civil.",
        "Section 2 Des parcs",
        "Articles de presse",
    ],
)
def test_a_sentence_that_speaks_of_an_article_announces_none(line: str) -> None:
    assert found(plain_law("Article 1", "Le parc ouvre.", line)) == [
        ("1", "Le parc ouvre." if line.startswith("Section") else f"Le parc ouvre.\n\n{line}")
    ]


@pytest.mark.parametrize("line", ["Section 3. Hedges are cut.", "Sec. 3 - Hedges are cut."])
def test_sections_are_provisions_in_english(line: str) -> None:
    assert found(plain_law(line, language="en")) == [("3", "Hedges are cut.")]


def test_numbers_alone_are_sections_where_they_count_up_in_an_english_act() -> None:
    act = plain_law("- 1. Parks open.", "# PART II", "- 2. They close.", "- 3. End.", language="en")
    assert found(act) == [("1", "Parks open."), ("2", "They close."), ("3", "End.")]
    assert paths(act) == [(), ("PART II",), ("PART II",)]


@pytest.mark.parametrize(
    ("lines", "language"),
    [
        (("1. Parks open.", "2. Parks close."), "en"),
        (("1. Parks open.", "2. Parks close.", "1. Again."), "en"),
        (("2. Parks open.", "3. Parks close.", "4. End."), "en"),
        (("1. Un parc.", "2. Un bois.", "3. Un pré."), "fr"),
    ],
)
def test_numbers_alone_are_a_list_elsewhere(lines: tuple[str, ...], language: str) -> None:
    assert found(plain_law(*lines, language=language)) == []


def test_an_article_runs_to_the_next_one_or_to_the_next_division() -> None:
    law = plain_law(
        "Article 1", "Un.", "- 1° Deux ;", "TITRE II", "## DES PARCS", "Article 2", "T."
    )
    assert found(law) == [("1", "Un.\n\n1° Deux ;"), ("2", "T.")]
    assert paths(law) == [(), ("TITRE II : DES PARCS",)]


def test_headings_lead_to_the_articles_under_them() -> None:
    law = plain_law(
        "# Code des jardins", "## Titre Ier : Parcs", "### Article 1", "Un.", "#### Plus",
        "Deux.", "## Titre II : Bois", "### Article 2", "Trois.",
    )  # fmt: skip
    assert found(law) == [("1", "Un.\n\nPlus\n\nDeux."), ("2", "Trois.")]
    assert paths(law) == [("Titre Ier : Parcs",), ("Titre II : Bois",)]


@pytest.mark.parametrize(
    "closing",
    ["Fait à Paris, le 4 mai.", "La présente loi sera exécutée comme loi de l'Etat.", "Annexe I"],
)
def test_signature_and_annexes_are_no_part_of_the_last_article(closing: str) -> None:
    assert found(plain_law("Article 1", "Un.", closing, "Le maire")) == [("1", "Un.")]


def test_a_table_of_contents_announces_no_article() -> None:
    law = plain_law("## Sommaire", "Article 1er ..... 2", "Article 2 ..... 3", "Article 1er", "Un.")
    assert found(law) == [("1er", "Un.")]
    assert paths(law) == [()]


def test_a_bill_that_sets_out_several_laws_names_each_above_its_articles() -> None:
    bill = plain_law(
        "Loi n° 9-17 du 6 mai 1978 relative aux parcs", "# Article 6", "Le parc ouvre.",
        "Code des bois", "# Article 6", "Le bois ouvre.", "Décret du maire", "Il est public.",
    )  # fmt: skip
    assert paths(bill) == [
        ("Loi n° 9-17 du 6 mai 1978 relative aux parcs",),
        ("Code des bois",),
    ]
    assert found(bill)[1] == ("6", "Le bois ouvre.\n\nDécret du maire\n\nIl est public.")


def test_the_text_stays_and_what_announces_an_article_becomes_a_heading() -> None:
    before = plain_law("Art. 12.- Le parc ouvre.", "Le bois aussi.")
    after = with_articles(before)
    assert after.text == before.text
    assert [(b.kind, after.text[b.start : b.end]) for b in after.blocks] == [
        (BlockKind.HEADING, "Art. 12.-"),
        (BlockKind.PARAGRAPH, "Le parc ouvre."),
        (BlockKind.PARAGRAPH, "Le bois aussi."),
    ]


def test_a_text_without_articles_is_given_back_as_it_is() -> None:
    text = plain_law("# Note", "Le parc ouvre.")
    assert with_articles(text) is text
