"""Claims on index.lexicon: everyday words bring in the administration's, acronyms are spelt out."""

from itertools import product

import pytest

from index.search.lexicon import LEXICONS, load_lexicon, parse_lexicon, spell_out

_ROWS = [
    "# a comment",
    "",
    "mairie, maire\tcommune",
    "combien attendre\tdélai, silence gardé",
    "CADA\tcommission d'accès",
]


def _used(*terms: str) -> list[tuple[tuple[str, ...], ...]]:
    lexicon = parse_lexicon(_ROWS, asked="fr", used="fr")
    return [one.used for one in lexicon.called_up(terms)]


def test_a_word_calls_up_what_stands_beside_it() -> None:
    assert _used("mair") == [(("commun",),)]


def test_every_word_of_an_alternative_must_be_there() -> None:
    both = parse_lexicon(["dossier complet\tpièce manquante"], asked="fr", used="fr")
    assert both.called_up(["dossi"]) == ()
    assert len(both.called_up(["complet", "dossi"])) == 1


def test_an_alternative_of_two_words_is_kept_together() -> None:
    assert _used("attendr") == [(("del",), ("silenc", "gard"))]


def test_rows_for_the_same_words_are_one_entry() -> None:
    rows = ["frais\tcoût", "frais\tredevance, coût"]
    (entry,) = parse_lexicon(rows, asked="fr", used="fr").called_up(["frais"])
    assert entry.used == (("cout",), ("redev",))


def test_each_side_is_read_in_its_own_language() -> None:
    lexicon = parse_lexicon(["deadlines\tdélais"], asked="en", used="fr")
    (entry,) = lexicon.called_up(["deadlin"])
    assert entry.used == (("del",),)


def test_an_acronym_is_spelt_out_behind_itself() -> None:
    spelt = spell_out("La Cada répond.")
    assert spelt == "La Cada (commission d'accès aux documents administratifs) répond."


def test_a_row_without_two_columns_is_refused_with_its_number() -> None:
    with pytest.raises(ValueError, match="row 2 of the lexicon has 1 columns"):
        parse_lexicon(["a\tb", "seul"], asked="fr", used="fr")


@pytest.mark.parametrize(("asked", "used"), list(product(("fr", "en"), repeat=2)))
def test_every_row_of_the_package_calls_something_up(asked: str, used: str) -> None:
    lexicon = load_lexicon(asked=asked, used=used)
    assert lexicon.entries
    assert all(entry.asked and entry.used for entry in lexicon.entries)


def test_a_language_without_a_lexicon_calls_nothing_up() -> None:
    assert load_lexicon(asked="de", used="fr").called_up(["frist"]) == ()


def test_no_file_is_left_aside() -> None:
    names = {f"{asked}-{used}.tsv" for asked, used in product(("fr", "en"), repeat=2)}
    assert {path.name for path in LEXICONS.iterdir()} == names
