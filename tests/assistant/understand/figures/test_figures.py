"""Claims on assistant.understand.figures.figures: which figures a text holds, and where."""

import pytest

from assistant.understand.figures.figures import figures_in
from assistant.understand.figures.numbers import is_number_word

_FRENCH = [
    ("dans un délai d'un mois", ("delay", 1, "month", "un mois")),
    ("sous 2 mois", ("delay", 2, "month", "2 mois")),
    ("quinze jours francs après", ("delay", 15, "day", "quinze jours francs")),
    ("pendant trente-six mois", ("delay", 36, "month", "trente-six mois")),
    ("dans le mois suivant", ("delay", 1, "month", "mois")),
    ("sans délai", ("delay", None, "", "sans délai")),
    ("soit dix-huit euros", ("amount", 18, "EUR", "dix-huit euros")),
    ("à 0,18 € la page", ("amount", 0.18, "EUR", "0,18 €")),
    ("un million d'euros", ("amount", 1e6, "EUR", "un million d'euros")),
    ("l'entrée est gratuite", ("amount", 0, "free", "gratuite")),
    ("le 1er janvier 2024", ("date", 20240101, "", "1er janvier 2024")),
    ("d'ici fin 2015", ("date", 20150000, "deadline", "2015")),
    ("10 000 habitants", ("number", 10_000, "habitants", "10 000 habitants")),
    ("la moitié plus un", ("number", 0.5, "share", "la moitié plus un")),
    ("les deux tiers des voix", ("number", 2 / 3, "share", "les deux tiers")),
    ("âgé de seize ans", ("age", 16, "year", "seize ans")),
]
_ENGLISH = [
    ("by the end of 2015", ("date", 20150000, "deadline", "2015")),
    ("within one month", ("delay", 1, "month", "one month")),
    ("on 30 June 2014", ("date", 20140630, "", "30 June 2014")),
    ("20 working days", ("delay", 20, "day", "20 working days")),
    ("£1.5bn", ("amount", 1.5e9, "GBP", "£1.5bn")),
]


@pytest.mark.parametrize(
    ("text", "figure", "language"),
    [(*case, "fr") for case in _FRENCH] + [(*case, "en") for case in _ENGLISH],
)
def test_a_figure_is_read_with_its_value_its_unit_and_its_place(
    text: str, figure: tuple[str, float, str, str], language: str
) -> None:
    found = [
        (one.kind.value, one.value, one.unit, text[one.start : one.end])
        for one in figures_in(text, language=language)
    ]
    assert figure in found


@pytest.mark.parametrize(
    "text",
    [
        "l'article R. 311-13 du code",
        "la loi n° 78-753 du 17 juillet 1978",
        "1° Un registre ;",
        "le droit d'un tiers",
        "l'entrée n'est pas gratuite",
        "the Parvis Act 2000",
    ],
)
def test_what_only_numbers_or_names_a_thing_is_no_figure(text: str) -> None:
    assert [text[one.start : one.end] for one in figures_in(text, language="fr")] == []


def test_a_length_of_time_is_no_age() -> None:
    kinds = {one.kind.value for one in figures_in("depuis moins de cinq ans", language="fr")}
    assert kinds == {"delay"}


def test_a_word_for_a_number_is_known_in_both_languages() -> None:
    assert is_number_word("quinze")
    assert is_number_word("fifteen")
    assert not is_number_word("quinzaine")
