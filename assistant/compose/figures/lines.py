"""Lines: the figure asked for in words of our own, made from the quote that holds it alone."""

import re
from dataclasses import dataclass

from assistant.answer import FigureKind
from assistant.compose.figures.bounds import Bound, bounded
from assistant.compose.figures.free import is_said_free
from assistant.strings import ENGLISH, FRENCH
from assistant.understand.answer_type import AskedFigure
from assistant.understand.figures.figures import FREE, PER_CENT, SHARE, Figure
from corpus.stop_words import STOP_WORDS

_LABELS = {
    FRENCH: {
        FigureKind.DELAY: "Délai",
        FigureKind.AMOUNT: "Montant",
        FigureKind.DATE: "Date",
        FigureKind.NUMBER: "Nombre",
        FigureKind.AGE: "Âge",
    },
    ENGLISH: {
        FigureKind.DELAY: "Time limit",
        FigureKind.AMOUNT: "Amount",
        FigureKind.DATE: "Date",
        FigureKind.NUMBER: "Number",
        FigureKind.AGE: "Age",
    },
}
_DURATION = {FRENCH: "Durée", ENGLISH: "Duration"}
_FREQUENCY = {FRENCH: "Fréquence", ENGLISH: "How often"}
_SHARE = {FRENCH: "Part", ENGLISH: "Share"}
_MAJORITY = {FRENCH: "Majorité", ENGLISH: "Majority"}
_EVERY = {FRENCH: "tous les", ENGLISH: "every"}
_BOUNDS = {
    FRENCH: {
        Bound.AT_LEAST: "{} au moins",
        Bound.AT_MOST: "{} au plus",
        Bound.MORE: "plus de {}",
        Bound.LESS: "moins de {}",
    },
    ENGLISH: {
        Bound.AT_LEAST: "at least {}",
        Bound.AT_MOST: "at most {}",
        Bound.MORE: "more than {}",
        Bound.LESS: "less than {}",
    },
}
_UNITS = {
    FRENCH: {
        "minute": ("minute", "minutes"),
        "hour": ("heure", "heures"),
        "day": ("jour", "jours"),
        "week": ("semaine", "semaines"),
        "month": ("mois", "mois"),
        "quarter": ("trimestre", "trimestres"),
        "year": ("an", "ans"),
    },
    ENGLISH: {
        "minute": ("minute", "minutes"),
        "hour": ("hour", "hours"),
        "day": ("day", "days"),
        "week": ("week", "weeks"),
        "month": ("month", "months"),
        "year": ("year", "years"),
    },
}
_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$"}
_FREE = {FRENCH: "gratuit", ENGLISH: "free of charge"}
_QUOTED = {FRENCH: "« {} »", ENGLISH: "“{}”"}
_COLON = {FRENCH: " : ", ENGLISH: ": "}

