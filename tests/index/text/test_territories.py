"""Claims on index.territories: the overseas territories that a text names."""

import pytest

from index.text.territories import EVERYWHERE, territories_named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("en Polynésie française", {"polynesie"}),
        ("à La Réunion et à Mayotte", {"reunion", "mayotte"}),
        ("la réunion du conseil", set()),
        ("DISPOSITIONS RELATIVES À L'OUTRE-MER", {EVERYWHERE}),
        ("in New Caledonia", {"nouvelle-caledonie"}),
        ("J'habite à Nouméa", {"nouvelle-caledonie"}),
        ("la mairie de Papeete", {"polynesie"}),
        ("aux îles Marquises", {"polynesie"}),
        ("poser des marquises sur une façade", set()),
        ("les Calédoniens", {"nouvelle-caledonie"}),
        ("Glasgow Caledonian University", set()),
        ("en France", set()),
    ],
)
def test_territories_are_told_whatever_the_writing(text: str, named: set[str]) -> None:
    assert territories_named(text) == named
