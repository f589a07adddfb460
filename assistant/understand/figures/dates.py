"""Dates in a text: days, months and years; and which of them only name a law."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier january jan",
            "février fevrier february feb",
            "mars march",
            "avril april apr",
            "mai may",
            "juin june jun",
            "juillet july jul",
            "août aout august aug",
            "septembre september sept sep",
            "octobre october oct",
            "novembre november nov",
            "décembre decembre december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?:1[1-9]\d\d|20\d\d)(?![\w%]|[.,/-]\d|\s?(?:€|euros?\b))"
_DATE = re.compile(
    rf"(?<![\w/.-])(?:(?P<day>1er|\d{{1,2}}(?:st|nd|rd|th)?) (?P<month>{_MONTH})(?:"
    rf" (?P<year>{_YEAR}))?"
    rf"|(?P<month_us>{_MONTH}) (?P<day_us>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year_us>{_YEAR})"
    rf"|(?P<month_only>{_MONTH}),? (?P<year_of_month>{_YEAR})"
    rf"|(?P<day_n>\d{{1,2}})/(?P<month_n>\d{{1,2}})/(?P<year_n>{_YEAR})"
    rf"|(?P<year_only>{_YEAR}))",
    re.IGNORECASE,
)
# A number of four digits is a year after one of these; else it may count anything.
_OF_A_YEAR = re.compile(
    r"\b(?:en|in|by|of|since|depuis|fin|début|end|late|early|mid|avant|before|after|après|d['’]ici"
    r"(?: à| la fin)?|from|until|till|to|and|et|à|de|l['’]an(?:née)?|année|year|été|hiver"
    r"|printemps|automne|spring|summer|autumn|winter|during|dès|jusqu['’]en|[Qq][1-4]|for|around"
    r"|vers|mi-?)\s?\Z|[-–(]\s?\Z",
    re.IGNORECASE,
)
_NAMES_A_LAW = re.compile(
    r"\b(?:loi|ordonnance|décret|arrêté|directive|règlement|circulaire|délibération|convention"
    r"|traité|déclaration|regulations?|act|law|bill|order)\b[^,;.()]{0,60}\b(?:du|de|of)?\s?\Z",
    re.IGNORECASE,
)
# A date by which something is to be, and not the one on which something was.
_DEADLINE = re.compile(
    r"\b(?:by|before|until|till|no later than|not later than|end of|avant|d['’]ici(?: à| la fin)?"
    r"|au plus tard|jusqu['’](?:à|au|en)|fin|from|à (?:partir|compter) d[eu]|dès|(?:in|en|à"
    r" l['’]|for)"
    r" ?(?:the )?(?:early |late )?(?:spring|summer|autumn|winter|printemps|été|automne|hiver))"
    r"(?: (?:the |le |la |l['’])?(?:end of|start of|beginning of|début|fin|mid|spring|summer|autumn"
    r"|winter|of|in|de|en|\d{1,2})){0,3}\s?(?:-|le|la|of|de)?\s?\Z",
    re.IGNORECASE,
)
_BEFORE = 90


@dataclass(frozen=True, slots=True)
class DateSaid:
    """A date as year * 10000 + month * 100 + day, 0 for what it does not say.

    `deadline` tells that something is to be by then, or from then on. `of_a_law` tells that it only
    names one ("la loi du 17 juillet 1978").
    """

    value: float
    start: int
    end: int
    deadline: bool
    of_a_law: bool


def dates_in(text: str) -> Iterator[DateSaid]:
    """The dates of a text, in its order, those that name laws too."""
    for found in _DATE.finditer(text):
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        of_a_law = _NAMES_A_LAW.search(before) is not None
        if of_a_law or not found["year_only"] or _OF_A_YEAR.search(before) is not None:
            deadline = _DEADLINE.search(before) is not None
            yield DateSaid(_value(found), *found.span(), deadline=deadline, of_a_law=of_a_law)


def _value(found: re.Match[str]) -> int:
    day = found["day"] or found["day_us"] or found["day_n"] or "0"
    month = found["month"] or found["month_us"] or found["month_only"] or found["month_n"] or "0"
    years = ("year", "year_us", "year_of_month", "year_n", "year_only")
    year = next((found[name] for name in years if found[name]), "0")
    number = int(month) if month.isdigit() else _MONTHS[month.rstrip(".").lower()]
    numbered = int("".join(filter(str.isdigit, day)))
    return int(year) * 10_000 + number * 100 + numbered
