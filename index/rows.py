"""Rows: which rows of a table a new snapshot takes over from the one before, and which are new."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Value = TypeVar("Value", bound=np.generic)


class Stretch(NamedTuple):
    """Rows that follow one another in both tables: where they begin in each, and how many."""

    begin: int
    source: int
    length: int


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table by where they come from; those taken over keep their order.

    The source of a stretch of `kept` is the table before, that of a stretch of `new` the table of
    what was worked out anew.
    """

    total: int
    kept: tuple[Stretch, ...] = field(repr=False)
    new: tuple[Stretch, ...] = field(repr=False)

    def join(
        self, before: NDArray[Value] | None, new: NDArray[Value], *, shift: bool = False
    ) -> NDArray[Value]:
        """The whole table. With `shift`, values are rows themselves, and move as rows do."""
        if before is None or not self.kept:
            return new
        joined = np.empty((self.total, *new.shape[1:]), new.dtype)
        for table, stretches in ((before.view(np.ndarray), self.kept), (new, self.new)):
            for begin, source, length in stretches:
                part: NDArray[Any] = table[source : source + length]
                joined[begin : begin + length] = part + (begin - source) if shift else part
        return joined

    def places_kept(self, before: int) -> NDArray[np.int64]:
        """The row of each of the `before` rows there were; -1 for those that are no more."""
        return _places(self.kept, before)

    def places_new(self) -> NDArray[np.int64]:
        """The row of each one that was worked out anew."""
        return _places(self.new, sum(one.length for one in self.new))


def take_over(parts: Iterable[tuple[int | None, int]]) -> Rows:
    """The rows of a table whose parts, in their order, begin at a row of the table before, or are
    new (None), and have so many rows."""
    total = fresh = 0
    kept: list[Stretch] = []
    new: list[Stretch] = []
    for source, length in parts:
        if source is None:
            _extend(new, Stretch(total, fresh, length))
            fresh += length
        else:
            _extend(kept, Stretch(total, source, length))
        total += length
    return Rows(total, tuple(kept), tuple(new))


def _extend(stretches: list[Stretch], one: Stretch) -> None:
    """Adds a stretch, as one with the last where it goes on where that ends."""
    if stretches:
        begin, source, length = stretches[-1]
        if (begin + length, source + length) == (one.begin, one.source):
            stretches[-1] = Stretch(begin, source, length + one.length)
            return
    stretches.append(one)


def _places(stretches: Iterable[Stretch], rows: int) -> NDArray[np.int64]:
    places = np.full(rows, -1, np.int64)
    for begin, source, length in stretches:
        places[source : source + length] = np.arange(begin, begin + length)
    return places
