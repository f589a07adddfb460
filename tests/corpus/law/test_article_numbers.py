"""One article has one number, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.law.article_numbers import (
    article_key,
    article_order,
    is_regulatory,
    normalise_article_number,
)

WRITINGS = {
    "L311-6": ["L311-6", "L. 311-6", "l311-6", "L 311-6", "article L. 311-6", "art l311-6",
               "l'article L311-6", "L.311-6", "L. 311 - 6", "L. 311‑6", "art. L. 311–6,"],
    "L311-3-1": ["art L 311-3-1", "L. 311-3-1."],
    "R*132-4": ["R*132-4", "R.* 132-4", "R. * 132-4", "R* 132-4", "r.*132-4"],
    "LO381-33": ["L. O. 381-33", "LO 381-33", "L.O. 381-33"],
    "L135 B": ["L. 135 B"],
    "D312-1-3": ["article D. 312-1-3"],
    "1": ["1er", "premier", "article 1er", "1 er", "1"],
    "12 bis": ["12 bis", "article 12 BIS", "12  bis"],
    "3A": ["section 3A", "s. 3A", "3A."],
    "25-4": ["Article 25-4", "25-4"],
    "Annexe I": ["Annexe I"],
    "2 bis": ["2bis", "Art. 2bis", "2 bis"],
    "8/1": ["8/1", "article 8/1"],
    "10a": ["10a", "art. 10a"],
    "26 decies/1": ["26decies/1"],
    "LP311-2": ["Lp. 311-2"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("writing", "number"), [(w, number) for number, writings in WRITINGS.items() for w in writings]
)
def test_every_writing_gives_the_number_as_codes_write_it(writing: str, number: str) -> None:
    assert normalise_article_number(writing) == number


PARTS = st.sampled_from(["", "L", "R", "D", "R*", "LO"])
FIGURES = st.lists(st.integers(2, 2000), min_size=1, max_size=4).map(
    lambda numbers: "-".join(map(str, numbers))
)
SUFFIXES = st.sampled_from(["", " bis", " ter", " quater A", " B"])
NUMBERS = st.builds("{}{}{}".format, PARTS, FIGURES, SUFFIXES)


@given(NUMBERS)
def test_a_number_in_its_normal_form_stays_as_it_is(number: str) -> None:
    assert normalise_article_number(number) == number


@given(st.sampled_from(["L", "R", "D"]), FIGURES, st.sampled_from(["{}. {}", "{} {}", "{}.{}"]))
def test_dots_and_spaces_after_the_letter_make_no_difference(
    part: str, figures: str, form: str
) -> None:
    assert normalise_article_number(form.format(part, figures)) == part + figures
    assert (
        normalise_article_number("article " + form.format(part, figures).lower()) == part + figures
    )


def test_the_star_of_a_decree_need_not_be_written_to_find_it() -> None:
    assert article_key("R132-4") == article_key("R.* 132-4")
    assert article_key("R132-4") != article_key("L132-4")


def test_articles_are_ordered_by_part_and_then_by_numbers() -> None:
    mixed = ["L10-11", "L2", "R*3", "L10-2 bis", "L10", "D5", "L10-2", "L10-1"]
    assert sorted(mixed, key=article_order) == [
        "D5",
        "L2",
        "L10",
        "L10-1",
        "L10-2",
        "L10-2 bis",
        "L10-11",
        "R*3",
    ]


def test_what_has_no_figures_can_be_ordered_too() -> None:
    assert sorted(["unique", "Annexe"], key=article_order) == ["Annexe", "unique"]


@pytest.mark.parametrize("number", ["R311-12", "R. * 132-4", "D312-1-3", "A212-1"])
def test_decrees_and_orders_are_told_by_their_letter(number: str) -> None:
    assert is_regulatory(number)


@pytest.mark.parametrize("number", ["L311-1", "LO19-11-5", "12", "Annexe II", "Reste", ""])
def test_laws_and_what_has_no_part_are_no_decrees(number: str) -> None:
    assert not is_regulatory(number)
