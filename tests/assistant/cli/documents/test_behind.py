"""Pages that are behind the law are told by a build and by status, and so are undated ones."""

from pathlib import Path

import orjson
import pytest

from tests.assistant.cli.documents.conftest import Run

_MS = 86_400_000
_BEGINS = 18_809  # 1 July 2021, in days since 1970


def _write(documents: Path) -> None:
    article = {
        "id": "LEGIARTI000000000001",
        "num": "L1-1",
        "etat": "VIGUEUR",
        "texteHtml": "<p>Le gardien du parvis répond sous un mois.</p>",
        "dateDebut": _BEGINS * _MS,
        "dateFin": 32472144000000,
    }
    tree = {
        "type": "code",
        "data": {"cid": "LEGITEXT000000000001", "title": "Code des parvis"},
        "children": [{"type": "article", "data": article}],
    }
    (documents / "code.json").write_bytes(orjson.dumps(tree))
    days = {"vieille": "date: 2020-08-13\n", "neuve": "date: 2022-01-01\n", "x": ""}
    for name, day in days.items():
        (documents / f"{name}.md").write_text(
            f"---\ntitle: Fiche {name}\n{day}---\n# Délais\n\nLe gardien de la {name} répond vite "
            "(article L1-1 du code des parvis).\n",
            "utf-8",
        )


@pytest.fixture
def told(parvis: Run, documents: Path) -> Run:
    _write(documents)
    return parvis


def test_a_build_and_status_list_pages_behind_on_which_articles_since_when(
    told: Run, documents: Path
) -> None:
    lines = [
        "Behind the law that they cite: 1",
        "  vieille.md: “Fiche vieille”, of 2020-08-13; changed since: L1-1 (2021-07-01)",
        "Undated pages, whose law may have changed since: 1",
    ]
    for ran in (told("build", documents), told("status")):
        assert ran.status == 0, ran.err
        assert [line for line in ran.out.splitlines() if line in lines] == lines


def test_status_tells_them_to_a_program(told: Run, documents: Path) -> None:
    assert told("build", documents).status == 0
    found = told("status", "--json").json
    assert found["behind"] == [
        {
            "id": "vieille.md",
            "title": "Fiche vieille",
            "path": "vieille.md",
            "day": "2020-08-13",
            "articles": [
                {"document": "LEGITEXT000000000001", "article": "L1-1", "since": "2021-07-01"}
            ],
        }
    ]
    assert [one["path"] for one in found["undated"]] == ["x.md"]
