"""A page is behind where an article that it cites came into force after the page's date."""

from datetime import date

import pytest

from corpus.document import DocumentKind
from corpus.law.citation_grammar import Relation
from corpus.law.citation_graph import Reference
from index.currency import CurrencyState, currency_of, explains_law, pages_behind

TODAY = date(2026, 11, 28)


def reference(
    number: str = "L1",
    *,
    begins: date | None = date(2016, 1, 1),
    ends: date | None = None,
    day: date | None = date(2020, 8, 13),
    articles: int = 1,
) -> Reference:
    return Reference(
        source="p",
        targets=(f"{number} {begins}",),
        target_document="code",
        target_article=number,
        relation=Relation.CITES,
        start=0,
        end=2,
        valid_from=begins,
        valid_to=ends,
        day=day,
        articles=articles,
    )


@pytest.mark.parametrize(
    ("begins", "state"),
    [
        (date(2016, 1, 1), CurrencyState.CURRENT),
        (date(2020, 8, 13), CurrencyState.CURRENT),
        (date(2020, 8, 14), CurrencyState.BEHIND),
    ],
)
def test_what_came_into_force_after_the_page_s_day_puts_it_behind(
    begins: date, state: CurrencyState
) -> None:
    found = currency_of([reference(begins=begins)], as_of=TODAY)
    assert found is not None
    assert found.state is state
    assert [one.since for one in found.articles] == [begins]


def test_an_article_is_as_one_of_a_range_only_where_nothing_names_it_alone() -> None:
    references = [reference(articles=6), reference(), reference("L2", articles=6)]
    found = currency_of(references, as_of=TODAY)
    assert found is not None
    assert [(one.number, one.among) for one in found.articles] == [("L1", 1), ("L2", 6)]


def test_a_page_without_a_date_is_told_as_such_and_nothing_is_guessed() -> None:
    found = currency_of([reference(day=None)], as_of=TODAY)
    assert found is not None
    assert (found.state, found.day) == (CurrencyState.UNKNOWN, None)
    assert [one.changed for one in found.articles] == [None]


def test_articles_whose_days_nobody_gives_say_nothing() -> None:
    assert currency_of([reference(begins=None)], as_of=TODAY) is None
    assert currency_of([], as_of=TODAY) is None


def test_a_version_that_is_not_in_force_yet_changes_nothing_until_it_is() -> None:
    versions = [
        reference(begins=date(2016, 1, 1), ends=date(2027, 1, 1)),
        reference(begins=date(2027, 1, 1)),
    ]
    for day, state in ((TODAY, CurrencyState.CURRENT), (date(2027, 1, 1), CurrencyState.BEHIND)):
        found = currency_of(versions, as_of=day)
        assert found is not None
        assert found.state is state
        assert len(found.articles) == 1


def test_an_article_that_is_law_no_more_changed_when_it_ended() -> None:
    found = currency_of([reference(ends=date(2022, 3, 1))], as_of=TODAY)
    assert found is not None
    assert [(one.since, one.changed) for one in found.articles] == [(date(2022, 3, 1), True)]


def test_pages_that_are_behind_or_undated_are_listed_and_plans_never_are() -> None:
    late, old = reference(begins=date(2021, 7, 1)), reference()
    found = pages_behind(
        [
            ("late", DocumentKind.PAGE, [late, old]),
            ("fine", DocumentKind.PAGE, [old]),
            ("undated", DocumentKind.PAGE, [reference(day=None)]),
            ("plan", DocumentKind.ACTION_PLAN, [late]),
            ("law", DocumentKind.LAW, [late]),
        ],
        as_of=TODAY,
    )
    assert set(found) == {"late", "undated"}
    assert [one.since for one in found["late"].changed] == [date(2021, 7, 1)]
    assert not explains_law(DocumentKind.ACTION_PLAN)
