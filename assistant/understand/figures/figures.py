"""Figures in a text: delays, amounts, dates, numbers and ages, each with where it stands."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer import FigureKind
from assistant.understand.figures.dates import dates_in
from assistant.understand.figures.numbers import Number, numbers_in
from corpus.stop_words import STOP_WORDS
from corpus.text import fold

_UNITS_OF_TIME = (
    ("minute", r"minutes?"),
    ("hour", r"heures?|hours?"),
    ("day", r"jours?|journées?|days?"),
    ("week", r"semaines?|weeks?"),
    ("month", r"mois|months?"),
    ("quarter", r"trimestres?"),
    ("year", r"ans?|années?|years?"),
)
_UNITS_OF_MONEY = (
    ("EUR", r"€|euros?\b"),
    ("GBP", r"£|pounds?\b"),
    ("USD", r"\$|dollars?\b"),
    ("EUR/100", r"centimes?\b|cents? d['’]euros?\b"),
)
_TIME = re.compile(
    r"(?:\s?\(\d{1,4}\))?[\s-](?P<words>"
    r"(?:(?:premi(?:er|ère)s?|derni(?:er|ère)s?|prochaine?s?|première|first|last|next|working"
    r"|business|clear|calendar|further|full)\s){0,2}"
    rf"(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _UNITS_OF_TIME)})\b(?!['’-])"
    r"(?:\s(?:ouvrés|ouvrables|francs|calendaires|ouvré|ouvrable|franc|calendaire)\b)?)",
    re.IGNORECASE,
)
_MONEYS = "|".join(f"(?P<m{at}>{words})" for at, (_, words) in enumerate(_UNITS_OF_MONEY))
_MONEY = re.compile(
    r"(?:\s?\([\d ]{1,12}\))?\s?(?:d['’]|of\s)?"
    rf"(?P<words>{_MONEYS})",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(r"[€£$]\s?\Z")
_PER_CENT = re.compile(r"\s?(?P<words>%|pour ?cents?\b|per ?cent\b)", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s(?:d['’])?[‘“«\"']?\s?(?P<words>[^\W\d_][\w'’-]{0,40}(?:\s[^\W\d_][\w'’-]{0,40}){0,3})"
)
_FUNCTION_WORDS = frozenset(word for words in STOP_WORDS.values() for word in words)
_SHARE = re.compile(
    r"\b(?:(?P<thirds>(?:les )?deux[ -]tiers|two[ -]thirds)|(?P<quarters>(?:les )?trois[ -]quarts"
    r"|three[ -]quarters)|(?P<third>(?:un|le|au) tiers(?= (?:au moins|au plus|des|du|de la)\b)"
    r"|(?:one|a) third(?= of\b))|(?P<quarter>(?:un|le|au) quart(?= (?:au moins|au plus|des|du"
    r"|de la)"
    r"\b)|(?:one|a) quarter(?= of\b))|(?P<half>(?:la )?moitié(?: plus un)?|half)|(?P<majority>"
    r"(?:à )?la majorité(?= (?:des (?:voix|membres|suffrages|deux)|absolue|simple|qualifiée))"
    r"|majorité (?:absolue|simple|qualifiée)|à la majorité\b|(?:simple |absolute )?majority"
    r"|à l['’]unanimité|unanim(?:ous(?:ly)?|ity)))\b",
    re.IGNORECASE,
)
_SHARES = {"thirds": 2 / 3, "quarters": 3 / 4, "third": 1 / 3, "quarter": 1 / 4, "half": 1 / 2}
_WITHOUT_A_NUMBER = re.compile(
    r"\b(?:(?P<delay>sans (?:condition de )?délai|à tout moment|à toute époque|immédiatement"
    r"|délai raisonnable|bref délai|plus brefs délais|dès que possible|at any time|without delay"
    r"|immediately|as soon as (?:possible|practicable)|(?:quotidien|hebdomadaire|mensuel"
    r"|trimestriel"
    r"|semestriel|annuel)(?:le)?(?:ment)?|chaque (?:année|an|mois|trimestre|semaine|jour)|tous les"
    r" (?:ans|mois|jours)|every (?:year|month|week|quarter|day)|annually|yearly|monthly|quarterly"
    r"|weekly|daily)|(?P<month>(?:dans|durant|pendant) le mois|within the month)"
    r"|(?P<free>(?<!pas )(?<!non )(?<!non-)(?:gratuite?s?|gratuitement|sans frais|free of charge"
    r"|at no (?:cost|charge)|free(?= to (?:use|access|download)\b)))"
    r"|(?P<charge>payante?s?|aux frais|redevances?|tarifs?|frais|coûts?|facture\w{0,6}|charged?"
    r"|fees?|costs?))\b",
    re.IGNORECASE,
)
FREE, CHARGE, SHARE, PER_CENT, DEADLINE = "free", "charge", "share", "%", "deadline"

_AGED = re.compile(
    r"(?:\bâgée?s? d['’e]\s?|\bâge (?:d['’e]|est)\s?|\bâge (?:légal|minimum|maximum"
    r"|limite)\W.{0,30}"
    r"|\baged? )(?:(?:entre|plus de|moins de|au moins|over|under|of) ){0,2}\Z"
    r"|\b(?:entre|avant(?: d['’]avoir| l['’]âge de| ses| vos)?|à partir de|jusqu['’]à|dès|plus de"
    r"|moins de|mineure?s? de|majeure?s? de|enfants? de|jeunes? de|avez|a|ait|ont|under|over)\s"
    r"(?:\w{1,9} (?:et|à|and) )?\Z",
    re.IGNORECASE,
)
_OLD = re.compile(r"\s(?:révolus?|accomplis?|old|of age)\b", re.IGNORECASE)
_OF_PEOPLE = re.compile(
    r"\b(?:âgée?s?|âge|aged?|mineure?s?|majeure?s?|enfants?|jeunes?|child(?:ren)?|anniversaire"
    r"|old)\b",
    re.IGNORECASE,
)
_LONG = re.compile(
    r"\b(?:depuis|pendant|durant|délai|durée|période|validité|date|plus tard|for|within|every"
    r"|tous les|there (?:is|are))\b",
    re.IGNORECASE,
)
_BEFORE, _AROUND = 60, 80


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and where it stands: the number and what it counts.

    `unit` is the unit of time or money, "share", "%", or of a number the folded words that follow
    it; "deadline" of a date by which something is to be. `words` is where the words of the unit
    begin. `value` is None where no number is said
    ("sans délai", "la majorité des voix").
    """

    kind: FigureKind
    value: float | None
    unit: str
    start: int
    end: int
    words: int


