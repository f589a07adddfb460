"""Countries are told by their names and adjectives in French and English."""

import pytest

from corpus.countries import countries_in, without_countries


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("le plan britannique", ["UK"]),
        ("the Royaume-Uni’s plan", ["UK"]),
        ("PLAN DU SÉNÉGAL", ["Senegal"]),
        ("le plan de la Côte d’Ivoire", ["Côte d'Ivoire"]),
        ("Northern Ireland", ["Northern Ireland"]),
        ("Ireland and Northern Ireland", ["Ireland", "Northern Ireland"]),
        ("the U.S. plan", ["US"]),
        ("tell us of the plan", []),
        ("Maroc, Marocain, Morocco", ["Morocco"]),
        ("l'Algorithme", []),
    ],
)
def test_a_country_is_told_by_any_of_its_names(text: str, names: list[str]) -> None:
    assert [country.english for country in countries_in(text)] == names


def test_every_name_of_a_country_is_taken_off() -> None:
    assert without_countries("Third US and Canadian plan, États-Unis") == "third and plan"
