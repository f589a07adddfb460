"""Which language the person at the terminal reads."""

from collections.abc import Mapping
from typing import Literal

Language = Literal["fr", "en"]
OVERRIDE = "PARVIS_LANG"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def reads_french(environment: Mapping[str, str]) -> bool:
    """Whether messages are to be in French and not in English.

    PARVIS_LANG decides or, without it, the locale: the first of LC_ALL, LC_MESSAGES and LANG that
    says anything.
    """
    named = (environment.get(name, "") for name in (OVERRIDE, *_LOCALE))
    return next((name for name in named if name), "").lower().startswith("fr")


def language_of(environment: Mapping[str, str]) -> Language:
    """The language of what is said to that person."""
    return "fr" if reads_french(environment) else "en"
