"""The overseas territories that a text names."""

import pytest

from index.text.territories import EVERYWHERE, territories_named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("en Polynésie française", {"polynesie"}),
        ("à La Réunion et à Mayotte", {"reunion", "mayotte"}),
        ("la réunion du conseil", set()),
        ("La réunion publique", set()),
        ("La réunion publique est-elle obligatoire ?", set()),
        ("assister à la réunion", set()),
        ("LA RÉUNION PUBLIQUE D'INFORMATION", set()),
        ("J'habite à la réunion", {"reunion"}),
        ("l'île de la Réunion", {"reunion"}),
        ("Dispositions applicables à La Réunion", {"reunion"}),
        ("DISPOSITIONS APPLICABLES À LA RÉUNION", {"reunion"}),
        ("le préfet de la Réunion et le maire", {"reunion"}),
        ("les Réunionnais", {"reunion"}),
        ("la mairie de Saint-Martin-d'Hères", set()),
        ("à saint martin d'hères", set()),
        ("Saint-Martin-de-Ré", set()),
        ("Saint-Martin de Crau", set()),
        ("la rue Saint-Martin", set()),
        ("le canal Saint-Martin", set()),
        ("à Saint-Martin", {"saint-martin"}),
        ("la collectivité de Saint-Martin", {"saint-martin"}),
        (
            "à Saint-Barthélemy, à Saint-Martin et à Mayotte",
            {"saint-barthelemy", "saint-martin", "mayotte"},
        ),
        (
            "Dispositions relatives à Saint-Barthélemy, Saint-Martin et Saint-Pierre-et-Miquelon",
            {"saint-barthelemy", "saint-martin", "saint-pierre-et-miquelon"},
        ),
        ("in Saint Martin", {"saint-martin"}),
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