# The clause that fixes where a delay begins or ends.
_START = re.compile(
    r"\b(?:(?:calculée?s? )?à (?:compter|partir) d|suivant\b|qui (?:suit|suivent|précède\w{0,2})\b"
    r"|après\b|avant\b|à l['’](?:expiration|issue)\b|précédant\b|dès\b|depuis\b|(?:starting "
    r"|beginning"
    r" )?from\b|after\b|before\b|following\b|since\b|until\b|jusqu['’])",
    re.IGNORECASE,
)
_OF = re.compile(r"\s(?=of\b)")
_FRONTED = re.compile(r"\b(?:à (?:compter|partir) d|from\b)", re.IGNORECASE)
_STOP = re.compile(r"[;:\n!?]|,(?! (?:ou|or)\b)|(?<!\bart)\.(?=\s+[^\W\d_a-zà-ÿ]|\s*\Z)| \(|\)")
_SENTENCE = re.compile(r"[.;:\n](?!\d)(?=\s|\Z)")
_PER = re.compile(r"\s?(?:(?:par|per|pour chaque|for each|each|chacun)\b|/)[^,;:.\n()]{0,60}")
_OF_WHAT = re.compile(r"\s(?:du|de|des|d['’]|of)\b[^,;:.\n()]{1,80}")
_BEFORE_A_DATE = re.compile(
    r"(?:\b(?:au|plus|tard|avant|après|d['’]ici|à|la|le|les|fin|début|de|du|l['’]|en|depuis"
    r"|dès|partir"
    r"|compter|jusqu['’]au|jusqu['’]en|jusqu['’]à|courant|été|hiver|printemps|automne|by"
    r"|before|after"
    r"|from|until|till|since|in|on|the|end|early|late|mid|spring|summer|autumn|winter|beginning"
    r"|start|of|during|no|later|than)\b[ '’-]?){0,7}\Z",
    re.IGNORECASE,
)
_BEFORE_AN_AGE = re.compile(
    r"(?:\b(?:âgée?s?|âge|avant|après|à|partir|de|d['’]|dès|jusqu['’]à|l['’]|plus|moins|au"
    r"|entre|aged?"
    r"|over|under|from|before|until|at|least|the|of|ses|vos|\d{1,2}|et|and|mineure?s?|majeure?s?)"
    r"\b[ '’]?){0,7}\Z",
    re.IGNORECASE,
)
_EVERY_BEFORE = re.compile(r"\b(?:tous les|toutes les|every)\s\Z", re.IGNORECASE)
_RANGE_BEFORE = re.compile(
    r"\d\s?(?:[-–]|à|et|ou|to|and|or)\s?\Z|\b(?:entre|between)\b[^.;:\n]{0,30}\Z", re.IGNORECASE
)
_ALTERNATIVE = re.compile(r"\s?,?\s?(?:ou|or)\s(?=\d)", re.IGNORECASE)
_FUNCTION_WORDS = frozenset(word for words in STOP_WORDS.values() for word in words)
_OR, _BOUNDING = ("ou", "or"), ("plus", "moins", "more", "less", "fewer")
_LONGEST_TAIL, _LONGEST_PHRASE, _NEAR = 200, 140, 60


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of a figure, and where the figure stands in its quote."""

    text: str
    start: int
    end: int


def line_of(
    figure: Figure, quote: str, asked: AskedFigure, *, language: str, answered_in: str
) -> Line | None:
    """The figure of a quote in a line; None where what it says cannot be told surely.

    `language` is that of the quote, and `answered_in` that of the answer.
    """
    writer = _Writer(figure, quote, asked, language=language, into=answered_in)
    said = writer.said()
    if said is None:
        return None
    text = f"{writer.label()}{_COLON.get(answered_in, _COLON[FRENCH])}{said}"
    return Line(text, figure.start, figure.end)


class _Writer:
    """Writes one figure of a quote into the language of the answer."""

    def __init__(
        self, figure: Figure, quote: str, asked: AskedFigure, *, language: str, into: str
    ) -> None:
        self._figure, self._quote, self._asked = figure, quote, asked
        self._into = into if into in _LABELS else FRENCH
        self._same = language == self._into
        self._before = quote[max(0, figure.start - _NEAR) : figure.start]

    def label(self) -> str:
        kind, into = self._figure.kind, self._into
        if kind is FigureKind.DELAY and _EVERY_BEFORE.search(self._before):
            return _FREQUENCY[into]
        if kind is FigureKind.DELAY and self._asked.duration:
            return _DURATION[into]
        if self._figure.unit == SHARE or (self._asked.share and self._figure.unit == PER_CENT):
            written = self._quote[self._figure.start : self._figure.end].lower()
            return (_MAJORITY if "majorit" in written or "unanim" in written else _SHARE)[into]
        return _LABELS[into][kind]

    def said(self) -> str | None:
        """The figure with its bound and its clause."""
        figure = self._figure
        if figure.kind is FigureKind.DATE:
            return self._with_words_before(_BEFORE_A_DATE)
        if figure.kind is FigureKind.AGE:
            return self._with_words_before(_BEFORE_AN_AGE)
        if figure.unit == SHARE:
            return self._phrase()
        if figure.unit == FREE:
            return _FREE[self._into] if is_said_free(self._quote, figure.start) else None
        return None if figure.value is None or self._in_a_range() else self._measured()

    def _measured(self) -> str | None:
        figure = self._figure
        bound = bounded(self._quote, figure.start, figure.end)
        written = self._number() if bound.certain else None
        if written is None:
            return None
        delay = figure.kind is FigureKind.DELAY
        if delay and _EVERY_BEFORE.search(self._before):
            written = f"{_EVERY[self._into]} {written}"
        if bound.bound is not None:
            written = _BOUNDS[self._into][bound.bound].format(written)
        if delay:
            return self._with_start(written, bound.end)
        counted = figure.kind is FigureKind.NUMBER and figure.unit != PER_CENT
        return written if counted else self._with_what(written, bound.end)

    def _in_a_range(self) -> bool:
        return bool(
            _RANGE_BEFORE.search(self._before) or _ALTERNATIVE.match(self._quote, self._figure.end)
        )

    def _number(self) -> str | None:
        """The number and its unit, in the language of the answer."""
        figure, quote = self._figure, self._quote
        if figure.kind is FigureKind.NUMBER and figure.unit != PER_CENT:
            unit = self._counted()
            said = quote[figure.start : figure.words] if self._same else f"{self._digits()} "
            number = said if said[:1].isdigit() else f"{self._digits()} "
            return " ".join(f"{number}{unit if self._same else self._quoted(unit)}".split())
        written = quote[figure.start : figure.end]
        if self._same and written[:1].isdigit():
            return " ".join(written.split())
        if figure.unit == PER_CENT:
            return f"{self._digits()} %" if self._into == FRENCH else f"{self._digits()}%"
        return self._money() if figure.kind is FigureKind.AMOUNT else self._time()

    def _time(self) -> str | None:
        """A length of time; None where its words say more of the unit than can be translated."""
        figure = self._figure
        unit = self._quote[figure.words : figure.end]
        if self._same:
            return f"{self._digits()} {unit}"
        names = _UNITS[self._into].get(figure.unit)
        plain = {name for units in _UNITS.values() for name in units.get(figure.unit, ())}
        if names is None or unit.lower() not in plain | {"année", "années"}:
            return None
        return f"{self._digits()} {names[(figure.value or 0) >= 2]}"

    def _money(self) -> str | None:
        symbol, number = _SYMBOLS.get(self._figure.unit), self._digits()
        if symbol is None:
            return None
        return f"{number} {symbol}" if self._into == FRENCH else f"{symbol}{number}"

    def _digits(self) -> str:
        value = self._figure.value or 0
        written = f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"
        if self._into == FRENCH:
            written = written.replace(",", " ").replace(".", ",")
        return written

    def _counted(self) -> str:
        """What is counted: its first word, and what follows up to a word that says nothing."""
        words = self._quote[self._figure.words :].split()[:6]
        kept = 1
        while kept < len(words) and words[kept - 1][-1] not in ",;:.()":
            joined = words[kept].lower() in _OR and kept + 1 < len(words)
            if words[kept].lower().strip(",;:.()") in _FUNCTION_WORDS and not joined:
                break
            if joined and words[kept + 1].lower().strip(",;:.()") in (*_FUNCTION_WORDS, *_BOUNDING):
                break
            kept += 1 + joined
        return " ".join(words[:kept]).rstrip(",;:.() ")

    def _with_start(self, written: str, end: int) -> str | None:
        """With the clause that says from when, to the letter; None where that is too long."""
        quote = self._quote
        stop = _STOP.search(quote, end)
        until = stop.start() if stop is not None else len(quote)
        found = _OF.match(quote, end) or _START.search(quote, end, until)
        if found is None:
            return self._fronted(written)
        clause = quote[found.start() : until].strip()
        if len(clause) > _LONGEST_TAIL or quote.startswith((":", " :"), until):
            return None
        return f"{written}, {clause if self._same else self._quoted(clause)}"

    def _fronted(self, written: str) -> str | None:
        """With such a clause that stands before the figure, up to its comma."""
        quote, start = self._quote, self._figure.start
        begin = max((one.end() for one in _SENTENCE.finditer(quote, 0, start)), default=0)
        found = _FRONTED.search(quote, begin, start)
        if found is None:
            return written
        comma = quote.find(",", found.start(), start)
        if comma < 0 or comma - found.start() > _LONGEST_TAIL:
            return None
        clause = quote[found.start() : comma]
        return f"{written}, {clause if self._same else self._quoted(clause)}"

    def _with_what(self, written: str, end: int) -> str:
        """With what an amount is for each of, or a share of, to the letter."""
        pattern = _OF_WHAT if self._figure.unit == PER_CENT else _PER
        found = pattern.match(self._quote, end)
        if found is None:
            return written
        clause = found.group().strip()
        return f"{written} {clause}" if self._same else f"{written} {self._quoted(clause)}"

    def _phrase(self) -> str | None:
        """A share as the quote says it, to the end of its clause."""
        stop = _STOP.search(self._quote, self._figure.end)
        end = stop.start() if stop is not None else len(self._quote)
        if end - self._figure.start > _LONGEST_PHRASE:
            return None
        return self._verbatim(self._figure.start, end)

    def _with_words_before(self, before: re.Pattern[str]) -> str | None:
        """A date or an age as the quote says it, with the words that place it."""
        found = before.search(self._before)
        first = self._figure.start - (len(found.group()) if found is not None else 0)
        return self._verbatim(first, self._figure.end)

    def _verbatim(self, start: int, end: int) -> str:
        words = self._quote[start:end].strip()
        return words if self._same else self._quoted(words)

    def _quoted(self, words: str) -> str:
        return _QUOTED[self._into].format(words)
