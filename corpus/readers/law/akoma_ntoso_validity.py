"""Since when and until when the parts of an Akoma Ntoso paper hold, and which are no law now."""

from dataclasses import dataclass, field
from datetime import date
from xml.etree.ElementTree import Element

from corpus.xml.trees import local_name

# What a part's own status says of it, where that makes it no law that holds.
_GONE = {
    "removed": "was removed",
    "ignored": "is to be ignored",
    "undefined": "is not there in this version",
    "repealed": "is repealed",
    "revoked": "is revoked",
    "omitted": "was omitted",
    "expired": "has expired",
    "lapsed": "has lapsed",
    "uncommenced": "is not in force",
    "prospective": "is not in force",
}
_NO_END = date(2999, 1, 1)  # as parliaments write "without end", or "not known yet"
_Span = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Validity:
    """The periods that a paper declares, and the day of the version that it gives.

    A period's second day is the first on which it holds no longer.
    """

    events: dict[str, date] = field(default_factory=dict)
    periods: dict[str, _Span] = field(default_factory=dict)
    as_of: date | None = None

    @classmethod
    def of(cls, root: Element) -> "Validity":
        """The periods of the papers under `root`."""
        events: dict[str, date] = {}
        groups: list[Element] = []
        days: list[date] = []
        for element in root.iter():
            name = local_name(element)
            if name == "eventRef" and (day := day_of(element)):
                events[_id(element)] = day
            elif name == "temporalGroup":
                groups.append(element)
            elif name == "FRBRExpression":
                days += [day for one in element if (day := day_of(one))]
        made = cls(events, {}, max(days, default=None))
        for group in groups:
            spans = [made._between(one) for one in group if local_name(one) == "timeInterval"]
            if spans:
                starts, ends = [start for start, _ in spans], [end for _, end in spans]
                made.periods[_id(group)] = (
                    None if None in starts else min(day for day in starts if day),
                    None if None in ends else max(day for day in ends if day),
                )
        return made

    def span(self, element: Element) -> _Span:
        """Since when and until when an element says that it holds."""
        period = element.get("period")
        if period:
            return self.periods.get(period.lstrip("#"), (None, None))
        return self._between(element)

    def why_gone(self, element: Element) -> str | None:
        """Why an element is no law in the version at hand; None where it is."""
        status = element.get("status", "").casefold()
        if status in _GONE:
            return f"it {_GONE[status]}"
        end = self.span(element)[1]
        if end and self.as_of and end <= self.as_of:
            return f"it is an earlier version, which held until {end.isoformat()}"
        return None

    def _between(self, element: Element) -> _Span:
        return self._day(element.get("start")), self._day(element.get("end"))

    def _day(self, reference: str | None) -> date | None:
        if not reference:
            return None
        return self.events.get(reference.lstrip("#")) or _day(reference)


def day_of(element: Element | None) -> date | None:
    """The day in the attribute `date`; None where there is none, or no such day."""
    return None if element is None else _day(element.get("date"))


def _day(text: str | None) -> date | None:
    try:
        day = date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None
    return day if day < _NO_END else None


def _id(element: Element) -> str:
    return element.get("eId") or element.get("id") or element.get("wId") or ""
