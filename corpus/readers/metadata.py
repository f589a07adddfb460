"""What a source says of its document, in whatever words, as the types of our records."""

import re
from datetime import date, datetime

from corpus.document import DocumentKind
from corpus.urls import public_url

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier january janv jan",
            "février fevrier february févr fev feb",
            "mars march mar",
            "avril april avr apr",
            "mai may",
            "juin june jun",
            "juillet july juil jul",
            "août aout august aug",
            "septembre september sept sep",
            "octobre october oct",
            "novembre november nov",
            "décembre decembre december déc dec",
        ),
        start=1,
    )
    for name in names.split()
}
# How a day is written, and in which groups its year, month and day are.
_DAYS = (
    (re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)"), (1, 2, 3)),
    (re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?!\d)"), (1, 2, 3)),
    (re.compile(r"\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b"), (3, 2, 1)),
    (
        re.compile(r".*?\b(\d{1,2})(?:er|st|nd|rd|th)?\s+(?:of\s+)?([^\W\d_]+)\.?,?\s+(\d{4})\b"),
        (3, 2, 1),
    ),
    (re.compile(r".*?\b([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b"), (3, 1, 2)),
)
_LANGUAGES = {
    "fra": "fr", "fre": "fr", "français": "fr", "francais": "fr", "french": "fr",
    "eng": "en", "anglais": "en", "english": "en",
}  # fmt: skip
_KINDS = {
    "loi": DocumentKind.LAW,
    "plan": DocumentKind.ACTION_PLAN,
    "plan_d_action": DocumentKind.ACTION_PLAN,
    "concept": DocumentKind.CONCEPT_NOTE,
    "note_conceptuelle": DocumentKind.CONCEPT_NOTE,
}


def words_of(value: object) -> str | None:
    """A value as one line of text; None where it has no words or is no plain value."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(str(value).split()) or None


def date_of(value: object) -> date | None:
    """A day as ISO 8601, French or English writes it; None where it is none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = words_of(value) or ""
    for form, (year, month, day) in _DAYS:
        match = form.match(text)
        if match:
            number = _MONTHS.get(match[month].lower(), match[month])
            try:
                return date(int(match[year]), int(number), int(match[day]))
            except ValueError:  # 31 February, or a word that is no month
                continue
    return None


def language_of(value: object) -> str | None:
    """A language as its two-letter code ("fr-FR", "fra" and "Français" are "fr")."""
    text = (words_of(value) or "").lower()
    text = _LANGUAGES.get(text, re.split(r"[-_@.]", text)[0])
    text = _LANGUAGES.get(text, text)
    return text if re.fullmatch(r"[a-z]{2,3}", text) else None


def kind_of(value: object) -> DocumentKind | None:
    """A kind by its name, in any of the usual spellings; None where the name is of no kind."""
    name = re.sub(r"[\s’'-]+", "_", (words_of(value) or "").lower())
    try:
        return DocumentKind(name)
    except ValueError:
        return _KINDS.get(name)


def address_of(value: object) -> str | None:
    """A public web address; None where the value is none ("/guide", "mailto:…")."""
    try:
        return public_url(words_of(value) or "")
    except ValueError:
        return None


def names_of(value: object) -> tuple[str, ...]:
    """A name, or a list of names, as a tuple."""
    values = value if isinstance(value, list | tuple) else [value]
    return tuple(name for name in map(words_of, values) if name)
