"""Terms: stems without accents, no stop words, one term for all writings of an article's number."""

import pytest

from index.text.terms import analyse


@pytest.mark.parametrize(
    "written",
    ["L. 311-6", "L311-6", "l311-6", "art. L 311-6", "l'article L. 311‑6,", "L.311-6."],
)
def test_every_writing_of_an_article_gives_its_one_term(written: str) -> None:
    assert "l311-6" in analyse(written, language="fr")


@pytest.mark.parametrize(
    ("written", "term"),
    [("R.* 132-4", "r132-4"), ("R*132-4", "r132-4"), ("D. 12", "d12"), ("LO 19-11-5", "lo19-11-5")],
)
def test_numbers_of_other_parts_of_a_code_are_kept_whole(written: str, term: str) -> None:
    assert term in analyse(f"Voir l'article {written} du code", language="fr")


def test_an_age_or_an_amount_is_not_an_article() -> None:
    assert analyse("il a 5 ans", language="fr") == ["5", "an"]
    assert analyse("a 5 year plan", language="en") == ["5", "year", "plan"]


def test_elided_words_are_set_free_of_what_stands_before_them() -> None:
    assert analyse("jusqu’à l'échéance qu'aujourd'hui", language="fr") == ["echeanc"]


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("communications", "communication", "fr"),
        ("délais", "delai", "fr"),
        ("œuvre", "oeuvre", "fr"),
        ("ÉTAT", "état", "fr"),
        ("e\u0301tat", "état", "fr"),
        ("commitments", "commitment", "en"),
        ("the minister's", "ministers", "en"),
    ],
    ids=["number", "accent", "ligature", "case", "composed", "English", "possessive"],
)
def test_forms_of_a_word_share_a_term(one: str, other: str, language: str) -> None:
    assert analyse(one, language=language) == analyse(other, language=language) != []


def test_words_that_say_nothing_are_left_out() -> None:
    assert analyse("Qui est-ce que cela pourra-t-il et pour nous ?", language="fr") == ["pourr"]
    assert analyse("What is it that they would do?", language="en") == []


def test_numbers_stay_as_they_are_written() -> None:
    assert analyse("3,5 % en 2018-2020", language="fr") == ["3,5", "2018", "2020"]


def test_a_language_without_stems_is_only_folded() -> None:
    assert analyse("Über Öffnungen", language="de") == ["uber", "offnungen"]


def test_a_term_is_repeated_as_often_as_it_occurs() -> None:
    assert analyse("pont, pont et ponts", language="fr") == ["pont"] * 3
