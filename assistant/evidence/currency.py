"""Currency of evidence: whether the pages that were found have kept up with the law they cite."""

from dataclasses import replace
from datetime import UTC, date, datetime

from assistant.evidence.evidence_set import Unit
from assistant.evidence.units import unit_at
from corpus.document import DocumentKind
from corpus.passage import Passage
from index.currency import PageCurrency, currency_of
from index.hit import Filter
from index.search.searcher import Searcher
from index.snapshot.index import Index

# Articles on which a page is behind, of those that changed last, which may lead in its place.
_MOST_CHANGED = 3


def page_currency(index: Index, passage: Passage, *, as_of: date) -> PageCurrency | None:
    """The currency on a day of the page that holds a passage; None for laws, and without citations.

    What its own section cites decides, or else all that the page does: a list of references at its
    end speaks for all of it.
    """
    if index.documents[passage.document_id].kind is DocumentKind.LAW:
        return None
    references = index.references_from(passage.document_id)
    path = passage.locator.heading_path
    own = [one for one in references if index.passage(one.source).locator.heading_path == path]
    of_section = currency_of(own, as_of=as_of)
    if of_section is not None:
        return replace(of_section, of_section=True)
    return currency_of(references, as_of=as_of)


def with_currency(unit: Unit, searcher: Searcher, filter: Filter) -> Unit:
    """The unit with its currency, and with the articles on which it is behind."""
    index, day = searcher.index, filter.as_of or datetime.now(UTC).date()
    unit = replace(unit, currency=page_currency(index, unit.passages[0], as_of=day))
    if not unit.is_behind or unit.currency is None:
        return unit
    mask = index.allowed(filter)
    ordinals = [index.ordinal(one.passages[0]) for one in unit.currency.changed[::-1]]
    held = [ordinal for ordinal in ordinals if mask is None or mask[ordinal]]
    changed = tuple(unit_at(searcher, ordinal) for ordinal in held[:_MOST_CHANGED])
    return replace(unit, changed=changed)
