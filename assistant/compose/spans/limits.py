"""Limits: the sentences that say where a rule stops."""

import re

from corpus.law.article_numbers import CODED, article_key

# A sentence that opens or turns on one of these limits what was said before it. One that only
# holds a reservation of its own ("..., sauf décret contraire") limits itself.
_OPENS = (
    r"^(?:[IVX]+\.\s?[-–—]\s?)?(?:sauf|toutefois|cependant|néanmoins|sous (?:la )?réserve"
    r"|à l['’]exception|à l['’]exclusion|hormis|par dérogation|par exception|exception faite"
    r"|except|unless|however|notwithstanding|nevertheless)\b"
)
_TURNS = r"\b(?:peut|peuvent|est|sont|doit|doivent) (?:toutefois|cependant|néanmoins)\b"
_PRECEDING = re.compile(rf"{_OPENS}|{_TURNS}", re.IGNORECASE)
_LIMIT = re.compile(
    rf"{_OPENS}|{_TURNS}"
    r"|\b(?:déroge(?:nt|r)?\b"
    r"|ne s['’](?:applique(?:nt)?|exerce(?:nt)?|étend(?:ent)?) (?:pas|plus|qu|ni)"
    r"|ne (?:sont|est) pas (?:applicable|soumis|tenu|opposable)\w*|n['’]est pas tenue?"
    r"|ne (?:font|fait|peu(?:t|vent) faire) pas obstacle|ne peu(?:t|vent) faire obstacle"
    r"|(?:shall|do|does|may|will) not apply|is not required|are exempt)",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\b(?:ne (?:peu(?:t|vent)|doi(?:t|vent)|sont)|n['’](?:est|a|ont)) [^.;:]{0,60}?"
    r"\bqu(?:e\b|['’])",
    re.IGNORECASE,
)
_ORDINALS = {
    word: number
    for number, words in enumerate(
        "premier 1er;deuxième second 2e;troisième 3e;quatrième 4e;cinquième 5e;sixième 6e"
        ";septième 7e;huitième 8e;neuvième 9e;dixième 10e".split(";"),
        start=1,
    )
    for word in words.split()
}
_ORDINAL = "|".join(_ORDINALS)
# An alinéa of an article that is named ("au premier alinéa de l'article L. 300-2") is another's.
_ALINEAS = re.compile(
    rf"\b((?:{_ORDINAL})(?:(?:, | et | ou )(?:(?:aux?|du|des|les?) )?(?:{_ORDINAL})){{0,9}})"
    r" alinéas?\b"
    r"(?! d['’u]?(?:e l['’])?\s?article)(?! de l['’]article)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_APPLIES = re.compile(r"pour l['’]application d", re.IGNORECASE)
_REFERENCE = re.compile(rf"\b{CODED}", re.IGNORECASE)


def is_limit(sentence: str) -> bool:
    """Whether the sentence limits a rule: an exception, a derogation, a reservation."""
    return _LIMIT.search(sentence) is not None


def limits_what_precedes(sentence: str) -> bool:
    """Whether the sentence limits what was said just before it: "Toutefois", "peut toutefois"."""
    return _PRECEDING.search(sentence) is not None


def alineas_named(sentence: str) -> frozenset[int]:
    """The numbers of the alinéas of its own article that the sentence limits, or bounds."""
    if not is_limit(sentence) and _APPLIES.match(sentence) is None:
        return frozenset()
    return frozenset(
        _ORDINALS[word]
        for found in _ALINEAS.finditer(sentence)
        for word in _WORD.findall(found[1].lower())
        if word in _ORDINALS
    )


def restricts(sentence: str) -> bool:
    """Whether the sentence limits the rule before it, or allows it in one way only."""
    return is_limit(sentence) or _ONLY.search(sentence) is not None


def names_article(text: str, number: str) -> bool:
    """Whether the text names the article of that number."""
    key = article_key(number)
    return any(article_key(found.group()) == key for found in _REFERENCE.finditer(text))
