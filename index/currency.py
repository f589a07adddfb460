"""Currency: whether the articles that a page cites have changed since the page was written."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.document import DocumentKind
from corpus.law.citation_graph import Reference


class CurrencyState(StrEnum):
    """What the dates say of a page: no date is ever guessed."""

    CURRENT = "current"
    """No article that it cites has changed since its date."""
    BEHIND = "behind"
    """An article that it cites has changed since its date."""
    UNKNOWN = "unknown"
    """The page has no date."""


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """An article that a page cites, as it is in force: since which day, by which passages.

    `changed` says whether that day is after the page's; None where the page has no date. An article
    that has no version in force any more changed on the day on which its last one ended. `among`
    counts the articles that the same words name: one of a range says little of the page's subject.
    """

    document_id: str
    number: str
    passages: tuple[str, ...]
    since: date
    changed: bool | None
    among: int = 1


@dataclass(frozen=True, slots=True)
class PageCurrency:
    """The day of a page, when it was last modified or else published, and the articles it cites.

    `of_section` says that these are the ones that a section of it cites, and not all of the page's.
    """

    day: date | None
    articles: tuple[CitedArticle, ...]
    of_section: bool = False

    @property
    def changed(self) -> tuple[CitedArticle, ...]:
        """The articles on which the page is behind, those that changed first before the others."""
        found = (one for one in self.articles if one.changed)
        return tuple(sorted(found, key=lambda one: (one.since, one.document_id, one.number)))

    @property
    def state(self) -> CurrencyState:
        """What the dates say of the page."""
        if self.day is None:
            return CurrencyState.UNKNOWN
        return CurrencyState.BEHIND if self.changed else CurrencyState.CURRENT


def explains_law(kind: DocumentKind) -> bool:
    """Whether a document of a kind is only as good as its date beside the law that it cites.

    A law is dated article by article, and a plan says what was promised on its day.
    """
    return kind not in (DocumentKind.LAW, DocumentKind.ACTION_PLAN)


def pages_behind(
    pages: Iterable[tuple[str, DocumentKind, Iterable[Reference]]], *, as_of: date
) -> Mapping[str, PageCurrency]:
    """The currency of the pages that are not up to date, or cannot be told to be, by their ids."""
    found = {
        id: currency_of(references, as_of=as_of)
        for id, kind, references in pages
        if explains_law(kind)
    }
    return {
        id: one
        for id, one in found.items()
        if one is not None and one.state is not CurrencyState.CURRENT
    }


def currency_of(references: Iterable[Reference], *, as_of: date) -> PageCurrency | None:
    """The currency on a day of what makes these references, all of one page.

    None where it cites no article whose days the law's source gives.
    """
    versions = defaultdict[tuple[str, str], list[Reference]](list)
    for one in references:
        if one.valid_from is not None and one.valid_from <= as_of:
            versions[one.target_document, one.target_article].append(one)
    articles = tuple(_article(held, as_of) for held in versions.values())
    day = next((one.day for held in versions.values() for one in held), None)
    return PageCurrency(day, articles) if articles else None


def _article(versions: Iterable[Reference], as_of: date) -> CitedArticle:
    """The version in force, or the one that was in force last."""
    versions = tuple(versions)
    newest = max(versions, key=_from)
    since = _from(newest)
    if newest.valid_to is not None and newest.valid_to <= as_of:
        since = newest.valid_to
    return CitedArticle(
        document_id=newest.target_document,
        number=newest.target_article,
        passages=newest.targets,
        since=since,
        changed=None if newest.day is None else since > newest.day,
        among=min(one.articles for one in versions),
    )


def _from(version: Reference) -> date:
    return version.valid_from or date.min
