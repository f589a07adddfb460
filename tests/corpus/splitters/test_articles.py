"""Articles are found in laws that come as plain text or as a PDF's words."""

import pytest

from corpus.document import BlockKind, Document
from corpus.splitters.articles import with_articles, without_words
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
        (("Art. 2bis. Le parc ouvre.",), "2bis"),
        (("Art. 8/1. Le parc ouvre.",), "8/1"),
        (("Art. 10a Le parc ouvre.",), "10a"),
        (("Art. VI.2/1. Le parc ouvre.",), "VI.2/1"),
        (("Art. D.IV.5. Le parc ouvre.",), "D.IV.5"),
        (("Art. L. 5 A. - Le parc ouvre.",), "L. 5 A"),
        (("Article L. 213-1-1", "Le parc ouvre."), "L. 213-1-1"),
        (("Article R* 132-4", "Le parc ouvre."), "R* 132-4"),
        (("Article L.O. 111", "Le parc ouvre."), "L.O. 111"),
        (("Art. 13 - Le parc ouvre.",), "13"),
        (("Articles 4 à 6", "Le parc ouvre."), "4 à 6"),
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


def test_the_paragraph_of_an_article_begins_its_words() -> None:
    assert found(plain_law("Art. 12, § 2. Le Roi fixe le tarif.")) == [
        ("12", "§ 2. Le Roi fixe le tarif.")
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("# Article 3 - La séance est publique", "La séance est publique"),
        ("Article 3 (abrogé)", "(abrogé)"),
        ("# Article 3 (supprimé)", "(supprimé)"),
    ],
)
def test_an_article_that_stands_in_its_own_heading_says_what_the_heading_says(
    line: str, words: str
) -> None:
    law = plain_law("# Article 2", "Un.", line, "# Article 4", "Deux.")
    assert found(law) == [("2", "Un."), ("3", words), ("4", "Deux.")]
    assert without_words(law) == ()


def test_an_article_under_which_nothing_is_said_is_told() -> None:
    law = plain_law("# Article 1", "Un.", "# Article 2", "# Article 3", "Trois.")
    assert [number for number, _ in found(law)] == ["1", "3"]
    assert without_words(law) == ("2",)


def test_a_heading_right_under_the_number_is_the_article_s_title() -> None:
    law = plain_law("# Article 5", "# Principes relatifs aux parcs", "Ils ouvrent.")
    assert found(law) == [("5", "Ils ouvrent.")]
    assert paths(law) == [()]


def test_the_articles_of_an_annex_are_the_annex_s() -> None:
    law = plain_law(
        "Article 1", "Un.", "Fait à Paris.", "ANNEXE II", "Article 1", "Deux.", "Article 2",
        "Trois.",
    )  # fmt: skip
    assert found(law) == [
        ("1", "Un."),
        ("Annexe II, article 1", "Deux."),
        ("Annexe II, article 2", "Trois."),
    ]


def test_articles_in_quotation_marks_are_words_of_the_one_that_inserts_them() -> None:
    law = plain_law("Article 1", "Il est inséré :", "« Art. 7 bis. - Un. »", "Article 2", "Deux.")
    assert found(law) == [
        ("1", "Il est inséré :\n\n« Art. 7 bis. - Un. »"),
        ("2", "Deux."),
    ]


def test_a_paragraph_of_several_lines_is_parted_where_one_begins_an_article() -> None:
    law = plain_law("Article 1 : Rien.\nArticle 2 : Deux.\nArticle 5 du code civil.")
    assert found(law) == [("1", "Rien."), ("2", "Deux.\nArticle 5 du code civil.")]


def test_paragraphs_are_no_articles_where_the_law_has_articles() -> None:
    law = plain_law("Art. 12. § 1er. Un.", "§ 2. Deux.", "Art. 13. Trois.")
    assert found(law) == [("12", "§ 1er. Un.\n\n§ 2. Deux."), ("13", "Trois.")]


def test_contents_without_dots_announce_no_article() -> None:
    law = plain_law(
        "Article 1er Objet", "Article 2 Champ", "Vu la loi,", "# Article 1er Objet", "Un.",
        "# Article 2 Champ", "Deux.",
    )  # fmt: skip
    assert found(law) == [("1er", "Un."), ("2", "Deux.")]


def test_the_sections_of_quebec_are_told_by_numbers_where_the_law_speaks_of_itself() -> None:
    law = plain_law(
        "- 1. La présente loi ouvre les parcs.", "TITRE II", "- 2. Ils ferment.", "- 2.1. La nuit.",
        "ANNEXE A", "- 1. Le parc.",
    )  # fmt: skip
    assert [number for number, _ in found(law)] == ["1", "2", "2.1", "Annexe A, article 1"]


def test_a_section_of_an_act_has_its_title_above_its_subsections() -> None:
    act = plain_law(
        "# 1 General right of access.", "- (1) Parks open.", "# 10 Time.", "- (1) At noon.",
        "# SCHEDULE 1", "Public parks", "- 1 Any park.", language="en",
    )  # fmt: skip
    assert found(act) == [
        ("1", "(1) Parks open."),
        ("10", "(1) At noon."),
        ("Schedule 1, paragraph 1", "Any park."),
    ]
    assert paths(act)[2] == ("SCHEDULE 1 : Public parks",)


def test_an_arrangement_of_sections_counts_none() -> None:
    act = plain_law(
        "- 1. Short title.", "- 2. Parks.", "- 3. Hedges.", "An Act about parks.",
        "- 1. This Act may be cited as the Parks Act, 2019, and it begins now.",
        "- 2. Every person has a right to see parks, save those that are closed.",
        "- 3. Hedges are cut by the minister every year before the end of March.", language="en",
    )  # fmt: skip
    assert [words.split()[0] for _, words in found(act)] == ["This", "Every", "Hedges"]


def test_a_text_without_articles_is_given_back_as_it_is() -> None:
    text = plain_law("# Note", "Le parc ouvre.")
    assert with_articles(text) is text
