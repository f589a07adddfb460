"""Currency told: with each quote of a page that cites law, whether the law has changed since."""

from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from assistant import currency_strings as strings
from assistant.citation import Citation, CitedArticle, Currency
from assistant.evidence.currency import page_currency
from assistant.evidence.evidence_set import UnitKey
from corpus.law.labels import label
from corpus.passage import Passage
from index.currency import CitedArticle as PageArticle
from index.currency import CurrencyState, PageCurrency
from index.snapshot.index import Index

_MOST_NAMED = 12  # articles named with a quote


def with_currency(
    citations: Sequence[Citation], index: Index, *, as_of: date, language: str
) -> tuple[Citation, ...]:
    """The citations, those of pages that cite law with what the dates say of them."""
    return tuple(
        replace(
            one,
            currency=tell_currency(
                index.passage(one.passage_id), index, as_of=as_of, language=language
            ),
        )
        for one in citations
    )


def tell_currency(passage: Passage, index: Index, *, as_of: date, language: str) -> Currency | None:
    """What the dates say of the page that holds a passage; None where it is a law or cites none."""
    page = page_currency(index, passage, as_of=as_of)
    past = as_of < datetime.now(UTC).date()
    return _told(page, index, language, on=as_of if past else None) if page else None


def behind_notes(
    citations: Sequence[Citation],
    index: Index,
    *,
    near: Container[UnitKey],
    as_of: date,
    language: str,
) -> tuple[str, ...]:
    """A sentence for each page quoted that is behind the law that it cites.

    Of the articles that have changed, those that the page cites one by one, or in the section
    quoted, and of a range those that are `near` the question.
    """
    told: dict[str, str] = {}
    for citation in citations:
        page = page_currency(index, index.passage(citation.passage_id), as_of=as_of)
        if citation.document_id in told or page is None or page.state is not CurrencyState.BEHIND:
            continue
        told_of = tuple(
            one
            for one in page.articles
            if not one.changed
            or page.of_section
            or one.among == 1
            or (one.document_id, one.number) in near
        )
        page = replace(page, articles=told_of)
        if page.changed:
            text = strings.currency(page, _names(page.changed, page, index, language), language)
            told[citation.document_id] = strings.quoted_behind(citation.number, text, language)
    return tuple(told.values())


def _names(
    articles: Sequence[PageArticle], page: PageCurrency, index: Index, language: str
) -> list[str]:
    """What the articles are called, with their law where the page cites several."""
    several = len({one.document_id for one in page.articles}) > 1
    names: list[str] = []
    for one in articles:
        law = index.documents[one.document_id]
        name = strings.article_name(one.number, language, section=law.language == "en")
        names.append(f"{name} ({law.short_title or law.title})" if several else name)
    return names


def _told(page: PageCurrency, index: Index, language: str, *, on: date | None) -> Currency:
    changed = page.changed
    shown = (*changed, *(one for one in page.articles if one not in changed))[:_MOST_NAMED]
    names = _names(shown, page, index, language)
    return Currency(
        state=page.state,
        day=page.day,
        cited=len(page.articles),
        articles=tuple(
            CitedArticle(
                passage_id=one.passages[0],
                document_id=one.document_id,
                label=label(index.documents[one.document_id], index.passage(one.passages[0])),
                article=one.number,
                since=one.since,
                changed=one.changed,
            )
            for one in shown
        ),
        text=strings.currency(page, names, language, on=on),
        language=language,
    )
