"""Days and hours that spreadsheets count from 1900 or 1904, written by the codes of formats."""

import re
from datetime import datetime, timedelta

_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
_SHORT_MONTHS = {
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}
_WEEKDAYS = {
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
# How each language writes a day where the format leaves it to the reader's program: English
# ones differ from country to country, so that only ISO 8601 is sure.
_USUAL = {"fr": "dd/mm/yyyy"}
_ISO = "yyyy-mm-dd"
# The languages that codes name: [$-40C] is French of France, [$-809] English of Britain.
_LOCALE = re.compile(r"\[\$[^\]-]*-([0-9A-Fa-f]+)[^\]]*\]")
_LANGUAGES = {0x0C: "fr", 0x09: "en"}
_SYSTEM_DAYS = {0xF800: "dddd d mmmm yyyy", 0xF400: "h:mm:ss"}
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]?'
    r"|(?P<half>AM/PM|A/P)|(?P<parts>\.0+)|(?P<field>y+|m+|d+|h+|s+)|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_LAST_DAY = 2_958_466  # the first day of the year 10000


def shown_day(value: float, code: str, *, language: str, from_1904: bool) -> str | None:
    """The day, or the hour, that a number stands for; None where it stands for none."""
    moment = _moment(value, from_1904=from_1904)
    if moment is None:
        return None
    named = _LOCALE.search(code)
    system = _SYSTEM_DAYS.get(int(named[1][-8:], 16)) if named else None
    if named:
        language = _LANGUAGES.get(int(named[1][-8:], 16) & 0xFF, language)
    usual = _USUAL.get(language, _ISO)
    code = system or (usual + code.removeprefix("day") if code.startswith("day") else code)
    return _Clock(moment, value, language if language in _MONTHS else "en").written(code)


def _moment(value: float, *, from_1904: bool) -> datetime | None:
    if not 0 <= value < _LAST_DAY:
        return None
    # 1900 was no leap year, but for the first spreadsheets.
    epoch = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 31 if value < 60 else 30)
    try:
        return epoch + timedelta(milliseconds=round(value * 86_400_000))
    except OverflowError:
        return None


class _Clock:
    """Writes one moment by a code."""

    def __init__(self, moment: datetime, value: float, language: str) -> None:
        self._moment, self._value, self._language = moment, value, language

    def written(self, code: str) -> str:
        tokens = list(_TOKEN.finditer(code))
        # Seconds are rounded, unless their parts are shown.
        if not any(one["parts"] for one in tokens):
            self._moment += timedelta(milliseconds=500)
        halves = any(one["half"] for one in tokens)
        return "".join(
            self._field(one, tokens, place, halves=halves) for place, one in enumerate(tokens)
        ).strip()

    def _field(
        self, token: re.Match[str], tokens: list[re.Match[str]], place: int, *, halves: bool
    ) -> str:
        kind = token.lastgroup
        text = (token[kind] if kind else "").lower()
        if kind == "elapsed":
            return self._elapsed(text)
        if kind == "half":
            return "AM" if self._moment.hour < 12 else "PM"
        if kind == "parts":
            return f".{self._moment.microsecond // 1000:03d}"[: len(text)]
        if kind != "field":
            return token[kind] if kind else (" " if token[0].startswith("_") else "")
        if text[0] == "m" and len(text) < 3 and _is_minute(tokens, place):
            return str(self._moment.minute).zfill(len(text))
        return self._part(text, halves=halves)

    def _part(self, text: str, *, halves: bool) -> str:
        moment, size = self._moment, len(text)
        if text[0] == "y":
            return f"{moment.year % 100:02d}" if size < 3 else f"{moment.year:04d}"
        if text[0] == "h":
            return str((moment.hour - 1) % 12 + 1 if halves else moment.hour).zfill(min(size, 2))
        if text[0] == "s":
            return str(moment.second).zfill(min(size, 2))
        if size < 3:
            return str(moment.day if text[0] == "d" else moment.month).zfill(size)
        if text[0] == "d":
            day = _WEEKDAYS[self._language].split()[moment.weekday()]
            return day if size > 3 else day[:3] + ("." if self._language == "fr" else "")
        names = _SHORT_MONTHS if size == 3 else _MONTHS
        name = names[self._language].split()[moment.month - 1]
        return name if size < 5 else name[0].upper()

    def _elapsed(self, text: str) -> str:
        seconds = round(self._value * 86_400)
        worth = {"h": 3600, "m": 60, "s": 1}[text[0]]
        return str(seconds // worth).zfill(len(text))


def _is_minute(tokens: list[re.Match[str]], place: int) -> bool:
    """Whether an "m" counts minutes: right after an hour, or right before a second."""
    before = [one for one in tokens[:place] if one["field"] or one["elapsed"]]
    after = [one for one in tokens[place + 1 :] if one["field"] or one["elapsed"]]
    return bool(
        (before and (before[-1]["field"] or before[-1]["elapsed"])[0] in "hH")
        or (after and (after[0]["field"] or after[0]["elapsed"])[0] in "sS")
    )
