"""The small files that were once read wrongly, and what is right of each."""

from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.readers import read
from corpus.reading import Reading, SourceFile
from tests.corpus.outlines import outline
from tests.shared import SHARED

CASES = SHARED / "cases"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason=f"there are no cases in {CASES}")


def _read(name: str) -> Reading:
    return read(SourceFile(Path(name).name, (CASES / name).read_bytes()))


@pytest.mark.parametrize(
    ("name", "blocks"),
    [
        (
            "html/del-ins.html",
            [
                "h1 Tarif",
                "p Le tarif est de 0,18 euro.",
                "p Prix en m2, CO2, 1er alinéa, note.",
            ],
        ),
        ("html/page.mht", ["h1 Délais", "p Le délai est d’un mois."]),
        (
            "html/table-rowspan.html",
            [
                "h1 Calendrier du plan",
                "p Jalons",
                "tr Engagement | Dates",
                "tr Engagement | Début | Fin",
                "tr Ouvrir les données | Janvier 2022 | Juin 2022",
                "tr Ouvrir les données | Juillet 2022 | Mars 2023",
            ],
        ),
        ("html/tabs-hidden.html", ["h1 Tarifs"]),
    ],
)
def test_a_page_is_read_as_it_is_shown(name: str, blocks: list[str]) -> None:
    assert outline(_read(name).documents[0]) == blocks


def test_every_section_of_a_guide_is_read() -> None:
    document = _read("furniture/sections.html").documents[0]
    assert [line for line in outline(document) if line.startswith("h2")] == [
        "h2 Comment saisir la CADA ?",
        "h2 Partage des données",
        "h2 Action sociale",
        "h2 RGPD",
        "h2 Social security",
        "h2 Délais",
    ]


def test_a_page_encoded_twice_is_mended_and_told() -> None:
    found = _read("html/mojibake.html")
    assert found.documents[0].text.endswith(
        "L’administration répond dans un délai d’un mois à compter de la réception."
    )
    assert "encoded twice" in found.warnings[0].message


def test_a_form_to_log_in_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="form to log in"):
        _read("html/login.html")
