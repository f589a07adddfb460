"""Data dates: how recent what an index holds is, by its own dates."""

from dataclasses import dataclass
from datetime import date, datetime

from corpus.document import DocumentKind
from index.snapshot.index import Index


@dataclass(frozen=True, slots=True)
class DataDates:
    """When an index was built, and the newest day of the law and of the other documents in it.

    `law` is the last day before that of the build since which an article holds.
    """

    built_at: datetime
    documents: int
    law: date | None = None
    other: date | None = None


def read_data_dates(index: Index) -> DataDates:
    """The dates of an index."""
    built_at = index.manifest.built_at
    of_law = {one.id for one in index.documents.values() if one.kind is DocumentKind.LAW}
    begun = (
        passage.valid_from
        for passage in index.passages
        if passage.document_id in of_law and passage.valid_from is not None
    )
    told = (
        one.modified or one.published for one in index.documents.values() if one.id not in of_law
    )
    return DataDates(
        built_at,
        documents=len(index.documents),
        law=max((day for day in begun if day <= built_at.date()), default=None),
        other=max((day for day in told if day and day <= built_at.date()), default=None),
    )
