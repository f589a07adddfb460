"""Everyday words are expanded by the administration's, and acronyms are spelt out."""

from itertools import product

import pytest

from index.search.lexicon import LEXICONS, load_lexicon, parse_lexicon, spell_out
from index.search.query import read_query

_ROWS = [
    "# a comment",
    "",
    "mairie, maire\tcommune",
    "combien attendre\tdélai, silence gardé",
    "CADA\tcommission d'accès",
]


def _alternatives(*terms: str) -> list[tuple[tuple[str, ...], ...]]:
    lexicon = parse_lexicon(_ROWS, questions="fr", texts="fr")
    return [one.alternatives for one in lexicon.expand(terms)]


def test_a_word_is_expanded_by_what_stands_beside_it() -> None:
    assert _alternatives("mair") == [(("commun",),)]


def test_every_word_of_an_alternative_must_be_there() -> None:
    both = parse_lexicon(["dossier complet\tpièce manquante"], questions="fr", texts="fr")
    assert both.expand(["dossi"]) == ()
    assert len(both.expand(["complet", "dossi"])) == 1


def test_an_alternative_of_two_words_is_kept_together() -> None:
    assert _alternatives("attendr") == [(("del",), ("silenc", "gard"))]


def test_words_of_one_stem_in_one_row_are_one_expansion() -> None:
    (entry,) = parse_lexicon(_ROWS, questions="fr", texts="fr").expand(["mair"])
    assert entry.alternatives == (("commun",),)


def test_a_second_row_for_the_same_words_is_refused_with_its_number() -> None:
    rows = ["frais\tcoût", "les frais\tredevance, coût"]
    with pytest.raises(ValueError, match="row 2 of the lexicon expands 'les frais' again"):
        parse_lexicon(rows, questions="fr", texts="fr")


def test_each_side_is_read_in_its_own_language() -> None:
    lexicon = parse_lexicon(["deadlines\tdélais"], questions="en", texts="fr")
    (entry,) = lexicon.expand(["deadlin"])
    assert entry.alternatives == (("del",),)


def test_an_acronym_is_spelt_out_behind_itself() -> None:
    spelt = spell_out("La Cada répond.")
    assert spelt == "La Cada (commission d'accès aux documents administratifs) répond."


def test_a_row_without_two_columns_is_refused_with_its_number() -> None:
    with pytest.raises(ValueError, match="row 2 of the lexicon has 1 columns"):
        parse_lexicon(["a\tb", "seul"], questions="fr", texts="fr")


@pytest.mark.parametrize(("questions", "texts"), list(product(("fr", "en"), repeat=2)))
def test_every_row_of_the_package_expands_something(questions: str, texts: str) -> None:
    lexicon = load_lexicon(questions=questions, texts=texts)
    assert lexicon.expansions
    assert all(one.terms and all(one.alternatives) for one in lexicon.expansions)


@pytest.mark.parametrize(
    "question",
    [
        "Le 31 mars, on m'a donné raison.",
        "Je sais, il y a environ trois semaines, je vous en ai parlé.",
        "Ma demande est publique.",
        "La réunion est un concert.",
    ],
)
def test_common_words_call_up_nothing_by_their_stems(question: str) -> None:
    query = read_query(question, languages=["fr", "en"], language="fr")
    assert query.expansions == ()


def test_a_row_says_what_is_true_everywhere_and_in_few_words() -> None:
    for path in LEXICONS.iterdir():
        rows = [row for row in path.read_text(encoding="utf-8").splitlines() if "\t" in row]
        assert len(rows) < 450
        for row in rows:
            left = (words for words in row.partition("\t")[0].split(", ") if not words.isupper())
            assert all(len(words.split()) <= 4 for words in left), row


def test_a_language_without_a_lexicon_expands_nothing() -> None:
    assert load_lexicon(questions="de", texts="fr").expand(["frist"]) == ()


def test_no_file_is_left_aside() -> None:
    names = {f"{questions}-{texts}.tsv" for questions, texts in product(("fr", "en"), repeat=2)}
    assert {path.name for path in LEXICONS.iterdir()} == names
