"""What the corpus holds, counted from a snapshot."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from statistics import median, quantiles
from typing import TypeVar

from assistant.report.figures import Bin, Corpus, DocumentRow, Lengths
from index.currency import PageCurrency, pages_behind
from index.snapshot.hold import Hold
from index.snapshot.index import Index
from index.snapshot.manifest import CatalogEntry
from index.snapshot.withdrawals import Withdrawal

# A bin is one of these wide, the narrowest that gives no more than _BINS of them.
_WIDTHS = (10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000, 100_000)
_BINS = 20
_Counted = TypeVar("_Counted")


def describe_corpus(
    index: Index,
    *,
    snapshot: str,
    now: datetime,
    withdrawn: Sequence[Withdrawal] = (),
    hold: Hold | None = None,
) -> Corpus:
    """The figures of a loaded snapshot."""
    pages = ((one.id, one.kind, index.references_from(one.id)) for one in index.catalog)
    behind = pages_behind(pages, as_of=now.date())
    rows = tuple(_row(index, entry, behind.get(entry.id)) for entry in index.catalog)
    manifest = index.manifest
    return Corpus(
        snapshot=snapshot,
        digest=manifest.digest,
        built_at=manifest.built_at,
        model=manifest.model.name,
        passages=manifest.passages,
        kinds=_counted([row.kind for row in rows]),
        languages=_counted([row.language for row in rows]),
        licences=_counted([row.licence for row in rows]),
        documents=tuple(sorted(rows, key=lambda row: (row.kind, row.title.casefold(), row.id))),
        lengths=lengths_of([len(passage.text) for passage in index.passages]),
        rejected=manifest.rejected,
        left_out=manifest.left_out,
        warnings=tuple(map(str, manifest.warnings)),
        removed=tuple(
            sorted(
                (one for one in index.removed_documents.values() if one.withdrawn is None),
                key=lambda one: (one.day, one.document_id),
            )
        )[::-1],
        withdrawn=tuple(withdrawn)[::-1],
        hold=hold,
    )


def lengths_of(lengths: Sequence[int]) -> Lengths | None:
    """How passages of these lengths are spread; None where there is none."""
    if not lengths:
        return None
    longest = max(lengths)
    width = next((one for one in _WIDTHS if longest < one * _BINS), 1 + longest // _BINS)
    counts = Counter(length // width for length in lengths)
    return Lengths(
        bins=tuple(
            Bin(place * width, (place + 1) * width, counts[place])
            for place in range(longest // width + 1)
        ),
        shortest=min(lengths),
        median=round(median(lengths)),
        most=round(quantiles(lengths, n=10, method="inclusive")[-1])
        if len(lengths) > 1
        else longest,
        longest=longest,
    )


def _row(index: Index, entry: CatalogEntry, currency: PageCurrency | None) -> DocumentRow:
    document = index.documents[entry.id]
    return DocumentRow(
        id=entry.id,
        path=entry.source_path,
        other_paths=entry.other_paths,
        title=entry.title,
        kind=entry.kind,
        language=entry.language,
        passages=entry.passages,
        day=document.modified or document.published,
        url=document.url,
        licence=document.licence,
        stale_since=entry.stale_since,
        missing_since=entry.missing_since,
        changed=currency.changed if currency else (),
    )


def _counted(values: Sequence[_Counted]) -> Mapping[_Counted, int]:
    return dict(sorted(Counter(values).items(), key=lambda one: (-one[1], str(one[0]))))
