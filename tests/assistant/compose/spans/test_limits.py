"""Claims on assistant.compose.spans.limits: which sentences limit a rule, and what they name."""

import pytest

from assistant.compose.spans.limits import alineas_named, is_limit, names_article


@pytest.mark.parametrize(
    "sentence",
    [
        "Toutefois, le registre est fermé le soir.",
        "Par dérogation à l'article L. 1-1, le délai est doublé.",
        "Le présent article ne s'applique pas aux hameaux.",
        "La sanction peut toutefois être prononcée.",
        "This section does not apply to villages.",
    ],
)
def test_a_sentence_that_says_where_a_rule_stops_limits_it(sentence: str) -> None:
    assert is_limit(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Le registre est public.",
        "Toute copie est libre dans la limite des moyens du gardien.",
        "Il revient au maire de répondre, à l'exception des plans.",
    ],
)
def test_a_rule_with_a_reservation_of_its_own_limits_no_other(sentence: str) -> None:
    assert not is_limit(sentence)


def test_an_article_is_known_however_it_is_written() -> None:
    assert names_article("au sens de l'article R. * 1-4", "R*1-4")
    assert not names_article("au sens de l'article L. 1-44", "L1-4")


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("Les premier et deuxième alinéas ne sont pas applicables :", {1, 2}),
        ("Par dérogation au premier alinéa, au 3e et au 4e alinéas, nul n'est tenu.", {1, 3, 4}),
        ("Pour l'application du troisième alinéa, la somme ne peut excéder dix euros.", {3}),
        ("Le premier alinéa de l'article L. 1-2 ne s'applique pas.", set()),
        ("Le registre du premier alinéa est public.", set()),
    ],
)
def test_a_limit_is_known_by_the_alineas_that_it_names(sentence: str, numbers: set[int]) -> None:
    assert alineas_named(sentence) == numbers
