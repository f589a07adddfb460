"""Territories: rules that hold overseas only, and the questions that name one of them.

French codes repeat their common rules for each overseas territory. A twin should be found by
whoever names the territory, and not stand before the common rule for anyone else.
"""

import re

from corpus.text import fold

_NAMES = {
    "guadeloupe": r"guadeloup|\bpointe a pitre\b",
    "guyane": r"guyan|\bcayenne\b|\bkourou\b",
    "martinique": r"martiniqu|\bfort de france\b",
    "reunion": r"\b(?:la|ile de la|a la|de la) reunion\b(?! d)|reunionnais",
    "mayotte": r"mayott|mahorais|\bmamoudzou\b",
    "saint-barthelemy": r"saint barthelemy",
    "saint-martin": r"saint martin",
    "saint-pierre-et-miquelon": r"saint pierre et miquelon",
    "polynesie": r"polynesi|\btahiti|\bpapeete\b|\bmoorea\b|\bbora bora\b|\biles marquises\b",
    "nouvelle-caledonie": r"nouvelle caledonie|caledonien|new caledonia|\bnoumea\b|\biles? loyaute",
    "wallis-et-futuna": r"wallis|\bfutuna\b|\bmata utu\b",
    "terres-australes": r"terres australes|\btaaf\b",
}
_TERRITORIES = {name: re.compile(pattern) for name, pattern in _NAMES.items()}
_OVERSEAS = re.compile(r"\boutre mer\b|\boverseas\b|\bultramarin|\bdom tom\b|\bdrom\b")
EVERYWHERE = "outre-mer"


def territories_named(text: str) -> frozenset[str]:
    """The overseas territories that the text names; EVERYWHERE for overseas as a whole."""
    plain = fold(text)
    named = {name for name, pattern in _TERRITORIES.items() if pattern.search(plain)}
    if _OVERSEAS.search(plain):
        named.add(EVERYWHERE)
    return frozenset(named)
