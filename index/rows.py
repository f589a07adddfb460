"""Rows: which rows of a table a new snapshot takes over from the one before, and which are new."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

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

    def parts(self, before: NDArray[Value] | None, new: NDArray[Value]) -> list[NDArray[Value]]:
        """The whole table as its stretches, one after the other."""
        if before is None or not self.kept:
            return [new]
        table = before.view(np.ndarray)
        stretches = [(one, table) for one in self.kept] + [(one, new) for one in self.new]
        return [
            source[one.source : one.source + one.length]
            for one, source in sorted(stretches, key=lambda pair: pair[0].begin)
        ]

    def join(self, before: NDArray[Value] | None, new: NDArray[Value]) -> NDArray[Value]:
        """The whole table."""
        return np.concatenate(self.parts(before, new))

    def move(self, before: NDArray[np.int64] | None, new: NDArray[np.int64]) -> NDArray[np.int64]:
        """The whole table of values that are rows themselves, and move as rows do."""
        moved = self.join(before, new)
        for begin, source, length in (*self.kept, *self.new):
            moved[begin : begin + length] += begin - source
        return moved

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