def figures_in(text: str, *, language: str) -> list[Figure]:
    """The figures of a text, in its order. A percentage is an amount and a number as well."""
    dates, shares = list(dates_in(text)), list(_shares(text))
    found = [
        Figure(
            FigureKind.DATE,
            one.value,
            DEADLINE if one.deadline else "",
            one.start,
            one.end,
            one.start,
        )
        for one in dates
        if not one.of_a_law
    ]
    read = sorted(
        [(one.start, one.end) for one in dates] + [(one.start, one.end) for one in shares]
    )
    for number in numbers_in(text, language=language):
        place = bisect_right(read, number.start, key=lambda one: one[1])
        if place == len(read) or read[place][0] > number.start:
            found.extend(_of_number(text, number))
    found.extend((*shares, *_without_a_number(text)))
    return sorted(found, key=lambda one: (one.start, one.end))


def _of_number(text: str, number: Number) -> Iterator[Figure]:
    start, end = number.start, number.end
    if (time := _TIME.match(text, end)) is not None:
        unit = next(name for name, _ in _UNITS_OF_TIME if time[name])
        age = unit == "year" and _is_age(text, start, time.end())
        kind = FigureKind.AGE if age else FigureKind.DELAY
        yield Figure(kind, number.value, unit, start, time.end(), time.start("words"))
    elif (money := _MONEY.match(text, end)) is not None:
        at = next(at for at in range(len(_UNITS_OF_MONEY)) if money[f"m{at}"])
        unit = _UNITS_OF_MONEY[at][0]
        yield Figure(
            FigureKind.AMOUNT, number.value, unit, start, money.end(), money.start("words")
        )
    elif (before := _MONEY_BEFORE.search(text[max(0, start - 2) : start])) is not None:
        unit = {"€": "EUR", "£": "GBP", "$": "USD"}[before.group().strip()]
        yield Figure(FigureKind.AMOUNT, number.value, unit, start - len(before.group()), end, end)
    elif (per_cent := _PER_CENT.match(text, end)) is not None:
        for kind in (FigureKind.AMOUNT, FigureKind.NUMBER):
            yield Figure(
                kind, number.value, PER_CENT, start, per_cent.end(), per_cent.start("words")
            )
    elif number.value != 1 and (counted := _COUNTED.match(text, end)) is not None:
        words = counted["words"]
        if words.split()[0].lower() not in _FUNCTION_WORDS:
            first = counted.start("words") + len(words.split()[0])
            yield Figure(
                FigureKind.NUMBER,
                number.value,
                fold(words),
                start,
                first,
                counted.start("words"),
            )


def _is_age(text: str, start: int, end: int) -> bool:
    """Whether a number of years is how old someone is."""
    before = text[max(0, start - _BEFORE) : start]
    if _OLD.match(text, end) is not None:
        return True
    if _AGED.search(before) is None or _LONG.search(before) is not None:
        return False
    return _OF_PEOPLE.search(text[max(0, start - _AROUND) : end + _AROUND]) is not None


def _shares(text: str) -> Iterator[Figure]:
    for share in _SHARE.finditer(text):
        value = _SHARES.get(share.lastgroup or "")
        yield Figure(FigureKind.NUMBER, value, SHARE, *share.span(), share.start())


def _without_a_number(text: str) -> Iterator[Figure]:
    for found in _WITHOUT_A_NUMBER.finditer(text):
        start, end = found.span()
        if found["delay"]:
            yield Figure(FigureKind.DELAY, None, "", start, end, start)
        elif found["month"]:
            begin = end - len("mois" if found.group().lower().endswith("mois") else "month")
            yield Figure(FigureKind.DELAY, 1, "month", begin, end, begin)
        elif found["free"]:
            yield Figure(FigureKind.AMOUNT, 0, FREE, start, end, start)
        else:
            yield Figure(FigureKind.AMOUNT, None, CHARGE, start, end, start)
