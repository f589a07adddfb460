"""Countries are told by their names and adjectives, in French and English."""

import pytest

from corpus.countries import countries_in, without_countries


@pytest.mark.parametrize(
    ("folded", "names"),
    [
        ("le plan britannique", ["UK"]),
        ("royaume-uni", ["UK"]),
        ("cote d'ivoire", ["Côte d'Ivoire"]),
        ("plan d action des etats unis", ["US"]),
        ("northern ireland", ["Northern Ireland"]),
        ("plans of france and italian ones", ["France", "Italy"]),
        ("united states of america", ["US"]),
        ("l'administration francophone", []),
    ],
)
def test_countries_are_told_by_name_and_adjective(folded: str, names: list[str]) -> None:
    assert [one.english for one in countries_in(folded)] == names


def test_a_country_has_its_names_in_both_languages() -> None:
    (country,) = countries_in("german")
    assert {"germany", "allemagne", "german", "allemande"} <= country.names


def test_names_of_countries_are_taken_out_whole() -> None:
    assert without_countries("new zealand").strip() == ""
