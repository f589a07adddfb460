"""Plain text, as it is typed, wrapped, printed and taken out of PDF files."""

import pytest

from corpus.errors import UnreadableFile
from tests.corpus.outlines import only, outline, reading

_WRAPPED = """\
CONTEXTE

Les communes de plus de mille habitants publient leurs comptes chaque
année sur un site ouvert à tous, et répondent aux questions que leurs
habitants leur posent.

Une autre phrase commence ici.
"""


def _text(source: str) -> list[str]:
    return outline(only(source, "note.txt"))


def test_wrapped_lines_are_joined_and_headings_told() -> None:
    assert _text(_WRAPPED) == [
        "h1 CONTEXTE",
        "p Les communes de plus de mille habitants publient leurs comptes chaque année sur un site "
        "ouvert à tous, et répondent aux questions que leurs habitants leur posent.",
        "p Une autre phrase commence ici.",
    ]


def test_lines_that_were_ended_on_purpose_stay_apart() -> None:
    assert _text("Mairie\n12 rue Haute\nParis\n\n" + _WRAPPED)[:3] == [
        "h1 Mairie",
        "p 12 rue Haute",
        "p Paris",
    ]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    line = "Une phrase assez longue pour qu'aucune page de papier ne la tienne. " * 4
    assert _text(f"{line}\nUne autre ligne.") == [f"p {line.strip()}", "p Une autre ligne."]


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("publiées sur inter-\nnet par la mairie", "publiées sur internet par"),
        ("publiées, c'est-à-\ndire ouvertes", "c'est-à-dire ouvertes"),
        ("elles-\nmêmes ouvertes", "elles-mêmes ouvertes"),
        ("la co-création et la co-\ncréation encore", "la co-création et la co-création"),
        ("un mot in\u00ad\nterrompu ici", "un mot interrompu ici"),
        ("un site open-\nsource et un opensource", "un site open-source et"),
        ("de 2018-\n2020 encore", "de 2018-2020 encore"),
    ],
)
def test_a_word_cut_at_the_end_of_a_line_is_mended(source: str, word: str) -> None:
    assert word in only(f"Les données sont {source}.", "a.txt").text


def test_form_feeds_part_pages_and_sentences_go_on_over_them() -> None:
    head = "Rapport annuel de la ville"
    pages = [
        f"{head}\n\n"
        f"Le premier paragraphe de la page est assez long pour aller à la marge et il est\n"
        f"coupé par la fin de la\n\n- 1 -\n",
        f"{head}\n\npage un. Le second paragraphe finit ici.\n\n- 2 -\n",
        f"{head}\n\nLa troisième page commence une phrase.\n\n- 3 -\n",
    ]
    document = only("\f".join(pages), "a.txt")
    assert outline(document) == [
        "p Le premier paragraphe de la page est assez long pour aller à la marge et il est coupé "
        "par la fin de la page un. Le second paragraphe finit ici.",
        "p La troisième page commence une phrase.",
    ]
    assert [block.page for block in document.blocks] == [1, 3]


def test_pages_parted_by_blank_lines_alone_go_on_too() -> None:
    source = (
        "La ville a rejoint en deux mille quatorze le Partenariat pour un Gouvernement\n"
        "\n\n \n\n\n"
        "Ouvert, qui rassemble des gouvernements et des associations du monde entier pour\n"
        "que chacun rende des comptes.\n"
    )
    assert _text(source) == ["p " + " ".join(source.split())]


def test_numbers_of_pages_that_count_up_are_dropped() -> None:
    assert _text("Un texte.\n\n12\n\nUn autre texte.\n\n13\n\nLa fin.") == [
        "p Un texte.",
        "p Un autre texte.",
        "p La fin.",
    ]


def test_items_are_told_by_their_marks_and_nested_by_their_indent() -> None:
    source = """\
Il faut :

● ouvrir les données, ce qui prend du temps et demande que chacun y mette
du sien ;
  - les choisir ;
  - les publier ;
● répondre.

1. Demander.
2. Attendre un
mois.

1° La copie ;
a) l'original.
"""
    assert _text(source) == [
        "p Il faut :",
        "li1 ouvrir les données, ce qui prend du temps et demande que chacun y mette du sien ;",
        "li2 les choisir ;",
        "li2 les publier ;",
        "li1 répondre.",
        "li1 1. Demander.",
        "li1 2. Attendre un mois.",
        "li1 1° La copie ;",
        "li1 a) l'original.",
    ]


