"""Claims on index.lexicon: everyday words bring in the administration's, acronyms are spelt out."""

import pytest

from index.lexicon import LEXICON, parse_lexicon

_ROWS = [
    "# a comment",
    "",
    "mairie, maire\tcommune",
    "combien de temps\tdélai, mois",
    "CADA\tcommission d'accès",
]


def _analyse(text: str) -> list[str]:
    return text.lower().split()


def test_a_word_brings_in_what_stands_beside_it() -> None:
    lexicon = parse_lexicon(_ROWS, analyse=_analyse)
    assert lexicon.expand(["la", "mairie"]) == ("commune",)


def test_every_word_of_an_alternative_must_be_there() -> None:
    lexicon = parse_lexicon(_ROWS, analyse=_analyse)
    assert lexicon.expand(["combien", "de", "membres"]) == ()
    assert lexicon.expand(["temps", "de", "combien"]) == ("délai", "mois")


def test_what_the_question_says_itself_is_not_added() -> None:
    assert parse_lexicon(_ROWS, analyse=_analyse).expand(["maire", "commune"]) == ()


def test_an_acronym_is_spelt_out_behind_itself() -> None:
    lexicon = parse_lexicon(_ROWS, analyse=_analyse)
    assert lexicon.spell_out("La Cada répond.") == "La Cada (commission d'accès) répond."


def test_a_row_without_two_columns_is_refused_with_its_number() -> None:
    with pytest.raises(ValueError, match="row 2 of the lexicon has 1 columns"):
        parse_lexicon(["a\tb", "seul"], analyse=_analyse)


def test_the_lexicon_of_the_package_can_be_read() -> None:
    lexicon = parse_lexicon(LEXICON.read_text("utf-8").splitlines(), analyse=_analyse)
    assert lexicon.acronyms["cada"] == "commission d'accès aux documents administratifs"
    assert len(lexicon.entries) > 100
