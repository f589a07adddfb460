"""Validity: the days on which a version of an article holds."""

from datetime import date
from typing import Protocol


class Dated(Protocol):
    """What holds from the first day to the day before the last; None is without such a bound."""

    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


def holds_on(one: Dated, day: date) -> bool:
    """Whether it holds on a day."""
    begun = one.valid_from is None or one.valid_from <= day
    return begun and (one.valid_to is None or day < one.valid_to)
