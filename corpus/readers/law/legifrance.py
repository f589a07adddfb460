"""What Légifrance says of its texts in every format: states, addresses, dates without end."""

from datetime import date

PUBLISHER = "Direction de l'information légale et administrative"
LICENCE = "Licence Ouverte 2.0"
CODE_URL = "https://www.legifrance.gouv.fr/codes/id/{}"
CODE_ARTICLE_URL = "https://www.legifrance.gouv.fr/codes/article_lc/{}"
_NO_END = date(2999, 1, 1)

# The states in which a version is, or will be, law; all others are past or never came into force.
_IN_FORCE = frozenset(("VIGUEUR", "VIGUEUR_DIFF", "VIGUEUR_NON_ETEN", "ABROGE_DIFF"))
_STATES = {
    "ABROGE": "is repealed",
    "MODIFIE": "is an earlier version, since amended",
    "MODIFIE_MORT_NE": "was amended before it came into force",
    "ANNULE": "was annulled",
    "TRANSFERE": "was moved to another article",
    "DEPLACE": "was moved to another article",
    "PERIME": "has lapsed",
    "DISJOINT": "was withdrawn",
}


def why_no_law(state: str) -> str | None:
    """Why a version in this state is left out ("is repealed"); None where it is or will be law."""
    if not state or state in _IN_FORCE:
        return None
    return _STATES.get(state, f"is in the state {state}")


def real_day(day: date | None) -> date | None:
    """A day, but none where 2999 stands for one that nobody knows."""
    return None if day is None or day >= _NO_END else day