def test_a_dash_within_a_sentence_begins_no_item() -> None:
    source = (
        "La transparence, la participation des citoyens et la redevabilité des élus\n"
        "– trois principes – fondent le gouvernement ouvert dans tous les pays.\n"
    )
    assert _text(source) == ["p " + " ".join(source.split())]


def test_headings_nest_by_how_they_are_numbered() -> None:
    source = """\
Rapport sur les données

I. Les principes

Le premier principe est que tout est ouvert par défaut.

1. La gratuité

Rien ne se paie, sauf ce que la loi excepte.

1.1. Les exceptions

Quelques données se paient encore.

II. La pratique

Tout le monde publie.
"""
    assert [line for line in _text(source) if line.startswith("h")] == [
        "h1 Rapport sur les données",
        "h2 I. Les principes",
        "h3 1. La gratuité",
        "h4 1.1. Les exceptions",
        "h2 II. La pratique",
    ]


def test_underlined_lines_are_headings() -> None:
    assert _text("Un titre\n========\n\nDu texte.\n\nUne partie\n----------\n\nLa suite.") == [
        "h1 Un titre",
        "p Du texte.",
        "h2 Une partie",
        "p La suite.",
    ]


def test_a_decree_keeps_its_articles_as_headings_and_its_title() -> None:
    source = """\
Décret n° 2031-12 du 3 janvier 2031 relatif à la publication des comptes des communes de France

NOR : ABCD3100001D

Décrète :

Article 1er

Les communes publient leurs comptes.

Art. 2. - Le présent décret sera publié.
"""
    document = only(source, "a.txt")
    assert document.title.startswith("Décret n° 2031-12 du 3 janvier 2031")
    assert document.kind == "law"
    assert outline(document)[1:] == [
        "p NOR : ABCD3100001D",
        "p Décrète :",
        "h2 Article 1er",
        "p Les communes publient leurs comptes.",
        "p Art. 2. - Le présent décret sera publié.",
    ]


def test_columns_of_figures_are_rows() -> None:
    source = """\
Budget

Poste      Montant    Année
Écoles     100        2020
Routes     200        2021
"""
    assert _text(source) == [
        "h1 Budget",
        "tr Poste | Montant | Année",
        "tr Écoles | 100 | 2020",
        "tr Routes | 200 | 2021",
    ]


def test_lines_with_a_blank_one_after_each_are_brought_together() -> None:
    words = "les communes publient leurs comptes et répondent aux questions qui leur sont posées"
    source = "\n\n".join([f"Ici {words}", *[words] * 11]) + "."
    assert len(_text(source)) == 1


def test_org_mode_keeps_headings_and_the_words_of_links() -> None:
    source = (
        "#+TITLE: Le dépôt\n\n* Licence\n\nVoir [[https://a.fr][la page]] et =code=.\n\n"
        "** Détail\n\nFin."
    )
    document = only(source, "README.org")
    assert document.title == "Le dépôt"
    assert outline(document) == ["h1 Licence", "p Voir la page et code.", "h2 Détail", "p Fin."]


def test_a_text_without_title_is_cited_by_its_first_words() -> None:
    document = only(_WRAPPED, "003_61139b959b95959e.txt")
    assert document.title == (
        "Les communes de plus de mille habitants publient leurs comptes chaque…"
    )


@pytest.mark.parametrize(("name", "most"), [("a.txt", 1_000_000), ("a.md", 300_000)])
@pytest.mark.slow
def test_a_text_of_too_many_lines_is_refused_with_their_number(name: str, most: int) -> None:
    with pytest.raises(UnreadableFile, match=f"{most + 1:,} lines, more than the {most:,}"):
        only("a\n" * (most + 1), name)


def test_a_long_block_keeps_its_words_in_order() -> None:
    words = [f"mot{number}" for number in range(3000)]
    lines = [" ".join(words[place : place + 10]) for place in range(0, 3000, 10)]
    assert _text("\n".join(lines)) == [f"p {' '.join(words)}"]


def test_a_table_drawn_with_signs_is_told() -> None:
    table = "+-----+------+\n| A   | B    |\n+-----+------+\n"
    read = reading(f"Un texte simple.\n\n{table}", "note.txt")
    assert [one.message for one in read.warnings] == [
        "line 3: a table drawn with signs is read line by line: its cells may be mixed"
    ]


def test_a_heading_far_into_a_text_is_not_its_title() -> None:
    begun = "Les communes publient leurs comptes, et répondent aux questions.\n\n" * 20
    document = only(f"{begun}ANNEXE TECHNIQUE\n\nUne autre phrase commence ici.\n", "a.txt")
    assert document.title == "Les communes publient leurs comptes, et répondent aux questions"
