"""Territories: rules that hold overseas only, and the questions that name one of them.

French codes repeat their common rules for each overseas territory. A twin should be found by
whoever names the territory, and not stand before the common rule for anyone else.
"""

import re

from corpus.text import fold, with_plain_marks, without_accents

_NAMES = {
    "guadeloupe": r"guadeloup|\bpointe a pitre\b",
    "guyane": r"guyan|\bcayenne\b|\bkourou\b",
    "martinique": r"martiniqu|\bfort de france\b",
    "reunion": r"reunionnais",
    "mayotte": r"mayott|mahorais|\bmamoudzou\b",
    "saint-pierre-et-miquelon": r"saint pierre et miquelon",
    "polynesie": r"polynesi|\btahiti|\bpapeete\b|\bmoorea\b|\bbora bora\b|\biles marquises\b",
    "nouvelle-caledonie": r"nouvelle caledonie|caledonien|new caledonia|\bnoumea\b|\biles? loyaute",
    "wallis-et-futuna": r"wallis|\bfutuna\b|\bmata utu\b",
    "terres-australes": r"terres australes|\btaaf\b",
}
_TERRITORIES = {name: re.compile(pattern) for name, pattern in _NAMES.items()}
# "La Réunion" is written with a capital; "la réunion" is one where people live, or of an island,
# and "LA RÉUNION" where nothing says which meeting it is.
_REUNION = re.compile(
    r"\b[Ll][Aa] R[Ee]union\b(?!\s+(?:de|du|des)\b|\s+d')"
    r"|\bLA REUNION\b(?!\s+(?:D|[A-Z]{3}))"
    r"|\b(?:[IÎiî]le de|(?:habite|habitons|habitent|vis|vit|vivons|vivre|reside|residents?"
    r"|departement|region|prefet|prefecture|academie)(?:\s+(?:a|de|en|sur|dans))?)"
    r"\s+la\s+reunion\b(?!\s+(?:de|du|des)\b|\s+d')"
)
# A saint's name that goes on names a commune of the mainland ("Saint-Martin-d'Hères"), and one that
# follows a noun as it is names a street, a canal, a church.
_SAINT = re.compile(
    r"(?:^|[^\w\s-]\s*|\b(?:a|de|et|ou|ni|pour|par|vers|en|sur|ile|in|of|and|or|to|at|for|from)\s+)"
    r"saint[\s-]+(?P<name>martin|barthelemy)\b(?!-\w|\s+d'|\s+d\s|\s+(?:de|du|des|en|le|la|les)\s+(?-i:[A-Z]))",
    re.IGNORECASE | re.MULTILINE,
)
_OVERSEAS = re.compile(r"\boutre mer\b|\boverseas\b|\bultramarin|\bdom tom\b|\bdrom\b")
EVERYWHERE = "outre-mer"


def territories_named(text: str) -> frozenset[str]:
    """The overseas territories that the text names; EVERYWHERE for overseas as a whole."""
    plain = fold(text)
    named = {name for name, pattern in _TERRITORIES.items() if pattern.search(plain)}
    written = without_accents(with_plain_marks(text))
    if _REUNION.search(written):
        named.add("reunion")
    named.update(f"saint-{found['name'].lower()}" for found in _SAINT.finditer(written))
    if _OVERSEAS.search(plain):
        named.add(EVERYWHERE)
    return frozenset(named)
