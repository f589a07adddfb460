"""TermCounts: how often each passage holds each term, which a rebuild need not count again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class TermCounts:
    """The passages that hold each term, and how often, term by term.

    Those of term `t` are `rows[starts[t]:starts[t + 1]]`, in ascending order, and `counts` has the
    same places. `terms` is sorted, and each is held by a passage.
    """

    terms: tuple[str, ...]
    counts: NDArray[np.int32] = field(repr=False)
    rows: NDArray[np.int32] = field(repr=False)
    starts: NDArray[np.int64] = field(repr=False)
    passages: int


def count_terms(terms_of_passages: Sequence[Sequence[str]]) -> TermCounts:
    """The counts of passages given by their terms. The order of terms does not depend on theirs."""
    counted = [Counter(terms) for terms in terms_of_passages]
    terms = tuple(sorted({term for counter in counted for term in counter}))
    places = {term: place for place, term in enumerate(terms)}
    columns = np.array([places[term] for one in counted for term in one], np.int32)
    order = np.argsort(columns, kind="stable")
    counts = np.array([count for one in counted for count in one.values()], np.int32)
    rows = np.repeat(np.arange(len(counted), dtype=np.int32), [len(one) for one in counted])
    return TermCounts(
        terms=terms,
        counts=counts[order],
        rows=rows[order],
        starts=_starts(columns, len(terms)),
        passages=len(counted),
    )


def join_counts(
    before: TermCounts,
    new: TermCounts,
    *,
    places_before: NDArray[np.int64],
    places_new: NDArray[np.int64],
) -> TermCounts:
    """The counts of passages of which some were counted before and the others are new.

    `places_before` and `places_new` give the row of each passage among them all, ascending; -1
    stands for a passage that is no more.
    """
    rows = places_before[before.rows]
    stays = rows >= 0
    columns = np.repeat(np.arange(len(before.terms)), np.diff(before.starts))[stays]
    held = np.bincount(columns, minlength=len(before.terms)) > 0
    kept = {term for term, is_held in zip(before.terms, held, strict=True) if is_held}
    terms = tuple(sorted(kept.union(new.terms)))
    numbers = {term: number for number, term in enumerate(terms)}
    columns = np.array([numbers.get(term, -1) for term in before.terms], np.int64)[columns]
    rows = rows[stays]
    new_columns = np.array([numbers[term] for term in new.terms], np.int64)
    new_columns = np.repeat(new_columns, np.diff(new.starts))
    new_rows = places_new[new.rows]
    # Both are in the order of terms, then of rows: the new ones are put between the others.
    passages = int(np.count_nonzero(places_before >= 0)) + len(places_new)
    at = np.searchsorted(columns * passages + rows, new_columns * passages + new_rows)
    return TermCounts(
        terms=terms,
        counts=np.insert(before.counts[stays], at, new.counts),
        rows=np.insert(rows, at, new_rows).astype(np.int32),
        starts=_starts(np.concatenate((columns, new_columns)), len(terms)),
        passages=passages,
    )


def _starts(columns: NDArray[np.integer], terms: int) -> NDArray[np.int64]:
    starts = np.zeros(terms + 1, np.int64)
    np.cumsum(np.bincount(columns, minlength=terms), out=starts[1:])
    return starts
