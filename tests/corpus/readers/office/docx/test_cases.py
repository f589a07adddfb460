"""The small shared files are read as a reader of the document would see them."""

import pytest

from corpus.readers import read
from corpus.reading import SourceFile
from corpus.splitters import split
from tests.corpus.outlines import outline
from tests.shared import SHARED

CASES = SHARED / "cases" / "docx"
RIGHT = {
    "altchunk": ["h1 Guide", "p La demande est gratuite.", "p Fin du guide."],
    "articles-by-style": [
        "h1 Arrêté du 3 mars 2024 relatif à la publication des données",
        "h1 Titre I Dispositions générales", "p Article 1 Les données sont publiées.",
        "p Article 2 Elles sont gratuites.", "h1 Titre II Dispositions finales",
        "p Article 3 Le directeur est chargé de l’exécution du présent arrêté.",
    ],
    "formula": [
        "h1 Calcul", "p La redevance est égale à R = 0,18 × n où n est le nombre de pages.",
    ],
    "merged": [
        "h1 Calendrier", "tr Engagement | Jalons", "tr Engagement | Début | Fin",
        "tr Ouvrir les données | Janvier 2022 | Juin 2022",
        "tr Ouvrir les données | Juillet 2022 | Mars 2023",
    ],
    "restart": [
        "h2 Article 1er", "p Sont communicables :", "li1 1° les rapports ;", "li1 2° les études ;",
        "li1 3° les avis.", "h2 Article 2", "p Ne sont pas communicables :",
        "li1 1° les avis du Conseil d’Etat ;", "li1 2° les documents de la Cour des comptes.",
    ],
    "symbols": ["h1 Signes", "p Coche✓ supérieur ≥ 10 agents, administration, porte-parole"],
    "textbox-in-cell": [
        "h1 Fiche", "tr Délai | Un mois. Prolongé en cas de consultation.",
        "tr Coût | Gratuit sur place.",
    ],
    "tracked-row": [
        "h1 Barème", "tr Support | Prix", "tr Cédérom | 2,75 euros",
        "p Le délai est d’un mois à compter de la réception de la demande.", "p Texte ajouté.",
    ],
}  # fmt: skip


def _file(name: str) -> SourceFile:
    path = CASES / f"{name}.docx"
    if not path.is_file():
        pytest.skip(f"the shared case {path} is not there")
    return SourceFile(path.name, path.read_bytes())


@pytest.mark.parametrize("name", RIGHT)
def test_a_shared_case_is_read_as_it_shows(name: str) -> None:
    found = read(_file(name))
    (document,) = found.documents
    assert outline(document) == RIGHT[name]
    assert (found.warnings, document.published, document.modified) == ((), None, None)


def test_articles_numbered_by_their_style_are_articles() -> None:
    (document,) = read(_file("articles-by-style")).documents
    passages = split(document, count_tokens=lambda text: len(text) // 4, max_tokens=200)
    assert [passage.locator.article for passage in passages][-3:] == ["1", "2", "3"]
