"""How the page says numbers, dates and names of things in French."""

from datetime import UTC, date, datetime
from urllib.parse import urlsplit

_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
_THIN = "\u202f"  # between thousands; \u00a0 before signs and units
KINDS = {
    "law": "Lois et codes",
    "action_plan": "Plans d’action",
    "concept_note": "Notes de cadrage",
    "page": "Pages",
}
_LANGUAGES = {"fr": "français", "en": "anglais"}
REASONS = {
    "out_of_scope": "Hors des documents",
    "insufficient_evidence": "Documents insuffisants",
    "needs_precision": "Question à préciser",
    "personal_case": "Cas personnel",
    "unsafe": "Demande refusée par prudence",
    "small_talk": "Conversation",
}
SOURCE_TYPES = {
    "folder": "dossier",
    "url": "adresse",
    "wordpress": "site WordPress",
    "sitemap": "plan de site",
    "ogp": "Open Government Partnership",
    "npm": "paquet npm",
    "zip": "archive ZIP",
    "data_gouv": "data.gouv.fr",
}


def number(value: float) -> str:
    """A whole number, thousands apart."""
    return f"{value:,.0f}".replace(",", _THIN)


def decimal(value: float, places: int = 1) -> str:
    """A number with a decimal comma."""
    return f"{value:,.{places}f}".replace(",", _THIN).replace(".", ",")


def share(value: float | None) -> str:
    """A share from 0 to 1 as a percentage; a dash where nothing tells."""
    if value is None:
        return "–"
    said = decimal(100 * value).removesuffix(",0")
    return f"{said}\u00a0%"


def counted(value: int, one: str, many: str | None = None) -> str:
    """A number and its noun, in the plural from 2 on as French has it."""
    return f"{number(value)}\u00a0{one if abs(value) < 2 else many or one + 's'}"


def day(moment: date) -> str:
    """A day: 3 mars 2026. A moment's is that of UTC."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(UTC)
    first = "1er" if moment.day == 1 else str(moment.day)
    return f"{first} {_MONTHS[moment.month - 1]} {moment.year}"


def moment_in_words(moment: datetime) -> str:
    """A moment: 3 mars 2026 à 14 h 05 UTC."""
    at = moment.astimezone(UTC)
    return f"{day(at)} à {at.hour}\u00a0h\u00a0{at.minute:02} UTC"


def short_moment(moment: datetime) -> str:
    """A moment in digits, for tables and axes: 03/03/2026 14:05."""
    return f"{moment.astimezone(UTC):%d/%m/%Y %H:%M}"


def language(code: str) -> str:
    """The name of a language, or its code where we have none."""
    return _LANGUAGES.get(code, code)


def link(url: str | None) -> str | None:
    """The address where it leads to http(s); nothing else may be opened from the page."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
