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
_OPENING = re.compile(_OPENS, re.IGNORECASE)
_LIMIT = re.compile(
    rf"{_OPENS}"
    r"|\b(?:(?:peut|peuvent|est|sont|doit|doivent) (?:toutefois|cependant|néanmoins)"
    r"|déroge(?:nt|r)?\b"
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
_REFERENCE = re.compile(rf"\b{CODED}", re.IGNORECASE)


def is_limit(sentence: str) -> bool:
    """Whether the sentence limits a rule: an exception, a derogation, a reservation."""
    return _LIMIT.search(sentence) is not None


def opens_with_limit(sentence: str) -> bool:
    """Whether the sentence opens as one that limits what was said before it."""
    return _OPENING.match(sentence) is not None


def restricts(sentence: str) -> bool:
    """Whether the sentence limits the rule before it, or allows it in one way only."""
    return is_limit(sentence) or _ONLY.search(sentence) is not None


def names_article(text: str, number: str) -> bool:
    """Whether the text names the article of that number."""
    key = article_key(number)
    return any(article_key(found.group()) == key for found in _REFERENCE.finditer(text))
